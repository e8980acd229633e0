"""Notices as the person reads them: what waits, what opening it brings about, what was opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ventanilla.channels.look.act_words import act_lines, notice_how
from ventanilla.channels.look.components import Cell, Chip, Line, Table, table
from ventanilla.channels.look.templatetags.look import day, full_day, moment
from ventanilla.channels.look.time_left import time_chip
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.notices import api as notices
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock


@dataclass(frozen=True, kw_only=True)
class NoticePage:
    """One notice. `lines` are what it says, once it may be read; `receipt_url` of the opening."""

    title: str
    caption: str
    facts: tuple[Line, ...]
    may_open: bool
    consequences: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    documents: Table | None = None
    receipt_url: str = ""


def box_table(*, office: offices.Office, found: Sequence[notices.Notice]) -> Table:
    """The box: newest first, what waits marked."""
    today = clock.today(office.zone)
    rows = [
        [
            Cell(
                text=one.title if not one.pending else _("Notificación sin abrir"),
                detail=one.matter_label,
                url=reverse("portal:notice", args=[office.slug, one.matter_id, one.item]),
            ),
            Cell(text=day(one.placed_at)),
            Cell(text=_state(one), chip=_left(one, today)),
        ]
        for one in found
    ]
    heads = (_("Notificación"), _("Puesta a su disposición"), _("Cómo está"))
    return table(caption=_("Mis notificaciones"), heads=heads, rows=rows, hidden_caption=True)


def _state(one: notices.Notice) -> str:
    if one.pending:
        return _("Sin abrir") if one.means == notices.Means.BOX else _("Se la enviamos por carta")
    assert one.effect_on is not None
    return f"{one.get_standing_display()}, {full_day(one.effect_on)}"


def _left(one: notices.Notice, today: date) -> Chip | None:
    return time_chip(due=one.expires_on, today=today) if one.pending and one.expires_on else None


def notice_page(
    *, office: offices.Office, now: casefiles.CaseNow, notice: notices.Notice
) -> NoticePage:
    """Closed, it says who sends it and what opening, refusing or leaving it brings about."""
    act = next(act for act in now.view.acts if act.seq == notice.item)
    caption = _("Registro %(number)s") % {"number": now.view.label}
    sealed = notice.item in now.standing.sealed
    facts = list(_facts(now, notice, sealed=sealed))
    if sealed:
        return NoticePage(
            title=_("Tiene una notificación"),
            caption=caption,
            facts=tuple(facts),
            may_open=True,
            consequences=tuple(_consequences(notice)),
        )
    labels = {field.id: str(field.id) for field in now.view.procedure.form.fields}
    labels |= {
        n: said[0]
        for n, said in now.read_back(now.answers, now.files, get_language() or "es").items()
    }
    return NoticePage(
        title=str(act.kind.label),
        caption=caption,
        facts=tuple(facts),
        may_open=False,
        lines=tuple(act_lines(act.content, labels=labels)),
        documents=_documents(office, now, act),
        receipt_url=_receipt(office, now, notice),
    )


def _facts(now: casefiles.CaseNow, notice: notices.Notice, *, sealed: bool) -> Iterator[Line]:
    yield Line(label=_("De"), text=now.view.unit_name)
    yield Line(label=_("Puesta a su disposición"), text=moment(notice.placed_at))
    if sealed and notice.expires_on:
        today = clock.today(now.view.office.zone)
        yield Line(
            label=_("Hasta cuándo"),
            text=full_day(notice.expires_on),
            norm=str(notice.effect_by.get("article") or ""),
            chip=time_chip(due=notice.expires_on, today=today),
        )
    if not sealed:
        served = _served(now, notice)
        if served:
            yield Line(label=_("Notificada"), text=notice_how(served.content))
            on = date.fromisoformat(str(served.content.get("on") or served.content["known_on"]))
            yield Line(label=_("Sus plazos corren desde"), text=full_day(on))


def _consequences(notice: notices.Notice) -> Iterator[str]:
    yield _("Si la abre, queda notificada hoy, con número de registro, y empiezan sus plazos.")
    if notice.means == notices.Means.PAPER:
        yield _("También se la enviamos por carta. Vale lo primero que reciba.")
    yield _("Si la rechaza, cuenta como hecha y sus plazos empiezan igual.")
    if notice.expires_on is None:
        yield _("Mientras no la abra ni la rechace, sus plazos no empiezan.")
    elif notice.effect_by.get("as_refused"):
        said = _("Si no la abre hasta el %(day)s, la ley la da por rechazada.")
        yield said % {"day": full_day(notice.expires_on)}
    else:
        said = _("Si no la abre hasta el %(day)s, la ley la da por hecha.")
        yield said % {"day": full_day(notice.expires_on)}


def _served(now: casefiles.CaseNow, notice: notices.Notice) -> casefiles.ActView | None:
    kinds = (casefiles.ActKind.NOTIFIED, casefiles.ActKind.RECORD_TACIT_NOTICE)
    acts = (act for act in now.view.acts if act.kind in kinds)
    return next((act for act in acts if act.content.get("act") == notice.item), None)


def _receipt(office: offices.Office, now: casefiles.CaseNow, notice: notices.Notice) -> str:
    served = _served(now, notice)
    if served is None or served.seq not in now.entries:
        return ""
    return reverse("portal:act-receipt", args=[office.slug, now.view.id, served.seq])


def _documents(
    office: offices.Office, now: casefiles.CaseNow, act: casefiles.ActView
) -> Table | None:
    if not act.documents:
        return None
    rows = [
        [
            Cell(
                text=held.name,
                url=reverse("portal:document", args=[office.slug, now.view.id, held.id]),
            )
        ]
        for held in act.documents
    ]
    return table(caption=_("Documentos"), heads=(_("Documento"),), rows=rows)


def board_table(found: Sequence[notices.BoardPosting]) -> Table:
    """The notice board of a day."""
    rows = [
        [
            Cell(text=one.title),
            Cell(text=one.text, detail=one.norm),
            Cell(text=full_day(one.from_on)),
            Cell(text=full_day(one.until_on)),
        ]
        for one in found
    ]
    heads = (_("Para quién"), _("Expediente y norma"), _("Desde"), _("Hasta"))
    return table(caption=_("Tablón de anuncios"), heads=heads, rows=rows, hidden_caption=True)
