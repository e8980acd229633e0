"""Why something is not done with a person's data."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ventanilla.kernel.errors import Problem


class NoDataRight(Problem):
    """The case is not over rights on personal data, or is answered already."""

    code = "no-data-right"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Este expediente no es de derechos sobre datos personales, o ya está respondido."),
            expected=_("Un expediente abierto de ese trámite."),
        )


class MeasureIncomplete(Problem):
    """Something that must be said is missing, or nothing would change."""

    code = "measure-incomplete"
    status = 422


class IdentityUnchecked(Problem):
    """Nothing is handed over or changed before it is known who asks."""

    code = "identity-unchecked"
    status = 422

    def __init__(self) -> None:
        super().__init__(
            _("Falta comprobar quién lo pide."),
            expected=_("Diga cómo se comprobó su identidad antes de entregar o cambiar datos."),
        )
