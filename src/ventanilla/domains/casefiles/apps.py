from django.apps import AppConfig


class CasefilesConfig(AppConfig):
    name = "ventanilla.domains.casefiles"
    label = "casefiles"

    def ready(self) -> None:
        from ventanilla.domains.casefiles import tasks  # noqa: F401 - registers its job
