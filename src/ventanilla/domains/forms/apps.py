from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "ventanilla.domains.forms"
    label = "forms"
