"""Delegate, delegate the signature, and substitute: what the law lets a post hand over.

ES: Ley 40/2015, arts 9, 12, 13; CL: Ley 18.575, art. 41, and subrogation (Ley 18.883); PE: TUO Ley
27444, arts 78-84; BR: Lei 9.784, arts 11-17 (declared fall-back); CO: Ley 489, arts 9-12. The
articles wait to be read: `legislation/data/acting_for`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.capacity import ACTORS, competent_post
from ventanilla.domains.casefiles.errors import NotDelegable
from ventanilla.domains.casefiles.rules.act_kinds import ActKind, Actor
from ventanilla.domains.casefiles.rules.permitted import LAWS
from ventanilla.domains.legislation import api as legislation
from ventanilla.domains.legislation.api import ActingLaw
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.api import Order, Post, StandIn, StandInKind

_DECIDE = frozenset({Actor.HEAD, Actor.AUTOMATIC, Actor.LAW})
#: What whoever decides may hand over: what is theirs alone, and the answer.
DELEGABLE = tuple(
    kind
    for kind in ActKind
    if kind == ActKind.ANSWER
    or (kind in LAWS and Actor.HEAD in LAWS[kind].by and LAWS[kind].by <= _DECIDE)
)


def delegate(
    *,
    by: Post,
    from_post: Post,
    to_post: Post,
    acts: Sequence[str],
    order: Order,
    from_at: datetime,
    until_at: datetime | None = None,
    procedures: Sequence[str] = (),
    signature: bool = False,
    of: StandIn | None = None,
    further_by: str = "",
) -> list[StandIn]:
    """`to_post` does those acts for `from_post`, in those procedures (none: in all).

    1. The acts are the post's own; 2. the law lets them be handed over; 3. as it demands. Raises
    `NotDelegable` with the article, and `StandInRefused`.
    """
    kind = StandInKind.SIGNATURE if signature else StandInKind.DELEGATION
    law = legislation.acting_law(from_post.office.country, kind)
    # 1.
    holder = competent_post(of) if of is not None else from_post
    for act in acts:
        _must_be_own(holder, act)
    # 2.
    for act in acts:
        if norm := law.forbids(act, same_unit=holder.unit_id == to_post.unit_id):
            raise NotDelegable(
                _("«%(act)s» no se puede delegar: %(norm)s.")
                % {"act": ActKind(act).label, "norm": norm},
                expected=_("Quítelo de lo que se delega."),
                norm=norm,
            )
    # 3.
    _must_be_as_demanded(law, acts, procedures, order)
    return offices.record_stand_in(
        by=by,
        kind=kind,
        from_post=from_post,
        to_post=to_post,
        powers=[(act, slug) for act in acts for slug in procedures or ("",)],
        order=replace(order, norm=order.norm or law.norm),
        from_at=from_at,
        until_at=until_at,
        of=of,
        further_by=further_by,
    )


def substitute(
    *,
    by: Post,
    from_post: Post,
    to_post: Post,
    order: Order,
    from_at: datetime,
    until_at: datetime | None = None,
) -> StandIn:
    """`to_post` does everything of `from_post` while it is absent or vacant. Why it is absent is
    not asked. Raises `StandInRefused`."""
    law = legislation.acting_law(from_post.office.country, StandInKind.SUBSTITUTION)
    [row] = offices.record_stand_in(
        by=by,
        kind=StandInKind.SUBSTITUTION,
        from_post=from_post,
        to_post=to_post,
        powers=[("", "")],
        order=replace(order, norm=order.norm or law.norm),
        from_at=from_at,
        until_at=until_at,
    )
    return row


def _must_be_own(post: Post, act: str) -> None:
    actor = ACTORS.get(post.role)
    if act not in DELEGABLE or actor not in LAWS[ActKind(act)].by:
        raise NotDelegable(
            _("Ese puesto no puede delegar lo que no le corresponde."),
            expected=_("Elija actos que ese puesto haga por sí mismo."),
        )


def _must_be_as_demanded(
    law: ActingLaw, acts: Sequence[str], procedures: Sequence[str], order: Order
) -> None:
    if not acts:
        raise NotDelegable(_("Falta decir qué se delega."), expected=_("Elija al menos un acto."))
    if law.specific and not procedures:
        raise NotDelegable(
            _("La delegación es de materias determinadas: %(norm)s.") % {"norm": law.specific},
            expected=_("Elija los trámites a los que se extiende."),
            norm=law.specific,
        )
    if law.published and not order.published_in:
        raise NotDelegable(
            _("La delegación no vale sin publicarse: %(norm)s.") % {"norm": law.published},
            expected=_("Diga dónde se publicó y cuándo."),
            norm=law.published,
        )
    if not (order.norm or law.norm):
        raise NotDelegable(_("Falta la norma que permite delegar."))
