from django.apps import AppConfig


class ObservatoryConfig(AppConfig):
    name = "ventanilla.domains.observatory"
    label = "observatory"

    def ready(self) -> None:
        from ventanilla.domains.observatory import tasks  # noqa: F401 - its jobs enter themselves
