"""What can go wrong around sealed data."""

from ventanilla.kernel.errors import Problem


class DataErased(Problem):
    """The subject's key was destroyed: what it sealed cannot be read any more."""

    code = "data-erased"
    status = 410


class SealBroken(Problem):
    """Sealed bytes were altered, or belong to something else."""

    code = "seal-broken"
    status = 500
