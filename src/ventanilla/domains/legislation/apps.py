from django.apps import AppConfig


class LegislationConfig(AppConfig):
    name = "ventanilla.domains.legislation"
    label = "legislation"
