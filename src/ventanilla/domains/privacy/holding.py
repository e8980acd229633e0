"""A holder made of tables: each column is told as its declaration in `personal_data.yaml` says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Field, Model, Q, QuerySet

from ventanilla.domains.privacy.annotations import declarations
from ventanilla.domains.privacy.ports import Datum, Exported, Found, Outcome, Subject

SEALED = "[…]"
AT_A_TIME = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows of `model` that are about a subject: those for which `by` holds.

    `names` are columns that stand for the subject too. `kept_by` is what forbids to erase them;
    without it whole rows may be deleted. Columns declared `erase: blank` may be emptied although
    the row stays. `spare` is the column by which a row is spared. `owned` is False for
    tables that belong to no office.
    """

    model: str
    by: Callable[[Subject], Q]
    names: Sequence[str] = ()
    kept_by: str = ""
    spare: str = "id"
    owned: bool = True

    def of(self, subject: Subject) -> QuerySet[Any]:
        """The rows."""
        found: QuerySet[Any] = _model(self.model)._default_manager.filter(self.by(subject))
        return found.filter(office_id=subject.office_id) if self.owned else found


@dataclass(frozen=True, slots=True)
class TableHolder:
    """The holder of one domain, from its tables."""

    domain: str
    tables: Sequence[Rows]

    @property
    def models(self) -> Sequence[str]:
        """The models it answers for."""
        return [rows.model for rows in self.tables]

    def names(self, subject: Subject) -> frozenset[UUID]:
        """What its columns say stands for the subject."""
        found: set[UUID] = set()
        for rows in self.tables:
            if rows.names:
                for values in rows.of(subject).values_list(*rows.names):
                    found |= {value for value in values if value is not None}
        return frozenset(found)

    def find(self, subject: Subject) -> list[Found]:
        """Counts, one statement a table."""
        counted: dict[str, int] = {}
        for rows in self.tables:
            counted[rows.model] = counted.get(rows.model, 0) + rows.of(subject).count()
        return [Found(model=model, rows=number) for model, number in counted.items() if number]

    def export(self, subject: Subject) -> Iterator[Exported]:
        """Every declared column that is not withheld, in the order of the tables."""
        for rows in self.tables:
            told = _told(rows.model)
            if not told:  # that there are such rows may not be told either
                continue
            for row in rows.of(subject).order_by("pk").iterator(chunk_size=AT_A_TIME):
                yield Exported(model=rows.model, data=[_datum(row, one) for one in told])

    def hold(self, subject: Subject) -> list[Outcome]:
        """The tables that something forbids to erase, and rows that are needed now."""
        kept = []
        for rows in self.tables:
            found = rows.of(subject) if rows.kept_by else _spared(rows, subject)
            if number := found.count():
                because = rows.kept_by or "needed"
                kept.append(Outcome(model=rows.model, rows=number, erased=False, kept_by=because))
        return kept

    def erase(self, subject: Subject) -> list[Outcome]:
        """Whole rows where nothing forbids it, else the columns that may be emptied."""
        done = self.hold(subject)
        for rows in self.tables:
            free = rows.of(subject).exclude(**{f"{rows.spare}__in": subject.spared})
            if not rows.kept_by:
                number = free.count()
                free.delete()
                done += _erased(rows.model, number)
            elif blank := _blank(rows.model):
                done += _erased(rows.model, _emptied(free, blank), blank)
        return done


def _erased(model: str, rows: int, fields: Sequence[str] = ()) -> list[Outcome]:
    return [Outcome(model=model, rows=rows, erased=True, fields=fields)] if rows else []


def _spared(rows: Rows, subject: Subject) -> QuerySet[Any]:
    return rows.of(subject).filter(**{f"{rows.spare}__in": subject.spared})


def _emptied(found: QuerySet[Any], fields: Sequence[str]) -> int:
    columns = {name: found.model._meta.get_field(name) for name in fields}
    empty = {name: _nothing(column) for name, column in columns.items()}
    held = Q()
    for name, value in empty.items():
        held |= ~Q(**{name: value})
    return found.filter(held).update(**empty)


def _nothing(column: Any) -> Any:
    return None if column.null else column.get_default()


@cache
def _declared(model: str) -> tuple[tuple[str, dict[str, str]], ...]:
    label, name = model.split(".")
    return tuple(
        (one.field, one.facets)
        for one in declarations()
        if (one.app, one.model) == (label, name) and one.facets
    )


@cache
def _told(model: str) -> tuple[tuple[str, dict[str, str]], ...]:
    return tuple(one for one in _declared(model) if not one[1].get("withheld"))


@cache
def _blank(model: str) -> tuple[str, ...]:
    """What is not told may be emptied all the same."""
    return tuple(name for name, facets in _declared(model) if facets.get("erase") == "blank")


def _datum(row: Model, told: tuple[str, dict[str, str]]) -> Datum:
    name, facets = told
    column = row._meta.get_field(name)
    value = getattr(row, column.attname if isinstance(column, Field) else name)
    return Datum(
        field=name,
        value=plain(value),
        **{facet: facets[facet] for facet in ("whose", "what", "basis", "keep")},
    )


def plain(value: Any) -> Any:
    """A column's value as JSON; sealed bytes say nothing to anybody and are not told."""
    if isinstance(value, bytes | memoryview):
        return SEALED
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _model(name: str) -> type[Model]:
    return apps.get_model(name)
