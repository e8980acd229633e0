"""States and turns as officials call them: «usted» is the person's word, not theirs."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ventanilla.domains.casefiles import api as casefiles


def state_words(state: casefiles.State) -> str:
    """A state, said to whoever handles the case."""
    own = {
        casefiles.State.CORRECTION: _("Pendiente de corrección"),
        casefiles.State.WITHDRAWN: _("Retirada por la persona"),
    }
    return own.get(state) or str(state.label)


def turn_words(waiting_on: str) -> str:
    """Whose turn it is."""
    words = {
        "party": _("Le toca a la persona"),
        "body": _("Le toca a la unidad"),
        "report": _("Se espera un informe"),
        "nobody": _("Nada pendiente"),
    }
    return words.get(waiting_on, waiting_on)
