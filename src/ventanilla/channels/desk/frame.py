"""The frame of the officials' pages: sand instead of paper, so nobody confuses the two sides."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from ventanilla.channels.look.frame import Frame, Link, language_links
from ventanilla.domains.offices import api as offices


def desk_frame(
    *, request: HttpRequest, office: offices.Office, post: offices.Post | None, nav: str
) -> Frame:
    """Header and footer of the desk; without a post there is only the way to sign in."""
    slug = office.slug
    return Frame(
        name=office.name,
        subtitle=_("Mesa de trabajo"),
        home=reverse("desk:queue", args=[slug]),
        home_label=_("Bandeja"),
        zone=office.zone,
        languages=language_links(
            request=request,
            choose=reverse("desk:language", args=[slug, "LANG"]),
            languages=office.languages,
        ),
        nav=_nav(slug=slug, current=nav, role=post.role) if post else (),
        nav_label=_("Mesa de trabajo"),
        colours_url=reverse("desk:colours", args=[slug]),
        bar_colour=offices.checked_colours(office.colours)["deep"],
        person=str(request.user) if request.user.is_authenticated else "",
        person_detail=post.unit.name if post else "",
        sign_out_url=(
            reverse("desk:sign-out", args=[slug]) if request.user.is_authenticated else ""
        ),
        holder=office.holder,
        demonstration=office.demonstration,
        practice=office.practice,
        wide=True,
    )


def _nav(*, slug: str, current: str, role: str) -> tuple[Link, ...]:
    places = {
        "queue": _("Bandeja"),
        "find": _("Buscar"),
        "tasks": _("Tareas"),
        **({"signing": _("Firma")} if role in (offices.Role.OFFICER, offices.Role.HEAD) else {}),
        **({"panel": _("La unidad")} if role != offices.Role.REGISTRAR else {}),
        "calls": _("Convocatorias"),
        "book": _("Libro de registro"),
        **({"counter": _("Mostrador")} if role in offices.AT_COUNTER else {}),
        **({"letters": _("Cartas")} if role == offices.Role.CLERK else {}),
        **({"stand-ins": _("Suplencias")} if role in offices.MAY_RECORD else {}),
        "searches": _("Búsquedas sin resultado"),
        "plain": _("Lenguaje claro"),
    }
    return tuple(
        Link(label=label, url=reverse(f"desk:{name}", args=[slug]), current=name == current)
        for name, label in places.items()
    )
