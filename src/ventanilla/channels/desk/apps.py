from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "ventanilla.channels.desk"
    label = "desk"
