"""Calendars: versions, what is proposed, what the caller declares, publication as iCalendar."""

from __future__ import annotations

import json
import shlex
from datetime import date
from typing import Any

import pytest

from legal_deadlines import Calendar, DayOff, DeadlineError, Question, Regime, Unit, compute_due
from legal_deadlines.calendars.icalendar import to_icalendar
from legal_deadlines.calendars.proposal import propose_calendar
from legal_deadlines.cli.main import main
from legal_deadlines.counting.standstill import easter, tourism_week


def test_equal_content_has_an_equal_digest_and_another_day_another_one() -> None:
    one = Calendar("2025-1", [date(2025, 1, 1), date(2025, 5, 1)])
    same = Calendar.from_json(json.loads(json.dumps(one.to_json())))
    other = Calendar("2025-1", [date(2025, 1, 1), date(2025, 5, 2)])
    assert one.digest == same.digest
    assert one.digest != other.digest


def test_a_worked_day_wins_over_a_holiday_and_the_weekly_rest() -> None:
    calendar = Calendar("1", [date(2025, 5, 1)], working=[date(2025, 5, 1), date(2025, 5, 3)])
    index = calendar.index(frozenset({5, 6}), "seat")
    assert index.is_working(date(2025, 5, 1).toordinal())
    assert index.is_working(date(2025, 5, 3).toordinal())


def test_the_persons_holidays_count_only_where_the_law_says_so() -> None:
    day = DayOff(date(2025, 4, 11), "fiesta", "local", "", "person")
    calendar = Calendar("1", [date(2025, 1, 1), day])
    question = Question(amount=1, unit=Unit.WORKING_DAYS)
    start = date(2025, 4, 10)
    assert compute_due(Regime.load("ES"), question, start, calendar).due == date(2025, 4, 14)
    assert compute_due(Regime.load("CL"), question, start, calendar).due == date(2025, 4, 11)


def test_mexico_takes_the_dates_of_its_law_and_not_the_labour_mondays() -> None:
    calendar = propose_calendar(Regime.load("MX"), [2025])
    days = {d.day for d in calendar.non_working}
    assert date(2025, 11, 20) in days
    assert date(2025, 11, 17) not in days
    assert date(2025, 12, 1) not in days
    assert date(2025, 11, 17) in calendar.notes


def test_a_moved_holiday_of_ecuador_is_not_a_day_off_twice() -> None:
    days = {d.day for d in propose_calendar(Regime.load("EC"), [2025]).non_working}
    assert date(2025, 5, 2) in days
    assert date(2025, 5, 1) not in days


def test_a_lisbon_holiday_is_proposed_only_for_lisbon() -> None:
    regime = Regime.load("PT")
    saint_anthony = date(2025, 6, 13)
    everywhere = {d.day for d in propose_calendar(regime, [2025]).non_working}
    lisbon = {d.day for d in propose_calendar(regime, [2025], place="PT-11").non_working}
    assert saint_anthony not in everywhere
    assert saint_anthony in lisbon


def test_tourism_week_is_the_week_before_easter() -> None:
    assert easter(2025) == date(2025, 4, 20)
    assert easter(2026) == date(2026, 4, 5)
    week = tourism_week(2025)
    assert date.fromordinal(week[0]) == date(2025, 4, 14)
    assert date.fromordinal(week[-1]) == date(2025, 4, 20)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Calendar("", [date(2025, 1, 1)]),
        lambda: Calendar("1"),
        lambda: Calendar("1", covers=(date(2025, 2, 1), date(2025, 1, 1))),
        lambda: Calendar("1", [DayOff(date(2025, 1, 1), kind="party")]),
    ],
)
def test_a_calendar_that_makes_no_sense_is_refused(make: Any) -> None:
    with pytest.raises(DeadlineError):
        make()


def test_icalendar_is_folded_ends_in_crlf_and_is_the_same_for_the_same_version() -> None:
    calendar = Calendar("2025; uno", [DayOff(date(2025, 1, 1), "Añ" * 60, "national")])
    text = to_icalendar(calendar, "Peñaclara, 2025")
    assert text == to_icalendar(calendar, "Peñaclara, 2025")
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "DTSTART;VALUE=DATE:20250101" in text
    assert "Peñaclara\\, 2025" in text


def test_the_calendar_command_gives_a_version_that_can_be_used(
    tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(shlex.split("calendar --country ES --year 2025 --place ES-MD --json")) == 0
    data = json.loads(capsys.readouterr().out)
    path = tmp_path / "calendar.json"
    path.write_text(json.dumps(data["calendar"]), encoding="utf-8")
    line = f"due --country ES --start 2025-04-10 --rule correction --json --calendar {path}"
    assert main(shlex.split(line)) == 0
    assert json.loads(capsys.readouterr().out)["due"] == "2025-04-28"


def test_a_stored_result_is_recomputed_with_its_calendar_and_refused_with_another(
    tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    calendar, result = tmp_path / "calendar.json", tmp_path / "result.json"
    raw = {"version": "2025-1", "non_working": ["2025-04-17", "2025-04-18"]}
    calendar.write_text(json.dumps(raw), encoding="utf-8")
    due = f"due --country ES --start 2025-04-10 --rule correction --json --calendar {calendar}"
    assert main(shlex.split(due)) == 0
    result.write_text(capsys.readouterr().out, encoding="utf-8")
    again = f"recompute --result {result} --calendar {calendar} --json"
    assert main(shlex.split(again)) == 0
    assert json.loads(capsys.readouterr().out)["same"] is True
    calendar.write_text(json.dumps({**raw, "non_working": ["2025-04-18"]}), encoding="utf-8")
    assert main(shlex.split(again)) == 2


@pytest.mark.parametrize(
    "line",
    [
        "due --country ES --start 2025-04-10 --rule correction --place ES-MD",
        "due --country CL --start 2024-08-31 --rule resolution",
        "due --country ES --start 2025-06-13T10:30 --amount 24 --unit hours",
        "due --country ES --start 2025-02-03 --rule resolution --suspend 2025-03-03..2025-03-12",
        "due --country UY --start 2025-04-07 --amount 15 --unit calendar_days",
        "due --country PT --start 2025-09-01 --rule general --distance islands --allow-unsure",
    ],
)
def test_any_result_is_recomputed_with_the_calendar_it_used(
    line: str, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    calendar, result = tmp_path / "calendar.json", tmp_path / "result.json"
    assert main([*shlex.split(line), "--json", "--save-calendar", str(calendar)]) == 0
    result.write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(shlex.split(f"recompute --result {result} --calendar {calendar} --json")) == 0
    assert json.loads(capsys.readouterr().out)["same"] is True
