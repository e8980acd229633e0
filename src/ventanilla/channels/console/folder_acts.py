"""What an author does with a procedure folder before it is published: no database is written."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices.api import Office, office_by_slug, offices
from ventanilla.domains.offices.api import units as units_of
from ventanilla.kernel import clock


def check(options: argparse.Namespace) -> int:
    """Every error of each folder at once: file, line, what was expected, an example."""
    wrong = 0
    for folder in _folders(options.folders):
        errors = catalogue.check_folder(folder)
        wrong += len(errors)
        print(f"{folder}: {'in order' if not errors else f'{len(errors)} errors'}")
        for error in errors:
            print(f"  {error}")
        _warn_of_hard_sentences(folder)
    return 1 if wrong else 0


def gauge(options: argparse.Namespace) -> int:
    """How plain each page is, by its language's formula, with the sentences that fail."""
    for folder in _folders(options.folders):
        for page in catalogue.gauge(folder):
            measure = page.measure
            second = f", Fernández Huerta {measure.second:.0f}" if measure.second else ""
            print(
                f"{'plain' if measure.plain else 'HARD '}  {folder.name}/{page.file} "
                f"[{page.language}] {measure.score:.0f}{second}: {measure.words} words, "
                f"{measure.sentences} sentences"
            )
            for line, hard in page.failing:
                print(f"       line {line}: {hard.words} words, {hard.score:.0f}: {hard.text}")
    return 0


def _warn_of_hard_sentences(folder: Path) -> None:
    """A warning, never an error: a formula counts lengths and does not understand."""
    for page in catalogue.gauge(folder):
        for line, hard in page.failing:
            where = f"{page.file}:{line}"
            print(f"  warning {where} [{page.language}] hard to read: {hard.text}")


def test(options: argparse.Namespace) -> int:
    """Run the examples of each folder: validation, decisions and the law's own dates."""
    failed = 0
    if options.today:
        return _test_today(_folders(options.folders))
    for folder in _folders(options.folders):
        for result in catalogue.try_examples(folder):
            failed += not result.agrees
            print(f"{'ok  ' if result.agrees else 'FAIL'}  {folder.name}/{result.file}")
            for disagreement in result.disagreements:
                print(f"      {disagreement}")
    return 1 if failed else 0


def _test_today(folders: list[Path]) -> int:
    """Validation must agree whatever the day; decisions and dates are shown as they are now."""
    failed = 0
    for folder in folders:
        for result, outcome in catalogue.examples_today(folder):
            failed += not result.agrees
            print(f"{'ok  ' if result.agrees else 'FAIL'}  {folder.name}/{result.file}")
            for disagreement in result.disagreements:
                print(f"      {disagreement}")
            print(f"      {outcome['limit']}: {outcome['due'] or 'no date'}", end="")
            for name, decided in outcome["decisions"].items():
                print(f"; {name}: {', '.join(decided['rows']) or 'undecided'}", end="")
            print()
    return 1 if failed else 0


def import_sheet(options: argparse.Namespace) -> int:
    """A draft folder per row; every row that cannot be one is said with its line and reason."""
    done = catalogue.import_sheet(
        sheet=options.sheet, into=options.into, country=options.country, time_zone=options.zone
    )
    for folder in done.made:
        print(f"made   {folder}")
    for folder in done.kept:
        print(f"there  {folder} (left as it is)")
    for wrong in done.wrong:
        print(f"row {wrong.line}: {wrong.column or '—'}: {wrong.message} {wrong.expected}".rstrip())
    print(f"{len(done.made)} made, {len(done.kept)} there already, {len(done.wrong)} errors.")
    return 1 if done.wrong else 0


def new(options: argparse.Namespace) -> int:
    """A folder like another one; its norms are marked as still to be read."""
    made = catalogue.new_folder(like=options.like, into=options.into, slug=options.slug)
    print(f"{made}: every norm is marked `known` until you have read it. Now edit, check and test.")
    return 0


def diff(options: argparse.Namespace) -> int:
    """What publishing would change in the office, editorial changes marked."""
    office = office_by_slug(options.office)
    found = catalogue.changes_against(
        office_id=office.id, folder=options.folder, local=options.local
    )
    for difference in found:
        print(f"{'words ' if difference.editorial else 'CHANGE'}  {difference}")
    if not found:
        print("The same as the version in force.")
    return 0


def bpmn(options: argparse.Namespace) -> int:
    """The handling of a folder, or of what an office has in force, for other tools."""
    names: dict[tuple[str, str], str] = {}
    body, folder = "", Path(options.procedure)
    if folder.is_dir():
        procedure = catalogue.rehearsed(folder)
    else:
        office = office_by_slug(options.office) if options.office else _only_office()
        body, units = office.name, {u.code: u.name for u in units_of(office_id=office.id)}
        procedure = catalogue.in_force(office_id=office.id, slug=options.procedure, at=clock.now())
        names = {
            (lane.role, lane.unit): f"{lane.role}: {units.get(lane.unit, lane.unit)}"
            for lane in catalogue.handling_drawing(procedure).lanes
        }
    made = catalogue.bpmn(
        procedure, body=body or procedure.slug, lang=options.language, lane_names=names
    )
    print(made.decode())
    return 0


def _only_office() -> Office:
    found = offices()
    if len(found) != 1:
        raise SystemExit("say which office with --office")
    return found[0]


def schemas(options: argparse.Namespace) -> int:
    """Write the JSON Schema of each file of a folder, for editors."""
    options.into.mkdir(parents=True, exist_ok=True)
    for file, schema in catalogue.folder_schemas().items():
        target = options.into / file.replace(".yaml", ".schema.json")
        target.write_text(json.dumps(schema, ensure_ascii=False, indent=1) + "\n")
        print(target)
    return 0


def citing(options: argparse.Namespace) -> int:
    """Which procedures of an office cite an article, and where."""
    office = office_by_slug(options.office)
    offered = catalogue.offered(office_id=office.id, at=clock.now())
    for procedure, citations in catalogue.citing(offered, options.words):
        print(procedure.slug)
        for citation in citations:
            print(f"  {citation.where}: {citation.norm}")
    return 0


def _folders(named: list[Path]) -> list[Path]:
    """The folders that a pattern such as `procedures/*` names; a README or the shared fragments
    beside them are none."""
    folders = [path for path in named if not path.is_file() and path.name != "fragments"]
    if not folders:
        raise SystemExit("no folder was named; for example: procedures/cl-acceso-informacion")
    return folders
