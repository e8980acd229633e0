"""Proposing a change: with its source, judged as a row of a file would be, and nothing changes."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.observatory.actions.import_instruments import content_of
from ventanilla.domains.observatory.errors import ProposalRefused
from ventanilla.domains.observatory.models import Fact, Proposal
from ventanilla.domains.observatory.queries import history
from ventanilla.domains.observatory.rules.rows import FactRow, RowRefusedError, fact_row
from ventanilla.kernel import clock
from ventanilla.kernel.errors import Problem
from ventanilla.kernel.plaintext import stored_text


def propose_new(*, content: Mapping[str, str], reason: str, by: UUID) -> Proposal:
    """Propose a fact that is not there. Raises `ProposalRefused`."""
    row = _judged(content)
    if Fact.objects.filter(key=row.key, replaced_at__isnull=True, withdrawn=False).exists():
        raise ProposalRefused(
            _("Ese hecho ya consta."), expected=_("Proponga cambiarlo desde su página.")
        )
    return _keep("add", row.key, content_of(row), reason=reason, by=by)


def propose_amendment(*, key: str, content: Mapping[str, str], reason: str, by: UUID) -> Proposal:
    """Propose that a fact read otherwise. Raises `ProposalRefused`, `FactUnknown`."""
    fact = history(key).current
    row = _judged({**content, "country": fact.country, "kind": fact.kind})
    if content_of(row) == content_of(fact):
        raise ProposalRefused(
            _("La propuesta dice lo mismo que ya consta."),
            expected=_("Cambie algún dato."),
        )
    return _keep("amend", key, content_of(row), reason=reason, by=by)


def propose_withdrawal(*, key: str, source: str, reason: str, by: UUID) -> Proposal:
    """Propose that a fact be taken out. Raises `ProposalRefused`, `FactUnknown`."""
    fact = history(key).current
    row = _judged(
        {name: str(value or "") for name, value in content_of(fact).items()} | {"source": source}
    )
    return _keep("withdraw", key, content_of(row), reason=reason, by=by)


def _judged(content: Mapping[str, str]) -> FactRow:
    try:
        return fact_row(content)
    except RowRefusedError as error:
        raise ProposalRefused(
            _("La propuesta no se puede tomar: %(why)s.") % {"why": _in_words(error)},
            expected=_("Cada hecho lleva su país, su tipo, su nombre y una fuente con dirección."),
            example="https://www.impo.com.uy/bases/leyes/18600-2009",
            column=error.column,
        ) from error


def _in_words(error: RowRefusedError) -> object:
    """Why a row is refused, in the language of whoever proposes it."""
    if isinstance(error.__cause__, Problem):
        return str(error.__cause__).rstrip(".")
    words = {
        "name": _("falta el nombre"),
        "year": _("el año se escribe con cuatro cifras, de 1900 a 2100"),
        "url": _("la dirección del texto oficial no empieza por https://"),
        "kind": _("falta elegir el tipo"),
        "status": _("falta elegir el estado"),
        "confidence": _("falta decir cómo se sabe"),
        "source": _("la fuente no lleva ninguna dirección (https://…)"),
    }
    return words.get(error.column, _("un valor no está en su lista"))


def _keep(change: str, key: str, content: dict[str, object], *, reason: str, by: UUID) -> Proposal:
    reason = stored_text(reason, max_length=600, multiline=True)
    if not reason.strip():
        raise ProposalRefused(
            _("Falta el motivo."),
            expected=_("Diga en una frase por qué hay que cambiarlo."),
            column="reason",
        )
    proposal = Proposal(
        country=str(content["country"]),
        change=change,
        key=key,
        content=content,
        reason=reason,
        by=by,
        made_at=clock.now(),
    )
    with transaction.atomic():
        Proposal.objects.bulk_create([proposal])
    return proposal
