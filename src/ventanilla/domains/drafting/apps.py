"""The drafting domain as a Django application."""

from django.apps import AppConfig


class DraftingConfig(AppConfig):
    """Drafts of decisions, and the tray of whoever signs."""

    name = "ventanilla.domains.drafting"
