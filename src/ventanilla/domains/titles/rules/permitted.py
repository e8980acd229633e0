"""What may be done to a title on a day. Deny by default: what its procedure does not provide for,
with its norm, is not done (`grants` of procedure.yaml cites the articles of each country)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.titles.rules.events import Refusal, TitleEventKind, TitleState
from ventanilla.domains.titles.rules.life import Life
from ventanilla.domains.titles.rules.terms import later

Fact = Mapping[str, Any]
Condition = Callable[[Life, Fact, Mapping[str, Any]], Refusal | None]
_IN_FORCE = frozenset({TitleState.IN_FORCE})
_SUSPENDED = frozenset({TitleState.SUSPENDED})
_EITHER = _IN_FORCE | _SUSPENDED


def _change(life: Life, provided: Fact, content: Mapping[str, Any]) -> Refusal | None:
    if content.get("ends_term") and not provided.get("ends_term"):
        return Refusal(
            "term-stays",
            _("La norma de este título no prevé que un cambio le quite el plazo."),
            _("Cabe renovarlo, donde su norma lo prevé."),
        )
    return None


def _renewal(life: Life, provided: Fact, content: Mapping[str, Any]) -> Refusal | None:
    if life.until is None:
        return Refusal("without-term", _("Este título no tiene plazo: no hay nada que renovar."))
    if provided.get("times") is not None and life.renewals >= provided["times"]:
        return Refusal(
            "renewed-enough",
            _("Ya se renovó cuanto permite su norma: %(norm)s.") % {"norm": provided["norm"]},
            _("Cabe pedir un título nuevo."),
        )
    if not content.get("until"):
        return None  # asked before the day is known: whether it may be done at all
    asked = date.fromisoformat(str(content["until"]))
    most = later(life.until, amount=int(provided["amount"]), unit=str(provided["unit"]))
    if not life.until < asked <= most:
        return Refusal(
            "renewal-out-of-reach",
            _("Esa fecha no cabe en la renovación."),
            _("Después del %(first)s y hasta el %(last)s.")
            % {"first": life.until.strftime("%d/%m/%Y"), "last": most.strftime("%d/%m/%Y")},
        )
    return None


#: What of `grants` provides for each, in which states, and what is asked besides. A suspension is
#: lifted by the power that suspends.
_LAWS: dict[TitleEventKind, tuple[str, frozenset[TitleState], Condition | None]] = {
    TitleEventKind.CHANGED: ("change", _EITHER, _change),
    TitleEventKind.TRANSFERRED: ("transfer", _IN_FORCE, None),
    TitleEventKind.RENEWED: ("renewal", _EITHER, _renewal),
    TitleEventKind.SUSPENDED: ("suspension", _IN_FORCE, None),
    TitleEventKind.LIFTED: ("suspension", _SUSPENDED, None),
    TitleEventKind.REVOKED: ("revocation", _EITHER, None),
    TitleEventKind.RENOUNCED: ("renunciation", _EITHER, None),
}


def refusal(
    kind: TitleEventKind,
    *,
    life: Life,
    grants: Fact,
    content: Mapping[str, Any] | None = None,
) -> Refusal | None:
    """Why `kind` may not happen to a title that stands as `life`; None where it may. `life` is that
    of the day of the act. Only acts ask: what follows from an appeal or from time needs no leave.
    """
    law = _LAWS.get(kind)
    provided = grants.get(law[0]) if law else None
    if law is None or not provided:
        return Refusal(
            "not-provided",
            _("El trámite que otorgó este título no prevé ese acto."),
            _("Solo cabe lo que prevé una norma, citada en el trámite."),
        )
    if life.state not in law[1]:
        states = ", ".join(str(state.label) for state in TitleState if state in law[1])
        return Refusal(
            "title-stands-otherwise",
            _("El título está en otra situación: %(state)s.") % {"state": life.state.label},
            _("Se puede hacer cuando está: %(states)s.") % {"states": states},
        )
    return law[2](life, provided, content or {}) if law[2] else None
