"""The door of the legislation domain."""

from ventanilla.domains.legislation.terms import locales, terms

__all__ = ["locales", "terms"]
