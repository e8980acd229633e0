"""The agreement of a collegiate body as it is typed: session, votes, text and certificate."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ventanilla.channels.look.act_form import Ask
from ventanilla.domains.casefiles import api as casefiles

ASKS = (
    Ask(
        name="session",
        label=gettext_lazy("Día de la sesión"),
        kind="text",
        hint=gettext_lazy("Por ejemplo: 25/03/2026"),
    ),
    Ask(
        name="members",
        label=gettext_lazy("Cuántas personas forman el órgano"),
        kind="text",
    ),
    Ask(
        name="votes",
        label=gettext_lazy("Qué votó cada una"),
        hint=gettext_lazy(
            "Una por línea: nombre, dos puntos y «a favor», «en contra» o "
            "«abstención». Añada «(preside)» a quien preside."
        ),
    ),
    Ask(name="text", label=gettext_lazy("Texto del acuerdo")),
    Ask(name="certificate", label=gettext_lazy("Certificado de la secretaría"), rows=3),
)
_VOTES = {  # in the words of each language of the screens
    "a favor": "for",
    "for": "for",
    "en contra": "against",
    "contra": "against",
    "against": "against",
    "abstención": "abstained",
    "abstenção": "abstained",
    "abstained": "abstained",
}
_CASTING = ("(preside)", "(presides)")


def as_typed(typed: Mapping[str, str]) -> dict[str, Any]:
    """What both doors of an agreement take. Raises `ActIncomplete` where a day is none."""
    votes = [_vote(line) for line in typed.get("votes", "").splitlines() if line.strip()]
    members = typed.get("members", "").strip()
    return {
        "session": typed_day(typed.get("session", "")),
        "members": int(members) if members.isdecimal() and len(members) < 4 else 0,
        "votes": votes,
        "certificate": typed.get("certificate", ""),
        "text": typed.get("text", ""),
    }


def agreed(*, post: Any, case_id: Any, expected_seq: int, **typed: str) -> casefiles.Act:
    """The body's agreement in one case, certified by the post. Raises what `agree` raises."""
    return casefiles.agree(post=post, case_id=case_id, expected_seq=expected_seq, **as_typed(typed))


def typed_day(text: str) -> date:
    """`25/03/2026`. Raises `ActIncomplete` with an example."""
    try:
        day, month, year = (int(part) for part in text.strip().split("/"))
        return date(year, month, day)
    except ValueError:
        raise casefiles.ActIncomplete(
            _("«%(text)s» no es un día.") % {"text": text[:20]},
            expected=_("Día, mes y año."),
            example="25/03/2026",
        ) from None


def _vote(line: str) -> casefiles.Vote:
    member, _colon, said = line.partition(":")
    word = " ".join(said.lower().split())
    casting = word.endswith(_CASTING)
    for ending in _CASTING:
        word = word.removesuffix(ending).strip()
    vote = _VOTES.get(word, "")
    return casefiles.Vote(member.strip(), "" if casting and vote == "abstained" else vote, casting)
