"""From a form.yaml, read, to a Form: everything wrong is gathered before anything is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.forms.errors import ExpressionInvalid, FormInvalid
from ventanilla.domains.forms.rules.expressions import (
    RESERVED,
    Checker,
    Condition,
    FieldShape,
)
from ventanilla.domains.forms.rules.field_shapes import CONDITION, any_field, field_shapes
from ventanilla.domains.forms.rules.field_types import TYPES, FieldType
from ventanilla.domains.forms.rules.field_types.base import Load
from ventanilla.domains.forms.rules.form import Form
from ventanilla.domains.forms.rules.structure import Field, Page, Rule
from ventanilla.kernel.shapes import (
    Anything,
    Findings,
    Key,
    Many,
    Path,
    Table,
    Texts,
    identifier,
)

_PAGE = Table(
    {
        "id": Key(identifier(), required=True),
        "title": Key(Texts(max_length=200), required=True),
        "intro": Key(Texts(max_length=2000)),
        "why": Key(Texts(max_length=2000)),
        "asked_if": Key(CONDITION),
        "fields": Key(Many(Anything(), least=1), required=True),
    }
)
_RULE = Table(
    {
        "id": Key(identifier(), required=True),
        "that": Key(CONDITION, required=True),
        "field": Key(identifier(), required=True),
        "message": Key(Texts(max_length=300), required=True),
    }
)
FORM_SHAPE = Table(
    {
        "title": Key(Texts(max_length=200), required=True),
        "pages": Key(Many(_PAGE, least=1, most=100), required=True),
        "rules": Key(Many(_RULE, most=500)),
    }
)
_PAGE_NAMES = frozenset({"check", "filed", "receipt", "files"})


def load(
    document: Any,
    *,
    lists: Mapping[str, Any],
    lines: Mapping[Path, int] | None = None,
    languages: Sequence[str] = (),
) -> Form:
    """The form, or FormInvalid with everything wrong in `document`."""
    findings = Findings(lines, languages)
    form = _Loading(findings, lists).form(document)
    if findings.errors or form is None:
        raise FormInvalid(findings.errors)
    return form


def form_schema() -> dict[str, Any]:
    """The JSON Schema of form.yaml, for editors."""
    described = FORM_SHAPE.schema()
    described["properties"]["pages"]["items"]["properties"]["fields"]["items"] = {
        "oneOf": [_field_schema(name) for name in sorted(TYPES)]
    }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **described}


def _field_schema(name: str) -> dict[str, Any]:
    described = field_shapes()[name].schema()
    described["properties"]["type"] = {"const": name}
    return described


class _Loading:
    """One document being read. Conditions may only look back at earlier pages."""

    def __init__(self, findings: Findings, lists: Mapping[str, Any]) -> None:
        self.findings = findings
        self.lists = lists
        self.shapes: dict[str, FieldShape] = {}
        self.page_of: dict[str, int] = {}
        self.checker = Checker(self.shapes)

    def form(self, document: Any) -> Form | None:
        read = FORM_SHAPE.read(document, (), self.findings)
        if read is None:
            return None
        drafts = [self._page(page, n) for n, page in enumerate(read["pages"] or [])]
        self._refuse_repeated([page["id"] for page, _fields in drafts], "pages")
        pages = tuple(self._finish(page, fields, n) for n, (page, fields) in enumerate(drafts))
        rules = tuple(
            rule for n, item in enumerate(read["rules"] or []) if (rule := self._rule(item, n))
        )
        if self.findings.errors:
            return None
        return Form(title=read["title"], pages=pages, rules=rules)

    def _page(
        self, page: dict[str, Any], n: int
    ) -> tuple[dict[str, Any], list[tuple[dict[str, Any], FieldType]]]:
        if page["id"] in _PAGE_NAMES:
            self.findings.add(
                ("pages", n, "id"),
                _("«%s» es el nombre de otra página de la sede.") % page["id"],
                expected=_("Elija otro nombre."),
                example="request",
            )
        fields = []
        for m, given in enumerate(page["fields"] or []):
            path: Path = ("pages", n, "fields", m)
            read = self._field(given, path)
            if read:
                fields.append(read)
                self._enter(read[0], read[1], n, path, conditional=bool(page["asked_if"]))
        return page, fields

    def _field(self, given: Any, path: Path) -> tuple[dict[str, Any], FieldType] | None:
        named = given.get("type") if isinstance(given, Mapping) else None
        table = field_shapes().get(str(named), any_field())
        read = table.read(given, path, self.findings)
        if read is None or read["type"] not in TYPES or not read["id"]:
            return None
        kind = TYPES[read["type"]](read, Load(self.findings, path, self.lists))
        return {**read, "path": path}, kind

    def _enter(
        self, read: dict[str, Any], kind: FieldType, n: int, path: Path, *, conditional: bool
    ) -> None:
        name = read["id"]
        if name in self.shapes or name in RESERVED:
            self.findings.add(
                (*path, "id"),
                _("El nombre «%s» ya está usado o reservado.") % name,
                expected=_("Cada campo tiene un nombre propio."),
                example=f"{name}_2",
            )
            return
        always = read["required"] and not read["asked_if"] and not conditional
        values = tuple(option.value for option in kind.options)
        self.shapes[name] = FieldShape(kind.cel, always=bool(always), options=values)
        self.page_of[name] = n

    def _finish(
        self, page: dict[str, Any], fields: list[tuple[dict[str, Any], FieldType]], n: int
    ) -> Page:
        whole = self._condition(page["asked_if"], ("pages", n, "asked_if"), before=n)
        made = tuple(self._made(read, kind, page, n, whole) for read, kind in fields)
        return Page(
            id=page["id"],
            title=page["title"],
            fields=made,
            intro=page["intro"],
            why=page["why"],
            asked_if=page["asked_if"],
        )

    def _made(
        self,
        read: dict[str, Any],
        kind: FieldType,
        page: dict[str, Any],
        n: int,
        whole: Condition | None,
    ) -> Field:
        own = self._condition(read["asked_if"], (*read["path"], "asked_if"), before=n)
        return Field(
            id=read["id"],
            type=read["type"],
            label=read["label"],
            kind=kind,
            page=page["id"],
            hint=read["hint"],
            required=read["required"],
            norm=read["norm"],
            purpose=read["purpose"],
            errors=read["errors"],
            example=read["example"],
            asked_if=read["asked_if"],
            conditions=tuple(condition for condition in (whole, own) if condition),
        )

    def _condition(self, source: str | None, path: Path, *, before: int) -> Condition | None:
        if not source:
            return None
        condition = self._compiled(source, path)
        for name in condition.uses if condition else ():
            if self.page_of[name] >= before:
                self.findings.add(
                    path,
                    _("La condición mira «%s», que no se pregunta en una página anterior.") % name,
                    expected=_("Pregunte primero lo que decide y, en otra página, lo que depende."),
                )
        return condition

    def _compiled(self, source: str, path: Path) -> Condition | None:
        try:
            return self.checker.compile(source)
        except ExpressionInvalid as problem:
            self.findings.add(
                path, problem.cause, expected=problem.expected, example=problem.example
            )
            return None

    def _rule(self, item: dict[str, Any], n: int) -> Rule | None:
        path: Path = ("rules", n)
        that = self._compiled(item["that"] or "true", (*path, "that"))
        if item["field"] not in self.shapes:
            self.findings.add(
                (*path, "field"),
                _("No hay ningún campo «%s».") % item["field"],
                expected=_("Se espera el campo junto al que se muestra el mensaje."),
            )
        if that is None:
            return None
        return Rule(id=item["id"], that=that, field=item["field"], message=item["message"])

    def _refuse_repeated(self, names: list[str], where: str) -> None:
        for n, name in enumerate(names):
            if name in names[:n]:
                self.findings.add(
                    (where, n, "id"),
                    _("El nombre «%s» está dos veces.") % name,
                    expected=_("Cada página tiene un nombre propio."),
                    example=f"{name}_2",
                )
