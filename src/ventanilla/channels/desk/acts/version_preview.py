"""What moving a case to the version in force would change, before anybody orders it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ventanilla.channels.look.components import Line
from ventanilla.channels.look.templatetags.look import full_day
from ventanilla.channels.look.version_words import change_lines
from ventanilla.domains.casefiles.api import CaseNow, VersionMove


def version_facts(now: CaseNow) -> Sequence[Line]:
    """Both versions, the day to decide, and each change."""
    move = now.version_move
    return tuple(_facts(move)) if move else ()


def _facts(move: VersionMove) -> Iterator[Line]:
    yield Line(
        label=_("Versiones"),
        text=_("De la %(before)d a la %(after)d.")
        % {"before": move.before.version, "after": move.after.version},
    )
    yield Line(label=_("Plazo para resolver"), text=_day(move))
    lang = get_language() or "es"
    for label, text in change_lines(move.changes, lang):
        yield Line(label=label, text=text)
    if not move.changes:
        yield Line(
            label=_("Qué cambia"), text=_("Solo palabras: ni preguntas, ni plazos, ni pasos.")
        )


def _day(move: VersionMove) -> str:
    if move.told is None or move.told == move.law:
        return _("No cambia.")
    law = full_day(move.law) if move.law else _("ninguno")
    if move.moved:
        return _("Era el %(told)s; pasa a ser el %(law)s.") % {
            "told": full_day(move.told),
            "law": law,
        }
    said = _("Sigue el que se dijo. El de la versión nueva (%(law)s) perjudicaría a la persona.")
    return said % {"law": law}
