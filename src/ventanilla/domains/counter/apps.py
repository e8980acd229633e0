from django.apps import AppConfig


class CounterConfig(AppConfig):
    name = "ventanilla.domains.counter"
    label = "counter"

    def ready(self) -> None:
        from ventanilla.domains.counter import tasks  # noqa: F401 - its job enters itself
