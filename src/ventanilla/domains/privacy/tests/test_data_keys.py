"""Sealing, erasing, and the declaration of personal data."""

from __future__ import annotations

import pytest
from tests.cast import Cast

from ventanilla.domains.privacy import api


def sealed_for(cast: Cast) -> bytes:
    row, key = api.new_data_key(office_id=cast.office.id, subject_id=cast.applicant.id)
    row.save()
    return key.encrypt(b"sal", b"asiento 1")


def test_what_was_sealed_is_read_again(cast: Cast) -> None:
    sealed = sealed_for(cast)
    key = api.data_key_of(office_id=cast.office.id, subject_id=cast.applicant.id)
    assert key is not None
    assert key.decrypt(sealed, b"asiento 1") == b"sal"


def test_sealed_data_moved_elsewhere_are_not_opened(cast: Cast) -> None:
    sealed = sealed_for(cast)
    key = api.data_key_of(office_id=cast.office.id, subject_id=cast.applicant.id)
    assert key is not None
    with pytest.raises(api.SealBroken):
        key.decrypt(sealed, b"asiento 2")


def test_erasing_makes_sealed_data_unreadable_for_ever(cast: Cast) -> None:
    sealed_for(cast)
    api.data_key_of(office_id=cast.office.id, subject_id=cast.applicant.id)
    assert api.erase(
        office_id=cast.office.id, subject_id=cast.applicant.id, because="a su petición"
    )
    with pytest.raises(api.DataErased):
        api.data_key_of(office_id=cast.office.id, subject_id=cast.applicant.id)


def test_a_subject_without_a_key_has_none(cast: Cast) -> None:
    assert api.data_key_of(office_id=cast.office.id, subject_id=cast.stranger.id) is None


def test_every_declared_field_names_whose_data_on_what_basis_and_how_long(db: None) -> None:
    held = [a for a in api.declarations() if a.facets]
    assert held
    assert all(set(a.facets or {}) >= {"whose", "what", "basis", "keep"} for a in held)
