"""The shape of procedure.yaml, and what must agree between it and the other files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.catalogue.rules.call_part import CALL
from ventanilla.domains.catalogue.rules.facts import (
    APPEAL,
    CHANNEL_PLAIN,
    CLOSED_LIST,
    COUNTER,
    FEE,
    FORBIDDEN,
    LEGAL_BASIS,
    NATIONAL_CATALOGUE,
    OUTCOME,
    REQUIREMENT,
    SILENCE,
    TEXT_FACT,
    TIME_LIMIT,
    WINDOW,
    fact,
)
from ventanilla.domains.catalogue.rules.grants_part import GRANTS
from ventanilla.domains.catalogue.rules.life_events import LIFE_EVENTS
from ventanilla.domains.forms.api import Field, Form
from ventanilla.kernel.shapes import (
    Choice,
    Day,
    Findings,
    Key,
    Line,
    Many,
    Named,
    Path,
    Table,
    Texts,
    identifier,
)

# Each kind has its own life, fixed in code because it is law (DESIGN, 7).
KINDS = (
    *("application", "petition", "declaration", "communication"),
    *("automatic", "call", "own_motion"),
)
# A level of assurance is admitted when there is something that gives it.
ASSURANCE = ("none",)
ADMISSION = ("confirmed_contact", "presence")
SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
APPLICANT = ("name", "address", "email", "phone", "identifier", "language")
LOCAL = ("unit", "fee", "contact", "ordinance", "window")

_WORDS_PEOPLE_USE = Named(
    Many(Line(80, example="transparencia"), most=60), re.compile(r"[a-z]{2,3}")
)
_DATA = fact(
    purpose=Key(Texts(), required=True),
    basis=Key(Choice(("public_task", "legal_obligation", "consent", "contract", "vital_interest"))),
)
#: What a person may ask about their own data; the desk does something of its own for the first.
DATA_RIGHTS = (
    *("access", "access_simple", "correction", "cancellation", "objection"),
    *("restriction", "portability"),
)
_DATA_RIGHTS = Table({"right": Key(identifier(), required=True)})  # the field that says which
_RETENTION = fact(series=Key(Line(200)), keep=Key(Texts()))

PROCEDURE = Table(
    {
        "slug": Key(
            Line(
                60,
                SLUG,
                expected=_(
                    "Se espera un nombre para la dirección web, en minúsculas y con guiones."
                ),
                example="acceso-informacion",
            ),
            required=True,
        ),
        "country": Key(Line(2, re.compile("[A-Z]{2}"), example="CL"), required=True),
        "languages": Key(Many(Line(10, example="es"), least=1, most=20), required=True),
        "kind": Key(Choice(KINDS), required=True),
        "title": Key(Texts(max_length=120), required=True),
        "summary": Key(Texts(max_length=400), required=True),
        "aliases": Key(_WORDS_PEOPLE_USE),
        "life_events": Key(Many(Choice(tuple(LIFE_EVENTS)), most=5)),
        "who": Key(TEXT_FACT, required=True),
        "decides": Key(TEXT_FACT),
        "sources": Key(Named(Line(300), re.compile(r"[A-Z0-9][A-Z0-9-]{0,30}"))),
        "legal_basis": Key(Many(LEGAL_BASIS, least=1, most=40), required=True),
        "requirements": Key(Many(REQUIREMENT, most=60), required=True),
        "closed_list": Key(CLOSED_LIST),
        "may_not_be_asked": Key(Many(FORBIDDEN, most=40), required=True),
        "fee": Key(FEE, required=True),
        "time_limits": Key(Many(TIME_LIMIT, least=1, most=40), required=True),
        "silence": Key(SILENCE, required=True),
        "result": Key(TEXT_FACT),
        "outcome": Key(OUTCOME),
        "grants": Key(GRANTS),  # the title that a granting decision gives
        "after_filing": Key(Many(TEXT_FACT, most=20)),
        "appeals": Key(Many(APPEAL, most=20), required=True),
        "channels": Key(Many(CHANNEL_PLAIN, least=1, most=10), required=True),
        "unit": Key(Line(40, example="transparencia"), required=True),
        "assurance": Key(
            fact(
                level=Key(Choice(ASSURANCE), required=True),
                text=Key(Texts(), required=True),
            ),
            required=True,
        ),
        # what stands before filing without identity; without it, nothing is asked of the person
        "admission": Key(
            fact(
                asks=Key(Choice(ADMISSION), required=True),
                text=Key(Texts(), required=True),
            )
        ),
        "counter": Key(COUNTER),
        "window": Key(WINDOW),
        "call": Key(CALL),
        "review_date": Key(Day(), required=True),
        "data": Key(_DATA, required=True),
        "data_rights": Key(_DATA_RIGHTS),
        "archive": Key(_RETENTION),
        "catalogues": Key(Many(NATIONAL_CATALOGUE, most=10)),
        "applicant": Key(Named(identifier()), required=True),
        "minutes": Key(Line(10, example="10")),
        "local": Key(Many(Choice(LOCAL), most=5)),
    }
)


def read_procedure(document: Any, findings: Findings) -> dict[str, Any] | None:
    """procedure.yaml as clean data; what is wrong goes to `findings`."""
    read = PROCEDURE.read(document, (), findings)
    if read is None:
        return None
    for name in read["applicant"] or {}:
        if name not in APPLICANT:
            findings.add(
                ("applicant", name),
                _("De quien presenta no se guarda «%s».") % name,
                expected=_("Las claves son: %s.") % ", ".join(APPLICANT),
                example="applicant: {name: names, email: email}",
            )
    for key in ("time_limits", "requirements", "may_not_be_asked", "appeals"):
        _refuse_repeated(read[key] or [], key, findings)
    _refuse_beside_closed_list(read, findings)
    _refuse_before_nobody(read, findings)
    return read


def _refuse_before_nobody(read: Mapping[str, Any], findings: Findings) -> None:
    """An appeal says before whom it goes. Not in its shape: versions published before it could be
    said are read as they are."""
    for n, appeal in enumerate(read["appeals"] or []):
        before = appeal["before"]
        if not before:
            findings.add(
                ("appeals", n),
                _("El recurso no dice ante quién se presenta."),
                expected=_("Se espera «before»: el órgano, dónde se presenta y la norma."),
                example="before: {body: office, lodged: here, name: …, norm: …}",
            )
        elif before["body"] in ("office", "superior") and before["lodged"] != "here":
            findings.add(
                ("appeals", n, "before", "lodged"),
                _("Un recurso ante este organismo se presenta aquí."),
                expected="here",
            )
        elif before["body"] == "court" and before["lodged"] != "there":
            findings.add(
                ("appeals", n, "before", "lodged"),
                _("Ante un tribunal de justicia no se recurre en esta sede."),
                expected="there",
            )


def _refuse_beside_closed_list(read: Mapping[str, Any], findings: Findings) -> None:
    """The law names all that may be asked: a requirement of another name is too much."""
    closed = read["closed_list"]
    if not closed:
        return
    for n, item in enumerate(read["requirements"] or []):
        if item["id"] not in closed["requirements"]:
            findings.add(
                ("requirements", n),
                _("El requisito «%(name)s» no está en la lista cerrada de %(norm)s.")
                % {"name": item["id"], "norm": closed["norm"]},
                expected=_("Solo se puede pedir: %s.") % ", ".join(closed["requirements"]),
            )


def fields_beside_closed_list(procedure: Mapping[str, Any], form: Form) -> Iterator[Path]:
    """Each field that answers no requirement of a closed list, by its path in form.yaml."""
    if not procedure["closed_list"]:
        return
    answered = {
        name
        for item in procedure["requirements"] or []
        for name in [item["field"], *(item["fields"] or [])]
    }
    for n, page in enumerate(form.pages):
        for m, field in enumerate(page.fields):
            if field.id not in answered:
                yield "pages", n, "fields", m


def check_against_form(procedure: Mapping[str, Any], form: Form, findings: Findings) -> None:
    """Fields that are named exist; nothing is asked that the law forbids asking."""
    ids = {field.id for field in form.fields}
    named: list[tuple[Path, str]] = [
        (("applicant", key), field)
        for key, field in (procedure["applicant"] or {}).items()
        if field
    ]
    named += [
        (("requirements", n, "field"), item["field"])
        for n, item in enumerate(procedure["requirements"] or [])
        if item["field"]
    ]
    named += [
        (("requirements", n, "fields", m), name)
        for n, item in enumerate(procedure["requirements"] or [])
        for m, name in enumerate(item["fields"] or [])
    ]
    named += list(_named_at_counter(procedure["counter"] or {}))
    for path, name in named:
        if name not in ids:
            findings.add(
                path,
                _("El formulario no tiene el campo «%s».") % name,
                expected=_("Los campos son: %s.") % ", ".join(sorted(ids)),
            )


def check_data_rights(procedure: Mapping[str, Any], form: Form, findings: Findings) -> None:
    """The field that says which right is one of the form's, and offers rights that exist."""
    if not procedure["data_rights"]:
        return
    name = procedure["data_rights"]["right"]
    field = next((field for field in form.fields if field.id == name), None)
    values = [option.value for option in field.options] if field else []
    if not values or set(values) - set(DATA_RIGHTS):
        findings.add(
            ("data_rights", "right"),
            _("El campo «%s» no dice qué derecho se ejerce.") % name,
            expected=_("Se espera un campo de elegir uno, con estos valores: %s.")
            % ", ".join(DATA_RIGHTS),
            example="data_rights: {right: right}",
        )


def _named_at_counter(counter: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    paper, oral = counter.get("paper") or {}, counter.get("oral") or {}
    for n, name in enumerate(paper.get("fields") or []):
        yield ("counter", "paper", "fields", n), name
    for key in ("subject", "documents"):
        if paper.get(key):
            yield ("counter", "paper", key), paper[key]
    if oral.get("record"):
        yield ("counter", "oral", "record"), oral["record"]


def asked_though_forbidden(
    procedure: Mapping[str, Any], form: Form
) -> Iterator[tuple[Path, Mapping[str, Any], str]]:
    """Each page or field whose name or words ask what may not be asked: path, rule, word."""
    for path, said in _all_that_asks(form):
        for rule in procedure["may_not_be_asked"] or []:
            word = next((w for w in rule["words"] if _plain(w) in said), None)
            if word:
                yield path, rule, word


def _all_that_asks(form: Form) -> Iterator[tuple[Path, str]]:
    """The titles of pages and the words of fields, each with its place."""
    for n, page in enumerate(form.pages):
        yield ("pages", n), " ".join(_plain(text) for text in page.title.values())
        for m, field in enumerate(page.fields):
            yield ("pages", n, "fields", m), _words_of(field)


def _words_of(field: Field) -> str:
    """Everything that asks (name, label, options), not what explains (hints): with plain edges."""
    texts = [field.id.replace("_", " "), *field.label.values()]
    for option in field.options:
        texts += option.label.values()
    return " ".join(_plain(text) for text in texts)


def _plain(text: str) -> str:
    """Lower case, no accents, single spaces around words: ` por que ` is found in a sentence."""
    bare = unicodedata.normalize("NFD", text.lower())
    return f" {' '.join(re.findall(r'[a-z0-9]+', re.sub('[̀-ͯ]', '', bare)))} "


def _refuse_repeated(items: list[Mapping[str, Any]], key: str, findings: Findings) -> None:
    ids = [item["id"] for item in items]
    for n, name in enumerate(ids):
        if name in ids[:n]:
            findings.add((key, n, "id"), _("El nombre «%s» está dos veces.") % name)
