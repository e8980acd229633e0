"""What can go wrong around sealed data."""

from django.utils.translation import gettext_lazy as _

from ventanilla.kernel.errors import Problem


class DataErased(Problem):
    """The subject's key was destroyed: what it sealed cannot be read any more."""

    code = "data-erased"
    status = 410


class SealBroken(Problem):
    """Sealed bytes were altered, or belong to something else."""

    code = "seal-broken"
    status = 500


class DelayRefused(Problem):
    """The order to tell an opening later lacks its norm, its reason, or a day that may be."""

    code = "delay-refused"
    status = 422


class AccessNotRecorded(Problem):
    """The line of the access journal could not be written: nothing may be shown."""

    code = "access-not-recorded"
    status = 503
    retry_after = 2

    def __init__(self) -> None:
        super().__init__(
            _("No se pudo anotar que usted abre este expediente, así que no se muestra."),
            expected=_("Vuelva a intentarlo dentro de unos segundos."),
        )
