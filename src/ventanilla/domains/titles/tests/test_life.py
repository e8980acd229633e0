"""The life of a title: a property test over thousands of steps, and the cases that people ask."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ventanilla.domains.titles.api import Happened, Life, TitleEventKind, TitleState, lived
from ventanilla.domains.titles.rules.life import standing
from ventanilla.domains.titles.rules.permitted import refusal
from ventanilla.domains.titles.rules.terms import last_day, later

BEGUN = date(2026, 1, 31)
NORM = {"norm": "Ley de prueba, art. 1"}
ALL: dict[str, Any] = {
    "terms": [{"decision": "partly", "unit": "months", "amount": 24}, {"unit": "unlimited"}],
    "change": {**NORM, "ends_term": True},
    "transfer": {**NORM, "mode": "communication"},
    "renewal": {**NORM, "amount": 12, "unit": "months", "times": 1},
    "suspension": NORM,
    "revocation": NORM,
    "renunciation": NORM,
}
K = TitleEventKind
ASKED = [K.CHANGED, K.TRANSFERRED, K.RENEWED, K.SUSPENDED, K.LIFTED, K.REVOKED, K.RENOUNCED]
ENDED = {TitleState.REVOKED, TitleState.RENOUNCED, TitleState.ANNULLED, TitleState.EXPIRED}


def granted(until: date | None = None, on: date = BEGUN) -> Happened:
    said = {"until": until.isoformat() if until else None, "holder": "ana"}
    return Happened(K.GRANTED, on, "1", said)


def happened(kind: TitleEventKind, on: date, by: str, **said: Any) -> Happened:
    return Happened(kind, on, by, said)


steps = st.lists(
    st.tuples(
        st.sampled_from([*ASKED, K.UNDONE, K.ANNULLED]), st.integers(0, 90), st.integers(0, 9)
    ),
    max_size=40,
)


def content_of(kind: TitleEventKind, events: list[Happened], before: Life, of: int) -> Any:
    """What the event says; None where it would undo nothing."""
    if kind == K.UNDONE:
        undoable = [e for e in standing(events) if e.kind != K.GRANTED]
        return {"of": undoable[of % len(undoable)].by} if undoable else None
    if kind == K.RENEWED and before.until:
        return {"until": later(before.until, amount=12, unit="months").isoformat()}
    return {}


def led_where_the_law_leads(kind: TitleEventKind, before: Life, after: Life, day: date) -> None:
    if before.state in ENDED and kind != K.UNDONE:
        assert after.state == before.state
    if kind == K.SUSPENDED:
        assert after.state == TitleState.SUSPENDED
    if kind == K.LIFTED:
        assert after.in_force
    if kind in (K.REVOKED, K.RENOUNCED):
        assert after.state.value == kind.value
    if after.until and after.state in (TitleState.IN_FORCE, TitleState.SUSPENDED):
        assert day <= after.until


@settings(max_examples=300)
@given(steps=steps, term=st.one_of(st.none(), st.integers(1, 900)))
def test_no_life_outside_the_law_whatever_is_asked_in_any_order(steps, term):
    """Permitted acts only ever lead where the law leads; forbidden ones change nothing; an ended
    title stays ended but where what ended it is undone; the same events give the same life."""
    until = BEGUN + timedelta(days=term) if term else None
    events, day = [granted(until)], BEGUN
    for number, (kind, days, of) in enumerate(steps, 2):
        day += timedelta(days=days)
        before = lived(events, on=day)
        said = content_of(kind, events, before, of)
        asked = kind in ASKED
        why = refusal(kind, life=before, grants=ALL, content=said) if asked else None
        assert why is not None or not asked or before.state not in ENDED
        if said is None or why is not None:
            assert why is None or (why.code and why.cause)
            continue
        events.append(Happened(kind, day, str(number), said))
        led_where_the_law_leads(kind, before, lived(events, on=day), day)
        assert lived(list(events), on=day) == lived(events, on=day)
    assert lived(events, on=BEGUN - timedelta(days=1)) == Life()


def test_it_ends_by_time_alone_the_day_after_its_last():
    events = [granted(date(2026, 6, 30))]
    assert lived(events, on=date(2026, 6, 30)).in_force
    ended = lived(events, on=date(2026, 7, 1))
    assert (ended.state, ended.since) == (TitleState.EXPIRED, date(2026, 7, 1))


def test_what_an_appeal_undoes_was_never_there_and_what_came_after_it_stands():
    events = [
        granted(),
        happened(K.SUSPENDED, date(2026, 3, 1), "2"),
        happened(K.TRANSFERRED, date(2026, 3, 2), "3", holder="luis"),
        happened(K.REVOKED, date(2026, 4, 1), "4"),
        happened(K.UNDONE, date(2026, 6, 1), "5", of="4"),
    ]
    assert lived(events, on=date(2026, 5, 1)).state == TitleState.REVOKED
    now = lived(events, on=date(2026, 6, 1))
    assert (now.state, now.since, now.holder) == (
        TitleState.SUSPENDED, date(2026, 3, 1), "luis",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "before", "content", "code"),
    [
        (K.TRANSFERRED, [happened(K.SUSPENDED, BEGUN, "2")], {}, "title-stands-otherwise"),
        (K.LIFTED, [], {}, "title-stands-otherwise"),
        (K.RENEWED, [], {}, "without-term"),
        (K.SUSPENDED, [happened(K.REVOKED, BEGUN, "2")], {}, "title-stands-otherwise"),
        (K.ANNULLED, [], {}, "not-provided"),
    ],
)
def test_what_is_not_provided_for_or_comes_out_of_turn_is_refused(kind, before, content, code):
    life = lived([granted(), *before], on=BEGUN)
    why = refusal(kind, life=life, grants=ALL, content=content)
    assert why is not None
    assert why.code == code


def test_what_no_norm_provides_for_is_refused_even_in_force():
    life = lived([granted()], on=BEGUN)
    for kind in ASKED:
        why = refusal(kind, life=life, grants={"terms": ALL["terms"]})
        assert why is not None
        assert why.code == "not-provided"


def test_a_change_ends_the_term_only_where_its_norm_says_so():
    life = lived([granted(date(2026, 6, 30))], on=BEGUN)
    strict = {**ALL, "change": NORM}
    why = refusal(K.CHANGED, life=life, grants=strict, content={"ends_term": True})
    assert why is not None
    assert why.code == "term-stays"
    assert refusal(K.CHANGED, life=life, grants=ALL, content={"ends_term": True}) is None
    final = happened(K.CHANGED, BEGUN, "2", ends_term=True, conditions="Definitiva.")
    after = lived([granted(date(2026, 6, 30)), final], on=date(2030, 1, 1))
    assert (after.in_force, after.until, after.added) == (True, None, ("Definitiva.",))


@pytest.mark.parametrize(
    ("decision", "answers", "expected"),
    [
        ("granted", {}, None),
        ("partly", {}, date(2028, 1, 31)),
        ("granted", {"until_day": "2026-12-31"}, date(2026, 12, 31)),
    ],
)
def test_how_long_it_lasts_follows_from_the_decision_and_the_answers(decision, answers, expected):
    asked = {"unit": "until", "field": "until_day"}
    grants = {"terms": [asked, *ALL["terms"]]}
    assert last_day(grants, decision=decision, answers=answers, begun=BEGUN) == expected


def test_a_month_without_that_day_ends_on_its_last():
    assert later(BEGUN, amount=1, unit="months") == date(2026, 2, 28)
    assert later(date(2024, 2, 29), amount=1, unit="years") == date(2025, 2, 28)
