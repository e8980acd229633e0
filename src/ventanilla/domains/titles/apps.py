from django.apps import AppConfig


class TitlesConfig(AppConfig):
    name = "ventanilla.domains.titles"
    label = "titles"

    def ready(self) -> None:
        from ventanilla.domains.titles import tasks  # noqa: F401 - registers its job
