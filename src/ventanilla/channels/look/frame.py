"""What surrounds a page: who the office is, its time and languages, where one can go.

Each channel fills a `Frame`, since look knows neither domains nor other channels' addresses.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

LANGUAGE_NAMES = {"es": "Castellano", "pt": "Português", "en": "English", "qu": "Runasimi"}


@dataclass(frozen=True, kw_only=True)
class Link:
    """A place to go. `current` marks where the reader is; `lang` tags another language."""

    label: str
    url: str
    current: bool = False
    lang: str = ""


@dataclass(frozen=True, kw_only=True)
class Frame:
    """Header and footer of a page. Empty parts are not shown."""

    name: str
    subtitle: str
    home: str
    zone: ZoneInfo
    languages: tuple[Link, ...] = ()
    nav: tuple[Link, ...] = ()
    nav_label: str = ""
    footer: tuple[Link, ...] = ()
    colours_url: str = ""
    bar_colour: str = "#0f3f36"
    home_label: str = ""
    person: str = ""
    person_detail: str = ""
    sign_in_url: str = ""
    sign_out_url: str = ""
    holder: str = ""
    address: str = ""
    hours: str = ""
    phone: str = ""
    demonstration: bool = False
    practice: bool = False
    wide: bool = False
    partial: str = ""  # the language that most of a page is in, where the one chosen has few words

    @property
    def zone_label(self) -> str:
        """The city that names the zone: America/Santiago is read «Santiago»."""
        return self.zone.key.rsplit("/", 1)[-1].replace("_", " ")


def language_links(*, request: HttpRequest, choose: str, languages: list[str]) -> tuple[Link, ...]:
    """One link per language of the office. `choose` is an address with `LANG` to be replaced."""
    here = get_language()
    back = urlencode({"next": request.get_full_path()})
    return tuple(
        Link(
            label=LANGUAGE_NAMES[code],
            url=f"{choose.replace('LANG', code)}?{back}",
            current=code == here,
            lang=code,
        )
        for code in languages
        if code in LANGUAGE_NAMES
    )


def plain_frame() -> Frame:
    """The frame of a page that belongs to no office."""
    return Frame(
        name="Ventanilla", subtitle=_("Sedes electrónicas"), home="/", zone=ZoneInfo(_zone())
    )


def _zone() -> str:
    return settings.TIME_ZONE or "UTC"
