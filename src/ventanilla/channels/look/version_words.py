"""What another version of a procedure changes, in words, from plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from django.utils.translation import gettext as _

from ventanilla.kernel.text_choice import pick


class Change(Protocol):
    """`what` is field, requirement, fee, time_limit, silence or step; `how` added, removed or
    changed; `before` and `after` texts by language, one text, or None."""

    @property
    def what(self) -> str: ...
    @property
    def how(self) -> str: ...
    @property
    def before(self) -> Any: ...
    @property
    def after(self) -> Any: ...


def change_lines(changes: Iterable[Change], lang: str) -> Iterator[tuple[str, str]]:
    """Each change as (what it is, the words before and after)."""
    for change in changes:
        yield _label(change), _text(change, lang)


def _label(change: Change) -> str:
    words = {
        ("field", "added"): _("Pregunta nueva"),
        ("field", "removed"): _("Ya no se pregunta"),
        ("field", "changed"): _("Se pregunta de otra forma"),
        ("requirement", "added"): _("Requisito nuevo"),
        ("requirement", "removed"): _("Ya no se exige"),
        ("requirement", "changed"): _("Requisito que cambia"),
        ("time_limit", "added"): _("Plazo nuevo"),
        ("time_limit", "removed"): _("Plazo que desaparece"),
        ("time_limit", "changed"): _("Plazo que cambia"),
        ("step", "added"): _("Paso nuevo"),
        ("step", "removed"): _("Paso que desaparece"),
        ("step", "changed"): _("Paso que cambia"),
        ("fee", "changed"): _("Lo que cuesta"),
        ("silence", "changed"): _("Si no se responde"),
    }
    return words[change.what, change.how]


def _text(change: Change, lang: str) -> str:
    before, after = _said(change.before, lang), _said(change.after, lang)
    if change.how != "changed" or before == after:
        return after or before
    return f"{before} → {after}"


def _said(text: Any, lang: str) -> str:
    if isinstance(text, str) or text is None:
        return text or ""
    return pick(text, lang)
