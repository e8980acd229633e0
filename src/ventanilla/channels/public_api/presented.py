"""Whether a machine may say when something was handed in: the law's clock may run from there."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from ventanilla.channels.public_api.bodies import FilingRequest
from ventanilla.channels.public_api.errors import BackdatingForbidden, RequestInvalid
from ventanilla.domains.parties.api import TokenGrant


def check_presented(grant: TokenGrant, asked: FilingRequest, *, received_at: datetime) -> None:
    """Only with the token's own right, within its days, and naming register and number of origin.

    Raises `BackdatingForbidden`, `RequestInvalid`.
    """
    presented_at = asked.presented_at
    if presented_at is None:
        return
    if presented_at > received_at:
        raise _not_a_moment(_("El momento de presentación no ha llegado todavía."))
    if not grant.backdate_days:
        raise BackdatingForbidden
    if presented_at < received_at - timedelta(days=grant.backdate_days):
        raise _too_long_ago(grant.backdate_days)
    _demand_origin(asked)


def _not_a_moment(cause: object) -> RequestInvalid:
    return RequestInvalid(
        cause,
        member="presented_at",
        expected=_("Se espera un momento de RFC 3339, no posterior al actual."),
        example="2026-03-31T08:42:17-03:00",
    )


def _too_long_ago(days: int) -> RequestInvalid:
    return RequestInvalid(
        _("El momento de presentación es demasiado antiguo para esta credencial."),
        member="presented_at",
        expected=_("La sede admite hasta %(days)d días atrás. Lo anterior va a la ventanilla.")
        % {"days": days},
        example="2026-03-31T08:42:17-03:00",
    )


def _demand_origin(asked: FilingRequest) -> None:
    members = {"origin_register": asked.origin_register, "origin_number": asked.origin_number}
    examples = {"origin_register": "Oficina de Partes", "origin_number": "2026-1234"}
    for member, given in members.items():
        if not given.strip():
            raise RequestInvalid(
                _("Falta dónde se presentó o con qué número."),
                member=member,
                expected=_("Con presented_at van el registro de origen y su número."),
                example=examples[member],
            )
