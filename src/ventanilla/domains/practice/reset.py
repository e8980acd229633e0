"""Reset a practice office: people's data go, the book and its log stay and say so (ADR 16)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Model

from ventanilla.domains.case_search import api as case_search
from ventanilla.domains.offices.api import Office
from ventanilla.domains.practice.errors import NoPracticeOffice
from ventanilla.domains.register import api as register
from ventanilla.kernel.append_only import lifted

CAUSE = "Reinicio de una oficina de práctica: nada de lo que contiene tiene efecto jurídico"
# What people and officials wrote: everything of these apps, and these. The register is not among
# them, nor what the office is: units, posts, tokens, procedures with their clips, calendar.
WRITTEN_APPS = ("counter", "datarights", "notes", "drafting", "casefiles", "notices", "titles")
WRITTEN = (
    "documents.Document",
    "parties.ContactProof",
    "parties.Person",
    "privacy.AccessLine",
    "privacy.AccessDelay",
)


def reset(office: Office) -> str:
    """The origin of the log that begins now.

    1. Only a practice office; read again, so that no stale row decides. 2. The old log is closed
    in public, at its last signed size, and a new epoch begins that names it and why: to whoever
    watches, nothing was lost. 3. What was written goes, in one transaction. What stays of an entry
    names nobody; the keys that seal salts stay, so that receipts handed out still verify.
    Numbers go on.
    Raises `NoPracticeOffice`, and what the register raises.
    """
    # 1.
    if not Office.objects.filter(pk=office.pk, practice=True).exists():
        raise NoPracticeOffice
    # 2.
    begun = register.begin_epoch(office, cause=CAUSE, act=f"practice reset, {office.slug}")
    # 3.
    case_search.forget_office(office.pk)
    models = list(_written())
    with transaction.atomic(), lifted([model._meta.db_table for model in models]):
        for model in models:
            rows: Any = model._default_manager.filter(office_id=office.pk)
            if model._meta.label == "documents.Document":  # a procedure's clips are the office's
                clips = apps.get_model("clips.Clip")._default_manager
                rows = rows.exclude(id__in=clips.values("document_id"))
            rows._raw_delete(rows.db)  # references between them are judged at the end
    return begun


def _written() -> Iterator[type[Model]]:
    for app in WRITTEN_APPS:
        for model in apps.get_app_config(app).get_models():
            if any(field.name == "office" for field in model._meta.fields):
                yield model
    for label in WRITTEN:
        yield apps.get_model(label)
