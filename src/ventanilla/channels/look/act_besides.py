"""What the acts beside the common course say, one line each, from what they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _


def told_besides(content: Mapping[str, Any]) -> Iterator[str]:
    """The lines of contacts, third parties, sendings, slips, agreements, replies and challenges."""
    if content.get("who"):
        yield _contact(content)
    if content.get("people"):
        yield _("A: %(who)s.") % {"who": ", ".join(content["people"])}
    if content.get("name") and "contact" in content:
        yield _("De: %(who)s.") % {"who": content["name"]}
    yield from _sent(content)
    if content.get("says"):
        yield _("Donde dice «%(said)s», debe decir «%(says)s».") % {
            "said": content["said"],
            "says": content["says"],
        }
    if content.get("known_on"):
        yield _("Consta que lo conocía el %(day)s: %(by)s") % {
            "day": _day(content["known_on"]),
            "by": content["by"],
        }
    if "accepted" in content:
        yield _("Se acepta.") if content["accepted"] else _("No se acepta.")
    yield from (str(reply["text"]) for reply in content.get("replies") or ())
    yield from _agreed(content)
    if content.get("series"):
        yield _("Serie documental: %(series)s.") % {"series": content["series"]}


def _contact(content: Mapping[str, Any]) -> str:
    words = {"call": _("Llamada"), "visit": _("Visita"), "message": _("Mensaje")}
    how = words.get(str(content.get("how")), "")
    return _("%(how)s con %(who)s.") % {"how": how, "who": content["who"]}


def _sent(content: Mapping[str, Any]) -> Iterator[str]:
    """To which unit or body a case went, and its number there."""
    if not isinstance(content.get("to"), str) or "reasons" not in content:
        return
    yield _("A %(to)s.") % {"to": content["to"]}
    if content.get("number"):
        yield _("Allí es el %(number)s.") % {"number": content["number"]}


def _agreed(content: Mapping[str, Any]) -> Iterator[str]:
    """The session, how many voted each way, and the certificate."""
    counted = content.get("counted")
    if not counted or not content.get("certificate"):
        return
    said = _(
        "Sesión del %(day)s: %(for)d a favor, %(against)d en contra, %(abstained)d abstenciones."
    )
    yield said % {"day": _day(content["session"]), **counted}
    yield str(content["certificate"])


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{day}/{month}/{year}"
