"""Keys per subject: what they seal becomes unreadable when the key is destroyed.

AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce. A subject's key seals few, small
values (salts of entries), far below the limit of 2^32 messages per key. Subject keys are
themselves wrapped under the deployment's master key, which is a secret and never a row.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from ventanilla.domains.privacy.errors import DataErased, SealBroken
from ventanilla.domains.privacy.models import DataKey
from ventanilla.kernel import clock
from ventanilla.kernel.identifiers import uuid7
from ventanilla.kernel.random_bits import random_bytes
from ventanilla.kernel.unsaved import unsaved

NONCE_BYTES = 12
_MOST_HELD = 5_000
_held: OrderedDict[tuple[UUID, UUID], DataKeyHandle] = OrderedDict()
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class DataKeyHandle:
    """An opened key of one subject in one office."""

    id: UUID
    cipher: AESGCM

    def encrypt(self, plain: bytes, aad: bytes) -> bytes:
        """Seal `plain`, bound to `aad` (what it belongs to). Twenty-eight bytes longer."""
        nonce = random_bytes(NONCE_BYTES)
        return nonce + self.cipher.encrypt(nonce, plain, aad)

    def decrypt(self, sealed: bytes, aad: bytes) -> bytes:
        """What `encrypt` sealed. Raises `SealBroken`."""
        try:
            return self.cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], aad)
        except InvalidTag as error:
            raise SealBroken(_("Los datos sellados no corresponden a lo que dicen.")) from error


def new_data_key(*, office_id: UUID, subject_id: UUID) -> tuple[DataKey, DataKeyHandle]:
    """A key for a subject not seen before: the row (not yet written) and the opened key."""
    key_id, secret = uuid7(), AESGCM.generate_key(bit_length=256)
    row = unsaved(
        DataKey,
        id=key_id,
        office_id=office_id,
        subject_id=subject_id,
        wrapped=_wrap(secret, key_id),
        created_at=clock.now(),
    )
    return row, DataKeyHandle(key_id, AESGCM(secret))


def data_key_of(*, office_id: UUID, subject_id: UUID) -> DataKeyHandle | None:
    """The opened key of a subject, or None where there is none yet. Raises `DataErased`."""
    with _lock:
        held = _held.get((office_id, subject_id))
    if held is not None:
        return held
    row = DataKey.objects.filter(office_id=office_id, subject_id=subject_id).first()
    if row is None:
        return None
    handle = _opened(row)
    with _lock:
        _held[office_id, subject_id] = handle
        while len(_held) > _MOST_HELD:
            _held.popitem(last=False)
    return handle


def open_data_key(key_id: UUID) -> DataKeyHandle:
    """The opened key with that id. Raises `DataErased`."""
    return _opened(DataKey.objects.get(pk=key_id))


def erase(*, office_id: UUID, subject_id: UUID, because: str) -> bool:
    """Destroy a subject's key; what it sealed is lost for good. False if nothing was held.

    Other processes drop an opened key with their cache; the caller replays erasures after
    a restore (`destroyed_at` rows are the list).
    """
    with transaction.atomic():
        changed = DataKey.objects.filter(
            office_id=office_id, subject_id=subject_id, wrapped__isnull=False
        ).update(wrapped=None, destroyed_at=clock.now(), destroyed_because=because[:200])
    forget_data_keys()
    return bool(changed)


def forget_data_keys() -> None:
    """Drop the keys this process holds open."""
    with _lock:
        _held.clear()


def _opened(row: DataKey) -> DataKeyHandle:
    if row.wrapped is None:
        raise DataErased(
            _("Estos datos se borraron y ya no se pueden leer."),
            expected=_("El número y la fecha del asiento se conservan."),
        )
    wrapped = bytes(row.wrapped)
    try:
        secret = _master().decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], row.id.bytes)
    except InvalidTag as error:
        raise SealBroken(_("La clave maestra no abre los datos de esta sede.")) from error
    return DataKeyHandle(row.id, AESGCM(secret))


def _wrap(secret: bytes, key_id: UUID) -> bytes:
    nonce = random_bytes(NONCE_BYTES)
    return nonce + _master().encrypt(nonce, secret, key_id.bytes)


def _master() -> AESGCM:
    cipher: AESGCM = settings.DATA_MASTER_CIPHER
    return cipher
