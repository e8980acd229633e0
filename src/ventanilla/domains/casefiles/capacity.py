"""May this hand do this act now: by its own post, or for another by delegation or substitution.

Asked anew at every act, with the rows locked until it is done: whoever ends a delegation waits for
the signature that is under way, and the next one is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ventanilla.domains.casefiles.errors import NotYours
from ventanilla.domains.casefiles.rules.act_kinds import ActKind, Actor
from ventanilla.domains.casefiles.rules.deciding import Refusal
from ventanilla.domains.casefiles.rules.permitted import LAWS
from ventanilla.domains.legislation import api as legislation
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.api import Office, Post, StandIn, StandInKind
from ventanilla.domains.parties import api as parties
from ventanilla.kernel import clock

BY_OTHERS = frozenset({ActKind.ANSWER_REPORT, ActKind.RECORD_WORK})
ACTORS = {
    "clerk": Actor.CLERK,
    "registrar": Actor.CLERK,
    "officer": Actor.OFFICER,
    "head": Actor.HEAD,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Who acts, and in what capacity. `post` is whose they hold (None: the case is the account's
    own); `stands_for` by what they act for another post, whose unit and role then count."""

    actor: Actor
    account_id: UUID | None = None
    post: Post | None = None
    stands_for: StandIn | None = None

    @property
    def who(self) -> str:
        """What tells one person from another: an account's id, or nothing for the law."""
        return str(self.account_id or "")

    @property
    def unit_id(self) -> UUID | None:
        """The unit whose competence is exercised."""
        if self.stands_for is not None:
            return competent_post(self.stands_for).unit_id
        return self.post.unit_id if self.post else None


LAW = Hand(actor=Actor.LAW)


def hand_of(post: Post) -> Hand:
    """An official at their post. Raises `NotYours` where the role handles no cases."""
    if post.role not in ACTORS:
        raise NotYours
    return Hand(actor=ACTORS[post.role], account_id=post.account_id, post=post)


def party(account_id: UUID | None) -> Hand:
    """The person concerned, with an account or by the code of the case."""
    return Hand(actor=Actor.PARTY, account_id=account_id)


def competent_post(row: StandIn) -> Post:
    """Whose the power is: what was delegated further is still of whoever gave it first."""
    return row.of.from_post if row.of is not None else row.from_post


def rows_of(hand: Hand, *, at: datetime | None = None, locked: bool = False) -> Sequence[StandIn]:
    """By what the hand acts for others, and others for it: one statement; none for a party, nor
    for a post that was read with `stands` false, unless it is asked to be `locked`."""
    if hand.post is None or not (locked or getattr(hand.post, "stands", True)):
        return ()
    return offices.stand_ins_of(post_id=hand.post.id, at=at, locked=locked)


def acting_hand(
    hand: Hand,
    rows: Sequence[StandIn],
    *,
    kind: ActKind,
    unit_id: UUID,
    slug: str,
    country: str,
) -> tuple[Hand, Refusal | None]:
    """The hand in the capacity in which it may do `kind` in a case of that unit and procedure:
    its own first. The refusal is why its own post may not do it now, where nothing else lets it.
    """
    if hand.post is None:
        return hand, None
    away = _held_back(hand, rows, kind=kind, slug=slug, country=country)
    own = hand.actor in LAWS[kind].by and (hand.unit_id == unit_id or kind in BY_OTHERS)
    if own and away is None:
        return hand, None
    for row in rows:
        if row.to_post_id == hand.post.id and _gives(row, kind=kind, unit_id=unit_id, slug=slug):
            return _through(hand, row), None
    return hand, away


def _gives(row: StandIn, *, kind: ActKind, unit_id: UUID, slug: str) -> bool:
    post = competent_post(row)
    actor = ACTORS.get(post.role)
    named = row.act in ("", str(kind)) and row.procedure in ("", slug)
    return named and post.unit_id == unit_id and actor in LAWS[kind].by


def _through(hand: Hand, row: StandIn) -> Hand:
    return replace(hand, actor=ACTORS[competent_post(row).role], stands_for=row)


def _held_back(
    hand: Hand, rows: Sequence[StandIn], *, kind: ActKind, slug: str, country: str
) -> Refusal | None:
    """Whoever is absent does nothing; what was delegated is not done beside, where the law says."""
    for row in rows:
        if hand.post is None or row.from_post_id != hand.post.id:
            continue
        if row.kind == StandInKind.SUBSTITUTION:
            return Refusal(
                "absent",
                gettext_lazy("Su puesto consta como ausente: otra persona lo suple."),
                gettext_lazy("Haga constar antes la vuelta, en «Suplencias»."),
            )
        waits = legislation.acting_law(country, row.kind).holder_waits
        if waits and row.act == kind and row.procedure in ("", slug):
            return Refusal(
                "delegated",
                gettext_lazy("Lo delegó: no lo ejerce mientras no lo revoque (%(norm)s).")
                % {"norm": waits},
                gettext_lazy("Revoque antes la delegación, o que firme quien la tiene."),
            )
    return None


def stood_for(post: Post) -> QuerySet[StandIn]:
    """What that post exercises for others now, to be asked within another statement."""
    return offices.StandIn.objects.filter(offices.in_force(clock.now()), to_post_id=post.id)


def present_of(posts: Sequence[Post]) -> list[Post]:
    """Those posts, whoever is absent replaced by their substitute, each account once: one
    statement."""
    away = offices.absent_of(posts)
    found = [away[one.id].to_post if one.id in away else one for one in posts]
    return list({one.account_id: one for one in found}.values())


def units_reached(post: Post, *, unit: str, slug: str) -> Q:
    """The cases of the units for which `post` stands in now. `unit` and `slug` are the paths to
    the case's own unit and to the slug of its procedure."""
    rows = stood_for(post).filter(Q(procedure="") | Q(procedure=OuterRef(slug)))
    first = Q(of__isnull=True, from_post__unit_id=OuterRef(unit))
    further = Q(of__isnull=False, of__from_post__unit_id=OuterRef(unit))
    return Q(Exists(rows.filter(first | further)))


def signed_as(hand: Hand, office: Office, *, name: str = "") -> dict[str, Any]:
    """What an act says of whoever signs it: the charge, the name, and the formula of the law with
    the act by which they sign for another. One statement; none where the `name` of the account that
    signs is known and it signs by its own post.
    """
    post = hand.post
    if post is None:
        return {}
    with translation.override(office.language):
        row = hand.stands_for
        names = {post.account_id: name} if name else {}
        named = {post.account_id} | ({competent_post(row).account_id} if row else set())
        if missing := named - names.keys():
            names |= parties.display_names(missing)
        said: dict[str, Any] = {
            "post": charge(post),
            "unit": post.unit.name,
            "name": names.get(post.account_id, ""),
            "stand_in": str(row.id) if row else "",
        }
        if row is None:
            return said
        return said | _for_another(row, office, names)


def _for_another(row: StandIn, office: Office, names: Mapping[UUID, str]) -> dict[str, Any]:
    holder = competent_post(row)
    law = legislation.acting_law(office.country, row.kind)
    whose = charge(holder)
    if row.kind == StandInKind.SUBSTITUTION and names.get(holder.account_id):
        whose = f"{whose}, {names[holder.account_id]}"
    return {
        "kind": row.kind,
        "for": charge(holder),
        "formula": legislation.acting_formula(
            office.locale, row.kind, post=whose, order=order_text(row)
        ),
        "norm": law.formula or row.norm,
        "verified": law.verified,
        "deemed": law.deemed,
    }


def charge(post: Post) -> str:
    """How a post signs: its charge, or its role and unit."""
    return post.title or f"{post.get_role_display()}, {post.unit.name}"


def order_text(row: StandIn) -> str:
    """The act that gives it, its day and where it was published."""
    said = _("%(order)s, de %(day)s") % {
        "order": row.order, "day": row.ordered_on.strftime("%d/%m/%Y"),
    }  # fmt: skip
    return f"{said}; {row.published_in}" if row.published_in else said
