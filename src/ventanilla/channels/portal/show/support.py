"""How a person wants to be attended: the fields that ask it, and what they stated read back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from ventanilla.channels.look.components import SummaryRow
from ventanilla.channels.look.fields import Choice, FieldView
from ventanilla.channels.look.frame import LANGUAGE_NAMES
from ventanilla.domains.offices import api as offices
from ventanilla.domains.parties import api as parties

LONGEST_NOTE = 300
LONGEST_LANGUAGE = 60


def support_fields(*, office: offices.Office, support: parties.Support) -> list[FieldView]:
    """A language, another one by its name, the support, and what no box says. None is required."""
    return [
        FieldView(
            id="language",
            kind="one_of",
            label=_("¿En qué lengua prefiere que le hablemos y escribamos?"),
            required=False,
            choices=_languages(office, support),
        ),
        FieldView(
            id="other_language",
            kind="text",
            label=_("Otra lengua"),
            hint=_("Escriba su nombre. Por ejemplo: aimara, lengua de señas, guaraní"),
            max_length=LONGEST_LANGUAGE,
            required=False,
            value=support.other_language,
        ),
        FieldView(
            id="needs",
            kind="many_of",
            label=_("¿Qué apoyo necesita?"),
            hint=_("No tiene que decir por qué. Marque lo que le sirva."),
            required=False,
            choices=tuple(
                Choice(
                    id=f"needs-{need}", value=need, label=str(label), chosen=need in support.needs
                )
                for need, label in parties.NEEDS.items()
            ),
        ),
        FieldView(
            id="note",
            kind="long_text",
            rows=3,
            label=_("Otra cosa que debamos saber para atenderle"),
            max_length=LONGEST_NOTE,
            required=False,
            value=support.note,
        ),
    ]


def _languages(office: offices.Office, support: parties.Support) -> tuple[Choice, ...]:
    codes = [code for code in office.languages or [office.language] if code in LANGUAGE_NAMES]
    return tuple(
        Choice(
            id=f"language-{code}",
            value=code,
            label=LANGUAGE_NAMES[code],
            chosen=code == support.language,
        )
        for code in codes
    )


def posted_support(office: offices.Office, post: QueryDict) -> parties.Support:
    """What was posted; a language that the office does not offer is none."""
    said: Mapping[str, Any] = {**post.dict(), "needs": post.getlist("needs")}
    if said.get("language") not in office.languages:
        said = {**said, "language": ""}
    return parties.Support.read(said)


def support_rows(support: parties.Support, url: str) -> list[SummaryRow]:
    """Language and support as the check page reads them back."""
    language = support.other_language or LANGUAGE_NAMES.get(support.language, "")
    return [
        SummaryRow(
            label=_("Lengua que prefiere"),
            lines=(language or _("No lo ha dicho: le atendemos en la de esta página."),),
            change_url=url,
        ),
        SummaryRow(
            label=_("Apoyo que necesita"),
            lines=support.words or (_("Ninguno. Es voluntario decirlo."),),
            change_url=f"{url}#needs-plain_reading",
        ),
    ]
