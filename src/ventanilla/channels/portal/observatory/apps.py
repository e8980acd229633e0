from django.apps import AppConfig


class ObservatorySiteConfig(AppConfig):
    name = "ventanilla.channels.portal.observatory"
    label = "portal_observatory"
