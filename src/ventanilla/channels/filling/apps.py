from django.apps import AppConfig


class FillingConfig(AppConfig):
    name = "ventanilla.channels.filling"
    label = "filling"
