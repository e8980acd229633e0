"""Keeping the observatory: a fact with its history, proposals, reviews, remarks, two values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ventanilla.channels.look.access import Who
from ventanilla.channels.look.components import ErrorLine
from ventanilla.channels.portal.observatory.doors import account_id, observatory_page
from ventanilla.channels.portal.observatory.show import facts, figures
from ventanilla.channels.portal.observatory.show.proposals import (
    FIELDS,
    fields_of,
    proposal_shown,
)
from ventanilla.domains.observatory import api as observatory

LONGEST = 600


@require_GET
@observatory_page(Who.ANYONE)
def fact(request: HttpRequest, key: str) -> HttpResponse:
    """Every version of a fact, what focal points said of it, what was proposed."""
    return _fact_page(request, key)


def _fact_page(
    request: HttpRequest, key: str, refused: observatory.ProposalRefused | None = None
) -> HttpResponse:
    found = observatory.history(key)
    current = found.current
    speaks = current.country in observatory.countries() and observatory.focal_point_of(
        account_id=account_id(request), code=current.country
    )
    broken = observatory.broken_links()
    shown = facts.fact_shown(current)
    context = {
        "key": key,
        "fact": shown,
        "current": current,
        "versions": [(v, facts.fact_shown(v)) for v in found.versions],
        "remarks": [(r, facts.stances_in_words([r.stance])) for r in found.remarks],
        "proposals": [proposal_shown(p) for p in found.proposals],
        "speaks": bool(speaks),
        "broken": broken.get(shown.source_url),
        "country_url": _country_url(current.country),
        "errors": [ErrorLine(text=str(refused), anchor="text")] if refused else [],
        "said": _posted(request, "text"),
        "stance": _posted(request, "stance"),
    }
    status = 422 if refused else 200
    return render(request, "portal/observatory/fact.html", context, status=status)


def _country_url(code: str) -> str:
    if code == observatory.REGION:
        return reverse("portal:observatory:track", args=["integration"])
    return reverse("portal:observatory:country", args=[code])


@require_http_methods(["GET", "HEAD", "POST"])
@observatory_page(Who.SIGNED_IN)
def propose(request: HttpRequest, key: str) -> HttpResponse:
    """Propose that a fact read otherwise, or be taken out."""
    current = observatory.history(key).current
    refused: observatory.ProposalRefused | None = None
    if request.method == "POST":
        try:
            made = _proposed(request, key)
            return HttpResponseRedirect(f"{reverse('portal:observatory:proposals')}#p{made.id}")
        except observatory.ProposalRefused as problem:
            refused = problem
    held = request.POST if refused else {n: getattr(current, n) or "" for n in FIELDS}
    return _form(request, current.country, held, refused, title=current.name, withdrawable=True)


def _proposed(request: HttpRequest, key: str) -> observatory.Proposal:
    by, reason = account_id(request), _posted(request, "reason")
    assert by is not None
    if "withdraw" in request.POST:
        return observatory.propose_withdrawal(
            key=key, source=_posted(request, "source"), reason=reason, by=by
        )
    return observatory.propose_amendment(key=key, content=_content(request), reason=reason, by=by)


@require_http_methods(["GET", "HEAD", "POST"])
@observatory_page(Who.SIGNED_IN)
def propose_new(request: HttpRequest, code: str) -> HttpResponse:
    """Propose a fact that is not there."""
    country = observatory.country(code)
    refused: observatory.ProposalRefused | None = None
    if request.method == "POST":
        by = account_id(request)
        assert by is not None
        content = {**_content(request), "country": country.code, "kind": _posted(request, "kind")}
        try:
            made = observatory.propose_new(
                content=content, reason=_posted(request, "reason"), by=by
            )
            return HttpResponseRedirect(f"{reverse('portal:observatory:proposals')}#p{made.id}")
        except observatory.ProposalRefused as problem:
            refused = problem
    title = _("Un hecho nuevo de %s") % facts.say(country.name)
    return _form(request, country.code, request.POST, refused, title=title, new=True)


def _form(
    request: HttpRequest,
    code: str,
    held: Mapping[str, Any],
    refused: observatory.ProposalRefused | None,
    *,
    title: str,
    new: bool = False,
    withdrawable: bool = False,
) -> HttpResponse:
    wrong = str(refused.params.get("column", "")) if refused else ""
    fields = fields_of(held, new=new, wrong=wrong, why=str(refused or ""))
    anchor = next((field.anchor for field in fields if field.id == wrong), "")
    context = {
        "title": title,
        "country": facts.country_name(code),
        "errors": [ErrorLine(text=str(refused), anchor=anchor)] if refused else [],
        "fields": fields,
        "withdrawable": withdrawable,
    }
    status = 422 if refused else 200
    return render(request, "portal/observatory/propose.html", context, status=status)


@require_POST
@observatory_page(Who.SIGNED_IN)
def remark(request: HttpRequest, key: str) -> HttpResponse:
    """A focal point confirms, disputes or comments."""
    by = account_id(request)
    assert by is not None
    stance, text = _posted(request, "stance"), _posted(request, "text")
    try:
        observatory.remark(key=key, stance=stance, text=text, by=by)
    except observatory.ProposalRefused as problem:
        return _fact_page(request, key, problem)
    return HttpResponseRedirect(reverse("portal:observatory:fact", args=[key]))


@require_GET
@observatory_page(Who.ANYONE, nav="proposals")
def proposals(request: HttpRequest) -> HttpResponse:
    """What waits for a reviewer; the review itself is for editors."""
    return _proposals_page(request)


def _proposals_page(
    request: HttpRequest, refused: observatory.ProposalRefused | None = None, of: UUID | None = None
) -> HttpResponse:
    """`of` is the disagreement whose settling was refused: what was typed there is kept."""
    context = {
        "proposals": [proposal_shown(p) for p in observatory.waiting()],
        "disagreements": figures.two_values(observatory.disagreements()),
        "editor": observatory.is_editor(account_id(request)),
        "errors": [ErrorLine(text=str(refused), anchor=f"reason-{of}" if of else "")]
        if refused
        else [],
        "of": of,
        "typed": _posted(request, "reason"),
    }
    status = 422 if refused else 200
    return render(request, "portal/observatory/proposals.html", context, status=status)


@require_POST
@observatory_page(Who.SIGNED_IN, nav="proposals")
def review(request: HttpRequest, proposal: UUID) -> HttpResponse:
    """Accept or refuse a proposal: the domain says who may."""
    by = account_id(request)
    assert by is not None
    accept, note = request.POST.get("verdict") == "accept", _posted(request, "note")
    try:
        observatory.review(proposal_id=proposal, accept=accept, note=note, by=by)
    except observatory.ProposalRefused as problem:
        return _proposals_page(request, problem)
    return HttpResponseRedirect(reverse("portal:observatory:proposals"))


@require_POST
@observatory_page(Who.SIGNED_IN, nav="proposals")
def settle(request: HttpRequest, disagreement: UUID) -> HttpResponse:
    """Say which of two values stands: the domain says who may."""
    by = account_id(request)
    assert by is not None
    take_new, reason = request.POST.get("keep") == "new", _posted(request, "reason")
    try:
        observatory.settle(disagreement_id=disagreement, take_new=take_new, reason=reason, by=by)
    except observatory.ProposalRefused as problem:
        still = any(one.id == disagreement for one in observatory.disagreements())
        return _proposals_page(request, problem, disagreement if still else None)
    return HttpResponseRedirect(reverse("portal:observatory:proposals"))


def _content(request: HttpRequest) -> dict[str, str]:
    return {name: _posted(request, name) for name in FIELDS}


def _posted(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "")[: LONGEST + 1].strip()
