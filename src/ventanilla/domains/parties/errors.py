"""Why a contact cannot be confirmed, and what may be done instead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from ventanilla.kernel.errors import Problem


class ContactUnreadable(Problem):
    """Not an e-mail address, or not a telephone number, or of a kind that nothing reaches."""

    code = "contact-unreadable"
    status = 422


class ContactUnreached(Problem):
    """The message could not be handed over."""

    code = "contact-unreached"
    status = 503
    retry_after = 60

    def __init__(self) -> None:
        super().__init__(
            _("No hemos podido enviar el código en este momento."),
            expected=_(
                "Vuelva a intentarlo en unos minutos, use otro contacto "
                "o presente en la ventanilla. Lo escrito queda guardado."
            ),
        )


class TooManyCodes(Problem):
    """Messages to one contact, or for one matter, have an end: nobody is pestered."""

    code = "too-many-codes"
    status = 429


class CodeWrong(Problem):
    """Not the code that was sent. `left` is how many tries this code still has."""

    code = "code-wrong"
    status = 422

    def __init__(self, *, left: int) -> None:
        super().__init__(
            _("Ese código no es el que enviamos."),
            expected=ngettext_lazy(
                "Revise los seis números: queda %(count)d intento.",
                "Revise los seis números: quedan %(count)d intentos.",
                left,
            )
            % {"count": left},
        )
        self.left = left


class CodeSpent(Problem):
    """No code waits: none was sent, its time is over, or its tries are used up."""

    code = "code-spent"
    status = 410

    def __init__(self) -> None:
        super().__init__(
            _("Ese código ya no vale: ha pasado su tiempo o se han agotado los intentos."),
            expected=_("Pida otro código."),
        )
