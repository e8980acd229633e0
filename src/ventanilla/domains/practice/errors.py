"""Why an office is not reset."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ventanilla.kernel.errors import Problem


class NoPracticeOffice(Problem):
    """Only a practice office is ever reset."""

    code = "no-practice-office"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("No es una oficina de práctica: sus datos no se reinician nunca."),
            expected=_("El nombre de una oficina fundada con «practice: true»."),
        )
