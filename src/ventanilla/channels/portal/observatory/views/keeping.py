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
    }
    return render(request, "portal/observatory/fact.html", context)


def _country_url(code: str) -> str:
    if code == observatory.REGION:
        return reverse("portal:observatory:track", args=["integration"])
    return reverse("portal:observatory:country", args=[code])


@require_http_methods(["GET", "HEAD", "POST"])
@observatory_page(Who.SIGNED_IN)
def propose(request: HttpRequest, key: str) -> HttpResponse:
    """Propose that a fact read otherwise, or be taken out."""
    current = observatory.history(key).current
    errors: list[ErrorLine] = []
    if request.method == "POST":
        try:
            made = _proposed(request, key)
            return HttpResponseRedirect(f"{reverse('portal:observatory:proposals')}#p{made.id}")
        except observatory.ProposalRefused as problem:
            errors = [ErrorLine(text=str(problem), anchor="source")]
    held = request.POST if errors else {n: getattr(current, n) or "" for n in FIELDS}
    return _form(request, current.country, held, errors, title=current.name, withdrawable=True)


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
    errors: list[ErrorLine] = []
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
            errors = [ErrorLine(text=str(problem), anchor="source")]
    title = _("Un hecho nuevo de %s") % facts.say(country.name)
    return _form(request, country.code, request.POST, errors, title=title, new=True)


def _form(
    request: HttpRequest,
    code: str,
    held: Mapping[str, Any],
    errors: list[ErrorLine],
    *,
    title: str,
    new: bool = False,
    withdrawable: bool = False,
) -> HttpResponse:
    context = {
        "title": title,
        "country": facts.country_name(code),
        "errors": errors,
        "fields": fields_of(held, new=new),
        "withdrawable": withdrawable,
    }
    status = 422 if errors else 200
    return render(request, "portal/observatory/propose.html", context, status=status)


@require_POST
@observatory_page(Who.SIGNED_IN)
def remark(request: HttpRequest, key: str) -> HttpResponse:
    """A focal point confirms, disputes or comments."""
    by = account_id(request)
    assert by is not None
    observatory.remark(
        key=key, stance=_posted(request, "stance"), text=_posted(request, "text"), by=by
    )
    return HttpResponseRedirect(reverse("portal:observatory:fact", args=[key]))


@require_GET
@observatory_page(Who.ANYONE, nav="proposals")
def proposals(request: HttpRequest) -> HttpResponse:
    """What waits for a reviewer; the review itself is for editors."""
    context = {
        "proposals": [proposal_shown(p) for p in observatory.waiting()],
        "disagreements": figures.two_values(observatory.disagreements()),
        "editor": observatory.is_editor(account_id(request)),
    }
    return render(request, "portal/observatory/proposals.html", context)


@require_POST
@observatory_page(Who.SIGNED_IN)
def review(request: HttpRequest, proposal: UUID) -> HttpResponse:
    """Accept or refuse a proposal: the domain says who may."""
    by = account_id(request)
    assert by is not None
    observatory.review(
        proposal_id=proposal,
        accept=request.POST.get("verdict") == "accept",
        note=_posted(request, "note"),
        by=by,
    )
    return HttpResponseRedirect(reverse("portal:observatory:proposals"))


@require_POST
@observatory_page(Who.SIGNED_IN)
def settle(request: HttpRequest, disagreement: UUID) -> HttpResponse:
    """Say which of two values stands: the domain says who may."""
    by = account_id(request)
    assert by is not None
    observatory.settle(
        disagreement_id=disagreement,
        take_new=request.POST.get("keep") == "new",
        reason=_posted(request, "reason"),
        by=by,
    )
    return HttpResponseRedirect(reverse("portal:observatory:proposals"))


def _content(request: HttpRequest) -> dict[str, str]:
    return {name: _posted(request, name) for name in FIELDS}


def _posted(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "")[: LONGEST + 1].strip()
