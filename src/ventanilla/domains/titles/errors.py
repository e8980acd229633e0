"""Why something cannot be done about a title."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ventanilla.kernel.errors import Problem


class TitleUnknown(Problem):
    """No title of this office has that code."""

    code = "title-unknown"
    status = 404

    def __init__(self) -> None:
        super().__init__(
            _("En esta sede no hay ningún título con ese código."),
            expected=_("Revise el código, tal como está en la resolución o en el comprobante."),
            example="7K4Q2M-M2XD9A",
        )


class TitleRefused(Problem):
    """The title stands so that this may not be done to it. `params["reason"]` is stable."""

    code = "title-refused"
    status = 409
