"""The questions with which a contact is confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from ventanilla.channels.look.fields import FieldView
from ventanilla.domains.parties import api as parties

if TYPE_CHECKING:
    from ventanilla.channels.filling.opened import OpenDraft


def kind_of(written: str) -> str:
    """What somebody wrote: an e-mail has its @; anything else is a telephone, if any is reached."""
    kinds = parties.contact_kinds()
    if "phone" not in kinds:
        return "email"
    return "email" if "@" in written and "email" in kinds else "phone"


def contact_fields(opened: OpenDraft, *, written: str | None, error: str) -> list[FieldView]:
    """One box for whatever reaches them, with what they answered before; or nothing."""
    kinds = parties.contact_kinds()
    if not kinds:
        return []
    only = kinds[0] if len(kinds) == 1 else ""
    return [
        FieldView(
            id="contact",
            kind=only or "text",
            label=_labels().get(only, _("Correo electrónico o teléfono móvil")),
            hint=_hints().get(only, _("Por ejemplo: nombre@example.org, o +56 9 1234 5678")),
            max_length=200,
            value=_answered(opened) if written is None else written,
            error=error,
            autocomplete={"email": "email", "phone": "tel"}.get(only, "on"),
        )
    ]


def code_field(*, error: str = "") -> FieldView:
    """The six digits. The browser may offer them from the message."""
    return FieldView(
        id="contact_code",
        kind="text",
        label=_("Código de seis números"),
        max_length=10,
        input_mode="numeric",
        autocomplete="one-time-code",
        error=error,
    )


def _labels() -> dict[str, str]:
    return {"email": _("Correo electrónico"), "phone": _("Teléfono móvil")}


def _hints() -> dict[str, str]:
    return {
        "email": _("Por ejemplo: nombre@example.org"),
        "phone": _("Con el prefijo del país. Por ejemplo: +56 9 1234 5678"),
    }


def _answered(opened: OpenDraft) -> str:
    """What the form's answers say of a kind that is reached, where the procedure asks it."""
    mapping = opened.procedure.applicant
    given = (opened.draft.answers.get(mapping.get(kind, "")) for kind in parties.contact_kinds())
    return next((answer for answer in given if isinstance(answer, str) and answer), "")
