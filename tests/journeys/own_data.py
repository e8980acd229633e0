"""Stops of the tour around rights over one's own data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.journeys.tour import Tour


def own_data(tour: Tour) -> None:
    """Somebody asks for a copy; the desk sees what is held; a head shows openings later."""
    person = tour.opened(lang=tour.lang, scripts=True)
    tour.sign_in(person, "sign-in/", role="person")
    case = asked(tour, person)
    tour.go(person, "account/accesses/", "own accesses")
    for role, unit in (("officer", "transparencia"), ("head", "transparencia")):
        page = tour.opened(lang=tour.lang, scripts=True)
        account = tour.live.account(role, unit=unit)
        page.goto(tour.live.url("desk/"))
        page.locator("#login").fill(account["login"])
        page.locator("#password").fill(account["password"])
        tour.send(page)
        if role == "officer":
            tour.go(page, f"desk/cases/{case}/data/", "desk data")
            tour.go(page, f"desk/cases/{case}/data/copy/", "desk data, the copy")
        else:
            tour.go(page, f"desk/cases/{case}/delay/", "desk delay")
            tour.send(page, "desk delay, nothing written")
            tour.go(page, "desk/delays/", "desk delays")


def asked(tour: Tour, page: Page) -> str:
    """The id of the case of a request for a copy, filed page by page."""
    page.goto(tour.live.url("procedures/derechos-datos/"))
    tour.send(page)
    page.locator("input[name=right][value=access]").check()
    tour.next(page)
    tour.next(page)
    page.locator("#names").fill("Ana Rojas Pinto")
    page.locator("#identity").fill("12.345.678-5")
    page.locator("#address-street").fill("Avenida Brasil 2830")
    page.locator("#address-place").fill("Puerto Claro")
    tour.next(page)
    tour.send(page)
    found = re.search(r"/cases/([0-9a-f-]{36})/", page.url)
    assert found, page.url
    return found.group(1)
