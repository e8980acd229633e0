"""Guessing passwords in parallel gains nothing; the right one costs nobody anything; and nobody
closes a name for its holder by guessing elsewhere."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from django.db import connections
from django.test import RequestFactory

from ventanilla.channels.look import sign_in
from ventanilla.channels.look.sign_in import TooManyAttempts, try_sign_in
from ventanilla.kernel.allowances.api import Limit

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
GUESSERS = 12


def attempt(name: str = "ana@example.org", *, place: str = "203.0.113.7") -> bool:
    """Whether the password was looked at."""
    sent = {"login": name, "password": "una-clave"}
    request = RequestFactory().post("/", sent, REMOTE_ADDR=place)
    try:
        try_sign_in(request)
    except TooManyAttempts:
        return False
    return True


def attempt_in_thread() -> bool:
    try:
        return attempt()
    finally:
        connections.close_all()


@pytest.fixture
def wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_in, "authenticate", lambda *_, **__: None)


@pytest.fixture
def right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_in, "authenticate", lambda *_, **__: object())
    monkeypatch.setattr(sign_in, "login", lambda *_: None)


def test_guesses_at_the_same_time_are_counted_like_those_in_a_row(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    together = threading.Barrier(GUESSERS)

    def refusal(*_: Any, **__: Any) -> None:
        with suppress(threading.BrokenBarrierError):
            together.wait(1)  # nobody is answered before all who came through are here

    monkeypatch.setattr(sign_in, "authenticate", refusal)
    with ThreadPoolExecutor(GUESSERS) as pool:
        looked_at = [pool.submit(attempt_in_thread) for _ in range(GUESSERS)]
    assert sum(done.result() for done in looked_at) == sign_in.NAME_AT_A_PLACE.burst


@pytest.mark.usefixtures("right")
def test_right_passwords_do_not_use_up_a_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_in, "PLACE", Limit(0.01, 2))
    assert all(attempt(f"reader-{number}@example.org") for number in range(6))


@pytest.mark.usefixtures("wrong")
def test_who_guesses_elsewhere_does_not_close_a_name_for_its_holder() -> None:
    while attempt(place="198.51.100.1"):
        pass
    assert attempt(place="203.0.113.7")


@pytest.mark.usefixtures("wrong")
def test_guesses_from_everywhere_at_one_name_have_an_end() -> None:
    guesses = sum(attempt(place=f"10.0.{place}.1") for place in range(200))
    assert guesses == sign_in.NAME.burst


def test_the_right_password_forgives_the_wrong_ones_of_its_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sign_in, "login", lambda *_: None)
    monkeypatch.setattr(sign_in, "authenticate", lambda *_, **__: None)
    assert all(attempt() for _ in range(4))
    monkeypatch.setattr(sign_in, "authenticate", lambda *_, **__: object())
    assert attempt()
    monkeypatch.setattr(sign_in, "authenticate", lambda *_, **__: None)
    assert all(attempt() for _ in range(5))
    assert not attempt()
