"""Standing in on its pages: the rows in words, and what was typed on the form."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ventanilla.channels.look.components import ErrorLine
from ventanilla.channels.look.templatetags.look import full_day
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.legislation import api as legislation
from ventanilla.domains.offices import api as offices
from ventanilla.domains.parties import api as parties
from ventanilla.kernel import clock
from ventanilla.kernel.text_choice import pick

_ONE_DAY = timedelta(days=1)
_ORDER = ("from_post", "to_post", "acts", "order", "ordered_on", "from", "until")


@dataclass(frozen=True, kw_only=True)
class StandInRow:
    """One of them in words. `may_end`: the reader's post may end it."""

    id: UUID
    kind: str
    whose: str
    by: str
    powers: str
    order: str
    norm: str
    since: str
    until: str
    may_end: bool


def rows_of(
    *, office: offices.Office, post: offices.Post
) -> tuple[list[StandInRow], list[StandInRow]]:
    """In force or to come, and past, the newest first: two statements and one for names."""
    recorded = offices.stand_ins_recorded(office_id=office.id)
    names = parties.display_names(
        {one.account_id for row in recorded for one in (row.from_post, row.to_post)}
    )
    now = clock.now()
    live: list[StandInRow] = []
    past: list[StandInRow] = []
    for row in recorded:
        ended = getattr(row, "ended", None)
        until = min((at for at in (row.until_at, ended and ended.at) if at), default=None)
        over = until is not None and until <= now
        (past if over else live).append(_row(row, office, names, post, until, over))
    return live, past


def _row(
    row: offices.StandIn,
    office: offices.Office,
    names: dict[UUID, str],
    post: offices.Post,
    until: datetime | None,
    over: bool,
) -> StandInRow:
    own = post.role != offices.Role.HEAD or row.from_post.unit_id == post.unit_id
    return StandInRow(
        id=row.id,
        kind=str(offices.StandInKind(row.kind).label),
        whose=_who(row.from_post, names),
        by=_who(row.to_post, names),
        powers=_powers(row, office),
        order=f"{row.order}, {row.ordered_on:%d/%m/%Y}",
        norm=row.norm,
        since=full_day(row.from_at.astimezone(office.zone).date()),
        until=full_day((until - _ONE_DAY / 86400).astimezone(office.zone).date()) if until else "",
        may_end=not over and own,
    )


def _who(post: offices.Post, names: dict[UUID, str]) -> str:
    return f"{casefiles.charge(post)} ({names.get(post.account_id, '')})"


def _powers(row: offices.StandIn, office: offices.Office) -> str:
    if not row.act:
        return _("Todo lo que hace ese puesto")
    act = str(casefiles.ActKind(row.act).label)
    return f"{act}: {row.procedure}" if row.procedure else act


@dataclass
class Asked:
    """What was typed: the values for the door, the texts to show again, what is wrong by input."""

    typed: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    general: str = ""
    status: int = 200
    from_post: offices.Post | None = None
    to_post: offices.Post | None = None
    acts: list[str] = field(default_factory=list)
    procedures: list[str] = field(default_factory=list)
    order: offices.Order | None = None
    from_at: datetime | None = None
    until_at: datetime | None = None

    def lines(self) -> list[ErrorLine]:
        """The summary, each leading to its input."""
        lines = [
            ErrorLine(text=self.errors[name], anchor=name) for name in _ORDER if name in self.errors
        ]
        return [ErrorLine(text=self.general), *lines] if self.general else lines


def read_asked(posted: QueryDict, *, office: offices.Office, kind: str) -> Asked:
    """What was typed, as far as it can be read."""
    names = ("from_post", "to_post", "order", "ordered_on", "published_in", "norm", "from", "until")
    asked = Asked(typed={name: posted.get(name, "").strip()[:200] for name in names})
    asked.acts = [act for act in posted.getlist("acts") if act in casefiles.DELEGABLE]
    asked.procedures = [slug[:60] for slug in posted.getlist("procedures")][:100]
    posts = {str(one.id): one for one in offices.posts_held(office_id=office.id)}
    asked.from_post = posts.get(asked.typed["from_post"])
    asked.to_post = posts.get(asked.typed["to_post"])
    ordered = _day(asked, "ordered_on", _("Escriba el día del acto."), office)
    since = _day(asked, "from", _("Escriba desde qué día."), office)
    until = _day(asked, "until", "", office)
    asked.from_at, asked.until_at = since, until + _ONE_DAY if until else None
    if asked.from_post is None:
        asked.errors["from_post"] = _("Elija el puesto que se suple o que delega.")
    if asked.to_post is None:
        asked.errors["to_post"] = _("Elija el puesto que firma por él.")
    if not asked.typed["order"]:
        asked.errors["order"] = _("Escriba el acto: qué es y su número.")
    if kind != "substitution" and not asked.acts:
        asked.errors["acts"] = _("Elija al menos un acto.")
    if ordered and asked.typed["order"]:
        asked.order = offices.Order(
            text=asked.typed["order"],
            on=ordered.date(),
            norm=asked.typed["norm"],
            published_in=asked.typed["published_in"],
        )
    asked.status = 422 if asked.errors else 200
    return asked


def _day(asked: Asked, name: str, missing: str, office: offices.Office) -> datetime | None:
    text = asked.typed[name]
    if not text:
        if missing:
            asked.errors[name] = missing
        return None
    try:
        day = datetime.strptime(text, "%d/%m/%Y").date()
    except ValueError:
        asked.errors[name] = _("«%(text)s» no es un día. Por ejemplo: 25/03/2026") % {
            "text": text[:20]
        }
        return None
    return datetime.combine(day, time.min, office.zone)


def choices(
    *, office: offices.Office, post: offices.Post, kind: str, asked: Asked
) -> dict[str, Any]:
    """What may be chosen: posts with the names of who holds them, acts, procedures."""
    held = [one for one in offices.posts_held(office_id=office.id) if one.role != "admin"]
    names = parties.display_names({one.account_id for one in held})
    own = [one for one in held if post.role != offices.Role.HEAD or one.unit_id == post.unit_id]
    lang = get_language() or "es"
    acts = [] if kind == "substitution" else casefiles.DELEGABLE
    return {
        "from_posts": [(str(one.id), _who(one, names)) for one in own],
        "to_posts": [(str(one.id), _who(one, names)) for one in held],
        "acts": [(str(act), str(act.label), act in asked.acts) for act in acts],
        "procedures": []
        if kind == "substitution"
        else [
            (one.slug, pick(one.title, lang), one.slug in asked.procedures)
            for one in catalogue.offered(office_id=office.id, at=clock.now())
        ],
    }


def law_lines(office: offices.Office, kind: str) -> list[str]:
    """What the law of the country says of it, each with its article."""
    law = legislation.acting_law(office.country, kind)
    said = [
        (_("Se da por esta norma: %(norm)s."), law.norm),
        (_("Es de materias determinadas: %(norm)s."), law.specific),
        (_("No vale sin publicarse: %(norm)s."), law.published),
        (_("Quien delega no lo ejerce mientras dure: %(norm)s."), law.holder_waits),
        (_("Lo delegado no se delega de nuevo: %(norm)s."), law.further),
    ]
    lines = [text % {"norm": norm} for text, norm in said if norm]
    lines += [
        _("Esto no se delega: %(act)s (%(norm)s).")
        % {"act": casefiles.ActKind(one["act"]).label, "norm": one["norm"]}
        for one in law.never
    ]
    if lines and not law.verified:
        lines.append(_("Normas citadas sin verificar: compruébelas antes de firmar el acto."))
    return lines
