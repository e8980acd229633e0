"""Files one entry for each line of its input, and prints what became of it."""

from __future__ import annotations

import sys


def main() -> None:
    import django

    django.setup()
    from ventanilla.kernel import office_scope

    office_scope.process_acts_for(office_scope.EVERY)
    from django.core.management import call_command

    from tests.cast import found
    from ventanilla.domains.offices import api as offices
    from ventanilla.domains.register import api
    from ventanilla.domains.register.tests.conftest import new_filing
    from ventanilla.kernel.errors import Problem

    call_command("migrate", verbosity=0)
    office = found("valle-verde")
    unit = offices.add_unit(office=office, code="partes", name="Partes")
    made = {}
    print("ready", flush=True)
    for line in sys.stdin:
        key = line.strip()
        made.setdefault(key, new_filing(office_id=office.id, unit_id=unit.id, key=key))
        try:
            print(f"{api.append(*made[key]).number}", flush=True)
        except Problem as problem:
            print(f"{problem.code}: {problem.cause}", flush=True)


if __name__ == "__main__":
    main()
