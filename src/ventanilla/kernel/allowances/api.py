"""Allowances that all processes share: so many at once, so many a minute, per name.

The count of a name is a row of the volatile database, so a restart forgets nothing and N processes
allow no more than one. A process takes from the row in blocks of about a second's rate and gives
them out from memory: a busy name costs one short transaction a second, a rare one a transaction
each time. What a process has not given out after ten seconds is lost, never given later; so the
processes together never allow more than the limit says.

Where the volatile database cannot be asked, each process counts by itself: what keeps rubbish out
must not keep people out.
"""

from ventanilla.kernel.allowances.address import address_block
from ventanilla.kernel.allowances.bucket import Limit
from ventanilla.kernel.allowances.taking import (
    forget,
    forget_allowances,
    give_back,
    take,
    take_all,
)

__all__ = [
    "Limit",
    "address_block",
    "forget",
    "forget_allowances",
    "give_back",
    "take",
    "take_all",
]
