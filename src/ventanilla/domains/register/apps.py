from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "ventanilla.domains.register"
    label = "register"

    def ready(self) -> None:
        from ventanilla.domains.register import checks, tasks  # noqa: F401 - register themselves
