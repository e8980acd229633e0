"""The library's refusals as a person of any country reads them: cause, what is expected, where."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from legal_deadlines import DeadlineError, Regime
from legal_deadlines.errors import (
    BadInputError,
    BeyondCalendarError,
    MissingRuleError,
    NotApplicableError,
    NotInForceError,
    UnknownNameError,
    UnsureRuleError,
)
from ventanilla.domains.legislation.errors import TimeLimitUnknown

_A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
Words = tuple[str, str, str]  # cause, what is expected, the field to look at
_WORDS: dict[type[DeadlineError], Words] = {
    MissingRuleError: (
        gettext_noop("A los datos de %(country)s les falta una regla para contar este plazo."),
        gettext_noop("La regla con su artículo, declarada por la sede. Aquí no se adivina."),
        "rule",
    ),
    UnsureRuleError: (
        gettext_noop("La fecha depende de una lectura dudosa de la ley de %(country)s."),
        gettext_noop(
            "Marque «Usar también reglas dudosas»: verá cada fecha, la más segura primero."
        ),
        "doubtful",
    ),
    NotInForceError: (
        gettext_noop("Esa regla de %(country)s no estaba en vigor ese día."),
        gettext_noop("Un día en que rija, o la cantidad y la unidad de la norma de entonces."),
        "start-day",
    ),
    BeyondCalendarError: (
        gettext_noop("La cuenta sale de los años que cubre el calendario."),
        gettext_noop("Un plazo más corto, o una fecha más cercana."),
        "start-day",
    ),
    UnknownNameError: (
        gettext_noop("%(country)s no tiene esa regla o ese lugar en los datos."),
        gettext_noop("Elija una de las reglas de la lista, o escriba cantidad y unidad."),
        "rule",
    ),
}
_LEVEL: Words = (
    gettext_noop("La ley nacional de %(country)s no obliga a ese nivel de gobierno."),
    gettext_noop(
        "La ley propia de ese nivel. O marque «Contar por la ley nacional como supletoria»."
    ),
    "fallback",
)
_SUSPENSION: Words = (
    gettext_noop("La ley de %(country)s solo detiene el plazo por causas determinadas."),
    gettext_noop("Escriba la norma o el acto que lo detiene."),
    "basis",
)
_LENGTH: Words = (
    gettext_noop("Ese plazo de %(country)s no tiene una duración fija."),
    gettext_noop("Escriba la cantidad y la unidad que diga el acto o la ley especial."),
    "amount",
)
_WORD: Words = (
    gettext_noop("En %(country)s la palabra de la norma decide qué días cuentan."),
    gettext_noop("Diga si la norma dice «término» o «plazo»."),
    "word",
)
_HOURS: Words = (
    gettext_noop("Un plazo en horas necesita la hora del hecho y el horario de atención."),
    gettext_noop("Escriba la hora; si la oficina cierra, también su horario."),
    "time",
)
_HALF: Words = (
    gettext_noop("La ley de %(country)s no dice cómo reducir ese plazo por urgencia."),
    gettext_noop("Escriba la cantidad que ordene el acto que declara la urgencia."),
    "amount",
)
_OTHER: Words = (
    gettext_noop("La ley de %(country)s no se aplica así a este caso."),
    gettext_noop("Revise el nivel de gobierno, la regla y las circunstancias."),
    "rule",
)


def problem_of(error: DeadlineError, *, regime: Regime, lang: str) -> TimeLimitUnknown:
    """The refusal in words. `params`: `field` of the calculator, `where` to look in the law, the
    `dates` of each reading where the law is doubtful, and `technical`, the library's own words."""
    cause, expected, field = _words(error)
    country = regime.names.get(lang, regime.names["es"])
    doubtful = isinstance(error, UnsureRuleError)
    return TimeLimitUnknown(
        _(cause) % {"country": country},
        expected=_(expected),
        field=field,
        where=error.where,
        dates=_dates(error.known) if doubtful else [],
        technical=f"{error.cause}; expected: {error.expected}",
    )


def _dates(known: Iterable[str]) -> list[date]:
    """The days that the library lists, each before its reading."""
    texts = [text.partition(":")[0] for text in known]
    return [date.fromisoformat(text) for text in texts if _A_DAY.fullmatch(text)]


def _words(error: DeadlineError) -> Words:
    said = f"{error.cause} {error.expected} {error.example}"
    if "--fallback" in said:
        return _LEVEL
    if "--basis" in said or "--suspend" in said:
        return _SUSPENSION
    if "--word" in said:
        return _WORD
    if "--hours" in said or "T10:30" in said:
        return _HOURS
    if isinstance(error, BadInputError) and "halve" in said:
        return _HALF
    if isinstance(error, NotApplicableError) and "no fixed length" in said:
        return _LENGTH
    return _WORDS.get(type(error), _OTHER)
