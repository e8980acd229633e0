"""A repeated group: the same few questions for each partner, vehicle or branch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.forms.rules.field_types.base import (
    ABSENT,
    TYPES,
    FieldType,
    Load,
    Wrong,
    field_type,
    wrong_kind,
)
from ventanilla.kernel.shapes import Anything, Key, Many, Texts, Whole
from ventanilla.kernel.text_choice import pick

MOST_ITEMS = 50
_NOT_INSIDE = ("group", "file")


class WrongItems(Wrong):
    """Answers to mend inside the items: (place from 0, field inside, what is wrong with it)."""

    def __init__(self, items: list[tuple[int, Any, Wrong]]) -> None:
        super().__init__("wrong_items", _("En «%(label)s» hay respuestas que corregir."))
        self.items = items


@field_type
class Group(FieldType):
    """A list of items, each with the answers to the same fields; a page asks for one at a time."""

    name = "group"
    cel = "list<map<string, dyn>>"
    is_group: ClassVar[bool] = True
    keys: ClassVar[Mapping[str, Key]] = {
        "fields": Key(Many(Anything(), least=1, most=30), required=True),
        "item": Key(Texts(max_length=80, example="{es: Socio, pt: Sócio, en: Partner}")),
        "at_least": Key(Whole(1, MOST_ITEMS)),
        "at_most": Key(Whole(1, MOST_ITEMS)),
    }

    def __init__(self, settings: Mapping[str, Any], load: Load) -> None:
        self.at_least: int = settings.get("at_least") or 1
        self.at_most: int = settings.get("at_most") or 10
        self.item: Mapping[str, str] = settings.get("item") or {}
        self.fields = tuple(self._fields(settings, load))
        self._by_id = {field.id: field for field in self.fields}
        if self.at_least > self.at_most:
            load.findings.add(
                (*load.path, "at_least"),
                _("El mínimo es mayor que el máximo."),
                expected=_("Se espera un mínimo de %d o menos.") % self.at_most,
                example=f"at_least: {self.at_most}",
            )

    def _fields(self, settings: Mapping[str, Any], load: Load) -> Any:
        from ventanilla.domains.forms.rules.field_shapes import any_field, field_shapes
        from ventanilla.domains.forms.rules.structure import Field

        seen: set[str] = set()
        for n, given in enumerate(settings.get("fields") or []):
            path = (*load.path, "fields", n)
            named = given.get("type") if isinstance(given, Mapping) else None
            shape = field_shapes().get(str(named), any_field())
            read = shape.read(given, path, load.findings)
            if read is None or read["type"] not in TYPES or not read["id"]:
                continue
            self._refuse(read, path, load, seen)
            if read["type"] in _NOT_INSIDE:
                continue
            seen.add(read["id"])
            kind = TYPES[read["type"]](read, Load(load.findings, path, load.lists))
            shared = ("id", "type", "label", "hint", "required", "norm", "purpose", "errors")
            yield Field(
                **{name: read[name] for name in shared},
                example=read["example"],
                kind=kind,
                page=settings.get("id") or "",
            )

    def _refuse(self, read: Mapping[str, Any], path: Any, load: Load, seen: set[str]) -> None:
        if read["type"] in _NOT_INSIDE:
            load.findings.add(
                (*path, "type"),
                _("Dentro de un grupo no va otro grupo ni un archivo."),
                expected=_("Póngalo fuera del grupo, en la misma página o en otra."),
                example="type: text",
            )
        if read["asked_if"]:
            load.findings.add(
                (*path, "asked_if"),
                _("Dentro de un grupo no hay condiciones."),
                expected=_("Ponga «required: false», o la condición en el grupo entero."),
                example="required: false",
            )
        if read["id"] in seen:
            load.findings.add(
                (*path, "id"),
                _("El nombre «%s» está dos veces.") % read["id"],
                expected=_("Cada campo tiene un nombre propio."),
                example=f"{read['id']}_2",
            )

    def clean(self, value: Any) -> list[dict[str, Any]] | None:
        if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
            raise wrong_kind(_("Se espera una lista de elementos con sus respuestas."), "[{…}]")
        if not value:
            return None
        if not self.at_least <= len(value) <= self.at_most:
            raise self._wrong_count(len(value))
        clean, wrong = [], []
        for n, item in enumerate(value):
            answers, found = self.clean_item(item)
            clean.append(answers)
            wrong += [(n, field, why) for field, why in found]
        if wrong:
            raise WrongItems(wrong)
        return clean

    def clean_item(self, item: Mapping[str, Any]) -> tuple[dict[str, Any], list[tuple[Any, Wrong]]]:
        """One item's clean answers, and what is wrong in it by field (None: no such field)."""
        answers: dict[str, Any] = {}
        wrong: list[tuple[Any, Wrong]] = []
        for field in self.fields:
            given = item.get(field.id)
            try:
                value = None if given is None else field.kind.clean(given)
            except Wrong as why:
                wrong.append((field, why))
                continue
            if value is not None:
                answers[field.id] = value
            elif field.required:
                wrong.append((field, Wrong("missing", field.kind.missing())))
        unknown = [name for name in item if name not in self._by_id]
        if unknown:
            wrong.append((None, self._unknown(str(unknown[0])[:60])))
        return answers, wrong

    def _unknown(self, name: str) -> Wrong:
        return Wrong(
            "unknown_field",
            _("En «%(label)s» no hay ningún campo «%(name)s»."),
            expected=_("Los campos son: %(names)s."),
            name=name,
            names=list(self._by_id),
        )

    def _wrong_count(self, count: int) -> Wrong:
        return Wrong(
            "wrong_count",
            _("En «%(label)s» hay %(count)s elementos."),
            expected=_("Se esperan de %(least)s a %(most)s."),
            count=count,
            least=self.at_least,
            most=self.at_most,
        )

    def missing(self) -> Any:
        return _("Añada al menos un elemento en «%(label)s».")

    def from_post(self, name: str, posted: Mapping[str, list[str]]) -> Any:
        """Items have pages of their own: the page of the group posts none."""
        return ABSENT

    def item_from_post(self, posted: Mapping[str, list[str]]) -> dict[str, Any]:
        """The raw answers of one item's page."""
        return {field.id: field.kind.from_post(field.id, posted) for field in self.fields}

    def shown(self, value: Any, lang: str) -> str:
        return "\n".join(f"{n}. {self.line(item, lang)}" for n, item in enumerate(value, 1))

    def line(self, item: Mapping[str, Any], lang: str) -> str:
        """One item in a line, what names it first: `Ana Soto; Porcentaje: 50`."""
        return "; ".join(
            _said(field, item[field.id], lang, named=n > 0)
            for n, field in enumerate(self.fields)
            if field.id in item
        )

    def called(self, lang: str) -> str:
        """What one item is called, or nothing."""
        return pick(self.item, lang)

    def for_rules(self, value: Any) -> Any:
        return [
            {name: self._by_id[name].kind.for_rules(answer) for name, answer in item.items()}
            for item in value
        ]

    def schema(self, lang: str) -> dict[str, Any]:
        return {
            "type": "array",
            "minItems": self.at_least,
            "maxItems": self.at_most,
            "items": {
                "type": "object",
                "properties": {
                    f.id: {**f.kind.schema(lang), "title": pick(f.label, lang)} for f in self.fields
                },
                "required": [f.id for f in self.fields if f.required],
                "additionalProperties": False,
            },
        }


def _said(field: Any, answer: Any, lang: str, *, named: bool) -> str:
    shown = str(field.kind.shown(answer, lang)).replace("\n", ", ")
    if not named:
        return shown
    label = pick(field.label, lang)
    return f"{label} {shown}" if label.endswith("?") else f"{label}: {shown}"
