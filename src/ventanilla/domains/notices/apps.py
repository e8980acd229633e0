from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "ventanilla.domains.notices"
    label = "notices"

    def ready(self) -> None:
        from ventanilla.domains.notices import tasks  # noqa: F401 - registers its jobs
