"""Whose turn it is, what is missing, until when and what happens then; what can be done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ventanilla.channels.filling.acts.offers import offered
from ventanilla.channels.look.components import Line, Point
from ventanilla.channels.look.frame import Link
from ventanilla.channels.look.templatetags.look import full_day
from ventanilla.channels.look.time_left import time_chip
from ventanilla.channels.portal.acts.table import ACTS, UNTIL_OPENED, ActPage, remedies
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.casefiles.api import ActKind, State
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock
from ventanilla.kernel.text_choice import pick


@dataclass(frozen=True, kw_only=True)
class Ways:
    """What the person can do now: the one that is waited for, the others, and not yet."""

    main: Link | None
    others: tuple[Link, ...]
    not_yet: tuple[Point, ...]


def ways(*, office: offices.Office, now: casefiles.CaseNow) -> Ways:
    """From the table of acts and what the law offers to the person."""
    hidden = set(UNTIL_OPENED) if now.standing.sealed else set()
    offers = now.offers(casefiles.party(None))
    if not offers.get(ActKind.APPEAL) and not remedies(now):
        hidden.add(ActKind.APPEAL)
    found = offered(
        {kind: page.title for kind, page in ACTS.items()},
        offers,
        url=lambda kind: reverse("portal:act", args=[office.slug, now.view.id, kind.value]),
        told=lambda why: why.code == "not-yet",
        hidden=hidden,
    )
    can = dict(found.can)
    main = can.pop(_waited_for(now), None)
    if now.standing.sealed:
        where = [office.slug, now.view.id, min(now.standing.sealed)]
        url = reverse("portal:notice", args=where)
        main = Link(label=_("Abrir la notificación"), url=url)
    return Ways(main=main, others=tuple(can.values()), not_yet=found.not_yet)


def _waited_for(now: casefiles.CaseNow) -> ActKind:
    if now.standing.state == State.CORRECTION:
        return ActKind.CORRECT
    if now.standing.hearing == "open" and now.standing.is_open:
        return ActKind.ALLEGE
    return ActKind.APPEAL


def now_title(now: casefiles.CaseNow) -> str:
    """Whose turn it is, in one sentence."""
    standing = now.standing
    if standing.sealed:
        return _("Tiene una notificación sin abrir")
    if standing.state == State.CORRECTION:
        return _("Ahora le toca a usted: hay algo que corregir")
    if standing.pending_appeal:
        return _("Ahora nos toca a nosotros: resolvemos su recurso")
    if standing.is_open and standing.hearing == "open":
        return _("Ahora le toca a usted: puede alegar")
    if standing.state in (State.ANSWERED, State.DECIDED):
        return _("Ya tiene la respuesta")
    if not standing.is_open:
        return str(now.view.state.label)
    if standing.waiting_on == "report":
        return _("Esperamos un informe antes de responderle")
    return _("Ahora nos toca a nosotros: respondemos")


def now_facts(*, office: offices.Office, now: casefiles.CaseNow) -> Iterator[Line]:
    """What is missing, who has it, until when, and what if not."""
    today = clock.today(office.zone)
    if now.standing.sealed:
        yield Line(label=_("De"), text=now.view.unit_name)
        yield Line(
            label=_("Qué pasa al abrirla"),
            text=_("Queda notificada ese día y desde él corren sus plazos."),
        )
        return
    if now.standing.state == State.CORRECTION:
        lines = now.read_back(now.answers, now.files, get_language() or "es")
        missing = ", ".join(f"«{lines.get(name, (name, ''))[0]}»" for name in now.marked)
        yield Line(label=_("Qué falta"), text=missing)
        yield from _until(now.running("correction"), today)
        yield Line(
            label=_("Si no lo corrige"),
            text=_(
                "Podremos dar por terminado el expediente sin decidir sobre lo que pidió. "
                "Podrá recurrirlo."
            ),
        )
        return
    yield Line(label=_("Quién lo tiene"), text=now.view.unit_name)
    if now.standing.pending_appeal:
        yield from _until(now.running("decide_appeal"), today)
        return
    if now.standing.is_open and now.standing.hearing == "open":
        yield from _until(now.running("hearing"), today)
        yield Line(label=_("Si no alega"), text=_("Seguimos y decidimos con lo que hay."))


def _until(row: casefiles.CaseClock | None, today: date) -> Iterator[Line]:
    if row is not None and row.due_on:
        chip = time_chip(due=row.due_on, today=today)
        yield Line(label=_("Hasta cuándo"), text=full_day(row.due_on), chip=chip)


def why_url(*, office: offices.Office, now: casefiles.CaseNow) -> str:
    """Where the date that counts now is explained."""
    standing = now.standing
    name = ""
    if standing.state == State.CORRECTION:
        name = "correction"
    elif standing.pending_appeal:
        name = "decide_appeal"
    elif standing.is_open and standing.hearing == "open":
        name = "hearing"
    row = now.running(name) if name else None
    if row is not None and row.due_on:
        place = [office.slug, now.view.id, row.opened_by, row.name]
        return reverse("portal:case-clock", args=place)
    if name or not standing.is_open or not now.view.due_on:
        return ""
    return reverse("portal:case-due", args=[office.slug, now.view.id])


def act_facts(*, office: offices.Office, page: ActPage, now: casefiles.CaseNow) -> tuple[Line, ...]:
    """Until when an act can be done: the day to correct, or the last day of each appeal."""
    today = clock.today(office.zone)
    if page.corrects:
        return tuple(_until(now.running("correction"), today))
    if not page.against:
        return ()
    return last_days(now, today=today)


def last_days(now: casefiles.CaseNow, *, today: date) -> tuple[Line, ...]:
    """Each appeal that is open, with its last day."""
    lang = get_language() or "es"
    lines = []
    for appeal in remedies(now):
        row = now.running(f"appeal:{appeal['id']}")
        if row is not None and row.due_on:
            text = f"{full_day(row.due_on)}. {pick(appeal['name'], lang)}"
            chip = time_chip(due=row.due_on, today=today)
            lines.append(Line(label=_("Último día"), text=text, chip=chip))
    return tuple(lines)
