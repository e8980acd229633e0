"""The fields of the calculator's form, filled with what was asked."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from ventanilla.channels.look.components import ErrorLine
from ventanilla.channels.look.fields import Choice, FieldView, Part
from ventanilla.channels.look.language import text_language
from ventanilla.channels.portal.show.time_limit_form import Asked
from ventanilla.domains.legislation import api as legislation
from ventanilla.domains.offices import api as offices
from ventanilla.kernel import clock

CIRCUMSTANCES = (
    "suspended", "basis", "days_off", "by", "channel", "word", "time", "hours", "urgent",
    "fallback", "doubtful", "place",
)  # fmt: skip


def where_fields(asked: Asked) -> list[FieldView]:
    """Whose law: country and level of government."""
    lang = text_language()
    levels = {
        "national": _("Nacional"),
        "state": _("De un estado, región, provincia o comunidad"),
        "municipal": _("Municipal"),
    }
    radios = [(f"level-{n}", value, text) for n, (value, text) in enumerate(levels.items(), 1)]
    return [
        _list(asked, "country", _("País"), legislation.countries(lang), asked.country),
        FieldView(
            id="level",
            kind="one_of",
            label=_("Nivel del organismo"),
            choices=tuple(
                Choice(id=name, value=value, label=text, chosen=value == asked.level)
                for name, value, text in radios
            ),
            error=asked.errors.get("level-1", ""),
        ),
    ]


def what_fields(asked: Asked, *, office: offices.Office) -> list[FieldView]:
    """How long and from when."""
    units = [
        ("working_days", _("días hábiles")),
        ("calendar_days", _("días corridos, naturales o calendario")),
        ("days", _("días, sin que la norma diga cuáles")),
        ("months", _("meses")),
        ("years", _("años")),
        ("hours", _("horas")),
    ]
    values, errors = asked.values, asked.errors
    return [
        FieldView(
            id="rule",
            kind="one_of_list",
            label=_("Qué plazo"),
            hint=_("Una regla de la ley general, o la duración que diga su norma o su escrito."),
            choices=(
                Choice(id="rule-0", value="", label=_("Escribo yo la duración")),
                *_rules(asked, office),
            ),
            error=errors.get("rule", ""),
        ),
        FieldView(
            id="amount",
            kind="whole_number",
            label=_("Cuánto dura"),
            hint=_("Solo si no ha elegido una regla. Por ejemplo: 10"),
            required=False,
            value=values.get("amount", ""),
            input_mode="numeric",
            max_length=5,
            error=errors.get("amount", ""),
        ),
        _list(asked, "unit", _("De qué"), units, values.get("unit") or "working_days"),
        _start_field(asked),
    ]


def circumstance_fields(asked: Asked) -> list[FieldView]:
    """What moves a time limit, where it applies."""
    none = ("", _("No lo sé o da igual"))
    by = [none, ("party", _("La persona")), ("administration", _("La administración"))]
    ways = [none, ("electronic", _("Por vía electrónica")), ("paper", _("En papel"))]
    words = [none, ("termino", _("Término")), ("plazo", _("Plazo"))]
    fields = [
        _text(
            asked,
            "suspended",
            _("Días en que el plazo estuvo suspendido"),
            hint=_(
                "Primero y último, los dos incluidos, una suspensión por línea. Por ejemplo: "
                "14/05/2025 a 28/05/2025"
            ),
            rows=2,
        ),
        _text(asked, "basis", _("Norma o acto que lo suspende"), hint="", rows=0),
        _text(
            asked,
            "days_off",
            _("Otros días que no cuentan"),
            hint=_("Festivos locales que falten, uno por línea. Por ejemplo: 25/04/2025"),
            rows=2,
        ),
    ]
    found = legislation.places(asked.country)
    if found:
        choices = [("", _("Sin festivos locales")), *found]
        fields.append(_list(asked, "place", _("Lugar"), choices, asked.values.get("place", "")))
    fields += [
        _list(asked, "by", _("Quién debe actuar"), by, asked.values.get("by", "")),
        _list(asked, "channel", _("Cómo se presenta"), ways, asked.values.get("channel", "")),
    ]
    if asked.country == "EC":
        word = asked.values.get("word", "")
        fields.append(_list(asked, "word", _("Palabra que usa la norma"), words, word))
    fields += [
        _text(
            asked,
            "time",
            _("Hora del hecho"),
            hint=_("Solo si el plazo es de horas. Por ejemplo: 10:30"),
            rows=0,
        ),
        _text(
            asked,
            "hours",
            _("Horario de atención"),
            hint=_("Solo si el plazo es de horas. Por ejemplo: 08:00 a 16:30"),
            rows=0,
        ),
        _box(asked, "urgent", _("El procedimiento se ha declarado urgente")),
        _box(
            asked,
            "fallback",
            _("Contar por la ley nacional como supletoria, aunque no obligue a ese nivel"),
        ),
        _box(asked, "doubtful", _("Usar también reglas dudosas: la fecha saldrá marcada")),
    ]
    return fields


def error_lines(asked: Asked, fields: Iterable[FieldView]) -> list[ErrorLine]:
    """The summary, in the order of the page, each leading to its field."""
    return [ErrorLine(text=field.error, anchor=field.anchor) for field in fields if field.error]


def circumstances_given(asked: Asked) -> bool:
    """Whether any circumstance was said, or has an error: then they are shown open."""
    return any(asked.values.get(name) or name in asked.errors for name in CIRCUMSTANCES)


def _rules(asked: Asked, office: offices.Office) -> tuple[Choice, ...]:
    lang = text_language()
    found = legislation.rules_for(
        office=office,
        country=asked.country,
        level=asked.level,
        on=asked.start or clock.today(office.zone),
        lang=lang,
    )
    chosen = asked.values.get("rule", "")
    return tuple(
        Choice(
            id=f"rule-{n}",
            value=rule.name,
            label=f"{rule.label}: {rule.amount} ({rule.article})",
            group=legislation.group_label(rule.group, lang),
            chosen=rule.name == chosen,
        )
        for n, rule in enumerate(found, 1)
    )


def _start_field(asked: Asked) -> FieldView:
    labels = {"day": _("Día"), "month": _("Mes"), "year": _("Año")}
    return FieldView(
        id="start",
        kind="date",
        label=_("Día del hecho que abre el plazo"),
        hint=_("El día en que se presentó, se notificó o se publicó. Por ejemplo: 8 9 2025"),
        parts=tuple(
            Part(id=f"start-{name}", label=label, value=asked.values.get(f"start-{name}", ""))
            for name, label in labels.items()
        ),
        error=asked.errors.get("start-day", ""),
    )


def _list(
    asked: Asked, name: str, label: str, options: Iterable[tuple[str, str]], chosen: str
) -> FieldView:
    return FieldView(
        id=name,
        kind="one_of_list",
        label=label,
        choices=tuple(
            Choice(id=f"{name}-{n}", value=value, label=text, chosen=value == chosen)
            for n, (value, text) in enumerate(options)
        ),
        error=asked.errors.get(name, ""),
    )


def _text(asked: Asked, name: str, label: str, *, hint: str, rows: int) -> FieldView:
    return FieldView(
        id=name,
        kind="long_text" if rows else "text",
        label=label,
        hint=hint,
        required=False,
        rows=rows,
        value=asked.values.get(name, ""),
        error=asked.errors.get(name, ""),
    )


def _box(asked: Asked, name: str, label: str) -> FieldView:
    return FieldView(
        id=name,
        kind="declaration",
        label=label,
        required=False,
        value="yes" if name in asked.values else "",
        error=asked.errors.get(name, ""),
    )
