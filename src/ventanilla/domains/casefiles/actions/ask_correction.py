"""Ask the party to mend the filing (ES: Ley 39/2015, art. 68; CL: Ley 19.880, art. 31; PE: TUO
Ley 27444, art. 136)."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.casefiles.act_texts import needed, optional
from ventanilla.domains.casefiles.acting import hand_of, perform
from ventanilla.domains.casefiles.errors import ActIncomplete, CaseUnknown
from ventanilla.domains.casefiles.models import Act, Case
from ventanilla.domains.casefiles.rules.act_kinds import ActKind
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices.api import Post


def ask_correction(
    *,
    post: Post,
    case_id: UUID,
    expected_seq: int,
    fields: Mapping[str, str],
    text: str = "",
    suspends_by: str = "",
) -> Act:
    """`fields` says for each field of the form what is wrong with it: only these are mended.

    `suspends_by` is the norm by which the time to decide stands still meanwhile (ES art. 22.1.a),
    empty where it does not. Raises `ActIncomplete` and what `acting.perform` raises.
    """
    if not fields:
        raise ActIncomplete(
            _("No se ha marcado nada que corregir."),
            expected=_("Marque cada respuesta o documento y diga qué le falta."),
        )
    known = _fields_of(case_id)
    for name in fields:
        if name not in known:
            raise ActIncomplete(
                _("El formulario no tiene el campo «%(name)s».") % {"name": name},
                expected=", ".join(sorted(known)),
            )
    content = {
        "fields": {
            name: needed(why, _("Falta decir qué le falta.")) for name, why in fields.items()
        },
        "text": optional(text),
        "suspends": bool(suspends_by),
        "basis": suspends_by,
    }
    return perform(
        case_id=case_id,
        kind=ActKind.ASK_CORRECTION,
        hand=hand_of(post),
        content=content,
        expected_seq=expected_seq,
        book="S",
    )


def _fields_of(case_id: UUID) -> set[str]:
    version = Case.objects.filter(id=case_id).values_list("version_id", flat=True).first()
    if version is None:
        raise CaseUnknown
    return {field.id for field in catalogue.version(version).form.fields}
