from django.apps import AppConfig


class ClipsConfig(AppConfig):
    name = "ventanilla.domains.clips"
    label = "clips"
