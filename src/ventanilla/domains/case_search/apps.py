from django.apps import AppConfig


class CaseSearchConfig(AppConfig):
    name = "ventanilla.domains.case_search"
    label = "case_search"

    def ready(self) -> None:
        from ventanilla.domains.case_search.indexing import CaseIndexer
        from ventanilla.domains.register import api as register

        register.follow_with(CaseIndexer())
