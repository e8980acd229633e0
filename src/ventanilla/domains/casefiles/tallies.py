"""What was done in an office, counted from its rows: never estimated, never of one person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from ventanilla.domains.casefiles.models import Act, Filing
from ventanilla.domains.casefiles.rules.act_kinds import Actor
from ventanilla.domains.offices.api import Office

_PEOPLE = {Actor.PARTY, Actor.ANYONE}
_OFFICIALS = {Actor.CLERK, Actor.OFFICER, Actor.HEAD, Actor.BODY}


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts since the office began.

    `acts` is by kind of act; `by_people` those of parties or anyone; `by_officials` those of the
    body's people and `named` how many of them say whose account acted. `channels` and `languages`
    count filings; `without_account` those whose case belongs to no account.
    """

    acts: Mapping[str, int]
    by_people: int
    by_officials: int
    named: int
    channels: Mapping[str, int]
    languages: Mapping[str, int]
    filings: int
    without_account: int


def tally(office: Office) -> Tally:
    """Everything at once, in two statements that read the office's acts and filings."""
    acts, by_people, by_officials, named = _acts(office)
    channels, languages, without_account = _filings(office)
    return Tally(
        acts=acts,
        by_people=by_people,
        by_officials=by_officials,
        named=named,
        channels=channels,
        languages=languages,
        filings=channels.total(),
        without_account=without_account,
    )


def _acts(office: Office) -> tuple[Counter[str], int, int, int]:
    rows = Act.objects.filter(office_id=office.id).order_by().values_list("kind", "actor")
    found: Counter[str] = Counter()
    by_people = by_officials = named = 0
    for kind, actor, count, with_account in rows.annotate(Count("id"), Count("account_id")):
        found[kind] += count
        by_people += count if actor in _PEOPLE else 0
        if actor in _OFFICIALS:
            by_officials += count
            named += with_account
    return found, by_people, by_officials, named


def _filings(office: Office) -> tuple[Counter[str], Counter[str], int]:
    filings = Filing.objects.filter(office_id=office.id).order_by()
    rows = filings.values_list("channel", "language")
    channels: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    without_account = 0
    counted = rows.annotate(Count("entry_id"), Count("case__account_id"))
    for channel, language, count, with_account in counted:
        channels[channel] += count
        languages[language] += count
        without_account += count - with_account
    return channels, languages, without_account
