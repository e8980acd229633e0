"""A form: pages of fields, and the one check that portal, desk and API share."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from django.utils.translation import gettext, override

from ventanilla.domains.forms.rules.checking import Run, item_error
from ventanilla.domains.forms.rules.expressions import Checker, FieldShape
from ventanilla.domains.forms.rules.field_types import Wrong
from ventanilla.domains.forms.rules.field_types.groups import Group
from ventanilla.domains.forms.rules.structure import (
    Checked,
    Field,
    FieldError,
    Files,
    Page,
    Rule,
    Texts,
)
from ventanilla.kernel.text_choice import pick

FILED_AT = "filed_at"
_MOST_UNKNOWN = 20
_MOST_GUESSED = 3  # a guess reads every name of the form


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
        self.gathered = tuple(f.id for f in self.fields if getattr(f.kind, "one_document", False))
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
        run = Run(self, answers, files or {}, page)
        for field in self.fields:
            run.take(field)
        errors = run.errors(lang)
        if not (answers.keys() <= self._ids and run.files.keys() <= self._file_ids):
            errors += self._unknown(answers, run.files, lang)
        return Checked(run.clean, errors, tuple(run.set_aside))

    def asked(self, answers: Mapping[str, Any], files: Files | None = None) -> dict[str, bool]:
        """Which fields are asked, given the answers so far (undecided counts as not)."""
        run = Run(self, answers, files or {}, None)
        return {field.id: run.take(field) for field in self.fields}

    def from_post(self, page_id: str, data: Mapping[str, list[str]]) -> dict[str, Any]:
        """The raw answers of one page's inputs. What was left empty is None, which erases it."""
        return {
            field.id: field.kind.from_post(field.id, data)
            for field in self.page(page_id).fields
            if not field.kind.is_file and not field.kind.is_group
        }

    def item_errors(
        self, field_id: str, answers: Mapping[str, Any], *, lang: str
    ) -> tuple[dict[str, Any], list[FieldError]]:
        """One item of a group, as its page judges it: clean answers, errors by field inside."""
        field = self.field(field_id)
        clean, wrong = cast(Group, field.kind).clean_item(answers)
        return clean, [item_error(field, inner, why, lang) for inner, why in wrong]

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

    def expressions(self, beside: Mapping[str, tuple[str, Sequence[str]]] | None = None) -> Checker:
        """What compiles further conditions over these fields, with `filed_at` (a date) beside.

        `beside` names values that are no field's and may be lacking: CEL type and options of each.
        """
        shapes = {
            field.id: FieldShape(
                field.kind.cel,
                always=field.required and not field.conditions,
                options=tuple(option.value for option in field.options),
            )
            for field in self.fields
        }
        more = {
            name: FieldShape(kind, always=False, options=tuple(options))
            for name, (kind, options) in (beside or {}).items()
        }
        return Checker({**shapes, **more, FILED_AT: FieldShape("string", always=True)})

    def rule_values(
        self, answers: Mapping[str, Any], files: Files | None, filed_on: datetime.date
    ) -> dict[str, Any]:
        """Clean answers as expressions see them, with `filed_at`."""
        held: dict[str, Any] = {FILED_AT: filed_on.isoformat()}
        for field in self.fields:
            if field.kind.is_file:
                if given := (files or {}).get(field.id):
                    held[field.id] = len(given)
            elif field.id in answers:
                held[field.id] = field.kind.for_rules(answers[field.id])
        return held

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
