"""A legal fact in a procedure: what it says, its norm, whether the norm's text was read."""

from __future__ import annotations

from collections.abc import Mapping

from ventanilla.domains.forms.api import NORM_KEYS
from ventanilla.kernel.shapes import (
    Choice,
    Flag,
    Key,
    Line,
    Many,
    Moment,
    Named,
    Table,
    Texts,
    Whole,
    identifier,
)

TIME_UNITS = ("working_days", "calendar_days", "months", "years", "hours", "immediate")


def fact(**keys: Key) -> Table:
    """A table of `keys` with `norm`, `status`, `source` and `url` beside them."""
    return Table({**keys, **NORM_KEYS})


TEXT_FACT = fact(text=Key(Texts(), required=True))
TIME_LIMIT = fact(
    id=Key(identifier(), required=True),
    amount=Key(Whole(0, 1000), required=True),
    unit=Key(Choice(TIME_UNITS), required=True),
    rule=Key(Line(60, example="access")),  # its name in legal_deadlines, where it has one
    starts=Key(Line(40, example="reception"), required=True),
    text=Key(Texts(), required=True),
    # the norm by which it runs anew, whole, once the party has mended the filing
    restarts=Key(Line(200, example="Ley 20.285, art. 12")),
    fallback=Key(Line(200, example="Lei 9.784/1999, art. 66")),
)
_SILENCE: Mapping[str, Key] = {
    "sense": Key(Choice(("none", "positive", "negative", "not_applicable")), required=True),
    "effect": Key(Line(60, example="opens_amparo")),
    "trigger": Key(Choice(("time", "two_steps", "party_choice"))),
    "limit": Key(identifier()),  # the time limit after which it works, where not that to decide
    # that time limit is counted from the filing, whatever lengthens the time to decide
    "from_filing": Key(Flag()),
    "hand_over": Key(identifier()),  # the time limit in which what it granted is handed over
    "text": Key(Texts(), required=True),
}
# `by_limit`: another silence for the filings whose tables name that time limit.
SILENCE = fact(**_SILENCE, by_limit=Key(Named(fact(**_SILENCE))))
# Before whom: this office (whoever decided, or a superior of theirs), another body, or a court; and
# where it is handed in. `either`: the law takes it here too, and it is passed on.
BEFORE = Table(
    {
        "body": Key(Choice(("office", "superior", "other", "court")), required=True),
        "lodged": Key(Choice(("here", "there", "either")), required=True),
        "name": Key(Texts(max_length=200), required=True),
        "site": Key(Line(300, example="https://www.consejotransparencia.cl")),
        "norm": Key(Line(200, example="Ley 20.285, art. 24"), required=True),
    }
)
TERM = Table(
    {
        "amount": Key(Whole(1, 1000), required=True),
        "unit": Key(Choice(TIME_UNITS), required=True),
        "rule": Key(Line(60, example="access.appeal")),
    }
)
APPEAL = fact(
    id=Key(identifier(), required=True),
    name=Key(Texts(max_length=200), required=True),
    text=Key(Texts(), required=True),
    lodge=Key(TERM),
    decide=Key(TERM),  # how long who decides it has; without it, the limit `appeal_decision`
    after=Key(Line(40, example="refusal_or_expiry")),
    # the norm by which what silence made may be appealed at any time
    no_term_after_silence=Key(Line(200, example="Ley 1437 de 2011, art. 76")),
    before=Key(BEFORE),
    fallback=Key(Line(200, example="Lei 9.784/1999, art. 66")),
)
REQUIREMENT = fact(
    id=Key(identifier(), required=True),
    text=Key(Texts(), required=True),
    field=Key(identifier()),
    fields=Key(Many(identifier(), least=1, most=30)),
    held_by=Key(Texts(max_length=200)),
)
# The law closes the list of what may be asked: these requirements and no other.
CLOSED_LIST = fact(requirements=Key(Many(identifier(), least=1, most=60), required=True))
OUTCOME = fact(title=Key(Texts(max_length=200), required=True), life=Key(Texts()))
NATIONAL_CATALOGUE = Table(
    {
        "catalogue": Key(Line(80, example="SIA"), required=True),
        "id": Key(Line(80, example="2147483"), required=True),
        "url": Key(Line(500)),
    }
)
WINDOW = Table({"from": Key(Moment()), "until": Key(Moment()), "quota": Key(Whole(1))})
FORBIDDEN = fact(
    id=Key(identifier(), required=True),
    text=Key(Texts(), required=True),
    words=Key(Many(Line(60, example="motivo"), least=1, most=40), required=True),
)
LEGAL_BASIS = Table(
    {
        **NORM_KEYS,
        "article": Key(Line(100, example="arts 10-30")),
        "title": Key(Texts(max_length=200), required=True),
    }
)
FEE = fact(
    text=Key(Texts(), required=True),
    free=Key(Flag(), required=True),
    decided_by=Key(identifier()),  # the table of decisions/ that gives the amount
)
CHANNEL = fact(
    kind=Key(Choice(("portal", "counter", "post", "email", "phone", "api")), required=True),
    text=Key(Texts(max_length=300), required=True),
)
# What one of the staff may enter for a person: the fields of the one page for a paper, with the
# one that names the entry; whether a statement may be oral, and in which file field its record
# goes;
# whether the law takes it from somebody who does not say who they are.
COUNTER = Table(
    {
        "paper": Key(
            Table(
                {
                    "fields": Key(Many(identifier(), least=1, most=20), required=True),
                    "subject": Key(identifier(), required=True),
                    "documents": Key(identifier(), required=True),
                }
            )
        ),
        "oral": Key(
            fact(text=Key(Texts(), required=True), record=Key(identifier(), required=True))
        ),
        "anonymous": Key(fact(text=Key(Texts(), required=True))),
    }
)
# The practice of the office needs no norm; a rule does.
CHANNEL_PLAIN = Table(
    {
        "kind": CHANNEL.keys["kind"],
        "text": CHANNEL.keys["text"],
        **{name: Key(key.shape) for name, key in NORM_KEYS.items()},
    }
)
