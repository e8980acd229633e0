from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "ventanilla.domains.parties"
    label = "parties"
