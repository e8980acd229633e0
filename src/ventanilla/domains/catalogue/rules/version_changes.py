"""What another version of a procedure changes for those who use it: what is asked and due.

Pure. For a draft that is offered the new version, and for a case that may be moved to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ventanilla.domains.catalogue.rules.published import PublishedProcedure
from ventanilla.domains.forms.api import Field

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


@dataclass(frozen=True, slots=True)
class VersionChange:
    """One change. `what` is field, requirement, fee, time_limit, silence or step; `how` is added,
    removed or changed. `before` and `after` are texts by language (or one text), None where there
    is none; `amounts` the time limit before and after as (amount, unit)."""

    what: str
    how: str
    id: str
    before: Any = None
    after: Any = None
    amounts: tuple[Any, Any] | None = None


def version_changes(
    before: PublishedProcedure, after: PublishedProcedure
) -> tuple[VersionChange, ...]:
    """Every change from `before` to `after`, in the order in which people meet it; empty where only
    words changed, and for an editorial revision of the version beside it."""
    if before.version_id == after.version_id:
        return ()
    return (
        *_fields(before, after),
        *_facts("requirement", before.requirements, after.requirements, _demand),
        *_one("fee", before.fee, after.fee, ("free", "amount", "rule")),
        *_limits(before, after),
        *_one("silence", before.silence, after.silence, ("sense", "effect", "trigger")),
        *_facts("step", before.steps, after.steps, _step),
    )


def _fields(before: PublishedProcedure, after: PublishedProcedure) -> Iterator[VersionChange]:
    old = {field.id: field for field in before.form.fields}
    new = {field.id: field for field in after.form.fields}
    for name in dict.fromkeys([*new, *old]):
        was, now = old.get(name), new.get(name)
        if was is None and now is not None:
            yield VersionChange("field", ADDED, name, after=now.label)
        elif now is None and was is not None:
            yield VersionChange("field", REMOVED, name, before=was.label)
        elif was is not None and now is not None and _asked(was) != _asked(now):
            yield VersionChange("field", CHANGED, name, was.label, now.label)


def _asked(field: Field) -> tuple[str, ...]:
    """What is asked; what is declared, word by word."""
    said = str(sorted(field.label.items())) if field.type == "declaration" else ""
    return (field.type, str(field.required), field.asked_if or "", said)


def _facts(what: str, old: Any, new: Any, weighed: Any) -> Iterator[VersionChange]:
    was = {one["id"]: one for one in old}
    now = {one["id"]: one for one in new}
    for name in dict.fromkeys([*now, *was]):
        if name not in was:
            yield VersionChange(what, ADDED, name, after=_said(now[name]))
        elif name not in now:
            yield VersionChange(what, REMOVED, name, before=_said(was[name]))
        elif weighed(was[name]) != weighed(now[name]):
            yield VersionChange(what, CHANGED, name, _said(was[name]), _said(now[name]))


def _demand(fact: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(fact.get(key) for key in ("field", "held_by", "norm"))


def _step(fact: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(str(fact.get(key)) for key in ("act", "role", "unit", "after", "when", "only_if"))


def _limits(before: PublishedProcedure, after: PublishedProcedure) -> Iterator[VersionChange]:
    was = {one["id"]: one for one in before.time_limits}
    now = {one["id"]: one for one in after.time_limits}
    for name in dict.fromkeys([*now, *was]):
        old, new = was.get(name), now.get(name)
        amounts = _amount(old), _amount(new)
        if amounts[0] != amounts[1]:
            how = ADDED if old is None else REMOVED if new is None else CHANGED
            yield VersionChange("time_limit", how, name, _said(old), _said(new), amounts)


def _amount(limit: Mapping[str, Any] | None) -> tuple[Any, Any] | None:
    return None if limit is None else (limit.get("amount"), limit.get("unit"))


def _one(
    what: str, old: Mapping[str, Any], new: Mapping[str, Any], keys: tuple[str, ...]
) -> Iterator[VersionChange]:
    if any(old.get(key) != new.get(key) for key in keys):
        yield VersionChange(what, CHANGED, what, _said(old), _said(new))


def _said(fact: Mapping[str, Any] | None) -> Any:
    if not fact:
        return None
    return fact.get("text") or fact.get("title") or fact.get("id")
