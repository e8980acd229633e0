"""What a field of form.yaml may say: what every field has, and what its type adds."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.forms.rules.field_types.base import TYPES
from ventanilla.domains.forms.rules.norms import NormShape
from ventanilla.kernel.shapes import (
    Anything,
    Choice,
    Flag,
    Key,
    Line,
    Named,
    Table,
    Texts,
    identifier,
)

CONDITION = Line(2000, expected=_("Se espera una condición en CEL."), example="notices == 'email'")


def common() -> Mapping[str, Key]:
    """The keys of every field."""
    return {
        "id": Key(identifier(), required=True),
        "type": Key(Choice(tuple(sorted(TYPES))), required=True),
        "label": Key(Texts(max_length=300), required=True),
        "hint": Key(Texts(max_length=1000)),
        "required": Key(Flag(), default=True),
        "asked_if": Key(CONDITION),
        "norm": Key(NormShape()),
        "purpose": Key(Texts(max_length=600)),
        "errors": Key(Named(Texts(max_length=300))),
        "example": Key(Line(200, example="Ana María Soto")),
    }


@cache
def field_shapes() -> Mapping[str, Table]:
    """The shape of a field by the name of its type."""
    shared = common()
    return {name: Table({**shared, **cls.keys}) for name, cls in TYPES.items()}


@cache
def any_field() -> Table:
    """Of a field whose type is unknown, only what every field has is judged."""
    return Table({**{k: Key(Anything()) for cls in TYPES.values() for k in cls.keys}, **common()})
