"""The Charter's provisions: what each office offers, with evidence, and what is not yet there."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ventanilla.domains.charter import api as charter
    from ventanilla.domains.offices import api as offices

NAME = "charter"
HELP = "List what each office offers for every provision of the Charter, and what is missing."
MARKS = {"offered": "●", "partly": "◐", "open": "○"}
WORDS = {"offered": "offered", "partly": "partly", "open": "nothing yet"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which office, in which language, for people or for programs."""
    parser.add_argument("office", nargs="?", help="an office's short name (default: all)")
    parser.add_argument("--json", action="store_true", help="the same for programs")
    parser.add_argument("--lang", choices=["es", "pt", "en"], default="en")


def run(options: argparse.Namespace) -> int:
    """Print the self-assessment of the offices."""
    from ventanilla.domains.charter import api as charter
    from ventanilla.domains.offices import api as offices

    chosen = (
        [offices.office_by_slug(options.office)] if options.office else offices.counted_offices()
    )
    found = {office.slug: charter.assessment(office) for office in chosen}
    if options.json:
        record = {
            slug: [_record(slug, s, options.lang) for s in standings]
            for slug, standings in found.items()
        }
        print(json.dumps(record, ensure_ascii=False, indent=2))
        return 0
    for office in chosen:
        _print_office(office, found[office.slug], options.lang)
    return 0


def _print_office(office: offices.Office, standings: list[charter.Standing], lang: str) -> None:
    print(f"{office.name}: {_counts(standings)}")
    for standing in standings:
        record = _record(office.slug, standing, lang)
        print(f"{MARKS[record['state']]} {record['provision']} ({WORDS[record['state']]})")
        print(f"    asks: {record['asks']}")
        for offer in record["offers"]:
            print(f"    offers: {offer['text']}")
            print(f"        held by: {offer['tie']['test']}")
            if offer["see"]:
                print(f"        see: {offer['see']}")
        for missing in record["missing"]:
            print(f"    missing: {missing}")
        print(f"    evidence: {'; '.join(record['evidence']) or _uncounted(record)}")
    print()


def _counts(standings: list[charter.Standing]) -> str:
    states = [str(standing.state) for standing in standings]
    return ", ".join(f"{states.count(state)} {WORDS[state]}" for state in MARKS)


def _record(slug: str, standing: charter.Standing, lang: str) -> dict[str, Any]:
    from django.conf import settings

    from ventanilla.kernel.text_choice import pick

    provision = standing.provision
    missing = provision.missing
    if standing.state == "open":
        missing = (provision.capability,)
    return {
        "provision": provision.slug,
        "chapter": provision.chapter,
        "heading": provision.heading or None,
        "heading_verified": provision.verified,
        "asks": pick(provision.asks, lang),
        "state": str(standing.state),
        "offers": [
            {
                "text": pick(offer.text, lang),
                "see": f"{settings.BASE_URL}{offer.place.below(slug)}" if offer.place else None,
                "tie": {"code": offer.tie.code, "test": offer.tie.test},
            }
            for offer in provision.offers
        ],
        "missing": [pick(one, lang) for one in missing],
        "evidence": [_evidence(measured, lang) for measured in standing.measured],
        "evidence_wanted": pick(provision.evidence, lang),
    }


def _uncounted(record: dict[str, Any]) -> str:
    return f"not counted yet ({record['evidence_wanted']})"


def _evidence(measured: charter.Measure, lang: str) -> str:
    from ventanilla.kernel.text_choice import pick

    whole = "" if measured.out_of is None else f"/{measured.out_of}"
    value = "<10" if measured.value is None else measured.value
    return f"{pick(measured.what, lang)}: {value}{whole}"
