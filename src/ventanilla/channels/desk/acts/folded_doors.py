"""Doors of the folded acts, as their pages ask: what was typed turned into what each door takes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from ventanilla.channels.desk.acts.agreement import typed_day
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.casefiles.api import Act
from ventanilla.domains.offices.api import Post
from ventanilla.domains.register import api as register

#: What stands before the code of a unit or the slug of an office where a case is sent to it.
UNIT, OFFICE, BODY = "unit:", "office:", "body"


def joined(*, post: Post, number: str, **given: Any) -> Act:
    """Into the case with that number, of the post's unit. Raises `ActIncomplete` where there is
    none, and what `join` raises."""
    try:
        entry = register.find_entry(post.office, number)
        found = casefiles.case_ids_of_entries(office_id=post.office_id, entry_ids=[entry.id])
        return casefiles.join(post=post, into=found[entry.id], **given)
    except (register.EntryUnknown, casefiles.CaseUnknown, KeyError):
        raise casefiles.ActIncomplete(
            _("Su unidad no tiene ningún expediente abierto con el número «%(number)s».")
            % {"number": number[:40]},
            expected=_("El número de registro del otro expediente."),
            example="2026/E/000123",
            reason="no-such-case",
        ) from None


def forwarded(*, post: Post, to: str, body: str, slug: str, **given: Any) -> Act:
    """To a unit, to another office with its procedure of the same name, or to a body elsewhere.

    Raises `ActIncomplete` and what each of the three raises.
    """
    if to.startswith(UNIT):
        return casefiles.forward_to_unit(post=post, unit=to.removeprefix(UNIT), **given)
    if to.startswith(OFFICE):
        office = to.removeprefix(OFFICE)
        act, _there = casefiles.forward_to_office(post=post, office=office, slug=slug, **given)
        return act
    return casefiles.forward_outside(post=post, body=body, **given)


def known(*, post: Post, known_on: str, **given: Any) -> Act:
    """The day as it is typed. Raises `ActIncomplete` and what `record_tacit_notice` raises."""
    return casefiles.record_tacit_notice(post=post, known_on=typed_day(known_on), **given)


def told(*, post: Post, people: str, **given: Any) -> Act:
    """One person a line. Raises what `notify_third_parties` raises."""
    names = [line.strip() for line in people.splitlines() if line.strip()]
    return casefiles.notify_third_parties(post=post, people=names, **given)


def spoken(*, post: Post, expected_seq: int, **given: Any) -> Act:
    """What somebody says at the counter: it changes nothing of what the screen shows, so no screen
    is too old for it. Raises what `speak` raises."""
    return casefiles.speak(**given)


def information_closed(*, post: Post, case_id: UUID, expected_seq: int, **typed: str) -> Act:
    """`reply-N` answers contribution N; `same-N` says whose reply serves for it too.

    Raises `ActIncomplete` where one is left without, and what `close_information` raises.
    """
    texts = {_seq(name): text for name, text in typed.items() if name.startswith("reply-") and text}
    groups = {seq: {seq} for seq in texts}
    for name, other in typed.items():
        seq = _seq(name)
        if name.startswith("same-") and other and seq not in texts and int(other) in groups:
            groups[int(other)].add(seq)
    return casefiles.close_information(
        post=post,
        case_id=case_id,
        expected_seq=expected_seq,
        replies=[casefiles.Reply(frozenset(to), texts[seq]) for seq, to in groups.items()],
    )


def challenge_decided(*, post: Post, account_id: str, accepted: str, **given: Any) -> Act:
    """Whom it is about and whether it is accepted. Raises what `decide_recusal` raises."""
    return casefiles.decide_recusal(
        post=post, account_id=UUID(account_id), accepted=accepted == "yes", **given
    )


def _seq(name: str) -> int:
    return int(name.partition("-")[2])
