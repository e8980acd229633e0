from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "ventanilla.domains.notes"
    label = "notes"

    def ready(self) -> None:
        from ventanilla.domains.notes import tasks  # noqa: F401 - its job enters itself
