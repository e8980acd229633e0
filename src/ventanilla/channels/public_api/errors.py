"""What only machines do wrong: their requests' form, not their content."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.kernel.errors import Problem


def readable(name: str) -> str:
    """A name that the caller chose, short and without half surrogates, to be said back."""
    return name[:80].encode("utf-8", "replace").decode()


class RequestMalformed(Problem):
    """The body or a header is not of the form that the document of the API describes."""

    code = "request-malformed"
    status = 400


class RequestInvalid(Problem):
    """The form is right and a member of it is not. `errors` says which."""

    code = "request-invalid"
    status = 422

    def __init__(self, cause: Any, *, member: str, expected: Any = "", example: Any = "") -> None:
        super().__init__(cause, expected=expected, example=example)
        self.errors = [
            {
                "field": readable(member),
                "code": self.code,
                "message": str(cause),
                "expected": str(expected),
                "example": str(example),
            }
        ]


class TokenMissing(Problem):
    """No bearer token, or none that is known."""

    code = "token-missing"
    status = 401

    def __init__(self) -> None:
        super().__init__(
            _("Falta una credencial válida."),
            expected=_("Envíe la cabecera Authorization con su credencial."),
            example="Authorization: Bearer vtn_…",
        )


class TokenForbids(Problem):
    """A good token that may not do this, or not in this office."""

    code = "token-forbids"
    status = 403

    def __init__(self) -> None:
        super().__init__(
            _("Su credencial no permite hacer esto en esta sede."),
            expected=_("Pida a la sede una credencial para presentar escritos."),
        )


class BackdatingForbidden(Problem):
    """The token may not say that something was handed in before it came here."""

    code = "backdating-forbidden"
    status = 403

    def __init__(self) -> None:
        super().__init__(
            _("Su credencial no permite declarar un momento de presentación anterior."),
            expected=_("Envíe el escrito sin presented_at: vale el momento en que llega."),
            remedy=_(
                "Si transmite lo que otro registro recibió antes, pida a la sede una credencial "
                "con ese permiso."
            ),
        )


class AddressUnknown(Problem):
    """Nothing lives at this address."""

    code = "address-unknown"
    status = 404

    def __init__(self) -> None:
        super().__init__(
            _("En esta dirección no hay nada."),
            expected=_("Las direcciones están en /api/v1/openapi.json."),
        )


class MethodNotAllowed(Problem):
    """The address exists and does not answer this method."""

    code = "method-not-allowed"
    status = 405

    def __init__(self) -> None:
        super().__init__(
            _("Esta dirección no responde a ese método."),
            expected=_("La cabecera Allow dice cuáles admite."),
        )


class LengthRequired(Problem):
    """A body without Content-Length."""

    code = "length-required"
    status = 411

    def __init__(self) -> None:
        super().__init__(
            _("Falta el tamaño de la petición."),
            expected=_("Envíe la cabecera Content-Length, sin Transfer-Encoding."),
        )


class BodyTooLarge(Problem):
    """More bytes than the office takes in one request. `limit` is in bytes."""

    code = "body-too-large"
    status = 413

    def __init__(self, limit: int) -> None:
        super().__init__(
            _("La petición es demasiado grande."),
            expected=_("Envíe como máximo %(limit)s.") % {"limit": _size(limit)},
            limit=limit,
        )


def _size(limit: int) -> str:
    return f"{limit // 1_000_000} MB" if limit >= 1_000_000 else f"{limit // 1000} kB"


class TooManyParts(Problem):
    """More fields or files than a form may have. `most` is how many files it may."""

    code = "too-many-parts"
    status = 413

    def __init__(self, most: int) -> None:
        super().__init__(
            _("El formulario trae demasiadas partes."),
            expected=_("Envíe «procedure», «answers» y como máximo %(most)d archivos.")
            % {"most": most},
        )


class MediaTypeUnsupported(Problem):
    """A body that is neither JSON nor multipart."""

    code = "media-type-unsupported"
    status = 415

    def __init__(self) -> None:
        super().__init__(
            _("El tipo de la petición no se admite."),
            expected=_("Envíe JSON o un formulario de varias partes."),
            example="Content-Type: application/json",
        )


class Broken(Problem):
    """A fault of the program. It was logged; nothing about it is told."""

    code = "internal-error"
    status = 500

    def __init__(self) -> None:
        super().__init__(
            _("La sede no ha podido responder por un fallo suyo."),
            expected=_("Repita la petición con la misma clave: no se duplicará."),
        )
