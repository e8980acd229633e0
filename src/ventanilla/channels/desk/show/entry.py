"""An entry as the counter reads it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ventanilla.channels.desk.show.case_file import channel_name
from ventanilla.channels.look.components import Line, Plate
from ventanilla.channels.look.templatetags.look import exact_moment, full_day, moment
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.counter import api as counter
from ventanilla.domains.offices import api as offices
from ventanilla.domains.register import api as register
from ventanilla.kernel.text_choice import pick


def entry_plate(entry: register.Entry, *, code: str) -> Plate:
    """The number, both moments where they differ, and the code to hand over."""
    lines = [Line(label=_("Registrado el"), text=exact_moment(entry.registered_at))]
    if entry.presented_at != entry.received_at:
        lines.append(Line(label=_("Entregado el"), text=moment(entry.presented_at)))
        lines.append(Line(label=_("Cuenta desde el"), text=full_day(entry.legal_date)))
    if code:
        lines.append(Line(label=_("Clave para seguirlo"), text=code))
    return Plate(label=_("Número de registro"), number=str(entry), lines=tuple(lines))


def entry_facts(
    office: offices.Office, entry: register.Entry, record: counter.CounterRecord | None
) -> list[Line]:
    """What, for which unit, by which way, who typed it and how the person agreed."""
    return list(_facts(office, entry, record))


def _facts(
    office: offices.Office, entry: register.Entry, record: counter.CounterRecord | None
) -> Iterator[Line]:
    yield Line(label=_("Asunto"), text=entry.subject)
    yield Line(label=_("Unidad"), text=entry.unit.name)
    yield Line(label=_("Por"), text=channel_name(entry.channel))
    if record is None:
        return
    yield Line(label=_("Lo escribió"), text=f"{record.by_name}, {record.unit_name}")
    yield Line(label=_("Presenta"), text=_("la persona interesada, no quien escribe"))
    yield Line(
        label=_("Conformidad"),
        text=str(counter.Consent(record.consent).label),
    )
    if record.proof != counter.Proof.HERE:
        shown = f"{counter.Proof(record.proof).label}: {record.proof_text}"
        yield Line(label=_("Prueba de la fecha"), text=shown)
    if record.outage is not None:
        yield Line(label=_("Interrupción"), text=record.outage.cause)
    if entry.origin_register:
        where = f"{entry.origin_register} {entry.origin_number}".strip()
        yield Line(label=_("Registro de origen"), text=where)


def missing_labels(
    office: offices.Office,
    entry: register.Entry,
    record: counter.CounterRecord | None,
    lang: str,
) -> list[str]:
    """What the paper does not say, in the words of its form: a correction may ask for it."""
    if record is None or not record.missing:
        return []
    procedure = casefiles.procedure_of_entry(entry.id)
    labels = {f.id: pick(f.label, lang) for f in procedure.form.fields}
    return [labels.get(name, name) for name in record.missing]
