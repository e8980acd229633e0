"""The one page for a paper: what was typed, read into a `Paper`, and drawn again as typed."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from ventanilla.channels.filling.fields import field_alone
from ventanilla.channels.filling.items import posted
from ventanilla.channels.look.fields import Choice, FieldView, HeldFile
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.counter import api as counter
from ventanilla.domains.documents.api import Document
from ventanilla.domains.forms import api as forms
from ventanilla.domains.offices import api as offices
from ventanilla.kernel.text_choice import pick

_KEY = re.compile(r"[0-9a-f]{32}")
_TEXTS = ("presented", "proof", "proof_text", "origin_register", "origin_number", "items", "unit")


@dataclass
class Typed:
    """What came with a request, as typed. `errors` are by field; `files` those kept already."""

    key: str
    answers: dict[str, Any]
    texts: dict[str, str]
    anonymous: bool = False
    files: list[Document] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)


def fresh(procedure: PublishedProcedure) -> Typed:
    """An empty page: handed in now, here, signed, for the procedure's unit."""
    signed = {f.id: True for f in asked(procedure) if f.type == "declaration"}
    texts = {**dict.fromkeys(_TEXTS, ""), "proof": counter.Proof.HERE.value}
    return Typed(key=secrets.token_hex(16), answers=signed, texts={**texts, "unit": procedure.unit})


def typed(request: HttpRequest, procedure: PublishedProcedure) -> Typed:
    """What was sent. A key that is no key is replaced: it only names the attempt."""
    sent = posted(request)
    pages = {f.page for f in asked(procedure)}
    answers: dict[str, Any] = {}
    for page in pages:
        answers |= procedure.form.from_post(page, sent)
    names = {f.id for f in asked(procedure)}
    key = request.POST.get("_key", "")
    return Typed(
        key=key if _KEY.fullmatch(key) else secrets.token_hex(16),
        answers={n: v for n, v in answers.items() if n in names and v is not None},
        texts={name: request.POST.get(name, "").strip()[:2000] for name in _TEXTS},
        anonymous=request.POST.get("anonymous") == "yes",
    )


def asked(procedure: PublishedProcedure) -> list[forms.Field]:
    """The fields of the one page, but for the files, in the order that the folder says."""
    rules = (procedure.counter or {})["paper"]
    found = [procedure.form.field(name) for name in rules["fields"]]
    return [f for f in found if f.type != "file"]


def file_field(procedure: PublishedProcedure) -> forms.Field:
    """Where annexes go."""
    return procedure.form.field((procedure.counter or {})["paper"]["documents"])


def paper_of(
    sent: Typed, *, procedure: PublishedProcedure, office: offices.Office
) -> counter.Paper | None:
    """The paper, or None with the errors in `sent`."""
    handed = _handed(sent, office)
    items = list(_items(sent))
    if sent.errors:
        return None
    unit = sent.texts["unit"]
    return counter.Paper(
        answers=sent.answers,
        documents={file_field(procedure).id: sent.files} if sent.files else {},
        handed=handed,
        items=items,
        unit=unit if unit != procedure.unit else "",
        anonymous=sent.anonymous,
    )


def _handed(sent: Typed, office: offices.Office) -> counter.HandedIn:
    texts, moment = sent.texts, None
    if texts["presented"]:
        moment = _moment(texts["presented"], office)
        if moment is None:
            sent.errors["presented"] = _(
                "No se entiende la fecha y la hora. Por ejemplo: 2026-03-16 09:45"
            )
    known = texts["proof"] in counter.Proof.values
    return counter.HandedIn(
        presented_at=moment,
        proof=counter.Proof(texts["proof"]) if known else counter.Proof.HERE,
        proof_text=texts["proof_text"][:300],
        origin_register=texts["origin_register"][:200],
        origin_number=texts["origin_number"][:80],
    )


def _moment(text: str, office: offices.Office) -> datetime | None:
    try:
        read = datetime.fromisoformat(text.replace(" ", "T", 1))
    except ValueError:
        return None
    return read.replace(tzinfo=office.zone) if read.tzinfo is None else read


def _items(sent: Typed) -> Iterator[counter.Item]:
    for line in sent.texts["items"].splitlines():
        if not line.strip():
            continue
        what, _bar, where = (part.strip() for part in line.partition("|"))
        if not what or not where:
            sent.errors["items"] = _(
                "Falta dónde queda. Una cosa por línea, una barra y el lugar. "
                "Por ejemplo: Tres llaves | Armario A, caja 2"
            )
        yield counter.Item(what=what[:160], where=where[:160])


def views_of(sent: Typed, *, procedure: PublishedProcedure, lang: str) -> list[FieldView]:
    """The fields of the procedure's own form."""
    return [_view(f, sent, procedure, lang) for f in asked(procedure)]


def _view(field: forms.Field, sent: Typed, procedure: PublishedProcedure, lang: str) -> FieldView:
    """As the form's page draws it, but that a paper need not say it; a declaration is the paper's,
    not the clerk's."""
    drawn = field_alone(
        form=procedure.form,
        field=field,
        answers=sent.answers,
        error=sent.errors.get(field.id, ""),
        lang=lang,
    )
    label = drawn.label
    if field.type == "declaration":
        label = _("El papel lo dice, firmado: %(what)s") % {"what": label}
    needed = field.id in _needed(procedure)
    return replace(drawn, label=label, required=needed, norm="", autocomplete="off")


def _needed(procedure: PublishedProcedure) -> set[str]:
    """What a paper cannot enter without: what it is about, and whose it is."""
    rules = (procedure.counter or {})["paper"]
    return {rules["subject"], procedure.applicant.get("name", "")}


def files_view(sent: Typed, *, procedure: PublishedProcedure, lang: str) -> FieldView:
    """Annexes: scans and photos, several at once."""
    asked_file = file_field(procedure)
    return FieldView(
        id=asked_file.id,
        kind="file",
        label=_("Anexos digitalizados"),
        hint=_("Escaneos o fotos, varios a la vez: las fotos de un papel se reúnen en un PDF."),
        required=False,
        error=sent.errors.get(asked_file.id, ""),
        held=tuple(
            HeldFile(name=f.name, size=f.size, remove=str(n)) for n, f in enumerate(sent.files)
        ),
        room=max(0, (asked_file.max_files or 1) - len(sent.files)),
        accept=",".join(asked_file.accept),
    )


def unit_view(sent: Typed, units: list[offices.Unit]) -> FieldView:
    """The unit addressed."""
    chosen = sent.texts["unit"]
    return FieldView(
        id="unit",
        kind="one_of_list",
        label=_("Unidad a la que se dirige"),
        error=sent.errors.get("unit", ""),
        choices=tuple(
            Choice(id=f"unit-{u.code}", value=u.code, label=u.name, chosen=u.code == chosen)
            for u in units
        ),
    )


def moment_views(sent: Typed) -> list[FieldView]:
    """When and where it was handed in, with what proves it."""
    texts, errors = sent.texts, sent.errors

    def line(name: str, label: Any, hint: Any = "") -> FieldView:
        return FieldView(
            id=name,
            kind="text",
            label=str(label),
            hint=str(hint),
            required=False,
            value=texts[name],
            error=errors.get(name, ""),
            autocomplete="off",
        )

    return [
        FieldView(
            id="proof",
            kind="one_of_list",
            label=_("Cuándo se entregó"),
            error=errors.get("proof", ""),
            choices=tuple(
                Choice(
                    id=f"proof-{p.value}",
                    value=p.value,
                    label=str(p.label),
                    chosen=p.value == texts["proof"],
                )
                for p in counter.Proof
            ),
        ),
        line("presented", _("Día y hora de entrega"), _("Si no es ahora. Así: 2026-03-16 09:45")),
        line("proof_text", _("Qué pone en el papel, y quién lo puso")),
        line("origin_register", _("Registro de origen"), _("Si lo selló otro registro")),
        line("origin_number", _("Número en ese registro")),
    ]


def items_view(sent: Typed) -> FieldView:
    """What cannot be scanned."""
    return FieldView(
        id="items",
        kind="long_text",
        label=_("Lo que no se puede digitalizar"),
        hint=_("Una cosa por línea, una barra y dónde queda: Tres llaves | Armario A, caja 2"),
        required=False,
        rows=2,
        value=sent.texts["items"],
        error=sent.errors.get("items", ""),
    )


def anonymous_rule(procedure: PublishedProcedure, lang: str) -> Mapping[str, str] | None:
    """Why it may come from nobody named, where the law says so."""
    rule = (procedure.counter or {}).get("anonymous")
    return {"text": pick(rule["text"], lang), "norm": str(rule["norm"])} if rule else None


def draft_id_of(request: HttpRequest) -> UUID | None:
    """The draft that keeps the files of an attempt that did not go through."""
    try:
        return UUID(request.POST.get("_kept", ""))
    except ValueError:
        return None
