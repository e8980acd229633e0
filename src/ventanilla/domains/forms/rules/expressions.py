"""CEL, the only code in a procedure: type-checked when a form is loaded, bounded when it runs.

This is the one module that knows the CEL library. Each expression is compiled twice: once
against the declared types of the fields (a field that may go unanswered is `optional<T>`, so
`field.orValue(x)` is required), and once, its field names replaced by look-ups in one map,
for running: the library cannot be handed optional values from Python.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from cel_expr_python import cel
from cel_expr_python.ext import ext_optional
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.forms.errors import ExpressionInvalid
from ventanilla.domains.legislation.api import LegalValueUnknown, legal_value, legal_value_codes

# An example pins the legal values of its day; everything else reads them from `legislation`.
pinned_values: ContextVar[Mapping[str, int]] = ContextVar("pinned_values", default={})  # noqa: B039

MAX_LENGTH = 500
MAX_DEPTH = 8
MAX_TOKENS = 120
MAX_COMPREHENSIONS = 1

_TOKEN = re.compile(
    r"""(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(?P<name>[A-Za-z_]\w*)"""
    r"""|(?P<number>\d[\w.]*)|(?P<space>\s+)"""
    r"""|(?P<mark>&&|\|\||[<>=!]=|[-+*/%<>!?:.,()\[\]{}])""",
    re.ASCII,
)
_COMPREHENSIONS = {"all", "exists", "exists_one", "map", "filter"}
RESERVED = frozenset(
    [
        "true",
        "false",
        "null",
        "in",
        "as",
        "break",
        "const",
        "continue",
        "else",
        "for",
        "function",
        "if",
        "import",
        "let",
        "loop",
        "package",
        "namespace",
        "return",
        "var",
        "void",
        "while",
        "bool",
        "bytes",
        "double",
        "duration",
        "dyn",
        "int",
        "list",
        "map",
        "null_type",
        "optional",
        "optional_type",
        "string",
        "timestamp",
        "type",
        "uint",
        "size",
        "has",
        "date",
    ]
)


@dataclass(frozen=True, slots=True)
class FieldShape:
    """How expressions see one field: its CEL type, its options if closed, whether always there."""

    cel: str
    always: bool
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


class Condition:
    """A compiled expression of type bool over the fields in `uses`. Safe to share by threads."""

    __slots__ = ("_program", "source", "uses")

    def __init__(self, source: str, uses: tuple[str, ...], program: Any) -> None:
        self.source = source
        self.uses = uses
        self._program = program

    def holds(self, values: Mapping[str, Any]) -> bool | None:
        """Whether it holds; None when an answer that it needs is not there yet.

        `values` maps field ids to values as expressions see them. Costs about 10 µs.
        """
        result = self._result(values)
        return result if isinstance(result, bool) else None

    def _result(self, values: Mapping[str, Any]) -> Any:
        known = {name: values[name] for name in self.uses if name in values}
        try:
            return self._program.eval(data={"__a": known}).value()
        except RuntimeError:  # the library's own budget of iterations
            return None


class Formula(Condition):
    """A compiled expression of type int: an amount in minor units, a count."""

    __slots__ = ()

    def value(self, values: Mapping[str, Any]) -> int | None:
        """The number; None when an answer or a legal value that it needs is not there."""
        result = self._result(values)
        return result if isinstance(result, int) and not isinstance(result, bool) else None


class Checker:
    """Compiles the expressions of one form, knowing the types of its fields."""

    def __init__(self, fields: Mapping[str, FieldShape]) -> None:
        self.fields = fields
        self._env: Any = None

    def compile(self, source: str) -> Condition:
        """The condition, or ExpressionInvalid with what is wrong and an example."""
        return Condition(*self._compiled(source, cel.Type.BOOL))

    def formula(self, source: str) -> Formula:
        """The same for a whole number."""
        return Formula(*self._compiled(source, cel.Type.INT))

    def _compiled(self, source: str, wanted: Any) -> tuple[str, tuple[str, ...], Any]:
        tokens = list(_tokens(source))
        self._bound(tokens)
        self._refuse_unknown_options(tokens)
        uses = tuple(dict.fromkeys(t.text for t in _references(tokens) if t.text in self.fields))
        self._type_check(source, wanted)
        return source, uses, _running().compile(self._for_running(tokens))

    def _bound(self, tokens: list[_Token]) -> None:
        """Size and nesting first: the library is only handed what is small."""
        if len(tokens) > MAX_TOKENS:
            raise _too_large()
        depth = 0
        for token in tokens:
            depth += (token.text in "([{") - (token.text in ")]}") if token.kind == "mark" else 0
            if depth > MAX_DEPTH:
                raise _too_large()
        bound = list(_bound_names(tokens))
        if len(bound) > MAX_COMPREHENSIONS:
            raise _too_large()
        for taken in self.fields.keys() & set(bound):
            raise _invalid(_("«%s» ya es el nombre de un campo.") % taken)
        for dot, name in pairwise(tokens):
            if dot.text == "." and name.text == "value":
                raise _invalid(_("Aquí no se usa «value()»."))
        for function, __, text in zip(tokens, tokens[1:], tokens[2:], strict=False):
            if function.text == "date" and not _is_date(text):
                raise _invalid(_("«%s» no es una fecha.") % text.text)
            if function.text == "values" and text.text[1:-1] not in legal_value_codes():
                raise ExpressionInvalid(
                    _("No hay ningún valor legal «%s».") % text.text[1:-1],
                    expected=_("Los valores son: %s.") % ", ".join(legal_value_codes()),
                    example="values('PE.UIT', filed_at)",
                )

    def _type_check(self, source: str, wanted: Any) -> None:
        if self._env is None:
            self._env = _checking(self.fields)
        try:
            kind = self._env.compile(source).return_type()
        except RuntimeError as error:
            raise _invalid(_("La condición no se entiende: %s") % _said(error)) from error
        if kind == wanted:
            return
        if wanted == cel.Type.BOOL:
            raise _invalid(_("La condición no responde sí o no, sino «%s».") % kind.name())
        raise ExpressionInvalid(
            _("La fórmula no da un número entero, sino «%s».") % kind.name(),
            expected=_("Se espera una fórmula en CEL que dé un importe en unidades menores."),
            example="own_capital * 5 / 1000",
        )

    def _for_running(self, tokens: list[_Token]) -> str:
        replaced = {id(token) for token in _references(tokens) if token.text in self.fields}
        return " ".join(
            self._look_up(token.text) if id(token) in replaced else token.text for token in tokens
        )

    def _look_up(self, name: str) -> str:
        return f"__a['{name}']" if self.fields[name].always else f"__a[?'{name}']"

    def _refuse_unknown_options(self, tokens: list[_Token]) -> None:
        """`delivery == 'emial'` type-checks and never holds: it is refused."""
        for field, text in _compared(tokens):
            shape = self.fields.get(field)
            if shape and shape.options and text not in shape.options:
                raise ExpressionInvalid(
                    _("«%(text)s» no es una opción de «%(field)s».")
                    % {"text": text, "field": field},
                    expected=_("Las opciones son: %s.") % ", ".join(shape.options),
                    example=f"{field} == '{shape.options[0]}'",
                )


def _tokens(source: str) -> Iterator[_Token]:
    if len(source) > MAX_LENGTH:
        raise _too_large()
    if "//" in source or not source.isprintable():
        raise _invalid(_("La condición lleva comentarios o signos invisibles."))
    at = 0
    before = "space"
    while at < len(source):
        match = _TOKEN.match(source, at)
        kind = match.lastgroup if match else None
        # A prefix (r'…', b'…') or a triple quote would be read differently here and there.
        if match is None or kind is None or (kind == "string" and before in ("name", "string")):
            raise _invalid(_("La condición no se entiende en «%s».") % source[at : at + 20])
        if kind != "space":
            yield _Token(kind, match.group())
        before = kind
        at = match.end()


def _references(tokens: list[_Token]) -> Iterator[_Token]:
    """The names that may be fields: not after a dot, not called."""
    for before, token, after in zip([None, *tokens], tokens, [*tokens[1:], None], strict=False):
        selected = before is not None and before.text == "."
        called = after is not None and after.text == "("
        if token.kind == "name" and not selected and not called:
            yield token


def _bound_names(tokens: list[_Token]) -> Iterator[str]:
    for dot, name, opening, bound in zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False):
        if dot.text == "." and name.text in _COMPREHENSIONS and opening.text == "(":
            yield bound.text


def _compared(tokens: list[_Token]) -> Iterator[tuple[str, str]]:
    """Pairs of a name and a text it is compared with by == or !=, `orValue` or not."""
    for n, token in enumerate(tokens):
        if token.text not in ("==", "!="):
            continue
        left, right = tokens[:n], tokens[n + 1 :]
        if left and left[-1].text == ")" and len(left) >= 6 and left[-4].text == "orValue":
            left = left[:-5]
        if left and right and left[-1].kind == "name" and right[0].kind == "string":
            yield left[-1].text, right[0].text[1:-1]


def _checking(fields: Mapping[str, FieldShape]) -> Any:
    """The environment with declared types. Ids were checked: they cannot break out of the YAML."""
    lines = ["extensions:", "- name: optional", "variables:"]
    for name, shape in fields.items():
        kind = shape.cel if shape.always else f"optional_type<{shape.cel}>"
        lines += [f"- name: {name}", f"  type: {kind}"]
    if not fields:
        lines.pop()
    config = cel.NewEnvConfigFromYaml("\n".join(lines))
    return cel.NewEnv(config=config, functions=[_date_function(), _values_function()])


@cache
def _running() -> Any:
    """The one environment that expressions run in."""
    return cel.NewEnv(
        variables={"__a": cel.Type.Map(cel.Type.STRING, cel.Type.DYN)},
        extensions=[ext_optional.ExtOptional()],
        functions=[_date_function(), _values_function()],
    )


def _date_function() -> Any:
    """`date('2026-01-31')`, to compare with date fields: ISO dates are ordered as text."""
    return cel.FunctionDecl(
        "date",
        [
            cel.Overload(
                "date_string",
                return_type=cel.Type.STRING,
                parameters=[cel.Type.STRING],
                impl=lambda text: text,
            )
        ],
    )


def _values_function() -> Any:
    """`values('PE.UIT', filed_at)`: a dated legal value, in minor units of its currency."""
    return cel.FunctionDecl(
        "values",
        [
            cel.Overload(
                "values_string_string",
                return_type=cel.Type.INT,
                parameters=[cel.Type.STRING, cel.Type.STRING],
                impl=_value_on,
            )
        ],
    )


def _value_on(code: str, day: str) -> int:
    """A value that nobody has leaves the expression without a result, never with another day's."""
    pinned = pinned_values.get()
    if code in pinned:
        return pinned[code]
    try:
        return legal_value(code, on=datetime.date.fromisoformat(day)).minor
    except LegalValueUnknown as unknown:  # the library takes plain exceptions only
        raise ValueError(code) from unknown


def _is_date(token: _Token) -> bool:
    try:
        datetime.date.fromisoformat(token.text[1:-1])
    except ValueError:
        return False
    return token.kind == "string"


def _said(error: RuntimeError) -> str:
    """The library's own first sentence, without its codes."""
    text = str(error).removeprefix("INVALID_ARGUMENT: ").removeprefix("ERROR: ")
    return text.split("\n", 1)[0].removeprefix("<input>:")[:200]


def _invalid(cause: Any) -> ExpressionInvalid:
    return ExpressionInvalid(
        cause,
        expected=_(
            "Se espera una condición en CEL que responda sí o no. Un campo que puede quedar "
            "sin responder se escribe con «.orValue(…)»."
        ),
        example="notices == 'email' && copies.orValue(0) > 2",
    )


def _too_large() -> ExpressionInvalid:
    return ExpressionInvalid(
        _("La condición es demasiado larga o demasiado anidada."),
        expected=_("Se esperan como máximo %(length)d caracteres y %(depth)d niveles.")
        % {"length": MAX_LENGTH, "depth": MAX_DEPTH},
        example="notices == 'email'",
    )
