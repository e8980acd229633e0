"""The frame of the people's pages."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from ventanilla.channels.look.frame import Frame, Link, language_links
from ventanilla.channels.look.language import PARTIAL
from ventanilla.domains.offices import api as offices


def portal_frame(*, request: HttpRequest, office: offices.Office, nav: str) -> Frame:
    """Header and footer of an office, with the part of the site named `nav` marked."""
    slug = office.slug
    signed_in = request.user.is_authenticated
    return Frame(
        name=office.name,
        subtitle=_("Sede electrónica"),
        home=reverse("portal:home", args=[slug]),
        zone=office.zone,
        languages=language_links(
            request=request,
            choose=reverse("portal:language", args=[slug, "LANG"]),
            languages=office.languages,
        ),
        nav=_nav(slug=slug, current=nav),
        nav_label=_("Sede"),
        footer=_footer(slug),
        colours_url=reverse("portal:colours", args=[slug]),
        bar_colour=offices.checked_colours(office.colours)["deep"],
        person=str(request.user) if signed_in else "",
        sign_in_url="" if signed_in else reverse("portal:sign-in", args=[slug]),
        sign_out_url=reverse("portal:sign-out", args=[slug]) if signed_in else "",
        holder=office.holder,
        address=office.address,
        hours=office.opening_hours,
        phone=office.phone,
        demonstration=office.demonstration,
        practice=office.practice,
        partial=PARTIAL.get(translation.get_language() or "", ""),
    )


def _nav(*, slug: str, current: str) -> tuple[Link, ...]:
    places = {
        "home": _("Trámites"),
        "cases": _("Mis expedientes"),
        "notices": _("Notificaciones"),
        "resume": _("Borradores"),
        "verify": _("Verificar"),
        "help": _("Ayuda"),
    }
    return tuple(
        Link(label=label, url=reverse(f"portal:{name}", args=[slug]), current=name == current)
        for name, label in places.items()
    )


def _footer(slug: str) -> tuple[Link, ...]:
    places = {
        "about": _("Quién responde de esta sede"),
        "data": _("Sus datos"),
        "accessibility": _("Accesibilidad"),
        "automated-decisions": _("Decisiones automatizadas"),
        "outages": _("Interrupciones del servicio"),
        "commitments": _("Compromisos"),
        "charter": _("La Carta en esta sede"),
        "titles": _("Comprobar una licencia"),
        "board": _("Tablón de anuncios"),
        "calendar": _("Calendario"),
        "time-limits": _("Calcular un plazo"),
    }
    return tuple(
        Link(label=label, url=reverse(f"portal:{name}", args=[slug]))
        for name, label in places.items()
    )
