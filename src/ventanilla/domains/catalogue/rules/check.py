"""The check of a folder before it is published: everything at once, each with file and line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path as FilePath
from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.catalogue.errors import FolderError
from ventanilla.domains.catalogue.ports import folder_parts
from ventanilla.domains.catalogue.rules.call_part import check_call
from ventanilla.domains.catalogue.rules.decisions import DecisionTable, read_decision
from ventanilla.domains.catalogue.rules.examples import EXAMPLE
from ventanilla.domains.catalogue.rules.folder import Folder, read_folder
from ventanilla.domains.catalogue.rules.grants_part import check_grants
from ventanilla.domains.catalogue.rules.handling import check_ending, read_handling
from ventanilla.domains.catalogue.rules.handling_conditions import read_conditions
from ventanilla.domains.catalogue.rules.handling_graph import check_order
from ventanilla.domains.catalogue.rules.overlays import OFFICE_FILE, read_overlay
from ventanilla.domains.catalogue.rules.procedure_file import (
    asked_though_forbidden,
    check_against_form,
    check_data_rights,
    fields_beside_closed_list,
    read_procedure,
)
from ventanilla.domains.catalogue.rules.templates import read_template
from ventanilla.domains.forms.api import Form, FormInvalid
from ventanilla.kernel.shapes import DocumentError, Findings, Path

PROCEDURE_FILE = "procedure.yaml"


def check_folder(folder: FilePath) -> list[FolderError]:
    """Everything that keeps the folder from being published, by file and line; empty if nothing."""
    return errors_of(read_folder(folder))


def errors_of(folder: Folder) -> list[FolderError]:
    """The same for a folder already read."""
    errors = [*folder.errors, *_missing(folder), *_in_procedure(folder), *_in_parts(folder)]
    errors += _between(folder)
    errors += _in_office(folder)
    errors += _in_named(folder)
    errors += _in_examples(folder)
    return sorted(errors, key=lambda error: (error.file, error.line or 0))


def _missing(folder: Folder) -> Iterator[FolderError]:
    needed = [PROCEDURE_FILE, *(part.file for part in folder_parts().values() if part.required)]
    told = {error.file for error in folder.errors}
    for file in needed:
        if file not in folder.files and file not in told:
            yield FolderError(file, None, _("Falta este archivo en la carpeta."))
    if not any(file.startswith("examples/") for file in folder.files):
        yield FolderError(
            "examples/",
            None,
            _("La carpeta no trae ningún ejemplo."),
            _("Se espera al menos una presentación con lo que debe resultar de ella."),
            "examples/complete.yaml",
        )


def _languages(folder: Folder) -> list[str]:
    document = folder.document(PROCEDURE_FILE)
    given = document.get("languages") if isinstance(document, Mapping) else None
    return [tag for tag in given if isinstance(tag, str)] if isinstance(given, list) else []


def _in_procedure(folder: Folder) -> Iterator[FolderError]:
    read = folder.documents.get(PROCEDURE_FILE)
    if read and read.value is not None:
        findings = Findings(read.lines, _languages(folder))
        read_procedure(read.value, findings)
        yield from _placed(folder, PROCEDURE_FILE, findings.errors)


def _in_parts(folder: Folder) -> Iterator[FolderError]:
    languages = _languages(folder)
    for part in folder_parts().values():
        read = folder.documents.get(part.file)
        if read and not read.errors:
            errors = part.check(
                read.value, lines=read.lines, lists=folder.lists, languages=languages
            )
            yield from _placed(folder, part.file, errors)


def _between(folder: Folder) -> Iterator[FolderError]:
    """What only shows when two files are held beside each other."""
    procedure, form = _clean_procedure(folder), _form(folder)
    if procedure is None:
        return
    yield from _due_dates(folder, procedure)
    yield from _ending(folder, procedure)
    called = Findings(folder.documents[PROCEDURE_FILE].lines)
    check_call(procedure, form, called)
    check_grants(procedure, form, called)
    yield from _placed(folder, PROCEDURE_FILE, called.errors)
    if form is None:
        return
    findings = Findings(folder.documents[PROCEDURE_FILE].lines)
    check_against_form(procedure, form, findings)
    check_data_rights(procedure, form, findings)
    yield from _placed(folder, PROCEDURE_FILE, findings.errors)
    lines = folder.documents["form.yaml"].lines
    for path in fields_beside_closed_list(procedure, form):
        file, line = folder.placed("form.yaml", path)
        yield FolderError(
            file,
            lines.get(path) if file == "form.yaml" else line,
            _("Este campo no responde a ningún requisito de la lista cerrada de %s.")
            % procedure["closed_list"]["norm"],
            _("Se espera que un requisito lo nombre en «field» o en «fields»."),
            "fields: [names, identity_number]",
        )
    for path, rule, word in asked_though_forbidden(procedure, form):
        file, line = folder.placed("form.yaml", path)
        yield FolderError(
            file,
            lines.get(path) if file == "form.yaml" else line,
            _("Este campo pregunta lo que no se puede pedir («%(word)s»): %(norm)s.")
            % {"word": word, "norm": rule["norm"]},
            _("Se espera un formulario sin esa pregunta."),
        )


def _limits_of_silence(procedure: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Each time limit that the silence of a procedure names, and where."""
    silence = procedure["silence"]
    places: list[tuple[Path, Mapping[str, Any]]] = [(("silence",), silence)]
    for name, own in (silence.get("by_limit") or {}).items():
        yield ("silence", "by_limit", name), name
        places.append((("silence", "by_limit", name), own or {}))
    for path, said in places:
        for key in ("limit", "hand_over"):
            if said.get(key):
                yield (*path, key), said[key]


def _due_dates(folder: Folder, procedure: Mapping[str, Any]) -> Iterator[FolderError]:
    known = [limit["id"] for limit in procedure["time_limits"]]
    for path, name in _limits_of_silence(procedure):
        if name not in known:
            yield FolderError(
                PROCEDURE_FILE,
                folder.documents[PROCEDURE_FILE].lines.get(path),
                _("El trámite no tiene ningún plazo «%s».") % name,
                _("Los plazos son: %s.") % ", ".join(known),
                f"limit: {known[0]}",
            )
    yield from _handed_over(folder, procedure)
    steps = _steps(folder)
    for n, step in enumerate(steps):
        due = step.get("due") if isinstance(step, Mapping) else None
        if due and due not in known:
            yield FolderError(
                "handling.yaml",
                folder.documents["handling.yaml"].lines.get(("steps", n, "due")),
                _("El trámite no tiene ningún plazo «%s».") % due,
                _("Los plazos son: %s.") % ", ".join(known),
                f"due: {known[0]}",
            )


def _steps(folder: Folder) -> list[Any]:
    handling = folder.document("handling.yaml")
    steps = handling.get("steps") if isinstance(handling, Mapping) else None
    return steps if isinstance(steps, list) else []


def _handed_over(folder: Folder, procedure: Mapping[str, Any]) -> Iterator[FolderError]:
    """What silence granted is handed over by an answer: with no such step it would be owed for
    ever."""
    answers = any(isinstance(one, Mapping) and one.get("act") == "answer" for one in _steps(folder))
    for path, _name in _limits_of_silence(procedure):
        if path[-1] == "hand_over" and not answers:
            yield FolderError(
                PROCEDURE_FILE,
                folder.documents[PROCEDURE_FILE].lines.get(path),
                _("Lo que concede el silencio se entrega con una respuesta, y no hay ese paso."),
                _("Quite «hand_over», o ponga el paso en handling.yaml."),
                "act: answer",
            )


def _ending(folder: Folder, procedure: Mapping[str, Any]) -> Iterator[FolderError]:
    file, findings = "handling.yaml", Findings()
    handling = read_handling(folder.document(file), findings) if folder.document(file) else None
    steps = (handling or {}).get("steps") or []
    if handling is None or not all(step["id"] and step["act"] for step in steps):
        return  # said already
    found = Findings(folder.documents[file].lines)
    if not findings.errors:
        check_ending(procedure["kind"], handling, found)
    check_order(procedure["kind"], steps, found)
    yield from _placed(folder, file, found.errors)


def _in_office(folder: Folder) -> Iterator[FolderError]:
    read = folder.documents.get(OFFICE_FILE)
    if read is None or read.errors:
        return
    procedure = folder.document(PROCEDURE_FILE)
    local = procedure.get("local") if isinstance(procedure, Mapping) else None
    findings = Findings(read.lines, _languages(folder))
    marked = [name for name in local if isinstance(name, str)] if isinstance(local, list) else []
    read_overlay(read.value, local=marked, findings=findings)
    yield from _placed(folder, OFFICE_FILE, findings.errors)


def _in_named(folder: Folder) -> Iterator[FolderError]:
    """Decision tables and templates, against the form and the time limits they name."""
    procedure, form = _clean_procedure(folder), _form(folder)
    if procedure is None or form is None:
        return
    limits = [limit["id"] for limit in procedure["time_limits"]]
    tables = []
    for name, read in folder.named("decisions"):
        findings = Findings(read.lines, _languages(folder))
        table = read_decision(name, read.value, form=form, limits=limits, findings=findings)
        tables += [table] if table and not findings.errors else []
        yield from _placed(folder, f"decisions/{name}.yaml", findings.errors)
    yield from _in_conditions(folder, form, tables)
    for name, read in folder.named("templates"):
        findings = Findings(read.lines, _languages(folder))
        read_template(name, read.value, form=form, findings=findings)
        yield from _placed(folder, f"templates/{name}.yaml", findings.errors)
    decided = procedure["fee"]["decided_by"]
    if decided and decided not in dict(folder.named("decisions")):
        yield FolderError(
            PROCEDURE_FILE,
            folder.documents[PROCEDURE_FILE].lines.get(("fee", "decided_by")),
            _("La carpeta no tiene la tabla «%s».") % decided,
            _("Se espera el nombre de un archivo de decisions."),
            "decided_by: fee",
        )


def _in_conditions(
    folder: Folder, form: Form, tables: Sequence[DecisionTable]
) -> Iterator[FolderError]:
    file, quiet = "handling.yaml", Findings()
    handling = read_handling(folder.document(file), quiet) if folder.document(file) else None
    if handling is None or quiet.errors:
        return  # said already
    findings = Findings(folder.documents[file].lines)
    read_conditions(handling["steps"], form=form, tables=tables, findings=findings)
    yield from _placed(folder, file, findings.errors)


def _in_examples(folder: Folder) -> Iterator[FolderError]:
    for file, read in folder.documents.items():
        if file.startswith("examples/") and not read.errors:
            findings = Findings(read.lines, _languages(folder))
            EXAMPLE.read(read.value, (), findings)
            yield from _placed(folder, file, findings.errors)


def _clean_procedure(folder: Folder) -> dict[str, Any] | None:
    document = folder.document(PROCEDURE_FILE)
    findings = Findings()
    read = read_procedure(document, findings) if document is not None else None
    return None if findings.errors else read


def _form(folder: Folder) -> Form | None:
    document = folder.document("form.yaml")
    if document is None:
        return None
    try:
        return Form.load(document, lists=folder.lists)
    except FormInvalid:
        return None


def _placed(folder: Folder, file: str, errors: list[DocumentError]) -> Iterator[FolderError]:
    for error in errors:
        where = f"{error.where}: " if error.where else ""
        written, line = folder.placed(file, error.path)
        yield FolderError(
            written,
            error.line if written == file else line,
            f"{where}{error.message}",
            error.expected,
            error.example,
        )
