"""Names of rules: lower-case words with dots, accents dropped, and the aliases people may try."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

ALIASES = {
    "default_resolution_period": "resolution",
    "resolution_extension": "resolution.extension",
    "correction_period": "correction",
    "general_term": "general",
    "access_to_information": "access",
    "access_info": "access",
    "notification_deadline": "notification",
    "silence_certificate": "silence.certificate",
    "certificate_period": "silence.certificate",
    "silence.certificate_period": "silence.certificate",
    "silence.term": "silence",
    "term_extension_for_parties": "party_extension",
    "ex_officio_lapse": "lapse",
    "wrong_authority": "forwarding",
    "transparency_complaint": "access.appeal",
    "transparency_appeal": "access.appeal",
    "suspension_of_act_on_appeal": "suspension_of_act",
    "information_note": "receipt_note",
    "prior_claim.decide": "prior_claim",
}


@lru_cache(maxsize=4096)
def canonical(name: str) -> str:
    """``Appeals.Reconsideración.lodge`` → ``appeal.reconsideracion``."""
    plain = without_accents(name).lower().strip()
    plain = plain.replace(" ", "_").replace("-", "_")
    if plain.startswith("appeals."):
        plain = "appeal." + plain.removeprefix("appeals.")
    plain = plain.removesuffix(".lodge")
    head, dot, rest = plain.partition(".")
    return ALIASES.get(plain) or ALIASES.get(head, head) + dot + rest


def without_accents(text: str) -> str:
    """``días hábiles`` → ``dias habiles``."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def closest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like ``name``, for 'did you mean'."""
    found = difflib.get_close_matches(canonical(name), list(known), n=1, cutoff=0.6)
    return found[0] if found else None
