from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "ventanilla.domains.archive"
    label = "archive"
