"""What can go wrong with procedures, each with its cause and its remedy."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from ventanilla.kernel.errors import Problem

if TYPE_CHECKING:
    from ventanilla.domains.catalogue.rules.published import PublishedProcedure

_ELSEWHERE = _("Mire los trámites abiertos de la sede, o presente un escrito en el mostrador.")


@dataclass(frozen=True, slots=True)
class FolderError:
    """One thing that keeps a folder from being published.

    `file` is relative to the folder; `line` counts from 1, None where a file has none (missing,
    not text). The texts are (lazily) translated sentences.
    """

    file: str
    line: int | None
    message: Any
    expected: Any = ""
    example: Any = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        said = " ".join(str(part) for part in (self.message, self.expected) if part)
        return f"{where}: {said}" + (f"\n    {self.example}" if self.example else "")


class FolderInvalid(Problem):
    """The folder does not publish. `errors` holds all of them, by file and line."""

    code = "folder-invalid"
    status = 422

    def __init__(self, errors: list[FolderError]) -> None:
        self.errors = errors
        super().__init__(
            _("La carpeta tiene %(count)d errores y no se publica.") % {"count": len(errors)},
            expected="\n".join(str(error) for error in errors),
            remedy=_("Corríjalos y vuelva a revisarla."),
        )


class ProcedureUnknown(Problem):
    """The office has no procedure of that name in force."""

    code = "procedure-unknown"
    status = 404

    def __init__(self, slug: str) -> None:
        super().__init__(
            _("Esta sede no tiene ese trámite."),
            expected=_("Se espera el nombre de un trámite de la lista de la sede."),
            remedy=_("Búsquelo en la lista de trámites o pregunte en el mostrador."),
            slug=slug,
        )


class ProcedureShut(Problem):
    """The office has the procedure and takes no filings of it at this moment.

    `procedure` is the version that people may still read, where there is one. `members` tell a
    program the moments (RFC 3339, of the office) and the names that the sentences tell people.
    """

    procedure: PublishedProcedure | None = None


class ProcedureNotOpen(ProcedureShut):
    """Before its date or outside its window: `opens_at`, `closed_at`, in the office's zone."""

    code = "procedure-not-open"
    status = 409

    def __init__(
        self,
        slug: str,
        *,
        opens_at: datetime.datetime | None = None,
        closed_at: datetime.datetime | None = None,
    ) -> None:
        self.opens_at, self.closed_at = opens_at, closed_at
        if opens_at:
            super().__init__(
                _("Este trámite todavía no está abierto."),
                expected=_("Se presenta desde el %(day)s.") % {"day": _moment(opens_at)},
                remedy=_("Entre tanto puede leer qué se pide y prepararlo."),
                slug=slug,
            )
            self.members = {"procedure": slug, "opens_at": opens_at.isoformat()}
            return
        day = _moment(closed_at) if closed_at else ""
        super().__init__(
            _("El plazo para presentar este trámite terminó el %(day)s.") % {"day": day},
            expected=_("Solo se admite lo presentado antes de ese momento."),
            remedy=_ELSEWHERE,
            slug=slug,
        )
        self.members = {
            "procedure": slug,
            "closed_at": closed_at.isoformat() if closed_at else None,
        }


class ProcedureWithdrawn(ProcedureShut):
    """The office withdrew the procedure at `at`, for `reason`; `successor` is the name of what
    takes its place, if anything does."""

    code = "procedure-withdrawn"
    status = 410

    def __init__(
        self, slug: str, *, at: datetime.datetime, reason: str, successor: str = ""
    ) -> None:
        self.at, self.reason, self.successor = at, reason, successor
        super().__init__(
            _("La sede retiró este trámite el %(day)s: %(reason)s")
            % {"day": at.strftime("%d/%m/%Y"), "reason": reason},
            expected=_("Ya no se presenta nada nuevo. Lo ya presentado sigue su curso."),
            remedy=_("Use el trámite que lo sustituye.") if successor else _ELSEWHERE,
            slug=slug,
        )
        instead = {"successor": successor} if successor else {}
        self.members = {"procedure": slug, "withdrawn_at": at.isoformat(), **instead}


def _moment(when: datetime.datetime) -> str:
    return when.strftime("%d/%m/%Y, %H:%M")


class BegunByTheBody(ProcedureShut):
    """A procedure of own motion: the body begins it, nobody files it."""

    code = "procedure-begun-by-the-body"
    status = 409

    def __init__(self, procedure: PublishedProcedure) -> None:
        self.procedure = procedure
        super().__init__(
            _("Este trámite lo inicia la administración: no se presenta."),
            expected=_("Puede denunciar los hechos con una petición."),
            slug=procedure.slug,
        )
        self.members = {"procedure": procedure.slug}


class SecondPersonNeeded(Problem):
    """Publishing takes two people: one prepares, another approves."""

    code = "second-person-needed"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Publicar un trámite necesita a dos personas."),
            expected=_("Se espera la aprobación de alguien distinto de quien lo preparó."),
        )


class NotEditorial(Problem):
    """An editorial revision changes words only; `differences` are those that are more."""

    code = "not-editorial"
    status = 409

    def __init__(self, differences: list[Any]) -> None:
        self.differences = differences
        super().__init__(
            _("Esta revisión no cambia solo palabras: cambia %(count)d cosas más.")
            % {"count": len(differences)},
            expected="\n".join(str(one) for one in differences[:20]),
            remedy=_("Publíquela como versión nueva."),
        )


class QuotaFull(ProcedureShut):
    """The procedure has taken as many filings as its window admits: `quota`."""

    code = "quota-full"
    status = 409

    def __init__(self, slug: str, *, quota: int) -> None:
        self.quota = quota
        super().__init__(
            _("Ya no quedan plazas en este trámite (%(quota)d en total).") % {"quota": quota},
            expected=_("Cada plaza se da una sola vez, por orden de registro. No queda ninguna."),
            remedy=_ELSEWHERE,
            slug=slug,
        )
        self.members = {"procedure": slug, "quota": quota}
