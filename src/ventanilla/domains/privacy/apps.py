from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "ventanilla.domains.privacy"
    label = "privacy"

    def ready(self) -> None:
        from ventanilla.domains.privacy import checks  # noqa: F401 - registers itself
