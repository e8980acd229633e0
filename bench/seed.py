"""An office that offers the shipped procedure, and a token to file: printed as JSON.

python -m bench.seed        (in the deployment that the environment names)
"""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

PROCEDURE = Path(__file__).parent.parent / "procedures" / "cl-acceso-informacion"
PER_MINUTE = 100_000_000  # the token's own rate: a known machine is not held back here


def main() -> None:
    import django

    django.setup()
    from ventanilla.kernel import office_scope

    office_scope.process_acts_for(office_scope.EVERY)
    from ventanilla.domains.catalogue import api as catalogue
    from ventanilla.domains.offices import api as offices
    from ventanilla.domains.parties.api import issue_token
    from ventanilla.kernel import clock

    office = offices.found_office(
        slug="banco",
        name="Municipalidad de Banco (inventada)",
        log_origin="banco.example/log",
        country="CL",
        time_zone="America/Santiago",
        locale="es-CL",
        languages=["es", "pt", "en"],
        holder="Municipalidad de Banco",
    )
    offices.add_unit(office=office, code="transparencia", name="Transparencia")
    catalogue.publish_folder(
        office_id=office.id,
        folder=PROCEDURE,
        in_force_from=clock.now() - timedelta(days=1),
        by=None,
    )
    token = issue_token(
        office_id=office.id, role="filer", label="banco", rate_per_minute=PER_MINUTE
    )
    vkeys = [key.vkey for key in offices.keys_of(office_id=office.id)]
    print(json.dumps({"office": office.slug, "token": token, "vkeys": vkeys}))


if __name__ == "__main__":
    main()
