from django.apps import AppConfig


class OfficesConfig(AppConfig):
    name = "ventanilla.domains.offices"
    label = "offices"
