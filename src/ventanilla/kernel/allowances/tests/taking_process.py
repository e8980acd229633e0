"""A process of its own that takes from an allowance until it is refused, and says how often it got.

Arguments: alias and name of the database, secret, kind, rate, burst.
"""

from __future__ import annotations

import sys


def main() -> int:
    import django

    django.setup()
    from django.conf import settings
    from django.db import connections

    alias, database, secret, kind, rate, burst = sys.argv[1:]
    connections[alias].settings_dict["NAME"] = database
    settings.SECRET_KEY = secret
    from ventanilla.kernel.allowances.api import Limit, take

    limit = Limit(float(rate), float(burst))
    got = 0
    while not take(kind, "somebody", limit):
        got += 1
    sys.stdout.write(str(got))
    return 0


if __name__ == "__main__":
    sys.exit(main())
