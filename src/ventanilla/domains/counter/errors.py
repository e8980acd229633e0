"""Why the counter cannot do something, and what may be done instead."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.kernel.errors import Problem


class ConsentNeeded(Problem):
    """Nothing is filed for a person who has not agreed with just this."""

    code = "consent-needed"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Falta que la persona esté conforme con lo que se va a presentar."),
            expected=_(
                "Léale todo, y que firme la hoja impresa o diga el código que recibió. "
                "Si algo cambió después, hay que volver a leerlo."
            ),
        )


class MomentRefused(Problem):
    """That cannot be when it was handed in."""

    code = "moment-refused"
    status = 422

    def __init__(self, why: str) -> None:
        causes: dict[str, tuple[Any, Any]] = {
            "future": (
                _("Esa fecha y hora todavía no han llegado."),
                _("Escriba cuándo se entregó de verdad: como muy tarde, ahora."),
            ),
            "missing": (
                _("Falta cuándo se entregó."),
                _("Escriba el día y la hora del sello o del matasellos."),
            ),
            "outside-outage": (
                _("A esa hora la sede no estaba interrumpida."),
                _("Escriba una hora dentro de una interrupción registrada; están abajo."),
            ),
        }
        cause, expected = causes[why]
        super().__init__(cause, expected=expected, example="2026-03-16 09:45")
        self.why = why


class ProofMissing(Problem):
    """An earlier moment counts only with what proves it."""

    code = "proof-missing"
    status = 422

    def __init__(self, proof: str) -> None:
        super().__init__(
            _("Para contar desde antes de ahora hace falta la prueba."),
            expected=_("Elija de qué se trata y escriba qué pone en el papel y quién lo puso."),
            example=_("Sello fechador n.º 3, 16/03/2026 09:45, firmado por R. Prieto"),
        )
        self.proof = proof


class PersonMissing(Problem):
    """Who files is not said, and the law does not take this from nobody."""

    code = "person-missing"
    status = 422

    def __init__(self) -> None:
        super().__init__(
            _("Falta quién lo presenta."),
            expected=_("Escriba el nombre como está en el papel."),
        )


class NoPaperHere(Problem):
    """The office has published no procedure by which a paper may enter."""

    code = "no-paper-procedure"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Esta sede no tiene publicado ningún escrito general."),
            expected=_("Publique la carpeta del escrito general de su país."),
        )


class NotOral(Problem):
    """Nothing in the law read says that this may be stated by word of mouth."""

    code = "not-oral"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Este trámite no admite declaración oral."),
            expected=_("Puede escribirse en el mostrador con la persona presente."),
        )


class ReasonMissing(Problem):
    """An entry is annulled with its reason, or not at all."""

    code = "reason-missing"
    status = 422

    def __init__(self) -> None:
        super().__init__(
            _("Falta por qué se anula."),
            expected=_("Escriba la razón: la leerá la persona que lo presentó."),
            example=_("Se registró dos veces; vale el asiento 2026/E/000122"),
        )


class MayNotAnnul(Problem):
    """The register is kept by whoever is responsible for it."""

    code = "may-not-annul"
    status = 403

    def __init__(self) -> None:
        super().__init__(
            _("Solo anula asientos quien responde del registro."),
            expected=_("Pídaselo a la persona responsable del registro."),
        )
