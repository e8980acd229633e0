"""A form: pages of fields, and the one check that portal, desk and API share."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from decimal import Decimal
from typing import Any, cast

from django.utils.translation import gettext, override

from ventanilla.domains.forms.rules.expressions import Condition
from ventanilla.domains.forms.rules.field_types import FieldType, Option, Part, Wrong
from ventanilla.domains.forms.rules.field_types.dates import day_in_words
from ventanilla.domains.forms.rules.field_types.files import File, FileRef, among_answers
from ventanilla.domains.forms.rules.field_types.numbers import in_words
from ventanilla.domains.forms.rules.norms import Norm
from ventanilla.kernel.text_choice import pick

Texts = Mapping[str, str]
Files = Mapping[str, Sequence[FileRef]]
_MOST_UNKNOWN = 20
_MOST_GUESSED = 3  # a guess reads every name of the form


@dataclass(frozen=True, slots=True)
class FieldError:
    """One answer to mend. `message` is the whole sentence for summary and field, with example.

    `field` is the field's id, or what was sent as one; `code` is stable; `expected` and
    `example` repeat their part of the message for machines.
    """

    field: str
    code: str
    message: str
    expected: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """`answers`: those that will do, canonical, in the order of the form; `errors`: the rest.

    `set_aside` names fields answered though, given the other answers, they are not asked: they
    are no error (the person changed an earlier answer) and do not enter the filing.
    """

    answers: dict[str, Any]
    errors: list[FieldError]
    set_aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One thing asked. Texts come by language; `kind` is its type's own rules."""

    id: str
    type: str
    label: Texts
    kind: FieldType = dataclass_field(repr=False)
    page: str = dataclass_field(repr=False)
    hint: Texts | None = None
    required: bool = True
    norm: Norm | None = None
    purpose: Texts | None = None
    errors: Mapping[str, Texts] | None = None
    example: str | None = None
    asked_if: str | None = None
    conditions: tuple[Condition, ...] = dataclass_field(default=(), repr=False)

    @property
    def options(self) -> tuple[Option, ...]:
        """The options of a closed question, else nothing."""
        return self.kind.options

    @property
    def parts(self) -> tuple[Part, ...]:
        """The inputs of a date or an address; nothing when one input is enough."""
        return self.kind.parts

    @property
    def max_length(self) -> int | None:
        """In characters, for texts."""
        return self.kind.max_length

    @property
    def accept(self) -> tuple[str, ...]:
        """Media types that a file field admits."""
        return getattr(self.kind, "accept", ())

    @property
    def max_bytes(self) -> int | None:
        """The limit of each file."""
        return getattr(self.kind, "max_bytes", None)

    @property
    def max_files(self) -> int | None:
        """How many files at most."""
        return getattr(self.kind, "max_files", None)


@dataclass(frozen=True, slots=True)
class Page:
    """One matter: what is shown together."""

    id: str
    title: Texts
    fields: tuple[Field, ...]
    intro: Texts | None = None
    why: Texts | None = None
    asked_if: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """What must hold between answers; when it does not, `message` stands at `field`."""

    id: str
    that: Condition
    field: str
    message: Texts


class Form:
    """A checked form, immutable, shared by all threads. Made by `load` (see rules/loading.py)."""

    def __init__(self, *, title: Texts, pages: tuple[Page, ...], rules: tuple[Rule, ...]) -> None:
        self.title = title
        self.pages = pages
        self.rules = rules
        self.fields = tuple(field for page in pages for field in page.fields)
        self._by_id = {field.id: field for field in self.fields}
        self._pages = {page.id: page for page in pages}
        self._ids = frozenset(self._by_id)
        self._file_ids = frozenset(f.id for f in self.fields if f.kind.is_file)
        conditions = [c for f in self.fields for c in f.conditions] + [r.that for r in rules]
        self.read_by_rules = frozenset(name for c in conditions for name in c.uses)

    @staticmethod
    def load(
        document: Any,
        *,
        lists: Mapping[str, Any] | None = None,
        lines: Mapping[tuple[str | int, ...], int] | None = None,
        languages: Sequence[str] = (),
    ) -> Form:
        """The form that `document` (a form.yaml, read) describes.

        `lists` are the folder's code lists by name; `lines` maps paths to lines of the file;
        texts must come in all of `languages`.
        Raises FormInvalid with everything wrong at once. Costs milliseconds: load once.
        """
        from ventanilla.domains.forms.rules.loading import load

        return load(document, lists=lists or {}, lines=lines, languages=languages)

    def field(self, field_id: str) -> Field:
        """One field; KeyError if the form has none of that id."""
        return self._by_id[field_id]

    def page(self, page_id: str) -> Page:
        """One page; KeyError if the form has none of that id."""
        return self._pages[page_id]

    def check(
        self,
        *,
        answers: Any,
        files: Files | None = None,
        lang: str = "es",
        page: str | None = None,
    ) -> Checked:
        """Whether `answers` and `files` will do: the same for portal, desk and API.

        With `page`, only that page is judged; the rest is kept as it is and read for conditions.
        `answers` is what JSON gives, of any shape; nothing in it makes this raise.
        """
        if not isinstance(answers, Mapping):
            return Checked({}, [self._not_answers(lang)])
        run = _Run(self, answers, files or {}, page)
        for field in self.fields:
            run.take(field)
        errors = run.errors(lang)
        if not (answers.keys() <= self._ids and run.files.keys() <= self._file_ids):
            errors += self._unknown(answers, run.files, lang)
        return Checked(run.clean, errors, tuple(run.set_aside))

    def asked(self, answers: Mapping[str, Any], files: Files | None = None) -> dict[str, bool]:
        """Which fields are asked, given the answers so far (undecided counts as not)."""
        run = _Run(self, answers, files or {}, None)
        return {field.id: run.take(field) for field in self.fields}

    def from_post(self, page_id: str, data: Mapping[str, list[str]]) -> dict[str, Any]:
        """The raw answers of one page's inputs. What was left empty is None, which erases it."""
        return {
            field.id: field.kind.from_post(field.id, data)
            for field in self.page(page_id).fields
            if not field.kind.is_file
        }

    def inputs(self, page_id: str, answers: Mapping[str, Any]) -> dict[str, Any]:
        """What each input of a page holds: name → text (or list of texts), right or wrong.

        A field with parts has one input per part, `<field>-<part>`.
        """
        held = {}
        for field in self.page(page_id).fields:
            for part, value in field.kind.inputs(answers.get(field.id)).items():
                held[f"{field.id}-{part}" if part else field.id] = value
        return held

    def summary(
        self, answers: Mapping[str, Any], files: Files | None, lang: str
    ) -> list[tuple[Page, list[tuple[Field, str, str]]]]:
        """What to read back: each page with (field, label, answer in words).

        Fields not asked are left out, and pages of which none is; lines of an address are
        separated by line breaks; an unanswered field says so.
        """
        given = files or {}
        asked = self.asked(answers, given)
        read = [
            (
                page,
                [
                    (field, pick(field.label, lang), _shown(field, answers, given, lang))
                    for field in page.fields
                    if asked[field.id]
                ],
            )
            for page in self.pages
        ]
        return [(page, lines) for page, lines in read if lines]

    def json_schema(self, lang: str = "es") -> dict[str, Any]:
        """The clean answers as JSON Schema 2020-12. Files are not among them."""
        fields = [field for field in self.fields if not field.kind.is_file]
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": pick(self.title, lang),
            "type": "object",
            "properties": {field.id: _described(field, lang) for field in fields},
            "required": [field.id for field in fields if field.required and not field.conditions],
            "additionalProperties": False,
        }

    def _not_answers(self, lang: str) -> FieldError:
        with override(lang):
            return FieldError(
                "",
                "wrong_type",
                gettext("Las respuestas no llegaron como se esperaba."),
                gettext("Se espera un objeto con una respuesta por campo."),
                f'{{"{self.fields[0].id}": "…"}}',
            )

    def _unknown(self, answers: Mapping[Any, Any], files: Files, lang: str) -> list[FieldError]:
        """What was sent for no field of this form, the first twenty."""
        sent = [name for name in (*answers, *files) if name not in self._by_id]
        misplaced = [name for name in files if name in self._ids - self._file_ids]
        with override(lang):
            return [
                self._unknown_one(name, guess=n < _MOST_GUESSED)
                for n, name in enumerate((sent + misplaced)[:_MOST_UNKNOWN])
            ]

    def _unknown_one(self, name: Any, *, guess: bool) -> FieldError:
        shown = str(name)[:60].encode("utf-8", "replace").decode()
        near = difflib.get_close_matches(shown, self._by_id, n=1) if guess else []
        return FieldError(
            shown,
            "unknown_field",
            gettext("El formulario no tiene el campo «%s».") % shown,
            gettext("Los campos son: %s.") % ", ".join(list(self._by_id)[:40]),
            near[0] if near else "",
        )


class _Run:
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
                _in_words(self.form.field(name), wrong, lang) for name, wrong in self.wrong.items()
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


def _shown(field: Field, answers: Mapping[str, Any], files: Files, lang: str) -> str:
    if field.kind.is_file:
        names = [file.name for file in files.get(field.id) or ()]
        return "\n".join(names) if names else _unanswered(lang)
    value = answers.get(field.id)
    try:
        clean = None if value is None else field.kind.clean(value)
    except Wrong:
        return " ".join(_texts(field.kind.inputs(value)))
    return _unanswered(lang) if clean is None else field.kind.shown(clean, lang)


def _texts(inputs: Mapping[str, Any]) -> Iterator[str]:
    for held in inputs.values():
        if isinstance(held, list):
            yield from (str(item) for item in held)
        elif held:
            yield str(held)


def _unanswered(lang: str) -> str:
    with override(lang):
        return gettext("Sin respuesta")


def _described(field: Field, lang: str) -> dict[str, Any]:
    described = {**field.kind.schema(lang), "title": pick(field.label, lang)}
    if field.hint:
        described["description"] = pick(field.hint, lang)
    if field.asked_if:
        described["x-asked-if"] = field.asked_if
    if field.norm:
        described["x-norm"] = field.norm.norm
    return described
