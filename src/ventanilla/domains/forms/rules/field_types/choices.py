"""Closed questions: yes or no, one of several, many of several; a declaration to accept."""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.forms.rules.field_types.base import (
    ABSENT,
    FieldType,
    Load,
    Option,
    Wrong,
    field_type,
    first,
    wrong_kind,
)
from ventanilla.kernel.shapes import Key, Line, Many, Table, Texts, Whole
from ventanilla.kernel.text_choice import pick

_OPTION = Table(
    {
        "value": Key(Line(80, example="email"), required=True),
        "label": Key(Texts(max_length=300), required=True),
        "hint": Key(Texts(max_length=600)),
    }
)
_OPTIONS: Mapping[str, Key] = {
    "options": Key(Many(_OPTION, least=2, most=200)),
    "list": Key(Line(80, example="comunas")),
}


@field_type
class YesNo(FieldType):
    """Yes or no; saying nothing is neither."""

    name = "yes_no"
    cel = "bool"

    def clean(self, value: Any) -> bool:
        if not isinstance(value, bool):
            raise wrong_kind(_("Elija sí o no."), "true")
        return value

    def missing(self) -> Any:
        return _("Elija sí o no en «%(label)s».")

    def from_post(self, name: str, posted: Mapping[str, list[str]]) -> Any:
        text = first(posted, name)
        return {"yes": True, "no": False, "": ABSENT}.get(text, text)

    def inputs(self, value: Any) -> Mapping[str, Any]:
        return {"": "yes" if value is True else "no" if value is False else ""}

    def shown(self, value: Any, lang: str) -> str:
        with override(lang):
            return gettext("Sí") if value else gettext("No")

    def schema(self, lang: str) -> dict[str, Any]:
        return {"type": "boolean"}


class _Closed(FieldType):
    """Options written in the form, or taken from a list of the folder."""

    keys: ClassVar[Mapping[str, Key]] = _OPTIONS

    def __init__(self, settings: Mapping[str, Any], load: Load) -> None:
        self._keep(options_of(settings, load))

    def _keep(self, options: tuple[Option, ...]) -> None:
        self.options = options
        self.values = tuple(option.value for option in self.options)
        self._known = frozenset(self.values)
        self._labels = {option.value: option.label for option in self.options}

    def _one(self, value: Any) -> str:
        if not isinstance(value, str) or value not in self._known:
            raise Wrong(
                "not_an_option",
                _("La respuesta a «%(label)s» no está entre las opciones."),
                expected=_("Elija una de las opciones que se muestran."),
                example=self.values[0],
            )
        return value

    def missing(self) -> Any:
        return _("Elija una opción en «%(label)s».")

    def shown(self, value: Any, lang: str) -> str:
        return pick(self._labels.get(value), lang)


@field_type
class OneOf(_Closed):
    """One of the options."""

    name = "one_of"

    def clean(self, value: Any) -> str:
        return self._one(value)

    def schema(self, lang: str) -> dict[str, Any]:
        return {
            "oneOf": [
                {"const": option.value, "title": pick(option.label, lang)}
                for option in self.options
            ]
        }


@field_type
class Country(OneOf):
    """A country by its ISO 3166-1 code; names from Unicode's CLDR, in countries.csv beside."""

    name = "country"
    keys: ClassVar[Mapping[str, Key]] = {}
    autocomplete = "country"

    def __init__(self, settings: Mapping[str, Any], load: Load) -> None:
        self._keep(_countries())

    def missing(self) -> Any:
        return _("Elija un país en «%(label)s».")


@cache
def _countries() -> tuple[Option, ...]:
    with (Path(__file__).parent / "countries.csv").open(encoding="utf-8", newline="") as rows:
        options = [
            Option(row["value"], {lang: row[f"label_{lang}"] for lang in ("es", "pt", "en")})
            for row in csv.DictReader(rows)
        ]
    return tuple(sorted(options, key=lambda o: unicodedata.normalize("NFD", o.label["es"])))


@field_type
class ManyOf(_Closed):
    """Some of the options, in the order of the form."""

    name = "many_of"
    cel = "list<string>"
    keys: ClassVar[Mapping[str, Key]] = {
        **_OPTIONS,
        "at_least": Key(Whole(1, 200)),
        "at_most": Key(Whole(1, 200)),
    }

    def __init__(self, settings: Mapping[str, Any], load: Load) -> None:
        super().__init__(settings, load)
        self.at_least: int = settings.get("at_least") or 1
        self.at_most: int = settings.get("at_most") or len(self.options)

    def clean(self, value: Any) -> list[str] | None:
        if not isinstance(value, list):
            raise wrong_kind(_("Se espera una lista de opciones."), self.values[0])
        if not value:
            return None
        chosen = {self._one(item) for item in value[: len(self.values) + 1]}
        if not self.at_least <= len(chosen) <= self.at_most or len(value) > len(self.values):
            raise Wrong(
                "wrong_count",
                _("En «%(label)s» ha elegido %(count)s opciones."),
                expected=_("Elija de %(least)s a %(most)s."),
                count=len(value),
                least=self.at_least,
                most=self.at_most,
            )
        return [option for option in self.values if option in chosen]

    def missing(self) -> Any:
        return _("Elija al menos una opción en «%(label)s».")

    def from_post(self, name: str, posted: Mapping[str, list[str]]) -> Any:
        return [text for text in posted.get(name, []) if text] or ABSENT

    def inputs(self, value: Any) -> Mapping[str, Any]:
        return {"": value if isinstance(value, list) else []}

    def shown(self, value: Any, lang: str) -> str:
        return "; ".join(pick(self._labels.get(item), lang) for item in value)

    def schema(self, lang: str) -> dict[str, Any]:
        return {
            "type": "array",
            "items": {"enum": list(self.values)},
            "uniqueItems": True,
            "minItems": self.at_least,
            "maxItems": self.at_most,
        }


@field_type
class Declaration(FieldType):
    """A statement that the person makes by ticking it. Only yes is an answer."""

    name = "declaration"
    cel = "bool"

    def clean(self, value: Any) -> bool | None:
        if not isinstance(value, bool):
            raise wrong_kind(_("Marque la casilla."), "true")
        return value or None

    def missing(self) -> Any:
        return _("Marque la casilla «%(label)s».")

    def from_post(self, name: str, posted: Mapping[str, list[str]]) -> Any:
        text = first(posted, name)
        return {"yes": True, "on": True, "": ABSENT}.get(text, text)

    def inputs(self, value: Any) -> Mapping[str, Any]:
        return {"": "yes" if value is True else ""}

    def shown(self, value: Any, lang: str) -> str:
        with override(lang):
            return gettext("Sí")

    def schema(self, lang: str) -> dict[str, Any]:
        return {"const": True}


def options_of(settings: Mapping[str, Any], load: Load) -> tuple[Option, ...]:
    """The form's own options or those of the list it names; every mistake is a finding."""
    given, named = settings.get("options"), settings.get("list")
    if bool(given) == bool(named):
        load.findings.add(
            load.path,
            _("Faltan las opciones, o están dos veces."),
            expected=_("Se espera «options» o «list», una de las dos."),
            example="options: [{value: email, label: {es: Por correo electrónico}}]",
        )
    if named and named not in load.lists:
        load.findings.add(
            (*load.path, "list"),
            _("La lista «%s» no está en la carpeta.") % named,
            expected=_("Las listas son: %s.") % (", ".join(load.lists) or "—"),
            example="list: comunas",
        )
    source = given or load.lists.get(named or "", [])
    options = tuple(
        Option(item["value"], item["label"], item.get("hint"))
        for item in source
        if item.get("value") and item.get("label")
    )
    _refuse_repeated([option.value for option in options], load)
    return options or (Option("-", {}),)


def _refuse_repeated(values: list[str], load: Load) -> None:
    for value in (value for value, times in Counter(values).items() if times > 1):
        load.findings.add(
            (*load.path, "options"),
            _("La opción «%s» está dos veces.") % value,
            expected=_("Cada opción tiene un valor distinto."),
        )
