"""Begin of own motion the case in which a title may be taken or stopped, its holder heard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ventanilla.channels.desk.acts.questions import text
from ventanilla.channels.desk.doors import desk_page
from ventanilla.channels.desk.opening import open_case
from ventanilla.channels.desk.show.titles import motion_of
from ventanilla.channels.filling.acts.sent import checked, sent_page
from ventanilla.channels.filling.acts.showing import act_page
from ventanilla.channels.look.act_form import Ask
from ventanilla.channels.look.frame import Link
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.api import Role
from ventanilla.domains.titles import api as titles
from ventanilla.kernel import clock
from ventanilla.kernel.text_choice import pick


@require_http_methods(["GET", "POST"])
@desk_page(Role.OFFICER, Role.HEAD, nav="queue")
def begin(
    request: HttpRequest, office: offices.Office, post: offices.Post, case: UUID
) -> HttpResponse:
    """Why, and what the holder is told. It opens another case, where they are heard."""
    now = casefiles.case_now(open_case(request, post=post, case_id=case))
    title = now.own_title
    slug = motion_of(title) if title else ""
    if title is None or not slug:
        raise Http404
    procedure = catalogue.in_force(office_id=office.id, slug=slug, at=clock.now())
    sent = sent_page(request)
    if request.method == "POST":
        said = checked(sent, _asks())
        if sent.errors:
            sent.status = 422
        else:
            sent.attempt(lambda: _begun(post, procedure, title, said), asks=_asks())
    if sent.done is not None:
        url = reverse("desk:case", args=[office.slug, sent.done.case_id])
        return HttpResponseRedirect(url)
    here = reverse("desk:case", args=[office.slug, case])
    return act_page(
        request,
        page=_words(procedure),
        asks=_asks(),
        sent=sent,
        last_seq=now.view.last_seq,
        trail=[Link(label=now.view.label, url=here)],
        caption=_("Registro %(number)s. %(name)s")
        % {"number": now.view.label, "name": title.holder.name},
        errors_title=_("No se ha hecho"),
        refused=_ended(title),
    )


def _ended(title: titles.TitleView) -> casefiles.Refusal | None:
    if title.state in titles.ALIVE:
        return None
    cause = _("El título ya terminó: %(state)s.") % {"state": title.state.label}
    return casefiles.Refusal("title-ended", cause, _("No hay nada que revocar ni suspender."))


def _words(procedure: catalogue.PublishedProcedure) -> Mapping[str, Any]:
    lang = get_language() or "es"
    return {
        "title": _("Iniciar de oficio: %(title)s") % {"title": pick(procedure.title, lang)},
        "button": _("Iniciar y registrar"),
        "consequence": _(
            "Abre otro expediente, que sale por el libro de salida. El título sigue igual hasta "
            "que, oído su titular, se decida y se le notifique."
        ),
        "intro": pick(procedure.summary, lang),
    }


def _asks() -> tuple[Ask, ...]:
    return (
        Ask(
            name="cause",
            label=_("Por qué se inicia"),
            hint=_("Los hechos y la norma en que se apoya, con su artículo."),
            missing=_("Escriba los hechos y la norma en que se apoya."),
        ),
        text(_("Qué se comunica al titular")),
    )


def _begun(
    post: offices.Post,
    procedure: catalogue.PublishedProcedure,
    title: titles.TitleView,
    said: Mapping[str, Any],
) -> casefiles.Lodged:
    """One for each title and day: a double click is a retry."""
    holder = title.holder
    concerned = casefiles.Applicant(
        name=holder.name,
        address=holder.address,
        email=holder.email,
        phone=holder.phone,
        identifier_scheme=holder.identifier_scheme,
        identifier=holder.identifier,
        language=holder.language,
        account_id=holder.account_id,
    )
    return casefiles.open_own_motion(
        post=post,
        procedure=procedure,
        concerned=concerned,
        cause=str(said["cause"]),
        text=str(said["text"]),
        idempotency_key=f"title-{title.id.hex}-{title.day.isoformat()}",
        title_id=title.id,
    )
