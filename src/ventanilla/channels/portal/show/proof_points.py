"""What a receipt proves and what it does not, in people's words: always both halves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from ventanilla.channels.look.components import Line, Plate, Point
from ventanilla.channels.look.templatetags.look import digest, exact_moment, full_day
from verifiable_log import verification
from verifiable_log.errors import LogError


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The result as the verify page shows it; without `plate` it was not proven."""

    title: str
    cause: str = ""
    expected: str = ""
    plate: Plate | None = None
    proven: tuple[Point, ...] = ()
    not_proven: tuple[Point, ...] = ()
    technical: tuple[Line, ...] = ()
    vkeys: tuple[str, ...] = ()


def entry_label(entry: dict[str, Any]) -> str:
    """The register number as people copy it: `2026/E/000123`."""
    return f"{entry['year']}/{entry['book']}/{entry['number']:06d}"


def proven(
    *,
    found: verification.VerifiedReceipt,
    office_name: str,
    vkeys: Sequence[str],
    witnesses: Sequence[str],
) -> Verdict:
    """A receipt whose every step held."""
    entry = found.entry or {}
    registered = datetime.fromisoformat(entry["registered_at"]) if entry else None
    return Verdict(
        title=_("Este comprobante es auténtico"),
        plate=Plate(
            label=_("Registro de entrada"),
            number=entry_label(entry) if entry else str(found.index),
            lines=(Line(label=_("Registrado el"), text=exact_moment(registered)),),
        ),
        proven=_proven_points(office_name=office_name, witnesses=witnesses),
        not_proven=(
            *_unchecked_points(found),
            *_not_proven_points(witnessed=bool(witnesses)),
        ),
        technical=_technical(found, witnesses),
        vkeys=tuple(vkeys),
    )


def _proven_points(*, office_name: str, witnesses: Sequence[str]) -> tuple[Point, ...]:
    points = [
        Point(
            title=_("Se presentó."),
            text=_("%(office)s lo anotó con ese número, en su libro público.")
            % {"office": office_name},
        ),
        Point(
            title=_("No ha cambiado."),
            text=_("Los datos del comprobante son los registrados, hasta la última letra."),
        ),
    ]
    if witnesses:
        points.append(
            Point(
                title=_("Otros dan fe."),
                text=_(
                    "Firmaron el estado del libro: %(names)s. "
                    "La sede no puede reescribirlo sin que se note."
                )
                % {"names": ", ".join(witnesses)},
            )
        )
    return tuple(points)


def _unchecked_points(found: verification.VerifiedReceipt) -> tuple[Point, ...]:
    """What is signed in the office's name by a key that it does not publish: anyone can write it,
    and a byte changed there is not noticed."""
    if not found.unchecked_of_log:
        return ()
    return (
        Point(
            title=_("Una firma que nadie comprobó."),
            text=_(
                "El archivo lleva también una firma a nombre de la sede (clave %(keys)s) hecha con "
                "una clave que la sede no publica. Lo demás se sostiene sin ella; si descargó el "
                "archivo de aquí, descárguelo otra vez: puede haberse dañado."
            )
            % {"keys": ", ".join(line.key_id.hex() for line in found.unchecked_of_log)},
        ),
    )


def _not_proven_points(*, witnessed: bool) -> tuple[Point, ...]:
    points = [
        Point(
            title=_("Que se haya concedido lo que pide."),
            text=_("Eso lo dice la respuesta, que es otro documento."),
        ),
        Point(
            title=_("Que lo escrito sea cierto."),
            text=_("La sede da fe de lo que recibió, no de su contenido."),
        ),
        Point(
            title=_("El segundo exacto."),
            text=_("La hora la pone el reloj de la sede."),
        ),
    ]
    if not witnessed:
        points.append(
            Point(
                title=_("Que otros lo hayan visto."),
                text=_(
                    "Este comprobante lleva solo la firma de la sede. "
                    "Descargue más tarde la prueba con testigos, desde su expediente."
                ),
            )
        )
    return tuple(points)


def _technical(found: verification.VerifiedReceipt, witnesses: Sequence[str]) -> tuple[Line, ...]:
    algorithms = sorted({signed.key.algorithm.label for signed in found.log_signatures})
    return (
        Line(label=_("Registro público"), text=found.checkpoint.origin),
        Line(
            label=_("Posición en el registro"),
            text=_("%(index)d de %(size)d")
            % {"index": found.index + 1, "size": found.checkpoint.size},
        ),
        Line(label=_("Huella del asiento"), text=digest(found.leaf_hash)),
        Line(label=_("Firmas de la sede"), text=", ".join(algorithms)),
        Line(label=_("Testigos"), text=", ".join(witnesses) or _("todavía ninguno")),
        Line(label=_("Firmas sin comprobar"), text=_unchecked(found) or _("ninguna")),
    )


def _unchecked(found: verification.VerifiedReceipt) -> str:
    return ", ".join(f"{line.name} {line.key_id.hex()}" for line in found.unchecked)


def refused(error: LogError) -> Verdict:
    """A receipt of which some step did not hold, in words for that step."""
    step = getattr(error, "step", "") or "receipt"
    causes = {
        "receipt": _("El archivo no es un comprobante, o le falta una parte."),
        "leaf": _("Los datos del asiento están incompletos o cambiados."),
        "log": _("No lo firmó esta sede, o la firma no corresponde a lo que dice."),
        "witnesses": _("Las firmas de los testigos no corresponden a lo que dice."),
        "inclusion": _("Lo que dice no coincide con lo que se registró: ha cambiado algo."),
    }
    return Verdict(
        title=_("Este comprobante no se puede dar por bueno"),
        cause=causes.get(step, causes["receipt"]),
        expected=_(
            "Use el archivo .tlog-proof tal como se descargó, sin abrirlo con otro programa. "
            "Si alguien se lo entregó así, consulte en la sede antes de fiarse."
        ),
    )


def number_found(*, entry: Any, office_name: str) -> Verdict:
    """What the public book says of a number: little, and nothing personal."""
    return Verdict(
        title=_("Ese número existe"),
        plate=Plate(
            label=_("Registro de entrada"),
            number=str(entry),
            lines=(Line(label=_("Día de entrada"), text=full_day(entry.legal_date)),),
        ),
        proven=(
            Point(
                title=_("Algo se presentó con ese número."),
                text=_("Está en el libro público de %(office)s.") % {"office": office_name},
            ),
        ),
        not_proven=(
            Point(
                title=_("Que su papel sea el que se presentó."),
                text=_("Para eso hace falta el archivo .tlog-proof del comprobante."),
            ),
            Point(
                title=_("Quién lo presentó y qué pide."),
                text=_("El libro público no lleva datos personales."),
            ),
        ),
    )
