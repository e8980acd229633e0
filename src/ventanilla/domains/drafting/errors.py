"""Why a draft cannot be saved, proposed or signed, and what may be done instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ventanilla.kernel.errors import Problem

if TYPE_CHECKING:
    from ventanilla.domains.drafting.models import DecisionDraft


class DecisionDraftUnknown(Problem):
    """No such draft, or not for whoever asks."""

    code = "decision-draft-unknown"
    status = 404

    def __init__(self) -> None:
        super().__init__(
            _("No hay ningún borrador de decisión con esos datos."),
            expected=_("Vuelva al expediente: ahí está lo que se haya redactado."),
        )


class DraftStale(Problem):
    """Somebody else saved it since the page was opened. `now` is the draft as it stands."""

    code = "draft-stale"
    status = 409

    def __init__(self, now: DecisionDraft) -> None:
        super().__init__(
            _("Otra persona guardó este borrador después de que usted lo abriera."),
            expected=_("Su texto sigue abajo: compárelo con el guardado y vuelva a guardar."),
        )
        self.now = now


class DraftRefused(Problem):
    """What is not done with a draft as it stands. `params["part"]`: the part that lacks text."""

    code = "draft-refused"
    status = 409


class SignatureRefused(Problem):
    """Whoever would sign may not, now. Nothing was signed."""

    code = "signature-refused"
    status = 409
