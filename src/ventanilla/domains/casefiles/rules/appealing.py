"""Appeals: which may be lodged here, who decides them, and which go to another body.

ES: Ley 39/2015, arts 112-124; CL: Ley 19.880, art. 59, Ley 20.285, art. 24; PE: TUO Ley 27444, arts
218-220; BR: Lei 12.527, art. 15.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.rules.course import Course
from ventanilla.domains.casefiles.rules.deciding import Refusal
from ventanilla.domains.casefiles.rules.standing import Standing
from ventanilla.kernel.text_choice import pick


def appealable(
    standing: Standing, course: Course, who: str, content: Mapping[str, Any]
) -> Refusal | None:
    """There is a decision, or a silence, and the remedy is one that is lodged here."""
    if standing.pending_appeal is not None:
        return Refusal(
            "appeal-pending",
            _("Hay un recurso sin resolver."),
            _("Puede añadir alegaciones al que ya presentó."),
        )
    if not standing.decision and standing.silence == "":
        return Refusal(
            "nothing-to-appeal",
            _("Todavía no hay una decisión que recurrir."),
            _("Si el plazo venció, puede hacer constar el silencio o quejarse de la demora."),
        )
    remedy: str | None = content.get("remedy")
    if remedy is not None and remedy in course.elsewhere:
        return _elsewhere(course.elsewhere[remedy])
    if remedy is not None and remedy not in course.remedies:
        return Refusal(
            "no-such-remedy",
            _("Contra esta decisión no cabe ese recurso en esta sede."),
            ", ".join(sorted(course.remedies)),
        )
    return None


def _elsewhere(before: Mapping[str, Any]) -> Refusal:
    """Where it is lodged, by its name: the person loses no day here."""
    body = pick(before["name"], get_language() or "es")
    there = _("Preséntelo en %(site)s (%(norm)s).") % {
        "site": before.get("site") or body,
        "norm": before["norm"],
    }
    cause = _("Este recurso no se presenta en esta sede, sino ante: %(body)s.") % {"body": body}
    return Refusal("lodged-elsewhere", cause, there)


def decided_by_whom(
    standing: Standing, course: Course, who: str, content: Mapping[str, Any]
) -> Refusal | None:
    """By whom the law names: another body once it has the file, or another than who decided."""
    pending = standing.pending_appeal
    if pending is None:
        return None
    if pending.remedy in course.others and not pending.forwarded:
        return Refusal(
            "not-forwarded",
            _("Este recurso lo resuelve otro organismo."),
            _("Envíeselo con el expediente y haga constar después lo que decida."),
        )
    if pending.remedy in course.superior and who and who == standing.decided_by:
        return Refusal(
            "superior-decides",
            _("Este recurso lo resuelve el superior de quien decidió."),
            _("Lo resuelve otra persona."),
        )
    return None


def forwardable(
    standing: Standing, course: Course, who: str, content: Mapping[str, Any]
) -> Refusal | None:
    """Only what another body decides is sent on."""
    pending = standing.pending_appeal
    if pending is None or pending.remedy not in course.others or pending.forwarded:
        return Refusal("nothing-to-forward", _("No hay un recurso que enviar a otro organismo."))
    return None


def the_pending_appeal(
    standing: Standing, course: Course, who: str, content: Mapping[str, Any]
) -> Refusal | None:
    """The appeal that waits, and no other."""
    pending = standing.pending_appeal
    if pending is None or content.get("appeal", pending.seq) != pending.seq:
        return Refusal("no-appeal", _("No hay ningún recurso por resolver."))
    return None


def no_way_back(
    standing: Standing, course: Course, who: str, content: Mapping[str, Any]
) -> Refusal | None:
    """A decision on a title has no step to go back to: it stands or it is undone."""
    pending = standing.pending_appeal
    if pending and pending.against in standing.on_title and content.get("sends_back"):
        return Refusal(
            "nothing-to-go-back-to",
            _("Este recurso es contra un acto sobre el título: no hay un paso al que volver."),
            _("Diga si se estima: el acto queda entonces sin efecto."),
        )
    return None
