from django.apps import AppConfig


class LookConfig(AppConfig):
    name = "ventanilla.channels.look"
    label = "look"
