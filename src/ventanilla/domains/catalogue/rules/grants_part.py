"""The `grants` of procedure.yaml: the title that a granting decision gives, and the life that the
law lets it have. What is not provided for here, with its norm, cannot be done to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.catalogue.rules.facts import fact
from ventanilla.domains.forms.api import Form
from ventanilla.kernel.shapes import (
    Choice,
    Findings,
    Flag,
    Key,
    Line,
    Many,
    Path,
    Texts,
    Whole,
    identifier,
)

GRANTING = ("granted", "partly")
TERM_UNITS = ("unlimited", "months", "years", "until")
#: By a decision of the body, or by telling it: then any of the staff records it.
MODES = ("decision", "communication")
_ACT = fact(text=Key(Texts(), required=True))
_TERM = fact(
    decision=Key(Choice(GRANTING)),  # of which decision; without it, of any
    unit=Key(Choice(TERM_UNITS), required=True),
    amount=Key(Whole(1, 600)),
    field=Key(identifier()),  # of `until`: the answer that says the last day, where it was given
    text=Key(Texts(), required=True),
)
# `ends_term`: the change may leave it without a last day, as where a provisional one turns final.
_CHANGE = fact(ends_term=Key(Flag()), text=Key(Texts(), required=True))
_CONDITION = fact(decision=Key(Choice(GRANTING)), text=Key(Texts(), required=True))
_TRANSFER = fact(mode=Key(Choice(MODES), required=True), text=Key(Texts(), required=True))
_RENEWAL = fact(
    amount=Key(Whole(1, 600), required=True),
    unit=Key(Choice(("months", "years")), required=True),
    times=Key(Whole(1, 100)),
    text=Key(Texts(), required=True),
)
# `by` is who may, as the law names them; `procedure` the one of own motion in which it is decided.
_TAKEN = fact(
    by=Key(Texts(max_length=200), required=True),
    procedure=Key(Line(60, example="caducidad-patente")),
    text=Key(Texts(), required=True),
)
GRANTS = fact(
    name=Key(Texts(max_length=120), required=True),
    text=Key(Texts(), required=True),
    shows=Key(Many(identifier(), least=1, most=12), required=True),
    # the norm that makes the register public, also the names of natural persons
    holder_public=Key(_ACT),
    terms=Key(Many(_TERM, least=1, most=10), required=True),
    conditions=Key(Many(_CONDITION, most=30)),
    change=Key(_CHANGE),
    transfer=Key(_TRANSFER),
    renewal=Key(_RENEWAL),
    suspension=Key(_TAKEN),
    revocation=Key(_TAKEN),
    renunciation=Key(_ACT),
)
_KINDS = frozenset({"application", "automatic", "call"})
_PERSONAL = frozenset({"identifier", "email", "phone", "birth_date"})


def check_grants(procedure: Mapping[str, Any], form: Form | None, findings: Findings) -> None:
    """A title has a term in every case, shows only what the form asks, and nobody's identity."""
    grants = procedure["grants"]
    if not grants:
        return
    if procedure["kind"] not in _KINDS:
        findings.add(
            ("grants",),
            _("Un trámite de este tipo (%s) no otorga ningún título.") % procedure["kind"],
            expected=_("Lo otorga una decisión: %s.") % ", ".join(sorted(_KINDS)),
            example="kind: application",
        )
    for n, term in enumerate(grants["terms"]):
        _check_term(n, term, findings)
    last = grants["terms"][-1]
    if last["decision"] or last["unit"] == "until":
        findings.add(
            ("grants", "terms"),
            _("Hay decisiones para las que este título no dice cuánto dura."),
            expected=_("El último plazo vale para todas: sin «decision» ni «field»."),
            example="- {unit: unlimited, text: …, norm: …}",
        )
    if form:
        _check_fields(grants, form, procedure, findings)


def _check_term(n: int, term: Mapping[str, Any], findings: Findings) -> None:
    needs = {"months": "amount", "years": "amount", "until": "field"}.get(term["unit"])
    if needs and not term[needs]:
        findings.add(
            ("grants", "terms", n),
            _("A este plazo le falta «%s».") % needs,
            expected=_("Con «months» o «years» se espera «amount»; con «until», «field»."),
            example="{unit: months, amount: 24}" if needs == "amount" else "field: until_day",
        )


def _check_fields(
    grants: Mapping[str, Any], form: Form, procedure: Mapping[str, Any], findings: Findings
) -> None:
    types = {field.id: field.type for field in form.fields}
    own = set((procedure["applicant"] or {}).values())
    for path, name in _named(grants):
        if name not in types:
            findings.add(
                path,
                _("El formulario no tiene el campo «%s».") % name,
                expected=_("Los campos son: %s.") % ", ".join(sorted(types)),
            )
        elif path[1] == "shows" and (types[name] in _PERSONAL or name in own):
            findings.add(
                path,
                _("«%s» es de la persona: no se muestra en público.") % name,
                expected=_(
                    "Se muestra qué se otorgó y dónde; de su titular, lo que permite la ley."
                ),
                example="shows: [activity, premises]",
            )


def _named(grants: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    for n, name in enumerate(grants["shows"]):
        yield ("grants", "shows", n), name
    for n, term in enumerate(grants["terms"]):
        if term["field"]:
            yield ("grants", "terms", n, "field"), term["field"]


def facts_of_grants(grants: Mapping[str, Any] | None) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every fact in it, with its place: `grants.terms.0`."""
    if not grants:
        return
    yield "grants", grants
    for name in ("terms", "conditions"):
        for n, one in enumerate(grants[name] or ()):
            yield f"grants.{name}.{n}", one
    for name in (
        *("holder_public", "change", "transfer", "renewal"),
        *("suspension", "revocation", "renunciation"),
    ):
        if grants[name]:
            yield f"grants.{name}", grants[name]
