"""What the documents domain needs from others: somebody who judges files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class ScannerDown(Exception):  # noqa: N818 - a state of the other end
    """The scanner did not answer, or not in its protocol. The file waits in quarantine."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`clean` or not; `name` is what the scanner calls the harm, empty when clean."""

    clean: bool
    name: str = ""


class Scanner(Protocol):
    """Judges the bytes of one file.

    `immediate` scanners cost nothing and are asked while the file is kept; the others are
    asked by a job afterwards, so that none of them ever delays or blocks a filing.
    """

    immediate: bool

    def scan(self, content: bytes) -> Verdict:
        """The verdict; raises `ScannerDown` when there is none."""


class NullScanner:
    """Judges nothing: for offices that scan elsewhere, and for development."""

    immediate = True

    def scan(self, content: bytes) -> Verdict:
        return Verdict(clean=True)


@lru_cache(maxsize=4)
def _made(address: str) -> Scanner:
    scheme, _, rest = address.partition("://")
    if scheme == "none":
        return NullScanner()
    made: Scanner = import_string(settings.SCANNER_CLASSES[scheme])(rest)
    return made


def scanner() -> Scanner:
    """The scanner that `settings.SCANNER` names: `none`, or `<kind>://<address>`.

    `settings.SCANNER_CLASSES` says which extension's class serves a kind; it is given the address.
    """
    return _made(getattr(settings, "SCANNER", "none"))
