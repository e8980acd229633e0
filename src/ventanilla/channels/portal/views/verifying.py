"""Anyone verifies a receipt here; the same can be done elsewhere, without us."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from ventanilla.channels.look.access import Who
from ventanilla.channels.look.bodies import takes_files
from ventanilla.channels.look.components import ErrorLine
from ventanilla.channels.look.fields import FieldView
from ventanilla.channels.look.frame import Link
from ventanilla.channels.portal.doors import office_page
from ventanilla.channels.portal.show.proof_points import Verdict, number_found, proven, refused
from ventanilla.domains.offices import api as offices
from ventanilla.domains.register import api as register
from ventanilla.kernel.errors import Problem
from verifiable_log import Verifier
from verifiable_log.errors import LogError
from verifiable_log.policy import Policy
from verifiable_log.verification import verify_receipt

LARGEST_RECEIPT = 100_000
MOST_RETURNED = 2_000  # what somebody may have typed; signatures do not compress on the wire
_SHOWN_FIRST, _SHOWN_LAST = 24, 10  # a longer word would not fit a screen of 320 px


@takes_files
@office_page(Who.ANYONE, nav="verify")
def verify(request: HttpRequest, office: offices.Office) -> HttpResponse:
    """A receipt's file, its text, or a register number."""
    context = {
        "trail": [Link(label=_("Verificar"), url=reverse("portal:verify", args=[office.slug]))],
        "fields": _fields(request.POST),
    }
    if request.method != "POST":
        return render(request, "portal/verify.html", context)
    text, number = _receipt_text(request), request.POST.get("number", "").strip()[:40]
    if not text and not number:
        asked = _("Elija el archivo del comprobante, pegue su texto o escriba el número.")
        context["errors"] = [ErrorLine(text=asked, anchor="file")]
        return render(request, "portal/verify.html", context, status=422)
    verdict = _of_receipt(office, text) if text else _of_number(office, number)
    context["result"] = verdict
    if verdict.plate:
        context["fields"] = _fields()
    return render(request, "portal/verify.html", context, status=200 if verdict.plate else 422)


def _receipt_text(request: HttpRequest) -> str:
    uploaded = request.FILES.get("file")
    if uploaded is not None:
        return uploaded.read(LARGEST_RECEIPT).decode("utf-8", "replace")
    pasted = request.POST.get("receipt", "")[:LARGEST_RECEIPT].replace("\r\n", "\n").strip()
    return pasted + "\n" if pasted else ""


def _of_receipt(office: offices.Office, text: str) -> Verdict:
    """A key of the office must have signed, of today or of then; every signature that claims one
    of its keys or of a known witness must hold."""
    keys = offices.keys_of(office_id=office.id)
    witnesses = {
        f"{witness['name']} {number}": Verifier.parse(vkey)
        for witness in register.log_keys(office)["witnessed_by"]
        for number, vkey in enumerate(witness["keys"])
    }
    try:
        logs = tuple(Verifier.parse(key.vkey) for key in keys)
        found = verify_receipt(text, (), policy=Policy(logs=logs, witnesses=witnesses))
    except LogError as error:
        return refused(error)
    names = {key: name.rsplit(" ", 1)[0] for name, key in witnesses.items()}
    signed = sorted({names[item.key] for item in found.cosignatures})
    made_by = {item.key for item in found.log_signatures}
    vkeys = [key.vkey for key, log in zip(keys, logs, strict=True) if log in made_by]
    return proven(found=found, office_name=office.name, vkeys=vkeys, witnesses=signed)


def _of_number(office: offices.Office, number: str) -> Verdict:
    try:
        entry = register.find_entry(office, number)
    except Problem as problem:
        return Verdict(
            title=_("Ese número no existe"),
            cause=str(problem.cause),
            expected=f"{problem.expected} {_('Por ejemplo:')} {problem.example}",
        )
    return number_found(entry=entry, office_name=office.name)


def _fields(posted: Mapping[str, str] | None = None) -> list[FieldView]:
    posted = posted or {}
    pasted = posted.get("receipt", "")[:LARGEST_RECEIPT]
    is_long = len(pasted) > MOST_RETURNED
    return [
        FieldView(
            id="file",
            kind="file",
            label=_("Archivo del comprobante"),
            hint=_("Termina en .tlog-proof."),
            accept=".tlog-proof,text/plain",
            required=True,
        ),
        FieldView(
            id="receipt",
            kind="long_text",
            label=_("O el texto del archivo"),
            hint=_what_came(pasted) if is_long else "",
            rows=4,
            value="" if is_long else pasted,
        ),
        FieldView(
            id="number",
            kind="text",
            label=_("O solo el número de registro"),
            hint=_("Por ejemplo: 2026/E/000123. Dice si existe, nada más."),
            max_length=20,
            value=posted.get("number", "")[:40],
        ),
    ]


def _what_came(pasted: str) -> str:
    """Both ends of a long text instead of the text: a copy that was cut short is seen by them."""
    text = pasted.replace("\r\n", "\n").strip()
    return _(
        "Recibimos %(count)s caracteres, de «%(first)s» a «%(last)s». "
        "No las repetimos aquí: están en su archivo. Elíjalo arriba o péguelo otra vez entero."
    ) % {
        "count": number_format(len(text), use_l10n=True, force_grouping=True),
        "first": text[:_SHOWN_FIRST].splitlines()[0] if text else "",
        "last": text[-_SHOWN_LAST:].splitlines()[-1] if text else "",
    }
