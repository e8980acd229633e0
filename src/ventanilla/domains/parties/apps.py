from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "ventanilla.domains.parties"
    label = "parties"

    def ready(self) -> None:
        from ventanilla.domains.parties import tasks  # noqa: F401 - registers its job
