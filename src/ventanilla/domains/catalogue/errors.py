"""What can go wrong with procedures, each with its cause and its remedy."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.kernel.errors import Problem

_SAVED = _("Lo que escribió está guardado. Puede presentar otro escrito en el mostrador.")


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


class ProcedureNotOpen(Problem):
    """The procedure exists and takes no filings at this moment: `opens_at`, `closed_at`."""

    code = "procedure-not-open"
    status = 409

    def __init__(
        self,
        slug: str,
        *,
        opens_at: datetime.datetime | None = None,
        closed_at: datetime.datetime | None = None,
    ) -> None:
        self.opens_at = opens_at
        self.closed_at = closed_at
        super().__init__(
            _("Este trámite todavía no está abierto.")
            if opens_at
            else _("El plazo de este trámite ya ha terminado."),
            remedy=_SAVED,
            slug=slug,
        )


class ProcedureWithdrawn(Problem):
    """The office withdrew the procedure at `at`, for `reason`."""

    code = "procedure-withdrawn"
    status = 410

    def __init__(self, slug: str, *, at: datetime.datetime, reason: str) -> None:
        self.at = at
        self.reason = reason
        super().__init__(
            _("La sede ha retirado este trámite: %(reason)s") % {"reason": reason},
            remedy=_SAVED,
            slug=slug,
        )


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


class QuotaFull(Problem):
    """The procedure has taken as many filings as its window admits: `quota`."""

    code = "quota-full"
    status = 409

    def __init__(self, slug: str, *, quota: int) -> None:
        self.quota = quota
        super().__init__(
            _("Este trámite ya ha recibido las %(quota)d presentaciones que admite.")
            % {"quota": quota},
            remedy=_SAVED,
            slug=slug,
        )
