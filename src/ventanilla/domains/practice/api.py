"""The door of practice offices."""

from ventanilla.domains.practice.errors import NoPracticeOffice
from ventanilla.domains.practice.reset import reset
from ventanilla.domains.practice.tasks import reset_at_night

__all__ = ["NoPracticeOffice", "reset", "reset_at_night"]
