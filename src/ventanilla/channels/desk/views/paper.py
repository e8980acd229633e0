"""A paper in under a minute: one page, then its number."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ventanilla.channels.desk import paper_form
from ventanilla.channels.desk.attended import entry_url
from ventanilla.channels.desk.doors import desk_page
from ventanilla.channels.desk.paper_form import Typed
from ventanilla.channels.desk.show.saying import with_example
from ventanilla.channels.filling.uploads import new_files
from ventanilla.channels.look.bodies import takes_files
from ventanilla.channels.look.components import ErrorLine
from ventanilla.channels.look.frame import Link
from ventanilla.channels.look.templatetags.look import moment
from ventanilla.domains.casefiles import api as casefiles
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.counter import api as counter
from ventanilla.domains.offices import api as offices
from ventanilla.domains.offices.api import Role
from ventanilla.kernel import clock
from ventanilla.kernel.errors import Problem
from ventanilla.kernel.text_choice import pick

_FIELD_OF = {"moment-refused": "presented", "proof-missing": "proof_text"}


@takes_files
@require_http_methods(["GET", "POST"])
@desk_page(Role.CLERK, Role.REGISTRAR, nav="counter")
def paper(
    request: HttpRequest, office: offices.Office, post: offices.Post, slug: str = ""
) -> HttpResponse:
    """Subject, person, unit, annexes, what cannot be scanned, both moments. What is wrong comes
    back as typed, with its files."""
    received_at = clock.now()
    offered = counter.paper_procedures(office=office)
    procedure = next((p for p in offered if p.slug == slug), offered[0] if offered else None)
    if procedure is None:
        raise counter.NoPaperHere
    page = _Page(request, office, post, procedure, offered)
    if request.method != "POST":
        return page.drawn(paper_form.fresh(procedure))
    sent = paper_form.typed(request, procedure)
    kept = _receive(request, office=office, post=post, procedure=procedure, sent=sent)
    if "remove" in request.POST or sent.errors:
        return page.drawn(sent, kept=kept)
    read = paper_form.paper_of(sent, procedure=procedure, office=office)
    if read is None:
        return page.drawn(sent, kept=kept)
    try:
        lodged = counter.enter_paper(
            paper=read,
            office=office,
            procedure=procedure,
            post=post,
            by_name=str(request.user),
            key=sent.key,
            received_at=received_at,
            lang=get_language() or "es",
        )
    except casefiles.FilingInvalid as invalid:
        sent.errors |= {error.field: error.message for error in invalid.errors}
        return page.drawn(sent, kept=kept)
    except Problem as problem:
        return page.refused(sent, problem, kept=kept)
    return HttpResponseRedirect(entry_url(office, lodged.registered.entry_id))


def _receive(
    request: HttpRequest,
    *,
    office: offices.Office,
    post: offices.Post,
    procedure: PublishedProcedure,
    sent: Typed,
) -> UUID | None:
    """Files held from an attempt before, less the one removed, plus the new: kept with a draft, so
    that an error elsewhere loses none. Gives the draft, or None where there are no files."""
    asked = paper_form.file_field(procedure)
    draft = _held_draft(paper_form.draft_id_of(request), office=office, post=post)
    held = casefiles.files_of(draft).get(asked.id, []) if draft else []
    removed = request.POST.get("remove", "")
    held = [f for n, f in enumerate(held) if str(n) != removed]
    room = max(0, (asked.max_files or 1) - len(held))
    new, refused = new_files(
        request, office_id=office.id, field=asked, room=room, account_id=post.account_id
    )
    if refused:
        sent.errors[asked.id] = refused
    sent.files = [*held, *new]
    if not sent.files and draft is None:
        return None
    if draft is None:
        draft = casefiles.start_draft(
            office=office,
            slug=procedure.slug,
            lang=get_language() or "es",
            typed_by_id=post.id,
        )
    if new or removed:
        casefiles.set_files(draft=draft, field=asked.id, documents=sent.files)
        sent.files = casefiles.files_of(draft).get(asked.id, [])
    return draft.id


def _held_draft(
    draft_id: UUID | None, *, office: offices.Office, post: offices.Post
) -> casefiles.Draft | None:
    if draft_id is None:
        return None
    try:
        draft = casefiles.draft_for(
            office=office, draft_id=draft_id, code=casefiles.draft_code(draft_id)
        )
    except casefiles.DraftUnknown:
        return None
    return draft if draft.typed_by_id == post.id and draft.entry_id is None else None


class _Page:
    """The page, drawn from what was typed."""

    def __init__(
        self,
        request: HttpRequest,
        office: offices.Office,
        post: offices.Post,
        procedure: PublishedProcedure,
        offered: list[PublishedProcedure],
    ) -> None:
        self.request, self.office, self.post = request, office, post
        self.procedure, self.offered = procedure, offered
        self.lang = get_language() or "es"

    def refused(self, sent: Typed, problem: Problem, *, kept: UUID | None) -> HttpResponse:
        """What the counter or the register does not take: beside its field where it has one."""
        name = _FIELD_OF.get(problem.code, "")
        if isinstance(problem, counter.PersonMissing):
            name = self.procedure.applicant.get("name", "")
        sent.errors[name] = with_example(problem)
        response = self.drawn(sent, kept=kept, status=problem.status)
        if problem.retry_after:
            response["Retry-After"] = str(problem.retry_after)
        return response

    def drawn(self, sent: Typed, *, kept: UUID | None = None, status: int = 422) -> HttpResponse:
        """With errors: 422, or the `status` of what was refused."""
        main = paper_form.views_of(sent, procedure=self.procedure, lang=self.lang)
        main = [replace(main[0], focused=not sent.errors), *main[1:]]
        annexes = paper_form.files_view(sent, procedure=self.procedure, lang=self.lang)
        units = paper_form.unit_view(sent, offices.units(office_id=self.office.id))
        moments = paper_form.moment_views(sent)
        items = paper_form.items_view(sent)
        views = [*main, units, annexes, items, *moments]
        shown = {v.id for v in views}
        lines = [ErrorLine(text=v.error, anchor=v.anchor) for v in views if v.error]
        lines += [ErrorLine(text=t) for n, t in sent.errors.items() if n not in shown]
        context: dict[str, Any] = {
            "title": pick(self.procedure.title, self.lang),
            "key": sent.key,
            "kept": kept or "",
            "main": [*main, units, annexes],
            "items": [items],
            "moments": moments,
            "earlier": sent.texts["proof"] != counter.Proof.HERE or bool(sent.texts["items"]),
            "anonymous": paper_form.anonymous_rule(self.procedure, self.lang),
            "is_anonymous": sent.anonymous,
            "errors": lines,
            "others": self._others(),
            "outages": self._outages(),
            "trail": [self._back()],
        }
        return render(self.request, "desk/paper.html", context, status=status if lines else 200)

    def _others(self) -> list[tuple[str, str]]:
        return [
            (
                pick(p.title, self.lang),
                reverse("desk:paper-as", args=[self.office.slug, p.slug]),
            )
            for p in self.offered
            if p.slug != self.procedure.slug
        ]

    def _outages(self) -> list[dict[str, str]]:
        return [
            {
                "began": moment(o.began_at),
                "ended": moment(o.ended_at) if o.ended_at else "",
                "cause": o.cause,
            }
            for o in offices.outages(office_id=self.office.id, most=5)
        ]

    def _back(self) -> Link:
        return Link(label=_("Mostrador"), url=reverse("desk:counter", args=[self.office.slug]))
