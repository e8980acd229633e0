"""Why something cannot be done about a case, and what may be done instead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from ventanilla.kernel.errors import Problem

if TYPE_CHECKING:
    from ventanilla.domains.forms.api import FieldError


class FilingInvalid(Problem):
    """Answers or files that the form does not take. `errors` are the form's, field by field."""

    code = "filing-invalid"
    status = 422

    def __init__(self, errors: Sequence[FieldError]) -> None:
        super().__init__(
            ngettext_lazy(
                "Hay %(count)d respuesta que revisar.",
                "Hay %(count)d respuestas que revisar.",
                "count",
            )
            % {"count": len(errors)},
            expected=_("Corrija lo que se indica y vuelva a presentar. No se ha perdido nada."),
        )
        self.errors = list(errors)


class CaseUnknown(Problem):
    """No such case, or not for whoever asks: the same answer, so that nothing is learnt."""

    code = "case-unknown"
    status = 404

    def __init__(self) -> None:
        super().__init__(
            _("No hay ningún expediente con esos datos."),
            expected=_("Revise el número y la clave, tal como están en el comprobante."),
            example="2026/E/000123 · 7K4Q2-M2XD9",
        )


class DraftUnknown(Problem):
    """No such draft, not this person's, or deleted after its time."""

    code = "draft-unknown"
    status = 404

    def __init__(self) -> None:
        super().__init__(
            _("No hay ningún borrador con esos datos."),
            expected=_(
                "Revise la clave o empiece de nuevo. Los borradores se borran a los 30 días."
            ),
        )


class DraftLodged(Problem):
    """The draft was filed already: it cannot change any more. `entry_id` says as what."""

    code = "draft-lodged"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Esta solicitud ya está presentada."),
            expected=_("Lo que presentó no cambia. Puede ver su comprobante o empezar otra."),
        )


class DraftFull(Problem):
    """The files sent to this draft, with those removed since, are as much as it may hold."""

    code = "draft-full"
    status = 413

    def __init__(self, *, most: int) -> None:
        super().__init__(
            _("Este borrador ya ha recibido todos los archivos que puede: %(most)d MB en total.")
            % {"most": most // 1_000_000},
            expected=_(
                "Envíe archivos más pequeños desde un borrador nuevo, "
                "o lleve el resto a la ventanilla de la sede. Lo que guardó sigue guardado."
            ),
        )


class ContactNeeded(Problem):
    """The procedure has who files without identity confirm a contact first."""

    code = "contact-needed"
    status = 403

    def __init__(self) -> None:
        super().__init__(
            _("Antes de presentar hay que confirmar un correo o un teléfono."),
            expected=_(
                "Confirme uno con el código que le enviamos, o presente en la ventanilla. "
                "Lo escrito queda guardado."
            ),
        )


class NotYours(Problem):
    """The post may not do this, or not in this unit."""

    code = "not-competent"
    status = 403

    def __init__(self) -> None:
        super().__init__(
            _("Su puesto no permite hacer esto en este expediente."),
            expected=_("Lo puede hacer la unidad que lo tramita."),
        )


class TaskUnknown(Problem):
    """No such task, or not open, or not for the post."""

    code = "task-unknown"
    status = 404


class ViewRefused(Problem):
    """The view has no name, or another one has it, or there are too many."""

    code = "view-refused"
    status = 422


class TaskTaken(Problem):
    """Somebody else took it first, or it is done."""

    code = "task-taken"
    status = 409


class StaleCase(Problem):
    """Somebody acted on the case since the screen was made."""

    code = "case-changed"
    status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Alguien ha actuado en este expediente desde que usted lo abrió."),
            expected=_("Vuelva a abrirlo y revise lo nuevo. Su texto no se ha perdido."),
        )


class OutOfOrder(Problem):
    """The act does not fit the state of the case."""

    code = "act-out-of-order"
    status = 409


class AnswerIncomplete(Problem):
    """A decision without the text or the reasons that the law demands does not issue."""

    code = "answer-incomplete"
    status = 422


class ActIncomplete(Problem):
    """An act that does not say what the law wants said is not done."""

    code = "act-incomplete"
    status = 422


class UnitMissing(Problem):
    """The procedure names a unit that the office does not have."""

    code = "unit-missing"
    status = 503


class CallNotOpen(Problem):
    """Nobody may file into the call now: it is not open yet, is over, or there is none."""

    code = "call-not-open"
    status = 409

    def __init__(self, *, opens: date | None = None, closed: date | None = None) -> None:
        self.opens, self.closed = opens, closed
        day = opens or closed
        said = day.strftime("%d/%m/%Y") if day else ""
        cause: Any = _("No hay ninguna convocatoria abierta de este trámite.")
        if opens:
            cause = _("La convocatoria se abre el %(day)s.") % {"day": said}
        elif closed:
            cause = _("El plazo para presentar terminó el %(day)s.") % {"day": said}
        super().__init__(
            cause,
            expected=_("Mire las convocatorias de la sede: cada una dice su plazo."),
        )
        self.members = {
            name: when.isoformat() for name, when in (("opens", opens), ("closed", closed)) if when
        }


class CallUnknown(Problem):
    """No such call in this office or unit."""

    code = "call-unknown"
    status = 404

    def __init__(self) -> None:
        super().__init__(_("No hay ninguna convocatoria con esa dirección."))


class NotDelegable(Problem):
    """What the law does not let a post hand over, or not so. `params["norm"]` is the article."""

    code = "not-delegable"
    status = 409
