from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "ventanilla.domains.practice"
    label = "practice"

    def ready(self) -> None:
        from ventanilla.domains.practice import tasks  # noqa: F401 - its job enters itself
