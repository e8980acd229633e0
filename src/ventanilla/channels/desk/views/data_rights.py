"""A right over a person's data: what the office holds, the copy, and what is done with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ventanilla.channels.desk.acts.data_questions import questions
from ventanilla.channels.desk.doors import desk_page
from ventanilla.channels.desk.opening import open_case, open_data
from ventanilla.channels.desk.show.data_rights import (
    alike_text,
    asked_facts,
    held_table,
    kept_table,
    may_act,
)
from ventanilla.channels.look.act_form import act_errors, ask_fields, unanswered
from ventanilla.channels.look.frame import Link
from ventanilla.channels.look.measures import measures_table
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.datarights import api as datarights
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.api import Role
from ventanilla.domains.parties import api as parties
from ventanilla.domains.privacy import api as privacy
from ventanilla.kernel.errors import Problem

_COPY = ("access", "access_simple", "portability")


@require_http_methods(["GET", "POST"])
@desk_page(Role.OFFICER, Role.HEAD, nav="queue")
def data(
    request: HttpRequest, office: offices.Office, post: offices.Post, case: UUID
) -> HttpResponse:
    """What is held of the person, and the form of what their right asks to be done."""
    if request.method != "POST":
        opened = open_case(
            request, post=post, case_id=case, purpose=privacy.AccessPurpose.DATA_RIGHT
        )
        return _page(request, office, datarights.about(opened), {}, {}, "")
    posted = {name: str(value) for name, value in request.POST.items()}
    alike = posted.get("with_alike") == "yes"
    person = open_data(request, post=post, case_id=case, with_alike=alike)
    errors = unanswered(questions(person), posted)
    if errors:
        return _page(request, office, person, posted, errors, "")
    try:
        there = _do(request, post, person, posted)
    except Problem as problem:
        text = " ".join(str(part) for part in (problem.cause, problem.expected) if part)
        return _page(request, office, person, posted, {}, text, status=problem.status)
    return HttpResponseRedirect(there)


def _do(
    request: HttpRequest,
    post: offices.Post,
    person: datarights.AboutPerson,
    said: Mapping[str, str],
) -> str:
    """What the right asks; returns where to go."""
    case, right = person.case, datarights.right_of(person.case)
    common: dict[str, Any] = {
        "post": post,
        "case": case,
        "identity": said.get("identity", ""),
        "by_name": str(request.user),
    }
    alike: dict[str, Any] = {"with_alike": person.with_alike}
    slug = case.office.slug
    if right in _COPY:
        act = datarights.deliver_copy(
            **common,
            **alike,
            expected_seq=_number(said.get("expected_seq", "")),
            text=said["text"],
            decision=said["decision"],
            reasons=said.get("reasons", ""),
        )
        return f"{reverse('desk:case', args=[slug, case.id])}?done={act.seq}"
    if right == "correction":
        after = {name: said[name] for name in parties.CORRECTABLE if name in said}
        datarights.correct_data(**common, **alike, after=after, why=said["why"])
    elif right == "cancellation":
        datarights.cancel_data(**common, **alike, why=said["why"])
    else:
        datarights.record_objection(
            **common, outcome=said["outcome"], text=said["text"], why=said["why"]
        )
    return f"{reverse('desk:data', args=[slug, case.id])}?done=1"


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _page(
    request: HttpRequest,
    office: offices.Office,
    person: datarights.AboutPerson,
    posted: Mapping[str, str],
    errors: Mapping[str, str],
    general: str,
    *,
    status: int = 0,
) -> HttpResponse:
    case, right = person.case, datarights.right_of(person.case)
    open_now = may_act(person, casefiles.case_now(case))
    fields = ask_fields(questions(person), posted or _begun(person), errors) if open_now else []
    here = reverse("desk:case", args=[office.slug, case.id])
    asks_copy = right in _COPY
    context = {
        "caption": _("Registro %(number)s. %(name)s")
        % {"number": case.label, "name": case.applicant.name},
        "facts": asked_facts(person),
        "held": held_table(privacy.found_about(person.subject)),
        "kept": kept_table(datarights.kept_lines(person)) if right == "cancellation" else None,
        "alike": alike_text(person),
        "measures": measures_shown(case),
        "fields": fields,
        "errors": act_errors(fields, dict(errors), general),
        "button": _buttons().get("access" if asks_copy else right, ""),
        "consequence": _consequences().get("access" if asks_copy else right, ""),
        "copy_url": reverse("desk:data-copy", args=[office.slug, case.id]) if asks_copy else "",
        "answer_url": reverse("desk:act", args=[office.slug, case.id, "answer"])
        if open_now and not asks_copy
        else "",
        "done": "done" in request.GET and not posted,
        "expected_seq": case.last_seq,
        "back_to_case": here,
        "trail": [
            Link(label=case.label, url=here),
            Link(label=_("Datos de la persona"), url=request.path),
        ],
    }
    found = status or (422 if errors else 200)
    return render(request, "desk/data.html", context, status=found)


def measures_shown(case: casefiles.CaseView) -> Any:
    """What was done in that case, as a table; None where nothing was."""
    if not datarights.right_of(case):
        return None
    seen = datarights.measures_of(office_id=case.office.id, case_id=case.id)
    if not seen:
        return None
    rows = [(one.kind.value, str(one.kind.label), one.at, one.by_name, one.content) for one in seen]
    return measures_table(rows, privacy.said, datarights.why_kept)


def _begun(person: datarights.AboutPerson) -> dict[str, str]:
    """What the form shows first: the data as they stand, and a text to mend."""
    held = {name: str(getattr(person.person, name)) for name in parties.CORRECTABLE}
    if datarights.right_of(person.case) not in _COPY:
        return held
    return {
        "decision": "granted",
        "text": _(
            "Con esta respuesta va la copia de los datos que esta sede tiene sobre usted: en un "
            "PDF para leer y en un archivo JSON para llevar a otro sitio. Dice para qué se usan, "
            "con qué norma, hasta cuándo y quién los ha mirado."
        ),
    }


def _buttons() -> dict[str, str]:
    return {
        "access": _("Responder con la copia y cerrar"),
        "correction": _("Corregir estos datos"),
        "cancellation": _("Borrar lo que se puede"),
        "objection": _("Anotar lo resuelto"),
    }


def _consequences() -> dict[str, str]:
    return {
        "access": _(
            "La copia se hace ahora, se une a la respuesta, sale por el libro de salida y se "
            "notifica. No se puede deshacer."
        ),
        "correction": _(
            "Queda anotado lo que decía antes. Lo que respondió en los formularios no cambia. "
            "Después, responda."
        ),
        "cancellation": _(
            "Lo que se borra no se puede recuperar. La persona leerá qué se borró, qué se conserva "
            "y por qué norma. Después, responda."
        ),
        "objection": _("La persona lo leerá con sus razones. Después, responda."),
    }


@require_GET
@desk_page(Role.OFFICER, Role.HEAD, nav="queue")
def copy(
    request: HttpRequest, office: offices.Office, post: offices.Post, case: UUID
) -> HttpResponse:
    """The copy as it would be handed over: read it before. It leaves a line in each case."""
    alike = request.GET.get("alike") == "yes"
    person = open_data(request, post=post, case_id=case, with_alike=alike)
    here = reverse("desk:case", args=[office.slug, case])
    back = reverse("desk:data", args=[office.slug, case])
    context = {
        "copy": datarights.readable(datarights.copy_of_data(person), zone=office.zone),
        "alike_url": f"{request.path}?alike=yes" if person.alike and not alike else "",
        "back": back,
        "trail": [
            Link(label=person.case.label, url=here),
            Link(label=_("Datos de la persona"), url=back),
            Link(label=_("Copia"), url=request.path),
        ],
    }
    return render(request, "desk/data_copy.html", context)
