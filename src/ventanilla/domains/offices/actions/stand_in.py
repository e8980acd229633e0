"""Recording who stands in for whom, and that it ended (ES: Ley 40/2015, arts 9, 12 and 13; CL:
Ley 18.575, art. 41; PE: TUO Ley 27444, arts 78-83; BR: Lei 9.784, arts 11-17; CO: Ley 489, arts
9-12). What the law lets nobody hand over is judged above, where acts are known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.offices.errors import StandInRefused, StandInUnknown
from ventanilla.domains.offices.models import Post, StandIn, StandInEnd, StandInKind
from ventanilla.kernel import clock

#: Who may record it: the head of the unit that gives the power, whoever keeps the register, and
#: the administration of the office.
MAY_RECORD = frozenset({"head", "registrar", "admin"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The act that gives or ends it: as printed (`Resolución n.º 12/2026`), its day, where it was
    published, and the norm by which it is given."""

    text: str
    on: date
    norm: str
    published_in: str = ""


def record_stand_in(
    *,
    by: Post,
    kind: StandInKind,
    from_post: Post,
    to_post: Post,
    powers: Sequence[tuple[str, str]],
    order: Order,
    from_at: datetime,
    until_at: datetime | None = None,
    of: StandIn | None = None,
    further_by: str = "",
) -> list[StandIn]:
    """One row for each power, `(act, procedure)`, all or none. A substitution gives `[("", "")]`.

    Raises `StandInRefused`: whom it may not be given to, or what is given already.
    """
    _may(by, from_post)
    if from_post.account_id == to_post.account_id:
        raise StandInRefused(
            _("Nadie se sustituye ni se delega a sí mismo."),
            expected=_("Elija el puesto de otra persona."),
        )
    rows = [
        StandIn(
            office_id=from_post.office_id,
            kind=kind,
            from_post_id=from_post.id,
            to_post_id=to_post.id,
            act=act,
            procedure=procedure,
            order=order.text,
            ordered_on=order.on,
            published_in=order.published_in,
            norm=order.norm,
            of=of,
            further_by=further_by,
            from_at=from_at,
            until_at=until_at,
            recorded_at=clock.now(),
            recorded_by_id=by.id,
        )
        for act, procedure in powers
    ]
    try:
        with transaction.atomic():
            for row in rows:  # one by one: each is compared with those before it
                row.save(force_insert=True)
    except IntegrityError as error:
        raise _refused(error) from error
    return rows


def end_stand_in(*, by: Post, stand_in_id: UUID, order: str, at: datetime | None = None) -> None:
    """Revoke it, or record that whoever was absent is back. Whoever signs by it at this moment
    finishes before (the row is locked), or does not sign.

    Raises `StandInUnknown`, `StandInRefused`.
    """
    with transaction.atomic():
        rows = StandIn.objects.select_for_update(of=("self",)).select_related("from_post")
        row = rows.filter(id=stand_in_id, office_id=by.office_id).first()
        if row is None:
            raise StandInUnknown
        _may(by, row.from_post)
        ended = StandInEnd.objects.filter(stand_in=row).exists()
        if ended or (row.until_at and row.until_at <= clock.now()):
            raise StandInRefused(_("Ya había terminado."))
        StandInEnd.objects.create(
            office_id=row.office_id,
            stand_in=row,
            at=at or clock.now(),
            order=order,
            recorded_by_id=by.id,
        )


def _may(by: Post, from_post: Post) -> None:
    theirs = by.office_id == from_post.office_id and by.role in MAY_RECORD
    if not theirs or (by.role == "head" and by.unit_id != from_post.unit_id):
        raise StandInRefused(
            _("Su puesto no puede registrarlo."),
            expected=_(
                "Lo registra la jefatura de la unidad, quien lleva el registro o la administración."
            ),
        )


def _refused(error: IntegrityError) -> StandInRefused:
    said = str(error)
    if "given_twice" in said:
        return StandInRefused(
            _("Ese puesto ya tiene quien haga lo mismo en esas fechas."),
            expected=_("Termine antes lo anterior, o elija otras fechas."),
        )
    if "not_its_own" in said or "no_chain" in said:
        return StandInRefused(
            _("Lo que se tiene por delegación no se delega de nuevo sin una ley que lo permita."),
            expected=_("Cite la ley que lo permite, o que delegue quien es titular."),
        )
    if "for_themselves" in said or "another_post" in said:
        return StandInRefused(_("Nadie se sustituye ni se delega a sí mismo."))
    return StandInRefused(
        _("Faltan datos, o no concuerdan."),
        expected=_("El acto, su fecha, la norma, y un fin posterior al comienzo."),
    )
