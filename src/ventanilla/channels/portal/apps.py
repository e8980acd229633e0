from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "ventanilla.channels.portal"
    label = "portal"
