"""One check of answers against a form: on the path of every filing."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext, override

from ventanilla.domains.forms.rules.expressions import Condition
from ventanilla.domains.forms.rules.field_types import Wrong
from ventanilla.domains.forms.rules.field_types.dates import day_in_words
from ventanilla.domains.forms.rules.field_types.files import File, among_answers
from ventanilla.domains.forms.rules.field_types.groups import WrongItems
from ventanilla.domains.forms.rules.field_types.numbers import in_words
from ventanilla.domains.forms.rules.structure import Field, FieldError, Files, Rule
from ventanilla.kernel.text_choice import pick

if TYPE_CHECKING:
    from ventanilla.domains.forms.rules.form import Form


class Run:
    """One check under way: what is clean, what is wrong, what is set aside."""

    __slots__ = (
        "answers",
        "clean",
        "files",
        "form",
        "held",
        "page",
        "set_aside",
        "values",
        "wrong",
    )

    def __init__(
        self, form: Form, answers: Mapping[str, Any], files: Files, page: str | None
    ) -> None:
        self.form = form
        self.answers = answers
        self.files = files
        self.page = page
        self.clean: dict[str, Any] = {}
        self.values: dict[str, Any] = {}  # as expressions see them, of the fields they read
        self.held: dict[Condition, bool | None] = {}
        self.wrong: dict[str, Wrong] = {}
        self.set_aside: list[str] = []

    def take(self, field: Field) -> bool:
        """Judge one field; whether it is asked. Fields come in the order of the form."""
        name, kind = field.id, field.kind
        asked = self._asked(field.conditions) if field.conditions else True
        if kind.is_file:
            return self._take_files(field, asked)
        given = self.answers.get(name)
        if asked is False:
            if given is not None:
                self.set_aside.append(name)
            return False
        value = None
        if given is not None:
            try:
                value = kind.clean(given)
            except Wrong as wrong:
                self._refuse(field, wrong, given)
                return asked is True
        if value is None:
            self._missing(field, asked)
            return asked is True
        self.clean[name] = value
        if name in self.form.read_by_rules:
            self.values[name] = kind.for_rules(value)
        return asked is True

    def _take_files(self, field: Field, asked: bool | None) -> bool:
        given = self.files.get(field.id) or ()
        if self.answers.get(field.id) is not None:
            self._refuse(field, among_answers(), None)
        if asked is False:
            if given:
                self.set_aside.append(field.id)
            return False
        try:
            cast(File, field.kind).refuse_wrong(given)
        except Wrong as wrong:
            self._refuse(field, wrong, None)
        if given:
            self.values[field.id] = len(given)
        else:
            self._missing(field, asked)
        return asked is True

    def _asked(self, conditions: tuple[Condition, ...]) -> bool | None:
        """True, False, or None while an answer that decides is not there."""
        asked: bool | None = True
        for condition in conditions:
            if condition not in self.held:
                self.held[condition] = condition.holds(self.values)
            holds = self.held[condition]
            if holds is False:
                return False
            asked = asked and holds
        return asked

    def _missing(self, field: Field, asked: bool | None) -> None:
        if asked and field.required and self._judged(field) and field.id not in self.wrong:
            self.wrong[field.id] = Wrong("missing", field.kind.missing())

    def _refuse(self, field: Field, wrong: Wrong, given: Any) -> None:
        if self._judged(field):
            self.wrong[field.id] = wrong
            if self.page and field.kind.is_group:  # items that came one by one are not lost
                self.clean[field.id] = given
        elif given is not None:
            self.clean[field.id] = given

    def _judged(self, field: Field) -> bool:
        return self.page is None or field.page == self.page

    def errors(self, lang: str) -> list[FieldError]:
        """The errors in words, in the order of the form; a language is only entered for them."""
        broken = [rule for rule in self.form.rules if self._broken(rule)]
        if not self.wrong and not broken:
            return []
        with override(lang):
            found = [
                error
                for name, wrong in self.wrong.items()
                for error in _all_in_words(self.form.field(name), wrong, lang)
            ]
        return found + [
            FieldError(rule.field, rule.id, pick(rule.message, lang)) for rule in broken
        ]

    def _broken(self, rule: Rule) -> bool:
        if not self._judged(self.form.field(rule.field)) or not self.wrong.keys().isdisjoint(
            rule.that.uses
        ):
            return False
        return rule.that.holds(self.values) is False


def _all_in_words(field: Field, wrong: Wrong, lang: str) -> list[FieldError]:
    """One error; of a group, one for each answer to mend: `partners[1].share`."""
    if not isinstance(wrong, WrongItems):
        return [_in_words(field, wrong, lang)]
    return [_of_item(field, place, inner, why, lang) for place, inner, why in wrong.items]


def item_error(field: Field, inner: Field | None, why: Wrong, lang: str) -> FieldError:
    """What is wrong inside one item of a group, in words."""
    with override(lang):
        return _in_words(inner or field, why, lang)


def _of_item(field: Field, place: int, inner: Field | None, why: Wrong, lang: str) -> FieldError:
    said = _in_words(inner or field, why, lang)
    where = gettext("«%(label)s», %(place)d: ") % {
        "label": pick(field.label, lang),
        "place": place + 1,
    }
    name = f"{field.id}[{place}]" + (f".{inner.id}" if inner else "")
    return FieldError(name, said.code, where + said.message, said.expected, said.example)


def _in_words(field: Field, wrong: Wrong, lang: str) -> FieldError:
    """The author's own words for this error if the form has them, else the type's."""
    params = {name: _param(value, lang) for name, value in wrong.params.items()}
    params["label"] = pick(field.label, lang)
    message, expected = str(wrong.message) % params, str(wrong.expected) % params
    example = str(field.example or wrong.example)
    own = field.errors or {}
    said = own.get(wrong.code) or (own.get("wrong") if wrong.code != "missing" else None)
    if said:
        whole = pick(said, lang)
    else:
        whole = " ".join(part for part in (message, expected) if part)
        if example and wrong.code not in ("missing", "wrong_type", "not_an_option"):
            whole = f"{whole} " + gettext("Por ejemplo: %s") % example
    return FieldError(field.id, wrong.code, whole, expected, example)


def _param(value: Any, lang: str) -> Any:
    if isinstance(value, datetime.date):
        return day_in_words(value, lang)
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return in_words(value, lang)
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return value
