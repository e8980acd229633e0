"""Guessing passwords in parallel gains nothing; the right one costs nobody anything."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from ventanilla.channels.look import sign_in
from ventanilla.channels.look.sign_in import TooManyAttempts, try_sign_in

GUESSERS = 12


def attempt(name: str = "ana@example.org") -> bool:
    """Whether the password was looked at."""
    request = RequestFactory().post("/", {"login": name, "password": "una-clave"})
    try:
        try_sign_in(request)
    except TooManyAttempts:
        return False
    return True


def test_guesses_at_the_same_time_are_counted_like_those_in_a_row(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cache.clear()
    together = threading.Barrier(GUESSERS)

    def refusal(*_: Any, **__: Any) -> None:
        with suppress(threading.BrokenBarrierError):
            together.wait(1)  # nobody is answered before all who came through are here

    monkeypatch.setattr(sign_in, "authenticate", refusal)
    with ThreadPoolExecutor(GUESSERS) as pool:
        looked_at = list(pool.map(lambda _: attempt(), range(GUESSERS)))
    assert sum(looked_at) == sign_in.FREE_FOR_NAME
    cache.clear()


def test_right_passwords_do_not_use_up_a_library(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(sign_in, "FREE_FOR_ADDRESS", 2)
    monkeypatch.setattr(sign_in, "authenticate", lambda *_, **__: object())
    monkeypatch.setattr(sign_in, "login", lambda *_: None)
    monkeypatch.setattr(sign_in.transaction, "atomic", threading.Lock)
    signed_in = [attempt(f"reader-{number}@example.org") for number in range(6)]
    assert all(signed_in)
    cache.clear()
