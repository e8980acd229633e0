from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "ventanilla.domains.documents"
    label = "documents"

    def ready(self) -> None:
        from ventanilla.domains.documents import tasks  # noqa: F401 - registers its job
