"""Founding an office, its colours, its posts."""

from __future__ import annotations

import pytest
from tests.cast import Cast, found

from ventanilla.domains.offices import api
from ventanilla.kernel import clock
from verifiable_log import Checkpoint


def test_an_office_is_founded_with_keys_that_sign_its_log(db: None) -> None:
    office = found()
    signed = api.log_signer(office).sign(Checkpoint(office.log_origin, 1, b"\0" * 32), 1)
    assert office.log_origin in signed
    assert [k.algorithm for k in api.keys_of(office_id=office.id)] == ["ed25519", "ml-dsa-44"]


def test_private_keys_are_files_that_only_the_service_reads(db: None) -> None:
    office = found()
    files = list(api.keys_folder(office.log_origin).iterdir())
    assert len(files) == 4
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


def test_a_missing_key_says_what_to_do(db: None) -> None:
    office = found(slug="sin-clave")
    (api.keys_folder(office.log_origin) / "log.ed25519").unlink()
    with pytest.raises(api.KeyMissing) as refusal:
        api.log_signer(office)
    assert "register resume" in str(refusal.value.remedy)


def test_the_same_name_cannot_be_founded_twice(db: None) -> None:
    found()
    with pytest.raises(api.OfficeFounded):
        found()


def test_an_unknown_office_is_said_to_be_unknown(db: None) -> None:
    with pytest.raises(api.OfficeUnknown):
        api.office_by_slug("no-existe")


def test_unreadable_colours_are_refused_with_their_contrast() -> None:
    with pytest.raises(api.ColoursUnreadable, match="contraste"):
        api.checked_colours({"brand": "#88aabb"})


def test_the_example_of_the_style_guide_is_readable() -> None:
    colours = {"brand": "#2b3f7d", "deep": "#1a2856", "accent": "#8a5a00"}
    assert api.checked_colours(colours) == colours
    assert round(api.contrast("#2b3f7d", "#fcf9f3"), 2) == 9.47


def test_a_post_counts_only_while_it_is_held(cast: Cast) -> None:
    assert [p.id for p in api.posts_of(cast.officer.id)] == [cast.officer_post.id]
    cast.officer_post.held_until = clock.now()
    cast.officer_post.save()
    assert api.posts_of(cast.officer.id) == []


def test_a_role_in_one_office_is_none_in_another(cast: Cast) -> None:
    other = found(slug="otra-sede")
    roles = {api.Role.OFFICER}
    assert api.may(account_id=cast.officer.id, office_id=cast.office.id, roles=roles)
    assert not api.may(account_id=cast.officer.id, office_id=other.id, roles=roles)
