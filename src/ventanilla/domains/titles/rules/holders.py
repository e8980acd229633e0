"""How the holder of a title is named in public: a legal person by its name, a natural person by
their initials, unless the procedure cites a norm that makes its register public."""

from __future__ import annotations

import re

from ventanilla.domains.parties.api import minimised

#: Identifiers that only legal persons have. Whoever is not known to be one is taken for a person.
#: PE: RUC of series 20 (those of series 10 are of natural persons with a business). CL: RUT from
#: 50 million. ES: NIF that begins with a letter of entities (Orden EHA/451/2008).
_LEGAL = {
    "PE-RUC": re.compile(r"20\d{9}"),
    "CL-RUT": re.compile(r"[5-9]\d{7}[\dK]"),
    "ES-NIF": re.compile(r"[ABCDEFGHJNPQRSUVW]\w{8}"),
}


def is_legal_person(*, scheme: str, identifier: str) -> bool:
    """Whether the identifier can only be a legal person's."""
    plain = "".join(sign for sign in identifier.upper() if sign.isalnum())
    pattern = _LEGAL.get(scheme)
    return bool(pattern and pattern.fullmatch(plain))


def public_name(*, name: str, scheme: str, identifier: str, register_is_public: bool) -> str:
    """What a stranger may read."""
    if register_is_public or is_legal_person(scheme=scheme, identifier=identifier):
        return name
    return minimised(name=name, identifier=identifier)
