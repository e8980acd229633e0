"""What is done to a title after it was granted, in the case that granted it. Each cites in the
procedure's `grants` the norm that provides for it; what nobody provides for is not done.

To take a title away, its holder is heard in a case of own motion (`open_own_motion`, `resolve`
with `title_effect`). ES: Ley 39/2015, arts 39, 40 and 94; CL: DL 3.063, arts 26, 29 and 30; PE: TUO
Ley 28976, arts 3, 12, 13 and 14.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import needed, optional, reasons
from ventanilla.domains.casefiles.acting import Hand, hand_of, perform
from ventanilla.domains.casefiles.errors import ActIncomplete, CaseUnknown, NotYours
from ventanilla.domains.casefiles.footing import footing_of
from ventanilla.domains.casefiles.models import Act, Case
from ventanilla.domains.casefiles.rules.act_kinds import ActKind, Actor
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices.api import Post
from ventanilla.domains.parties.api import new_person


def change_title(
    *,
    post: Post,
    case_id: UUID,
    expected_seq: int,
    conditions: str,
    why: str,
    ends_term: bool = False,
) -> Act:
    """Put a condition to it, or change one: `conditions` is read by anybody who checks the title.

    `ends_term` leaves it without a last day, where its norm provides for that (CL: DL 3.063, art.
    26, the provisional licence that turns final). These doors raise `ActIncomplete`,
    `titles.TitleRefused` (the title stands otherwise, or no norm provides for it) and what
    `acting.perform` raises.
    """
    said = needed(conditions, _("Falta decir qué cambia en el título."))
    more = {"ends_term": True} if ends_term else {}
    return _decided(ActKind.CHANGE_TITLE, post, case_id, expected_seq, why, conditions=said, **more)


def renew_title(*, post: Post, case_id: UUID, expected_seq: int, until: str, why: str) -> Act:
    """Give it a later last day (ISO 8601), within what its norm allows."""
    try:
        day = date.fromisoformat(until)
    except ValueError as error:
        raise ActIncomplete(
            _("Falta el último día del título renovado."),
            expected=_("Escriba día, mes y año."),
            example="31/12/2027",
        ) from error
    return _decided(ActKind.RENEW_TITLE, post, case_id, expected_seq, why, until=day.isoformat())


def suspend_title(*, post: Post, case_id: UUID, expected_seq: int, why: str) -> Act:
    """It gives nothing until the suspension is lifted, from the day of its notice."""
    return _decided(ActKind.SUSPEND_TITLE, post, case_id, expected_seq, why)


def lift_title(*, post: Post, case_id: UUID, expected_seq: int, why: str) -> Act:
    """It is in force again."""
    return _decided(ActKind.LIFT_TITLE, post, case_id, expected_seq, why)


def transfer_title(
    *, post: Post, case_id: UUID, expected_seq: int, name: str, identifier: str, why: str
) -> Act:
    """It has another holder, on their request or by being told, as the procedure says (`mode`).

    Where it takes a decision, only a head makes it: raises `NotYours`.
    """
    case = Case.objects.filter(id=case_id).first()
    if case is None:
        raise CaseUnknown
    procedure = catalogue.version(case.version_id)
    mode = ((procedure.grants or {}).get("transfer") or {}).get("mode")
    if mode == "decision" and hand_of(post).actor != Actor.HEAD:
        raise NotYours
    holder = new_person(
        office_id=case.office_id,
        name=needed(name, _("Falta el nombre del nuevo titular."))[:200],
        identifier=_identifier(procedure, identifier),
        identifier_scheme=procedure.scheme_of(procedure.applicant.get("identifier")),
    )
    content = {"reasons": reasons(why), "footing": footing_of(case_id), "holder": str(holder.id)}
    return perform(
        case_id=case_id,
        kind=ActKind.TRANSFER_TITLE,
        hand=hand_of(post),
        content=content,
        expected_seq=expected_seq,
        book="S",
        beside=(holder,),
    )


def renounce_title(*, hand: Hand, case_id: UUID, expected_seq: int, text: str = "") -> Act:
    """The holder ends it (PE: TUO Ley 28976, art. 14: by telling it)."""
    return perform(
        case_id=case_id,
        kind=ActKind.RENOUNCE_TITLE,
        hand=hand,
        content={"text": optional(text)},
        expected_seq=expected_seq,
        book="E",
    )


def _identifier(procedure: catalogue.PublishedProcedure, typed: str) -> str:
    """As the form of the procedure takes it, with its check digit."""
    name = procedure.applicant.get("identifier")
    if not name:
        return optional(typed)[:40]
    said = needed(typed, _("Falta el identificador del nuevo titular."))
    page = procedure.form.field(name).page
    checked = procedure.form.check(answers={name: said}, page=page, lang=get_language() or "es")
    wrong = next((error for error in checked.errors if error.field == name), None)
    if wrong is not None:
        raise ActIncomplete(wrong.message)
    return str(checked.answers.get(name) or "")


def _decided(
    kind: ActKind, post: Post, case_id: UUID, expected_seq: int, why: str, **more: Any
) -> Act:
    return perform(
        case_id=case_id,
        kind=kind,
        hand=hand_of(post),
        content={"reasons": reasons(why), "footing": footing_of(case_id), **more},
        expected_seq=expected_seq,
        book="S",
    )
