"""The office's private keys: files readable by the service alone, never rows, loaded once.

Each log origin has a folder of its own under `KEYS_ROOT`, so that a new epoch's keys never
overwrite the old ones. Losing them means a new epoch; leaking them means announcing new ones.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from ventanilla.domains.offices.errors import KeyMissing
from ventanilla.domains.offices.models import Office
from verifiable_log import CheckpointSigner, Ed25519Cosigner, MLDSA44Cosigner

KEY_BYTES = 32
_signers: dict[tuple[Path, str], CheckpointSigner] = {}
_witnesses: dict[tuple[Path, str], tuple[Ed25519Cosigner, MLDSA44Cosigner]] = {}


def keys_folder(origin: str) -> Path:
    """Where the private keys of a log origin are kept."""
    return Path(settings.KEYS_ROOT) / sha256(origin.encode()).hexdigest()[:24]


def witness_name(office: Office) -> str:
    """The name under which the office vouches for other logs."""
    return f"{office.log_origin}/witness"


def log_signer(office: Office) -> CheckpointSigner:
    """The keys that sign the office's log, loaded once per process. Raises `KeyMissing`."""
    folder = keys_folder(office.log_origin)
    held = _signers.get((folder, office.log_origin))
    if held is None:
        pair = _read(folder / "log.ed25519"), _read(folder / "log.ml-dsa-44")
        held = CheckpointSigner.from_private_bytes(office.log_origin, *pair)
        _signers[folder, office.log_origin] = held
    return held


def witness_signer(office: Office) -> tuple[Ed25519Cosigner, MLDSA44Cosigner]:
    """The keys with which the office cosigns the logs of others. Raises `KeyMissing`."""
    folder = keys_folder(office.log_origin)
    name = witness_name(office)
    held = _witnesses.get((folder, name))
    if held is None:
        held = (
            Ed25519Cosigner.from_private_bytes(name, _read(folder / "witness.ed25519")),
            MLDSA44Cosigner.from_private_bytes(name, _read(folder / "witness.ml-dsa-44")),
        )
        _witnesses[folder, name] = held
    return held


def make_keys(office: Office) -> tuple[CheckpointSigner, Ed25519Cosigner, MLDSA44Cosigner]:
    """New keys for a new log and for witnessing others, written durably before they are used."""
    folder = keys_folder(office.log_origin)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    log = CheckpointSigner.generate(office.log_origin)
    ed25519 = Ed25519Cosigner.generate(witness_name(office))
    ml_dsa = MLDSA44Cosigner.generate(witness_name(office))
    first, second = log.private_bytes
    _write(folder / "log.ed25519", first)
    _write(folder / "log.ml-dsa-44", second)
    _write(folder / "witness.ed25519", ed25519.private_bytes)
    _write(folder / "witness.ml-dsa-44", ml_dsa.private_bytes)
    directory = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
    return log, ed25519, ml_dsa


def _write(path: Path, private: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(private)
        file.flush()
        os.fsync(file.fileno())


def _read(path: Path) -> bytes:
    try:
        private = path.read_bytes()
    except OSError as error:
        raise KeyMissing(
            _("Falta la clave privada del registro: %(path)s.") % {"path": path.name},
            expected=_("Devuelva la carpeta de claves a su sitio, o abra una época nueva."),
            remedy="ventanilla register resume",
        ) from error
    if len(private) != KEY_BYTES:
        raise KeyMissing(
            _("La clave privada %(path)s está dañada.") % {"path": path.name},
            expected=_("32 octetos. Recupérela de la copia de las claves."),
        )
    return private
