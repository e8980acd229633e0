"""Identifiers that python-stdnum does not have: each with its check digit and where it is told.

Where no public text gives a check digit, the class says *format only*: it refuses what cannot be
such a number and cannot tell a slip of one digit. Same errors as stdnum: callers see no difference.
"""

from __future__ import annotations

import datetime
import re
from typing import ClassVar

from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidFormat

_MARKS = re.compile(r"[\s.\-/]+")


def _bare(text: str) -> str:
    return _MARKS.sub("", text.strip().upper())


def _matched(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    found = pattern.fullmatch(text)
    if found is None:
        raise InvalidFormat
    return found


class Number:
    """One kind of number: the form it has, and whether it has a check digit (`checked`)."""

    pattern: ClassVar[re.Pattern[str]]
    checked: ClassVar[bool] = False

    def validate(self, text: str) -> str:
        """The compact form, or InvalidFormat, InvalidComponent, InvalidChecksum."""
        compact = _bare(text)
        _matched(self.pattern, compact)
        return compact

    def format(self, compact: str) -> str:
        """As it is printed."""
        return compact


class UyCedula(Number):
    """Cédula de identidad, Uruguay: six or seven digits and a check digit.

    The digits are multiplied by 2 9 8 7 6 3 4 and added; the check digit is what is missing to
    the next ten (1.234.567 gives 2). Source: Dirección Nacional de Identificación Civil, as
    taught in public programming courses (aaavril/Ejercicios-Introductorios-Python, 085todo.py).
    """

    pattern = re.compile(r"\d{7,8}", re.ASCII)
    checked = True

    def validate(self, text: str) -> str:
        compact = super().validate(text).zfill(8)
        total = sum(int(d) * w for d, w in zip(compact, (2, 9, 8, 7, 6, 3, 4), strict=False))
        if int(compact[7]) != -total % 10:
            raise InvalidChecksum
        return compact

    def format(self, compact: str) -> str:
        return f"{compact[0]}.{compact[1:4]}.{compact[4:7]}-{compact[7]}"


class GtCui(Number):
    """Código Único de Identificación, Guatemala: eight digits, a check digit, department, town.

    The eight digits are multiplied by 2 to 9 and added; the check digit is the sum modulo 11.
    Departments go from 01 to 22 and none has more than 40 towns. Source: the validator of the
    Ministerio de Finanzas Públicas (Minfin.Validators.CuiValidator, "según las especificaciones
    de RENAP") and the package cui-gt.
    """

    pattern = re.compile(r"\d{13}", re.ASCII)
    checked = True

    def validate(self, text: str) -> str:
        compact = super().validate(text)
        if not (1 <= int(compact[9:11]) <= 22 and 1 <= int(compact[11:]) <= 40):
            raise InvalidComponent
        total = sum(int(digit) * n for n, digit in enumerate(compact[:8], 2)) % 11
        if total != int(compact[8]):
            raise InvalidChecksum
        return compact

    def format(self, compact: str) -> str:
        return f"{compact[:4]} {compact[4:9]} {compact[9:]}"


class SvDui(Number):
    """Documento Único de Identidad, El Salvador: eight digits and a check digit.

    The digits are multiplied by 9 down to 2 and added; the check digit is what is missing to the
    next ten (00016297-5). Source: Registro Nacional de las Personas Naturales, as published in
    open validators (the number has served as NIT since 2021).
    """

    pattern = re.compile(r"\d{9}", re.ASCII)
    checked = True

    def validate(self, text: str) -> str:
        compact = super().validate(text)
        total = sum(int(digit) * (9 - n) for n, digit in enumerate(compact[:8]))
        if int(compact[8]) != -total % 10:
            raise InvalidChecksum
        return compact

    def format(self, compact: str) -> str:
        return f"{compact[:8]}-{compact[8]}"


class NiCedula(Number):
    """Cédula de identidad, Nicaragua: town (3), date of birth (ddmmyy), serial (4) and a letter.

    The letter is number 0 to 22 of ABCDEFGHJKLMNPQRSTUVWXY: the thirteen digits modulo 23.
    Source: Consejo Supremo Electoral, as published in open validators (cswni/cedulanica, 2008 on).
    """

    letters = "ABCDEFGHJKLMNPQRSTUVWXY"
    pattern = re.compile(rf"(\d{{3}})(\d{{6}})(\d{{4}})([{letters}])", re.ASCII)
    checked = True

    def validate(self, text: str) -> str:
        compact = super().validate(text)
        born = compact[3:9]
        try:
            datetime.date(2000 + int(born[4:]), int(born[2:4]), int(born[:2]))
        except ValueError:
            if (
                born[:4] != "2902"
            ):  # the century is not written: 29 February may be of 1900 and some
                raise InvalidComponent from None
        if self.letters[int(compact[:13]) % 23] != compact[13]:
            raise InvalidChecksum
        return compact

    def format(self, compact: str) -> str:
        return f"{compact[:3]}-{compact[3:9]}-{compact[9:]}"


class NiRuc(NiCedula):
    """RUC, Nicaragua: a person's is the cédula; a company's, J and 13 digits, *format only*."""

    company = re.compile(r"J\d{13}", re.ASCII)
    checked = False

    def validate(self, text: str) -> str:
        compact = _bare(text)
        return compact if self.company.fullmatch(compact) else super().validate(text)

    def format(self, compact: str) -> str:
        return compact if compact.startswith("J") else super().format(compact)


class BoCi(Number):
    """Cédula de identidad, Bolivia: *format only*; no check digit is published.

    Four to nine digits, with a complement of a digit and a letter when two people had the same
    number (Servicio General de Identificación Personal), and the department of issue where given.
    """

    pattern = re.compile(r"(\d{4,9})(\d[A-Z])?(LP|CB|SC|OR|PT|CH|TJ|BE|BN|PA|PD)?", re.ASCII)

    def validate(self, text: str) -> str:
        parts = [part for part in re.split(r"[\s.\-/]+", text.strip().upper()) if part]
        _matched(self.pattern, "".join(parts))
        return "-".join(parts)


class BoNit(Number):
    """NIT, Bolivia: *format only*; Impuestos Nacionales publishes no check digit."""

    pattern = re.compile(r"\d{7,12}", re.ASCII)


class CoCedula(Number):
    """Cédula de ciudadanía, Colombia: *format only*; it has no check digit (that of the NIT is the
    tax office's). Three to ten digits, not beginning with zero."""

    pattern = re.compile(r"[1-9]\d{2,9}", re.ASCII)

    def format(self, compact: str) -> str:
        return f"{int(compact):,d}".replace(",", ".")


class HnDni(Number):
    """DNI, Honduras: *format only*; no check digit is published.

    Department (01-18) and town, year of registration, five digits (Registro Nacional de las
    Personas).
    """

    pattern = re.compile(r"\d{13}", re.ASCII)

    def validate(self, text: str) -> str:
        compact = super().validate(text)
        if not (1 <= int(compact[:2]) <= 18 and int(compact[2:4]) and compact[4:8] >= "1850"):
            raise InvalidComponent
        return compact

    def format(self, compact: str) -> str:
        return f"{compact[:4]}-{compact[4:8]}-{compact[8:13]}{compact[13:]}"


class HnRtn(HnDni):
    """RTN, Honduras: the DNI (a company's: a number of the same form) and one digit more, *format
    only*; the tax service does not publish how that digit is made."""

    pattern = re.compile(r"\d{14}", re.ASCII)


class PaCedula(Number):
    """Cédula, Panama: *format only*; it has no check digit.

    Province (1-13) or E, N, PE, with AV or PI where it applies, volume and entry (Tribunal
    Electoral): `8-442-445`, `E-8-127702`, `PE-12-345`, `1PI-12-345`.
    """

    pattern = re.compile(
        r"((?:[1-9]|1[0-3])(?:AV|PI)?|E|N|PE)-(\d{1,4})-(\d{1,6})", re.ASCII | re.IGNORECASE
    )

    def validate(self, text: str) -> str:
        compact = re.sub(r"\s+", "", text.strip().upper())
        return _matched(self.pattern, compact).group()


class PaRuc(PaCedula):
    """RUC, Panama: a person's is the cédula, a company's `microjacket-roll-image`; *format only*.

    The check digits (DV) are given by the tax office by a rule that differs by kind of number and
    could not be confirmed in its own text, so they are not judged: `155596713-2-2015 DV 59`.
    """

    pattern = re.compile(
        rf"(?:{PaCedula.pattern.pattern}|\d{{1,9}}-\d{{1,4}}-\d{{1,6}})(?:DV\d{{1,2}})?",
        re.ASCII | re.IGNORECASE,
    )

    def format(self, compact: str) -> str:
        return compact.replace("DV", " DV ")


UY_CEDULA, GT_CUI, SV_DUI, NI_CEDULA, NI_RUC = UyCedula(), GtCui(), SvDui(), NiCedula(), NiRuc()
BO_CI, BO_NIT, CO_CC, HN_DNI, HN_RTN = BoCi(), BoNit(), CoCedula(), HnDni(), HnRtn()
PA_CEDULA, PA_RUC = PaCedula(), PaRuc()
