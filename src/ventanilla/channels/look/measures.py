"""What was done with a person's data in a case: the same words for both sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from ventanilla.channels.look.components import Cell, Table, table
from ventanilla.channels.look.templatetags.look import moment

Seen = tuple[str, str, Any, str, Mapping[str, Any]]  # kind, label, moment, who, content


def measures_table(seen: Sequence[Seen], said: Any, why_kept: Any) -> Table:
    """In order. `said` tells a model in words, `why_kept` what keeps it."""
    rows = [
        [
            Cell(text=label, detail=moment(at)),
            Cell(text="\n".join(_told(kind, content, said, why_kept))),
            Cell(text=who),
        ]
        for kind, label, at, who, content in seen
    ]
    return table(
        caption=_("Qué se hizo con los datos"), heads=(_("Medida"), _("Qué"), _("Quién")), rows=rows
    )


def _told(kind: str, content: Mapping[str, Any], said: Any, why_kept: Any) -> Iterator[str]:
    if kind == "copy":
        yield _("Se adjunta a la respuesta.")
    elif kind == "correction":
        labels = field_labels()
        for name, after in content["after"].items():
            before = content["before"].get(name) or _("(vacío)")
            yield _("%(field)s: antes «%(before)s», ahora «%(after)s».") % {
                "field": labels.get(name, name),
                "before": before,
                "after": after or _("(vacío)"),
            }
    elif kind == "cancellation":
        yield from _cancelled(content, said, why_kept)
    elif kind == "objection":
        upheld = content["outcome"] == "upheld"
        yield _("Se atiende.") if upheld else _("No se atiende.")
        yield str(content["text"])
    if content.get("why"):
        yield _("Razones: %(why)s") % {"why": content["why"]}


def _cancelled(content: Mapping[str, Any], said: Any, why_kept: Any) -> Iterator[str]:
    for line in content["erased"]:
        yield _("Borrado: %(what)s (%(rows)d).") % {
            "what": said(line["model"]),
            "rows": line["rows"],
        }
    if not content["erased"]:
        yield _("No había nada que se pudiera borrar.")
    for line in content["kept"]:
        if line["model"] != "privacy.AccessDelay":
            yield _("Se conserva: %(what)s (%(rows)d). %(why)s %(norm)s") % {
                "what": said(line["model"]),
                "rows": line["rows"],
                "why": why_kept(line["by"]),
                "norm": line["norm"],
            }


def field_labels() -> dict[str, str]:
    """The columns that may be corrected, in words."""
    return {
        "name": _("Nombre"),
        "identifier": _("Número de identidad"),
        "address": _("Dirección"),
        "email": _("Correo electrónico"),
        "phone": _("Teléfono"),
    }
