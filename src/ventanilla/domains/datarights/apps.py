from django.apps import AppConfig


class DataRightsConfig(AppConfig):
    name = "ventanilla.domains.datarights"
    label = "datarights"
