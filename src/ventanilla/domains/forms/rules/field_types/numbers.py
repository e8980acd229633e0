"""Numbers: whole, decimal, money. Never a float: decimals travel as text, money in minor units."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.forms.rules.field_types.base import (
    ABSENT,
    FieldType,
    Load,
    Wrong,
    field_type,
    first,
    wrong_kind,
)
from ventanilla.kernel.shapes import Choice, Findings, Key, Line, Texts, Whole

_SAFE = 2**53 - 1  # what JSON readers agree on
_WHOLE = re.compile(r"-?\d{1,16}", re.ASCII)
_GROUPED = re.compile(r"-?\d{1,3}([.'\u2019\u0020\u00a0\u2009\u202f]\d{3})+", re.ASCII)
_PLAIN = re.compile(r"-?\d{1,16}(\.\d{1,10})?", re.ASCII)
_COMMA = re.compile(
    r"-?(\d{1,16}|\d{1,3}([.\u0020\u00a0\u2009\u202f]\d{3})+)(,\d{1,10})?", re.ASCII
)

# Digits after the point, ISO 4217. What is not here has two.
MINOR_DIGITS = {"CLP": 0, "PYG": 0, "CLF": 4, "UYW": 4}
CURRENCIES = [
    "ARS",
    "BOB",
    "BRL",
    "CLF",
    "CLP",
    "COP",
    "CRC",
    "CUP",
    "DOP",
    "EUR",
    "GTQ",
    "HNL",
    "MXN",
    "NIO",
    "PAB",
    "PEN",
    "PYG",
    "USD",
    "UYU",
    "UYW",
    "VES",
]


def person_whole(text: str) -> int | None:
    """A whole number as people write it (`1.200`, `1 200`), or None."""
    text = text.strip()
    if _GROUPED.fullmatch(text):
        text = re.sub(r"[^\d-]", "", text)
    return int(text) if _WHOLE.fullmatch(text) else None


def person_decimal(text: str) -> str | None:
    """A decimal number as people write it: `12,5` or `12.5` give `12.5`; None if unreadable.

    `1.200,50` has a comma, so its point groups; a lone point is a decimal point.
    """
    text = text.strip()
    if _PLAIN.fullmatch(text):
        return text
    if _COMMA.fullmatch(text):
        return re.sub(r"[.\u0020\u00a0\u2009\u202f]", "", text).replace(",", ".")
    return None


def in_words(number: Decimal | int, lang: str) -> str:
    """With the language's decimal mark and groups: 1.234,5 in Spanish and Portuguese."""
    text = f"{number:,f}" if isinstance(number, Decimal) else f"{number:,d}"
    return text if lang.startswith("en") else text.translate(str.maketrans(",.", ".,"))


class _Limited(FieldType):
    """Least and most, as the form gives them."""

    input_mode = "numeric"
    least: Any = None
    most: Any = None

    def _within(self, number: Any) -> None:
        if self.least is not None and number < self.least:
            raise Wrong(
                "too_small",
                _("El número de «%(label)s» es demasiado bajo."),
                expected=_("El mínimo es %(limit)s."),
                limit=self.least,
            )
        if self.most is not None and number > self.most:
            raise Wrong(
                "too_large",
                _("El número de «%(label)s» es demasiado alto."),
                expected=_("El máximo es %(limit)s."),
                limit=self.most,
            )

    def missing(self) -> Any:
        return _("Escriba un número en «%(label)s».")


@field_type
class WholeNumber(_Limited):
    """A whole number that JSON readers agree on."""

    name = "whole_number"
    cel = "int"
    keys: ClassVar[Mapping[str, Key]] = {
        "least": Key(Whole(-_SAFE, _SAFE)),
        "most": Key(Whole(-_SAFE, _SAFE)),
    }

    def __init__(self, settings: Mapping[str, Any], load: Load) -> None:
        self.least = settings.get("least")
        self.most = settings.get("most")

    def clean(self, value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise Wrong(
                "not_a_whole_number",
                _("«%(label)s» no es un número entero."),
                expected=_("Escriba solo cifras, sin decimales."),
                example=self.least if self.least is not None else 12,
            )
        if not -_SAFE <= value <= _SAFE:
            raise Wrong("too_large", _("El número de «%(label)s» es demasiado grande."))
        self._within(value)
        return value

    def from_post(self, name: str, posted: Mapping[str, list[str]]) -> Any:
        text = first(posted, name)
        if not text.strip():
            return ABSENT
        number = person_whole(text)
        return text if number is None else number

    def inputs(self, value: Any) -> Mapping[str, Any]:
        return {"": "" if value is None else str(value)}

    def shown(self, value: Any, lang: str) -> str:
        return in_words(value, lang)

    def schema(self, lang: str) -> dict[str, Any]:
        return {
            "type": "integer",
            "minimum": -_SAFE if self.least is None else self.least,
            "maximum": _SAFE if self.most is None else self.most,
        }


@field_type
class DecimalNumber(_Limited):
    """A decimal number, kept as text: `"12.5"`."""

    name = "decimal_number"
    cel = "double"
    input_mode = "decimal"
    keys: ClassVar[Mapping[str, Key]] = {
        "least": Key(Line(20, _PLAIN, example="0.5")),
        "most": Key(Line(20, _PLAIN, example="60")),
        "decimals": Key(Whole(1, 10)),
        "unit": Key(Texts(max_length=20, example="m²")),
    }

    def __init__(self, settings: Mapping[str, Any], load: Load) -> None:
        self.least = _decimal(settings.get("least"))
        self.most = _decimal(settings.get("most"))
        self.decimals: int = settings.get("decimals") or 2
        self.unit = settings.get("unit")

    def clean(self, value: Any) -> str:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str) or not _PLAIN.fullmatch(value):
            raise Wrong(
                "not_a_number",
                _("«%(label)s» no es un número."),
                expected=_("Escriba solo cifras y, si hace falta, una coma decimal."),
                example="12,5",
            )
        number = Decimal(value)
        if value.partition(".")[2].rstrip("0")[self.decimals :]:
            raise Wrong(
                "too_many_decimals",
                _("«%(label)s» lleva demasiados decimales."),
                expected=_("El máximo es %(limit)s."),
                limit=self.decimals,
            )
        self._within(number)
        return _plain(number)

    def from_post(self, name: str, posted: Mapping[str, list[str]]) -> Any:
        text = first(posted, name)
        if not text.strip():
            return ABSENT
        return person_decimal(text) or text

    def inputs(self, value: Any) -> Mapping[str, Any]:
        if isinstance(value, str):
            return {"": value.replace(".", ",") if _PLAIN.fullmatch(value) else value}
        return {"": "" if value is None else str(value)}

    def shown(self, value: Any, lang: str) -> str:
        return in_words(Decimal(value), lang)

    def for_rules(self, value: Any) -> float:
        return float(value)

    def schema(self, lang: str) -> dict[str, Any]:
        return {"type": "string", "pattern": rf"^-?[0-9]{{1,16}}(\.[0-9]{{1,{self.decimals}}})?$"}


@field_type
class Money(_Limited):
    """An amount in minor units with its currency: `{"amount": 1420, "currency": "EUR"}`."""

    name = "money"
    cel = "int"
    input_mode = "decimal"
    keys: ClassVar[Mapping[str, Key]] = {
        "currency": Key(Choice(tuple(CURRENCIES)), required=True),
        "least": Key(Whole()),
        "most": Key(Whole()),
    }

    def __init__(self, settings: Mapping[str, Any], load: Load) -> None:
        self.currency: str = settings.get("currency") or "EUR"
        self.digits = MINOR_DIGITS.get(self.currency, 2)
        self.least = settings.get("least") or 0
        self.most = settings.get("most")

    def clean(self, value: Any) -> dict[str, Any]:
        if not isinstance(value, Mapping) or value.keys() != {"amount", "currency"}:
            raise self._unreadable()
        amount = value["amount"]
        if isinstance(amount, bool) or not isinstance(amount, int) or abs(amount) > _SAFE:
            raise self._unreadable()
        if value["currency"] != self.currency:
            raise wrong_kind(
                _("La moneda de este importe es %(currency)s."),
                self.currency,
                currency=self.currency,
            )
        self._within(amount)
        return {"amount": amount, "currency": self.currency}

    def _within(self, number: Any) -> None:
        if number < self.least or (self.most is not None and number > self.most):
            raise Wrong(
                "amount_out_of_range",
                _("El importe de «%(label)s» está fuera de los límites."),
                expected=_("El mínimo es %(least)s %(currency)s.")
                if self.most is None
                else _("Se espera un importe de %(least)s a %(most)s %(currency)s."),
                least=self._decimal(self.least),
                most=self._decimal(self.most or 0),
                currency=self.currency,
            )

    def _unreadable(self) -> Wrong:
        return Wrong(
            "not_an_amount",
            _("«%(label)s» no es un importe."),
            expected=_("Escriba solo la cantidad, sin el signo de la moneda."),
            example="1.250" if self.digits == 0 else "1250,50",
        )

    def from_post(self, name: str, posted: Mapping[str, list[str]]) -> Any:
        text = first(posted, name)
        if not text.strip():
            return ABSENT
        if self.digits == 0:
            whole = person_whole(text)
            return text if whole is None else {"amount": whole, "currency": self.currency}
        plain = person_decimal(text)
        if plain is None or len(plain.partition(".")[2]) > self.digits:
            return text
        return {"amount": int(Decimal(plain).scaleb(self.digits)), "currency": self.currency}

    def inputs(self, value: Any) -> Mapping[str, Any]:
        if isinstance(value, Mapping) and isinstance(value.get("amount"), int):
            return {"": f"{self._decimal(value['amount']):f}".replace(".", ",")}
        return {"": value if isinstance(value, str) else ""}

    def shown(self, value: Any, lang: str) -> str:
        return self._text(value["amount"], lang)

    def _text(self, amount: int, lang: str) -> str:
        return f"{in_words(self._decimal(amount), lang)} {self.currency}"

    def _decimal(self, amount: int) -> Decimal:
        return Decimal(amount).scaleb(-self.digits)

    def for_rules(self, value: Any) -> int:
        return int(value["amount"])

    def schema(self, lang: str) -> dict[str, Any]:
        return {
            "type": "object",
            "properties": {
                "amount": {"type": "integer", "minimum": self.least, "maximum": self.most or _SAFE},
                "currency": {"const": self.currency},
            },
            "required": ["amount", "currency"],
            "additionalProperties": False,
        }


def money_text(amount: int, currency: str, lang: str) -> str:
    """An amount in minor units as people read it: `2.500,00 EUR`."""
    return Money({"currency": currency}, Load(Findings(), ())).shown({"amount": amount}, lang)


def money_typed(text: str, currency: str) -> int | None:
    """What somebody typed as an amount, in minor units; None where it is none."""
    read = Money({"currency": currency}, Load(Findings(), ())).from_post("x", {"x": [text]})
    return int(read["amount"]) if isinstance(read, Mapping) else None


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _plain(number: Decimal) -> str:
    """One text per value: no leading zeros, no trailing zeros, no minus zero."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
