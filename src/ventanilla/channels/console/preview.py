"""The real pages of a folder that nobody has published: a throw-away practice office, on loopback.

Everything is as it will be: filling, checking, filing, the receipt. The office lives in a
temporary folder that goes away with the command; what is saved in the procedure's folder shows
within seconds.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from types import FrameType
from typing import Any

from ventanilla.channels.console.processes import demand_free_port, web_command

HOST = "127.0.0.1"
SLUG = "preview"
_PAUSE = 1.0
_GRACE = 5.0


def choose_place(port: int) -> None:
    """Before the settings are read: a temporary folder and the preview's own address."""
    os.environ["VENTANILLA_VAR"] = tempfile.mkdtemp(prefix="ventanilla-preview-")
    os.environ["VENTANILLA_MODE"] = "demonstration"
    os.environ["VENTANILLA_BASE_URL"] = f"http://{HOST}:{port}"
    os.environ["DATABASE_URL"] = ""


def preview(folder: Path, *, local: Path | None, port: int) -> int:
    """Serve the folder until told to stop. Raises FolderInvalid before anything is served."""
    from django.conf import settings
    from django.core.management import call_command

    from ventanilla.channels.console.commands import init
    from ventanilla.domains.catalogue.api import rehearsed

    try:
        procedure = rehearsed(folder, local=local)
        demand_free_port(HOST, port)
        init.run(None)  # type: ignore[arg-type] # it has no arguments
        call_command("collectstatic", interactive=False, verbosity=0)
        office = _office(folder, procedure)
        _publish(office, folder, local)
        print(f"{settings.BASE_URL}/{SLUG}/procedures/{procedure.slug}/", flush=True)
        print("Saved changes show within seconds. Stop with Ctrl-C.", flush=True)
        return _serve(office, folder, local, port)
    finally:
        shutil.rmtree(settings.VAR, ignore_errors=True)


def _office(folder: Path, procedure: Any) -> Any:
    """A practice office of the procedure's country, with the units that the folder names."""
    from ventanilla.domains.catalogue.api import example_offices
    from ventanilla.domains.offices import api as offices

    where = example_offices(folder)[0]
    languages = [tag for tag in ("es", "pt", "en") if tag in procedure.title]
    first = next(iter(procedure.title))
    office = offices.found_office(
        slug=SLUG,
        name=f"{procedure.country}: vista previa",
        country=procedure.country,
        locality="",
        level=where["level"] or "municipal",
        time_zone=where["time_zone"],
        locale=f"{first}-{procedure.country}",
        languages=languages,
        holder="Vista previa, sin efecto legal",
        legal_basis=[],
        address="—",
        opening_hours="—",
        phone="",
        email="",
        log_origin="preview.invalid/log",
        practice=True,
        demonstration=True,
    )
    for code in {procedure.unit, *(step["unit"] for step in procedure.steps if step["unit"])}:
        offices.add_unit(office=office, code=code, name=code)
    return office


def _publish(office: Any, folder: Path, local: Path | None) -> str:
    from ventanilla.domains.catalogue.api import publish_folder
    from ventanilla.kernel import clock

    version = publish_folder(
        office_id=office.id, folder=folder, in_force_from=clock.now(), by=None, local=local
    )
    return version.digest


def _serve(office: Any, folder: Path, local: Path | None, port: int) -> int:
    stopped = False

    def stop(_number: int, _frame: FrameType | None) -> None:
        nonlocal stopped
        stopped = True

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    web = subprocess.Popen(web_command(HOST, port))  # noqa: S603 - our own interpreter
    seen = _stamp(folder, local)
    try:
        while not stopped and web.poll() is None:
            time.sleep(_PAUSE)
            if (now := _stamp(folder, local)) != seen:
                seen = now
                _again(office, folder, local)
    finally:
        _end(web)
    return 0 if stopped else 1


def _end(web: subprocess.Popen[bytes]) -> None:
    """A browser that keeps its connection open does not keep the command from ending."""
    web.terminate()
    try:
        web.wait(timeout=_GRACE)
    except subprocess.TimeoutExpired:
        web.kill()
        web.wait()


def _again(office: Any, folder: Path, local: Path | None) -> None:
    """Publish what was saved, or say what is wrong and go on with what there was."""
    from ventanilla.domains.catalogue.api import FolderInvalid

    try:
        _publish(office, folder, local)
        print("Published again.", flush=True)
    except FolderInvalid as invalid:
        for error in invalid.errors:
            print(f"  {error}", flush=True)


def _stamp(folder: Path, local: Path | None) -> list[tuple[str, int]]:
    """When each file was last written."""
    paths = [*sorted(folder.rglob("*")), *sorted((folder.parent / "fragments").glob("*.yaml"))]
    if local:
        paths.append(local)
    return [(str(path), path.stat().st_mtime_ns) for path in paths if path.is_file()]
