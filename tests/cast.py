"""The shared cast of all tests: an office, its units, the people around a case."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from ventanilla.domains.offices import api as offices
from ventanilla.domains.parties import api as parties

PASSWORD = "una-clave-larga"  # of every account in tests


@dataclass
class Cast:
    """One invented Chilean municipality and the people who deal with it."""

    office: offices.Office
    unit: offices.Unit
    other_unit: offices.Unit
    applicant: parties.Account
    stranger: parties.Account
    clerk: parties.Account
    officer: parties.Account
    head: parties.Account
    officer_post: offices.Post
    clerk_post: offices.Post


def found(slug: str = "puerto-claro", country: str = "CL") -> offices.Office:
    """An office with keys of its own."""
    return offices.found_office(
        slug=slug,
        name=f"Municipalidad de {slug} (inventada)",
        log_origin=f"{slug}.example/log",
        country=country,
        time_zone="America/Santiago",
        locale="es-CL",
        languages=["es", "pt", "en"],
        holder=f"Municipalidad de {slug}",
        demonstration=True,
    )


@pytest.fixture(name="cast")
def the_cast(db: None) -> Cast:
    office = found()
    unit = offices.add_unit(office=office, code="transparencia", name="Transparencia")
    other = offices.add_unit(office=office, code="obras", name="Obras")

    def account(name: str) -> parties.Account:
        return parties.open_account(
            display_name=name, names=[f"{name.lower()}@example.org"], password=PASSWORD
        )

    clerk, officer, head = account("Clara"), account("Óscar"), account("Helena")
    return Cast(
        office=office,
        unit=unit,
        other_unit=other,
        applicant=account("Ana"),
        stranger=account("Esteban"),
        clerk=clerk,
        officer=officer,
        head=head,
        clerk_post=offices.fill_post(unit=unit, role=offices.Role.CLERK, account_id=clerk.id),
        officer_post=offices.fill_post(unit=unit, role=offices.Role.OFFICER, account_id=officer.id),
    )
