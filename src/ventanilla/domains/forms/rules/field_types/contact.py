"""How to reach someone: e-mail, phone, postal address, country."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.forms.rules.field_types.base import (
    ABSENT,
    FieldType,
    Load,
    Part,
    Wrong,
    field_type,
    first,
    wrong_kind,
)
from ventanilla.domains.forms.rules.field_types.text import clean_text, is_blank
from ventanilla.kernel.shapes import Key, Named, Texts

# Deliberately wide: the only proof of an address is a message that arrives (RFC 5321 limits).
_EMAIL = re.compile(
    r"(?=.{3,254}$)[^\s@\"(),:;<>\[\\\]]{1,64}@(?:[^\s@.,_]{1,63}\.)+(?!\d+$)[^\s@.,_]{2,63}"
)
_PHONE = re.compile(r"\+?\d{6,15}", re.ASCII)
_PHONE_MARKS = re.compile(r"[\s().\-/\u00a0]+")


@field_type
class Email(FieldType):
    """One address; the part after the @ in lower case."""

    name = "email"
    input_mode = "email"
    autocomplete = "email"
    max_length = 254

    def clean(self, value: Any) -> str | None:
        text = clean_text(value, max_length=254)
        if is_blank(text):
            return None
        if not _EMAIL.fullmatch(text) or ".." in text:
            raise Wrong(
                "not_an_email",
                _("El correo de «%(label)s» no está completo o lleva algún signo de más."),
                expected=_("Escríbalo con una arroba y sin espacios."),
                example="nombre@correo.example",
            )
        local, _at, domain = text.rpartition("@")
        return f"{local}@{domain.lower()}"

    def missing(self) -> Any:
        return _("Escriba un correo electrónico en «%(label)s».")

    def schema(self, lang: str) -> dict[str, Any]:
        return {"type": "string", "format": "email", "maxLength": 254}


@field_type
class Phone(FieldType):
    """A number with its prefix, digits only, `+` first if it was written."""

    name = "phone"
    input_mode = "tel"
    autocomplete = "tel"
    max_length = 30

    def clean(self, value: Any) -> str | None:
        text = clean_text(value, max_length=30)
        if is_blank(text):
            return None
        digits = _PHONE_MARKS.sub("", text)
        if not _PHONE.fullmatch(digits):
            raise Wrong(
                "not_a_phone",
                _("El teléfono de «%(label)s» no se entiende."),
                expected=_("Escriba de 6 a 15 cifras; si es de otro país, con el prefijo."),
                example="+56 2 2345 6789",
            )
        return digits

    def missing(self) -> Any:
        return _("Escriba un teléfono en «%(label)s».")

    def schema(self, lang: str) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\+?[0-9]{6,15}$"}


def address_lines(value: Mapping[str, str]) -> list[str]:
    """The parts of a postal address as they are written on an envelope, one line each."""
    place = " ".join(value[name] for name in ("postal_code", "place") if value.get(name))
    return [text for text in (value.get("street"), place, value.get("region")) if text]


@field_type
class Address(FieldType):
    """A postal address: street and place always, region and postal code where they are used."""

    name = "address"
    cel = "map<string, string>"
    parts = (
        Part("street", _("Calle y número"), autocomplete="address-line1"),
        Part("place", _("Comuna, municipio o ciudad"), autocomplete="address-level2", width="20"),
        Part(
            "region",
            _("Región, provincia o estado (si lo usa)"),
            required=False,
            autocomplete="address-level1",
            width="20",
        ),
        Part(
            "postal_code",
            _("Código postal (si lo sabe)"),
            required=False,
            max_length=12,
            autocomplete="postal-code",
            width="10",
        ),
    )
    keys: ClassVar[Mapping[str, Key]] = {"part_labels": Key(Named(Texts(max_length=120)))}

    def __init__(self, settings: Mapping[str, Any], load: Load) -> None:
        labels: Mapping[str, Any] = settings.get("part_labels") or {}
        self.part_labels = labels
        known = {part.name for part in self.parts}
        for name in labels.keys() - known:
            load.findings.add(
                (*load.path, "part_labels", name),
                _("Una dirección no tiene la parte «%s».") % name,
                expected=_("Las partes son: %s.") % ", ".join(sorted(known)),
                example="part_labels: {place: {es: Comuna}}",
            )

    def clean(self, value: Any) -> dict[str, str] | None:
        names = [part.name for part in self.parts]
        if not isinstance(value, Mapping) or value.keys() - set(names):
            raise wrong_kind(
                _("Una dirección tiene estas partes: %(parts)s."),
                '{"street": "Avenida Brasil 2830", "place": "Valparaíso"}',
                parts=", ".join(names),
            )
        clean = {}
        for part in self.parts:
            text = clean_text(value.get(part.name) or "", max_length=part.max_length)
            if not is_blank(text):
                clean[part.name] = text
        if not clean:
            return None
        if "street" not in clean or "place" not in clean:
            raise Wrong(
                "incomplete_address",
                _("A la dirección de «%(label)s» le falta la calle o el lugar."),
                expected=_(
                    "Escriba la calle con su número, y la comuna, el municipio o la ciudad."
                ),
                example="Avenida Brasil 2830, Valparaíso",
            )
        return clean

    def missing(self) -> Any:
        return _("Escriba una dirección en «%(label)s».")

    def from_post(self, name: str, posted: Mapping[str, list[str]]) -> Any:
        written = {part.name: first(posted, f"{name}-{part.name}") for part in self.parts}
        given = {part: text for part, text in written.items() if text.strip()}
        return given or ABSENT

    def inputs(self, value: Any) -> Mapping[str, Any]:
        given = value if isinstance(value, Mapping) else {}
        return {part.name: str(given.get(part.name) or "") for part in self.parts}

    def shown(self, value: Any, lang: str) -> str:
        return "\n".join(address_lines(value))

    def schema(self, lang: str) -> dict[str, Any]:
        return {
            "type": "object",
            "properties": {
                part.name: {"type": "string", "minLength": 1, "maxLength": part.max_length}
                for part in self.parts
            },
            "required": [part.name for part in self.parts if part.required],
            "additionalProperties": False,
        }
