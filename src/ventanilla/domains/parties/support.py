"""How a person wants to be attended: the language they prefer and the support they need.

It is theirs to state, never asked as a condition, and never deduced from anything else. Support
may tell of a disability: it is shown to whoever handles the case and goes into no log, search,
figure or public page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ventanilla.domains.parties.models import Account

NEEDS: Mapping[str, object] = {
    "plain_reading": _("Textos en lectura fácil"),
    "large_print": _("Letra grande"),
    "read_aloud": _("Que me lean en voz alta lo escrito"),
    "sign_language": _("Interpretación en lengua de señas"),
    "interpreter": _("Intérprete de mi lengua"),
    "by_phone": _("Que me llamen por teléfono, porque no leo o escribo bien"),
    "step_free": _("Un lugar sin escalones"),
    "companion": _("Venir con alguien que me ayude"),
}
LONGEST_NOTE = 300
LONGEST_LANGUAGE = 60


@dataclass(frozen=True, slots=True)
class Support:
    """What a person stated. `language` is a code of the office's languages, or empty;
    `other_language` a name in their own words; `needs` are keys of `NEEDS`."""

    language: str = ""
    other_language: str = ""
    needs: tuple[str, ...] = ()
    note: str = ""

    def __bool__(self) -> bool:
        return bool(self.language or self.other_language or self.needs or self.note)

    @property
    def words(self) -> tuple[str, ...]:
        """The support asked for, in the active language; the note last, as it was written."""
        needed = tuple(str(NEEDS[need]) for need in self.needs)
        return (*needed, self.note) if self.note else needed

    def kept(self) -> dict[str, Any]:
        """As rows keep it; empty where nothing was stated."""
        said = {
            "language": self.language,
            "other_language": self.other_language,
            "needs": list(self.needs),
            "note": self.note,
        }
        return {name: value for name, value in said.items() if value}

    @classmethod
    def read(cls, kept: Mapping[str, Any] | None) -> Support:
        """What was kept or posted; what is not known is left out, what is too long is cut."""
        kept = kept or {}
        needs = kept.get("needs") or ()
        return cls(
            language=_line(kept.get("language"), 10),
            other_language=_line(kept.get("other_language"), LONGEST_LANGUAGE),
            needs=tuple(need for need in NEEDS if need in needs),
            note=_line(kept.get("note"), LONGEST_NOTE),
        )


def support_of(account_id: UUID) -> Support:
    """What the holder of an account stated. One statement."""
    row = Account.objects.filter(id=account_id).values_list("support", flat=True).first()
    return Support.read(row)


def state_support(*, account_id: UUID, support: Support) -> None:
    """Keep it with the account, for what is begun from now on."""
    with transaction.atomic():
        Account.objects.filter(id=account_id).update(
            language=support.language, support=support.kept()
        )


def _line(said: Any, most: int) -> str:
    plain = "".join(c if c.isprintable() else " " for c in str(said or ""))
    return " ".join(plain.split())[:most].strip()
