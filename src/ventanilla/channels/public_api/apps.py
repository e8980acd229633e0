from django.apps import AppConfig


class PublicApiConfig(AppConfig):
    name = "ventanilla.channels.public_api"
    label = "public_api"
