"""Whose address limits are counted under."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.cast import Cast
from tests.walking import Walker

from ventanilla.config.proxies import caller_address
from ventanilla.kernel.allowances.api import Limit


@pytest.mark.parametrize(
    ("said", "proxies", "found"),
    [
        ("203.0.113.7", 1, "203.0.113.7"),
        ("10.9.9.9, 203.0.113.7", 1, "203.0.113.7"),  # the caller's own invention is not read
        ("10.9.9.9, 203.0.113.7, 192.0.2.1", 2, "203.0.113.7"),
        ("[2001:db8::7]", 1, "2001:db8::7"),
        ("203.0.113.7", 2, ""),
        ("nobody", 1, ""),
        ("", 1, ""),
    ],
)
def test_the_address_is_the_one_our_outermost_proxy_saw(
    said: str, proxies: int, found: str
) -> None:
    assert caller_address(said, proxies=proxies) == found


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_behind_a_proxy_each_caller_is_slowed_down_alone(
    cast: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ventanilla.channels.look.sign_in.PLACE", Limit(0.01, 1))
    settings.TRUSTED_PROXIES = 1
    assert sign_in(cast, said="203.0.113.7") == 422
    assert sign_in(cast, said="203.0.113.7") == 429
    assert sign_in(cast, said="10.1.1.1, 203.0.113.7") == 429
    assert sign_in(cast, said="198.51.100.4") == 422


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_without_a_trusted_proxy_nobody_chooses_an_address(
    cast: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ventanilla.channels.look.sign_in.PLACE", Limit(0.01, 1))
    settings.TRUSTED_PROXIES = 0
    assert sign_in(cast, said="203.0.113.7") == 422
    assert sign_in(cast, said="198.51.100.4") == 429


def sign_in(cast: Cast, *, said: str) -> int:
    walker = Walker(cast, client=Client(headers={"x-forwarded-for": said}))
    answer = walker.post("portal:sign-in", {"login": f"nobody-{said}", "password": "no"})
    return answer.status_code
