"""Whose rows the code that runs now may see and write: one office's, every office's, or none.

On PostgreSQL row-level security holds every statement to it (`kernel.postgresql`); on SQLite it has
no effect. A process begins with none. A request has the office of its address; operators'
commands and the worker declare that they act for every office.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

NONE = ""
EVERY = "*"
_scope: ContextVar[str | None] = ContextVar("office_scope", default=None)
_of_process = NONE


def current() -> str:
    """The office's id as text, `EVERY`, or `NONE`."""
    scope = _scope.get()
    return _of_process if scope is None else scope


@contextmanager
def one_office(office_id: UUID) -> Iterator[None]:
    """Inside, only the rows of that office exist."""
    with _held(str(UUID(str(office_id)))):
        yield


@contextmanager
def every_office() -> Iterator[None]:
    """Inside, the rows of all offices exist: for what is no single office's business."""
    with _held(EVERY):
        yield


@contextmanager
def no_office() -> Iterator[None]:
    """Inside, no office's rows exist."""
    with _held(NONE):
        yield


def process_acts_for(scope: str) -> None:
    """What holds in this process where nothing narrower was said: `EVERY` or `NONE`."""
    global _of_process
    if scope not in (EVERY, NONE):
        raise ValueError("a process acts for every office or for none")
    _of_process = scope


@contextmanager
def _held(scope: str) -> Iterator[None]:
    before = _scope.set(scope)
    try:
        yield
    finally:
        _scope.reset(before)
