"""What may be wrong with a notice, with its cause and what may be done."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ventanilla.kernel.errors import Problem


class NoticeUnknown(Problem):
    """There is no such notice, or it is not yours: the same answer."""

    code = "notice-unknown"
    status = 404

    def __init__(self) -> None:
        super().__init__(_("No hay ninguna notificación así."))


class NoticeSettled(Problem):
    """It has had its effect already."""

    code = "notice-settled"
    status = 409

    def __init__(self) -> None:
        super().__init__(_("Esta notificación ya tuvo su efecto."))


class NoticeIncomplete(Problem):
    """Something that must be said of it is missing."""

    code = "notice-incomplete"
    status = 422
