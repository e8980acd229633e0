from django.apps import AppConfig


class AllowancesConfig(AppConfig):
    """Its rows live in the volatile database: the label is what the router looks at."""

    name = "ventanilla.kernel.allowances"
    label = "volatile"

    def ready(self) -> None:
        from ventanilla.kernel.allowances import tasks  # noqa: F401 - registers itself
