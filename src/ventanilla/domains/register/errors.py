"""What can go wrong at the register. Each says whether anything was registered."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from ventanilla.kernel.errors import Problem


class RegisterBusy(Problem):
    """The queue is full or the turn did not come: certainly not registered. Repeat later."""

    code = "register-busy"
    status = 503
    retry_after = 2

    def __init__(self) -> None:
        super().__init__(
            _("El registro está ocupado y su escrito todavía no se ha registrado."),
            expected=_("Repita el envío dentro de unos segundos; no se duplicará."),
        )


class OutcomeUnknown(Problem):
    """It may or may not have been registered; the same key finds out without a duplicate."""

    code = "outcome-unknown"
    status = 503
    retry_after = 2

    def __init__(self) -> None:
        super().__init__(
            _("No se sabe todavía si su escrito quedó registrado."),
            expected=_("Repita el mismo envío con la misma clave: recibirá su número, uno solo."),
        )


class KeyReused(Problem):
    """The idempotency key belongs to an entry with other content."""

    code = "idempotency-key-reused"
    status = 422

    def __init__(self) -> None:
        super().__init__(
            _("Esta clave ya se usó para registrar otro contenido."),
            expected=_("Use una clave nueva para un escrito nuevo."),
        )


class EntryRefused(Problem):
    """The rows of this one filing break a rule of the database: not registered."""

    code = "entry-refused"
    status = 422

    def __init__(self) -> None:
        super().__init__(
            _("Los datos de este escrito no se pueden guardar; no se ha registrado."),
            expected=_("Revise los datos y vuelva a enviarlo."),
        )


class RegisterStopped(Problem):
    """The register does not append until somebody acts. Reading and verifying go on."""

    code = "register-stopped"
    status = 503
    remedy_command: ClassVar[str] = ""

    def __init__(self, cause: Any, **params: Any) -> None:
        super().__init__(
            cause,
            expected=_("Su escrito no se ha registrado. Preséntelo en la ventanilla de la sede."),
            remedy=self.remedy_command,
            **params,
        )


class ClockDistrusted(RegisterStopped):
    """The clock stands behind the last entry, or leapt ahead, or is not synchronised (R1)."""

    code = "clock-distrusted"
    remedy_command = "ventanilla office clock accept --reason …"


class CopyDistrusted(RegisterStopped):
    """This copy of the database may not be the newest (R3)."""

    code = "copy-distrusted"
    remedy_command = "ventanilla register resume"


class NotDurable(RegisterStopped):
    """The database does not promise that what is committed stays (R2)."""

    code = "not-durable"
    remedy_command = "ventanilla doctor"


class InsideTransaction(Problem):
    """`append` was called inside `atomic()`: a fault of the program."""

    code = "inside-transaction"
    status = 500

    def __init__(
        self, cause: str = "register.append() does not run inside atomic(); see append_within()."
    ) -> None:
        super().__init__(cause)


class EntryUnknown(Problem):
    """There is no such entry in this office."""

    code = "entry-unknown"
    status = 404

    def __init__(self) -> None:
        super().__init__(
            _("En esta sede no hay ningún asiento con ese número."),
            expected=_("El número tal como está en su comprobante."),
            example="2026/E/000123",
        )


class TileUnknown(Problem):
    """The published log has no such tile (yet), or the address is not one of a tile."""

    code = "tile-unknown"
    status = 404


class AlreadyAnnulled(Problem):
    """An entry is annulled once."""

    code = "already-annulled"
    status = 409

    def __init__(self) -> None:
        super().__init__(_("Ese asiento ya está anulado."))


class AdmissionRefused(Problem):
    """Too many filings in a short time from one place: no number was given."""

    code = "too-many-filings"
    status = 429
