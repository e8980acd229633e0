"""Facts, gaps and tracks in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ventanilla.domains.observatory import api as observatory
from ventanilla.kernel.text_choice import pick

PLAIN = {"in_force", "operational", "party", "member"}


@dataclass(frozen=True, kw_only=True)
class FactShown:
    """One fact. `check` says whether it was seen in its source; `said` what focal points say."""

    kind: str
    name: str
    reference: str
    state: str
    url: str
    source: str
    source_url: str
    source_host: str
    checked: bool
    recorded_at: Any
    country: str = ""
    said: str = ""


@dataclass(frozen=True, kw_only=True)
class TrackShown:
    """One track of a country, as its row and its list."""

    id: str
    name: str
    verdict: str
    there: list[FactShown]
    absent: list[FactShown]
    ended: list[FactShown]
    gaps: list[str] = field(default_factory=list)
    own_gaps: list[str] = field(default_factory=list)  # without those common to every country
    check: str = ""

    @property
    def facts(self) -> list[FactShown]:
        """All of them, in order."""
        return [*self.there, *self.absent, *self.ended]


def say(texts: Any) -> str:
    """A text in the reader's language."""
    return pick(texts, get_language() or "es")


def country_name(code: str) -> str:
    """A country's name in the reader's language; the region's too."""
    if code == observatory.REGION:
        return say(observatory.REGION_NAME)
    return say(observatory.countries()[code].name)


def fact_shown(fact: observatory.Fact, stances: list[str] | None = None) -> FactShown:
    """A fact in words."""
    status = say(observatory.statuses()[fact.status].name)
    source_url = fact.url or next(iter(observatory.addresses(fact.source)), "")
    return FactShown(
        kind=say(observatory.kinds()[fact.kind]),
        name=fact.name,
        reference=", ".join(p for p in (fact.identifier, str(fact.year or _("sin año"))) if p),
        state=f"{status} ({fact.status_note})" if fact.status_note else status,
        url=f"{_facts_address()}{fact.key}/",
        source=fact.source,
        source_url=source_url,
        source_host=(urlsplit(source_url).hostname or "").removeprefix("www."),
        checked=fact.confidence in observatory.VERIFIED,
        recorded_at=fact.recorded_at,
        country=country_name(fact.country),
        said=stances_in_words(stances or []),
    )


def _facts_address() -> str:
    """Where facts live: every fact's page is its key below it."""
    return reverse("portal:observatory:home") + "facts/"


def stances_in_words(stances: list[str]) -> str:
    """What focal points say of a fact."""
    words = {
        "confirms": _("confirmado por el punto focal"),
        "disputes": _("discutido por el punto focal"),
        "comments": _("comentado por el punto focal"),
    }
    return ", ".join(words[stance] for stance in dict.fromkeys(stances))


def track_shown(
    found: observatory.Standing[observatory.Fact], stances: dict[str, list[str]] | None = None
) -> TrackShown:
    """A track in words."""
    said, lang = stances or {}, get_language() or "es"

    def listed(facts: Any) -> list[FactShown]:
        return [fact_shown(fact, said.get(fact.key)) for fact in facts]

    return TrackShown(
        id=found.track.id,
        name=say(found.track.name),
        verdict=say(found.track.verdict),
        there=listed(found.there),
        absent=listed(found.absent),
        ended=listed(found.ended),
        gaps=[observatory.gap_words(gap, lang) for gap in found.gaps],
        own_gaps=[observatory.gap_words(g, lang) for g in found.gaps if g.why != "unknown"],
        check=check_in_words(found.checked, len(found.facts)),
    )


def check_in_words(checked: int, total: int) -> str:
    """How many facts were seen in their source."""
    if not total:
        return _("nada que contrastar")
    if checked == total:
        return _("todo contrastado")
    whole = ngettext(
        "%(checked)d de %(total)d contrastado", "%(checked)d de %(total)d contrastados", total
    )
    return whole % {"checked": checked, "total": total}
