"""Witnesses (C2SP tlog-witness), both sides: asking one to cosign, and being one."""

from .client import WitnessAheadError, WitnessClient, WitnessError
from .request import AddCheckpoint
from .server import WitnessedHead, WitnessStore, handle_add_checkpoint, handle_checkpoint

__all__ = [
    "AddCheckpoint",
    "WitnessAheadError",
    "WitnessClient",
    "WitnessError",
    "WitnessStore",
    "WitnessedHead",
    "handle_add_checkpoint",
    "handle_checkpoint",
]
