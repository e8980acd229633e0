"""The regime of a command: the country's, with the overlays given."""

from __future__ import annotations

from ..regime import Regime
from .arguments import Namespace


def regime_of(args: Namespace) -> Regime:
    """The country's regime; each ``--overlay FILE`` is laid over it in order."""
    regime = Regime.load(args.country)
    if not args.overlay:
        return regime
    from ..overlay import overlay_file

    for path in args.overlay:
        regime = overlay_file(regime, path)
    return regime
