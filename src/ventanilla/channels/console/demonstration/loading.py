"""Loading the demonstration once, and writing down how to get in."""

from __future__ import annotations

import json
import secrets
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from ventanilla.channels.console.demonstration.earlier import credentials_path
from ventanilla.channels.console.demonstration.tone import tone
from ventanilla.channels.console.publication import (
    choose_regime_and_record,
    publish_and_record,
    publish_calendar_and_record,
)
from ventanilla.domains.clips import api as clips
from ventanilla.domains.legislation import api as legislation
from ventanilla.domains.observatory.api import load_shipped
from ventanilla.domains.offices import api as offices
from ventanilla.domains.parties import api as parties
from ventanilla.domains.register import api as register
from ventanilla.kernel import clock

_FOLDER = Path(__file__).parent
_RECORDS = (
    "puerto-claro.yaml",
    "pedra-serena.yaml",
    "valdehoz.yaml",
    "san-mateo.yaml",
    "monteclaro.yaml",
    "practica.yaml",
)
_LAW_SINCE = date(2025, 1, 1)
_CALENDAR_YEARS = range(2025, 2029)
_CALENDAR_REASON = "acuerdo inventado de demostración"
_TOKEN_RATE = 200_000  # a minute: the demonstration is also what the load harness drives


def load(*, procedures: Path) -> dict[str, Any]:
    """Found the invented offices with their people, procedures and tokens.

    Returns what `var/demo.json` holds but for the addresses, which depend on the port.
    """
    found: dict[str, Any] = {"offices": [], "accounts": [], "tokens": []}
    for name in _RECORDS:
        _load_office(yaml.safe_load((_FOLDER / name).read_text()), procedures, found)
    for person in yaml.safe_load((_FOLDER / "people.yaml").read_text()):
        _account(person, found, role="person", office="", unit="")
    load_shipped()
    return found


def join_witnesses(*, base_url: str) -> None:
    """Have every office of the demonstration vouch for every other one, at this address; but for a
    practice office, which begins again each night and has no legal effect."""
    every = [one for one in offices.offices() if not one.practice]
    for office in every:
        for other in (one for one in every if one.id != office.id):
            keys = {
                purpose: [key.vkey for key in offices.keys_of(office_id=other.id, purpose=purpose)]
                for purpose in ("log", "witness")
            }
            register.witness_log(office=office, origin=other.log_origin, vkeys=keys["log"])
            register.add_witness(
                office=office,
                name=other.name,
                url=f"{base_url}/{other.slug}/log",
                vkeys=keys["witness"],
            )


def write_credentials(found: dict[str, Any], *, base_url: str) -> Path:
    """Write `var/demo.json` with the addresses of this start."""
    for office in found["offices"]:
        office["log_url"] = f"{base_url}/{office['slug']}/log"
    path = credentials_path()
    new = path.with_suffix(".new")
    new.write_text(json.dumps({"base_url": base_url, **found}, ensure_ascii=False, indent=2))
    new.chmod(0o600)
    return new.replace(path)


def _load_office(record: dict[str, Any], procedures: Path, found: dict[str, Any]) -> None:
    units = record.pop("units")
    people, folders = record.pop("people"), record.pop("procedures")
    law = record.pop("regime", None)
    office = offices.found_office(**record)
    if law:
        choose_regime_and_record(office=office, in_force_from=_LAW_SINCE, **law)
    by_code = {u["code"]: offices.add_unit(office=office, **u) for u in units}
    for person in people:
        account = _account(
            person, found, role=person["role"], office=office.slug, unit=person["unit"]
        )
        offices.fill_post(
            unit=by_code[person["unit"]],
            role=offices.Role(person["role"]),
            account_id=account.id,
            title=person["title"],
        )
    publish_calendar_and_record(
        office=office,
        content=legislation.proposed_content(office, years=_CALENDAR_YEARS),
        reason=_CALENDAR_REASON,
    )
    since = clock.now() - timedelta(minutes=1)
    for folder in folders:
        publish_and_record(office=office, folder=procedures / folder, in_force_from=since)
    if "qu" in office.languages:
        _sound(office)
    _describe(office, found)


def _sound(office: offices.Office) -> None:
    """Where an office speaks a language that few of its texts are in: a sample, and said so."""
    clips.add_clip(
        office=office,
        slug="acceso-informacion",
        kind=clips.ClipKind.AUDIO,
        language="es",
        title="Muestra de sonido",
        transcript="Tres notas, sin voz. Aquí irá el trámite leído por una persona.",
        content=tone(),
        name="muestra.wav",
        by=None,
        synthetic=True,
    )


def _account(
    person: dict[str, Any], found: dict[str, Any], *, role: str, office: str, unit: str
) -> parties.Account:
    password = f"demo-{secrets.token_hex(6)}"
    found["accounts"].append(
        {
            "login": person["login"],
            "password": password,
            "role": role,
            "office": office,
            "unit": unit,
        }
    )
    return parties.open_account(
        display_name=person["name"],
        names=[person["login"]],
        password=password,
        language=person.get("language", ""),
    )


def _describe(office: offices.Office, found: dict[str, Any]) -> None:
    vkeys = [key.vkey for key in offices.keys_of(office_id=office.id)]
    found["offices"].append(
        {
            "slug": office.slug,
            "name": office.name,
            "country": office.country,
            "log_vkey": vkeys[0],
            "log_vkeys": vkeys,
        }
    )
    for role in ("filer", "reader"):
        token = parties.issue_token(
            office_id=office.id,
            role=role,
            label=f"demonstration {role}",
            rate_per_minute=_TOKEN_RATE,
        )
        found["tokens"].append({"token": token, "role": role, "office": office.slug})
