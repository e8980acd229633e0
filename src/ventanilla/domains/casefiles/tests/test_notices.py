"""Notices and the acts that they become: what runs against a person runs from their notice."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from tests.cast import Cast
from tests.filing import answers, lodged, told

from ventanilla.domains.casefiles import api
from ventanilla.domains.casefiles.tests.test_acts import Desk, on
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.notices import api as notices
from ventanilla.domains.offices import api as offices
from ventanilla.domains.parties import api as parties
from ventanilla.domains.register import api as register
from ventanilla.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True)
REFUSED = {"text": "No se entrega.", "decision": "refused", "reasons": "Art. 21."}


@pytest.fixture
def desk(cast: Cast, procedure: PublishedProcedure) -> Desk:
    return Desk(cast, lodged(cast, procedure))


@pytest.fixture
def on_paper(cast: Cast, procedure: PublishedProcedure) -> Desk:
    return Desk(cast, lodged(cast, procedure, channel="desk", applicant=_ana()))


def _ana() -> api.Applicant:
    return api.Applicant(
        name="Ana María Soto Rojas", address="Calle Larga 12, Puerto Claro", email="ana@x.example"
    )


def in_country(cast: Cast, country: str, zone: str) -> None:
    """The law of another country for the same office."""
    with transaction.atomic():
        offices.Office.objects.filter(id=cast.office.id).update(country=country, time_zone=zone)
    offices.forget_offices()


def the_notice(desk: Desk) -> notices.Notice:
    [found] = notices.notices_of_matter(desk.id)
    return found


def appeal_clock(desk: Desk) -> api.CaseClock | None:
    return api.CaseClock.objects.filter(case_id=desk.id, name="appeal:amparo").first()


def last_act(desk: Desk) -> api.Act:
    return api.Act.objects.get(case_id=desk.id, seq=desk.case.last_seq)


def test_the_time_to_appeal_runs_from_the_day_on_which_the_notice_is_opened(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    desk.by_post(api.answer, **REFUSED)
    assert appeal_clock(desk) is None
    signed = clock.today(desk.case.office.zone)
    with on(signed + timedelta(days=4), monkeypatch):
        assert told(desk.id) == 1
    row = appeal_clock(desk)
    assert row is not None
    assert row.starts_on == signed + timedelta(days=4)
    assert row.opened_by == 2, "it is the decision's, not the notice's"
    act = last_act(desk)
    assert (act.kind, act.content["effect"], act.content["how"]) == ("notified", "served", "opened")
    assert register.receipt(act.entry_id).immediate, "the opening is registered, with its receipt"
    assert list(api.mismatches()) == []


def test_a_refused_notice_counts_as_made(desk: Desk):
    desk.by_post(api.answer, **REFUSED)
    notice = the_notice(desk)
    notices.refuse_notice(notice_id=notice.id, matter_id=desk.id, account_id=None)
    assert appeal_clock(desk) is not None
    assert last_act(desk).content["effect"] == "refused"
    with pytest.raises(notices.NoticeSettled):
        notices.open_notice(notice_id=notice.id, matter_id=desk.id, account_id=None)
    assert [event.kind for event in notices.events_of(notice)] == ["placed", "refused"]


def test_a_notice_of_another_matter_is_not_there(desk: Desk):
    desk.by_post(api.answer, **REFUSED)
    with pytest.raises(notices.NoticeUnknown):
        notices.open_notice(notice_id=the_notice(desk).id, matter_id=UUID(int=1), account_id=None)
    assert the_notice(desk).pending


def test_in_spain_ten_calendar_days_unopened_count_as_refused(
    cast: Cast, desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    in_country(cast, "ES", "Europe/Madrid")
    desk.by_post(api.answer, **REFUSED)
    notice = the_notice(desk)
    placed = clock.today(desk.case.office.zone)
    assert notice.expires_on == placed + timedelta(days=10)
    assert "43.2" in notice.effect_by["article"]
    with on(placed + timedelta(days=10), monkeypatch):
        assert notices.expire_due() == 0, "the last day is still the person's"
    with on(placed + timedelta(days=11), monkeypatch):
        with pytest.raises(notices.NoticeSettled):
            notices.open_notice(notice_id=notice.id, matter_id=desk.id, account_id=None)
        assert notices.expire_due() == 1
        assert notices.expire_due() == 0
    row = appeal_clock(desk)
    assert row is not None
    assert row.starts_on == placed + timedelta(days=10)
    assert last_act(desk).actor == "law"
    assert last_act(desk).content["effect"] == "expired"


def test_in_peru_the_deposit_alone_has_effect(cast: Cast, desk: Desk):
    in_country(cast, "PE", "America/Lima")
    desk.by_post(api.answer, **REFUSED)
    notice = the_notice(desk)
    assert notice.standing == notices.Standing.SERVED
    row = appeal_clock(desk)
    assert row is not None
    assert row.starts_on == notice.effect_on
    assert last_act(desk).content["how"] == "deposited"


def test_in_chile_nothing_but_opening_gives_it_effect(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    desk.by_post(api.answer, **REFUSED)
    assert the_notice(desk).expires_on is None
    with on(clock.today(desk.case.office.zone) + timedelta(days=400), monkeypatch):
        assert notices.expire_due() == 0
    assert appeal_clock(desk) is None


def test_whoever_filed_at_the_counter_gets_a_letter_that_counts_on_the_third_day(
    on_paper: Desk, monkeypatch: pytest.MonkeyPatch
):
    desk, office = on_paper, on_paper.case.office
    desk.by_post(api.answer, **REFUSED)
    assert the_notice(desk).means == notices.Means.PAPER
    today = clock.today(office.zone)
    batch = notices.print_batch(office=office, account_id=desk.cast.clerk.id)
    with pytest.raises(notices.NoticeIncomplete):
        notices.print_batch(office=office, account_id=desk.cast.clerk.id)
    handed: dict[str, Any] = {"office": office, "batch_id": batch.id}
    handed["account_id"] = desk.cast.clerk.id
    with pytest.raises(notices.NoticeIncomplete, match="no puede ser"):
        notices.hand_to_post(on=today + timedelta(days=1), reference="Guía 1", **handed)
    notices.hand_to_post(on=today, reference="Guía 1", **handed)
    with pytest.raises(notices.NoticeSettled):
        notices.hand_to_post(on=today, reference="Guía 1", **handed)
    last = the_notice(desk).expires_on
    assert last is not None
    assert last > today
    assert "46" in the_notice(desk).effect_by["article"]
    with on(last + timedelta(days=1), monkeypatch):
        assert notices.expire_due() == 1
    row = appeal_clock(desk)
    assert row is not None
    assert row.starts_on == last


def test_a_letter_that_was_delivered_counts_from_that_day(on_paper: Desk):
    desk, office = on_paper, on_paper.case.office
    desk.by_post(api.answer, **REFUSED)
    _posted(desk)
    today = clock.today(office.zone)
    said = {"office": office, "notice_id": the_notice(desk).id, "account_id": desk.cast.clerk.id}
    with pytest.raises(notices.NoticeIncomplete, match="quién"):
        notices.record_delivered(on=today, to=" ", **said)
    notices.record_delivered(on=today, to="Ana Soto", **said)
    row = appeal_clock(desk)
    assert row is not None
    assert row.starts_on == today
    assert last_act(desk).actor == "clerk"


def test_a_letter_that_came_back_goes_to_the_board_and_counts_on_its_last_day(
    on_paper: Desk, monkeypatch: pytest.MonkeyPatch
):
    desk, office = on_paper, on_paper.case.office
    desk.by_post(api.answer, **REFUSED)
    today = clock.today(office.zone)
    until = today + timedelta(days=10)
    said = {"office": office, "notice_id": the_notice(desk).id, "account_id": desk.cast.clerk.id}
    with pytest.raises(notices.NoticeIncomplete, match="no se pudo"):
        notices.publish_on_board(until=until, norm="Ley 19.880, art. 48", **said)
    _posted(desk)
    notices.record_returned(on=today, why="Nadie en el domicilio", **said)
    assert the_notice(desk).expires_on is None
    with pytest.raises(notices.NoticeIncomplete, match="norma"):
        notices.publish_on_board(until=until, norm="", **said)
    notices.publish_on_board(until=until, norm="Ley 19.880, art. 48", **said)
    [shown] = notices.board(office=office, on=today)
    assert shown.title.startswith("A. M. S. R.")
    assert "Soto" not in shown.title + shown.text
    assert notices.board(office=office, on=until + timedelta(days=1)) == []
    with on(until + timedelta(days=1), monkeypatch):
        assert notices.expire_due() == 1
    row = appeal_clock(desk)
    assert row is not None
    assert row.starts_on == until


def test_the_person_chooses_how_and_a_letter_needs_an_address(desk: Desk, cast: Cast):
    with pytest.raises(api.ActIncomplete, match="Elija"):
        desk.by_party(api.choose_means, means="dove")
    with transaction.atomic():
        parties.Person.objects.update(address="")
    with pytest.raises(api.ActIncomplete, match="dirección"):
        desk.by_party(api.choose_means, means="paper")
    with transaction.atomic():
        parties.Person.objects.update(address="Calle Larga 12")
    desk.by_party(api.choose_means, means="paper")
    desk.by_post(api.answer, **REFUSED)
    assert the_notice(desk).means == notices.Means.PAPER


def test_where_the_law_obliges_a_company_to_the_box_it_says_so(desk: Desk, cast: Cast):
    in_country(cast, "ES", "Europe/Madrid")
    with transaction.atomic():
        parties.Person.objects.update(address="Calle 1", kind=parties.PersonKind.LEGAL)
    with pytest.raises(api.ActIncomplete, match="La ley le obliga") as refused:
        desk.by_party(api.choose_means, means="paper")
    assert refused.value.expected == "Ley 39/2015, art. 14.2"


def test_what_the_person_was_seen_to_know_waits_for_no_notice(desk: Desk):
    act = desk.by_post(api.answer, **REFUSED)
    today = clock.today(desk.case.office.zone)
    desk.by_post(
        api.record_tacit_notice, known=act.seq, known_on=today, by="La cita en su escrito."
    )
    row = appeal_clock(desk)
    assert row is not None
    assert row.starts_on == today
    assert not the_notice(desk).pending
    assert list(api.mismatches()) == []


class Carrier:
    """Takes messages, or does not."""

    kinds = frozenset({"email"})

    def __init__(self, *, down: bool = False) -> None:
        self.down, self.sent = down, list[parties.Message]()

    def send(self, message: parties.Message) -> None:
        if self.down:
            raise parties.DeliveryDown("busy")
        self.sent.append(message)


@pytest.mark.parametrize("down", [False, True])
def test_an_alert_carries_no_content_and_its_failure_changes_nothing(
    cast: Cast, procedure: PublishedProcedure, monkeypatch: pytest.MonkeyPatch, down: bool
):
    from ventanilla.domains.notices.actions import send_alerts

    carrier = Carrier(down=down)
    monkeypatch.setattr(send_alerts, "delivery", lambda: carrier)
    done = lodged(cast, procedure, answers=answers(), applicant=_ana())
    desk = Desk(cast, done)
    desk.by_post(api.answer, **REFUSED)
    assert notices.send_alerts() == (0 if down else 1)
    assert notices.send_alerts() == 0, "once"
    for message in carrier.sent:
        words = message.subject + message.text
        assert f"/{cast.office.slug}/notices/" in words
        for secret in ("No se entrega", "Soto", done.registered.label, str(desk.id)):
            assert secret not in words
    kinds = [event.kind for event in notices.events_of(the_notice(desk))]
    assert kinds == ["placed", "not_alerted" if down else "alerted"]
    assert the_notice(desk).pending


def _posted(desk: Desk) -> None:
    office, by = desk.case.office, desk.cast.clerk.id
    batch = notices.print_batch(office=office, account_id=by)
    today: date = clock.today(office.zone)
    notices.hand_to_post(
        office=office, batch_id=batch.id, account_id=by, on=today, reference="Guía 7"
    )
