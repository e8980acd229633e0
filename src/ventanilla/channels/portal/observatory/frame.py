"""The frame of the observatory's pages: a site of its own, beside the offices'."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from ventanilla.channels.look.frame import Frame, Link, language_links

BAR = "#1a2856"


def observatory_frame(*, request: HttpRequest, nav: str) -> Frame:
    """Header and footer, with the part of the site named `nav` marked."""
    signed_in = request.user.is_authenticated
    return Frame(
        name=_("Observatorio de la Carta"),
        subtitle=_("Gobierno electrónico en Iberoamérica"),
        home=reverse("portal:observatory:home"),
        zone=ZoneInfo("UTC"),
        languages=language_links(
            request=request,
            choose=reverse("portal:observatory:language", args=["LANG"]),
            languages=[code for code, _name in settings.LANGUAGES],
        ),
        nav=_links(_places(), current=nav),
        nav_label=_("Observatorio"),
        footer=_links(_more(signed_in=signed_in), current=nav),
        colours_url=static("portal_observatory/observatory.css"),
        bar_colour=BAR,
        person=str(request.user) if signed_in else "",
        sign_out_url=reverse("portal:observatory:sign-out") if signed_in else "",
    )


def _places() -> dict[str, str]:
    return {
        "home": _("Países"),
        "compare": _("Comparar"),
        "map": _("Mapa"),
        "timeline": _("Leyes desde 2007"),
        "charter": _("La Carta"),
        "methods": _("Métodos y fuentes"),
        "data": _("Datos abiertos"),
    }


def _more(*, signed_in: bool) -> dict[str, str]:
    always = {
        "editions": _("Ediciones"),
        "practices": _("Prácticas compartidas"),
        "weights": _("Si los pesos fueran otros"),
        "proposals": _("Propuestas"),
    }
    return always if signed_in else {**always, "sign-in": _("Entrar para proponer o revisar")}


def _links(places: dict[str, str], *, current: str) -> tuple[Link, ...]:
    return tuple(
        Link(label=label, url=reverse(f"portal:observatory:{name}"), current=name == current)
        for name, label in places.items()
    )
