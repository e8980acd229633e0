"""Notices at the desk: those of a case, letters to print and what became of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ventanilla.channels.look.act_words import act_lines, means_words, notice_how
from ventanilla.channels.look.components import Cell, Line, Table, table
from ventanilla.channels.look.templatetags.look import day, full_day
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.notices import api as notices
from ventanilla.domains.offices import api as offices
from ventanilla.kernel.text_choice import pick


def notices_table(now: casefiles.CaseNow) -> Table:
    """What was notified in a case, how, and from when it has its effect: from its acts alone."""
    served = {
        int(act.content["act"]): act
        for act in now.view.acts
        if act.kind in (casefiles.ActKind.NOTIFIED, casefiles.ActKind.RECORD_TACIT_NOTICE)
    }
    rows = [
        [
            Cell(text=str(act.kind.label), detail=day(act.at)),
            Cell(text=means_words(str(act.content["notice"]["means"]))),
            _how_it_stands(served.get(act.seq)),
        ]
        for act in now.view.acts
        if act.content.get("notice")
    ]
    heads = (_("Qué se notifica"), _("Cómo"), _("Cómo está"))
    return table(caption=_("Notificaciones"), heads=heads, rows=rows)


def _how_it_stands(served: casefiles.ActView | None) -> Cell:
    if served is None:
        return Cell(text=_("Pendiente"), detail=_("Sus plazos no corren todavía"))
    on = date.fromisoformat(str(served.content.get("on") or served.content["known_on"]))
    said = _("Efecto desde el %(day)s") % {"day": full_day(on)}
    return Cell(text=notice_how(served.content), detail=said)


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One letter as it is printed."""

    name: str
    address: str
    number: str
    title: str
    lines: tuple[str, ...]
    footing: tuple[str, ...]


def letters(
    found: Sequence[notices.Notice],
    contents: Mapping[tuple[UUID, int], casefiles.LetterContent],
) -> tuple[Letter, ...]:
    """Each with its address, what it says, and the appeals that it names."""
    return tuple(_letter(one, contents[(one.matter_id, one.item)]) for one in found)


def _letter(one: notices.Notice, said: casefiles.LetterContent) -> Letter:
    return Letter(
        name=one.addressee.name,
        address=one.addressee.address,
        number=one.matter_label,
        title=str(said.kind.label),
        lines=tuple(act_lines(_shown(said.content), labels={})),
        footing=tuple(_footing(said.content)),
    )


def _shown(content: Mapping[str, object]) -> dict[str, object]:
    return {name: said for name, said in content.items() if name not in ("how", "means")}


def _footing(content: Mapping[str, object]) -> list[str]:
    lang, lines = get_language() or "es", []
    if content.get("paragraphs"):
        return []  # its own paragraphs say how to appeal
    for remedy in content.get("footing") or ():  # type: ignore[attr-defined]
        before = remedy.get("before") or {}
        name = pick(remedy["name"], lang)
        whom = pick(before.get("name"), lang)
        lines.append(
            f"{name}. {whom}. ({remedy['norm']})" if whom else f"{name} ({remedy['norm']})"
        )
    return lines


def batches_table(office: offices.Office, found: Sequence[notices.PrintBatch]) -> Table:
    """The batches, newest first."""
    rows = [
        [
            Cell(
                text=_("Tanda %(number)d") % {"number": one.number},
                url=reverse("desk:letter-batch", args=[office.slug, one.id]),
            ),
            Cell(text=day(one.made_at)),
            Cell(
                text=full_day(one.handed_on) if one.handed_on else _("Sin entregar al correo"),
                detail=one.reference,
            ),
        ]
        for one in found
    ]
    heads = (_("Tanda"), _("Impresa"), _("Entregada al correo"))
    return table(caption=_("Tandas"), heads=heads, rows=rows)


def out_lines(one: notices.Notice) -> tuple[Line, ...]:
    """A letter that is out, as facts above its form."""
    assert one.batch is not None
    return (
        Line(label=_("Para"), text=one.addressee.name),
        Line(label=_("Expediente"), text=one.matter_label),
        Line(label=_("Tanda"), text=str(one.batch.number)),
        Line(label=_("Cómo está"), text=str(one.get_standing_display())),
    )
