"""Each step of a call at the desk: what it is called, asks and brings about, and its door."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.channels.desk.acts.agreement import as_typed, typed_day
from ventanilla.channels.filling.acts.page import ActRow, by_kind
from ventanilla.channels.look.act_form import Ask
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.casefiles.api import CallActKind
from ventanilla.domains.forms.api import money_typed

_TEXT = Ask(name="text", label=_("Texto que se publica"))


@dataclass(frozen=True, kw_only=True)
class CallStep(ActRow[CallActKind, casefiles.Call]):
    """`said` turns what was typed into what the door takes. Raises `ActIncomplete`."""

    said: Callable[[casefiles.Call, Mapping[str, str]], dict[str, Any]] | None = None


def _only_text(call: casefiles.Call, typed: Mapping[str, str]) -> dict[str, Any]:
    return {"text": typed.get("text", "")}


def _agreed(call: casefiles.Call, typed: Mapping[str, str]) -> dict[str, Any]:
    return as_typed(typed)


def _called_up(call: casefiles.Call, typed: Mapping[str, str]) -> dict[str, Any]:
    amount = money_typed(typed.get("amount", ""), call.currency)
    if amount is None:
        raise casefiles.ActIncomplete(_("Falta el importe que se concede."), example="2000,00")
    return {"text": typed.get("text", ""), "amount": amount}


STEPS: dict[CallActKind, CallStep] = by_kind(
    (
        CallStep(
            kind=CallActKind.CLOSE,
            title=_("Cerrar el plazo de presentación"),
            button=_("Cerrar el plazo y admitir"),
            consequence=_("Nadie podrá presentar más. Lo presentado pasa a tramitación."),
            door=casefiles.close_filing,
        ),
        CallStep(
            kind=CallActKind.AGREE,
            title=_("Anotar el acuerdo de la comisión"),
            button=_("Anotar el acuerdo"),
            consequence=_("Los puntos quedan como el informe de la comisión."),
            door=casefiles.agree_in_call,
            said=_agreed,
            asks=(
                Ask(
                    name="session",
                    label=_("Día de la sesión"),
                    kind="text",
                    hint=_("Por ejemplo: 25/03/2026"),
                ),
                Ask(name="members", label=_("Cuántas personas forman la comisión"), kind="text"),
                Ask(
                    name="votes",
                    label=_("Qué votó cada una"),
                    hint=_(
                        "Una por línea: nombre, dos puntos y «a favor», «en contra» o "
                        "«abstención». Añada «(preside)» a quien preside."
                    ),
                ),
                Ask(name="text", label=_("Informe de la comisión")),
                Ask(name="certificate", label=_("Certificado de la secretaría"), rows=3),
            ),
        ),
        CallStep(
            kind=CallActKind.PROVISIONAL,
            title=_("Publicar la lista provisional"),
            button=_("Publicar y dar audiencia"),
            consequence=_(
                "La lista se publica en la sede y abre a cada persona el plazo para alegar. "
                "No se puede deshacer."
            ),
            door=casefiles.publish_provisional,
            said=_only_text,
            asks=(_TEXT,),
        ),
        CallStep(
            kind=CallActKind.DEFINITIVE,
            title=_("Proponer la lista definitiva"),
            button=_("Proponer la lista"),
            consequence=_("Se publica. La resuelve otra persona."),
            door=casefiles.propose_definitive,
            said=_only_text,
            asks=(_TEXT,),
        ),
        CallStep(
            kind=CallActKind.RESOLVE,
            title=_("Resolver la convocatoria"),
            button=_("Resolver y notificar a todos"),
            consequence=_(
                "Decide todas las solicitudes, sale por el libro de salida y abre los plazos de "
                "recurso. No se puede deshacer."
            ),
            door=casefiles.resolve_call,
            said=_only_text,
            asks=(_TEXT,),
        ),
        CallStep(
            kind=CallActKind.CALL_UP,
            title=_("Llamar a quien sigue en la reserva"),
            button=_("Conceder a quien sigue"),
            consequence=_("Concede a la primera persona que espera en la lista de reserva."),
            door=casefiles.call_up,
            said=_called_up,
            asks=(
                Ask(name="text", label=_("Por qué queda crédito o plaza")),
                Ask(name="amount", label=_("Importe que se concede"), kind="text"),
            ),
        ),
    )
)

OPENING = (
    Ask(name="slug", label=_("Trámite"), kind="text"),
    Ask(name="title", label=_("Título"), kind="text"),
    Ask(
        name="code",
        label=_("Dirección en la sede"),
        kind="text",
        hint=_("Minúsculas, cifras y guiones. Por ejemplo: asociaciones-2026"),
    ),
    Ask(name="text", label=_("Para qué es y quién puede presentarse")),
    Ask(
        name="published_on",
        label=_("Día en que se publica"),
        kind="text",
        hint=_("Desde ese día se presenta y cuentan los plazos. Por ejemplo: 02/02/2026"),
    ),
    Ask(name="credit", label=_("Crédito (si lo hay)"), kind="text", required=False),
    Ask(name="places", label=_("Plazas (si las hay)"), kind="text", required=False),
)


def opening_of(typed: Mapping[str, str], *, currency: str) -> dict[str, Any]:
    """What was typed to open a call, as `open_call` takes it. Raises `ActIncomplete`."""
    credit, places = typed.get("credit", "").strip(), typed.get("places", "").strip()
    amount = money_typed(credit, currency or "EUR") if credit else None
    if credit and amount is None:
        raise casefiles.ActIncomplete(_("El crédito no es un importe."), example="8000,00")
    if places and not (places.isdecimal() and len(places) < 7):
        raise casefiles.ActIncomplete(_("Las plazas no son un número."), example="10")
    return {
        "code": typed.get("code", "").strip(),
        "title": typed.get("title", "").strip(),
        "text": typed.get("text", ""),
        "published_on": typed_day(typed.get("published_on", "")),
        "credit": amount,
        "places": int(places) if places else None,
    }
