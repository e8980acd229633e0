"""Frozen editions: to be cited, taken away, and compared."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ventanilla.channels.look.access import Who
from ventanilla.channels.look.downloads import download
from ventanilla.channels.portal.observatory.doors import observatory_page
from ventanilla.channels.portal.observatory.show.facts import country_name
from ventanilla.domains.observatory import api as observatory

MOST_SHOWN = 100
KEPT_BY_US = {"number", "recorded_at"}  # they follow from any change, and say nothing more


@require_GET
@observatory_page(Who.ANYONE, nav="editions")
def index(request: HttpRequest) -> HttpResponse:
    """Every edition, newest first."""
    context = {"editions": [(e, bytes(e.digest).hex()) for e in observatory.editions()]}
    return render(request, "portal/observatory/editions.html", context)


@require_GET
@observatory_page(Who.ANYONE, nav="editions")
def edition(request: HttpRequest, name: str) -> HttpResponse:
    """One edition: how to cite it, and what changed from it to another or to now."""
    found = observatory.edition(name)
    other = request.GET.get("to", "")
    after = observatory.edition(other) if other else None
    changes = observatory.changes(found, after)
    context = {
        "edition": found,
        "digest": bytes(found.digest).hex(),
        "others": [e.name for e in observatory.editions() if e.name != name],
        "after": after,
        "groups": [
            (kind, len(held), [_change(d) for d in held[:MOST_SHOWN]])
            for kind, held in changes.items()
        ],
        "most": MOST_SHOWN,
    }
    return render(request, "portal/observatory/edition.html", context)


def _change(found: observatory.Difference) -> dict[str, object]:
    row = found.after or found.before or {}
    what = row.get("name") or " ".join(found.key)
    return {
        "country": country_name(str(row["country"])),
        "what": what,
        "came": found.before is None,
        "went": found.after is None,
        "columns": [
            (column, (found.before or {}).get(column), (found.after or {}).get(column))
            for column in found.columns
            if column not in KEPT_BY_US
        ],
    }


@require_GET
@observatory_page(Who.ANYONE)
def content(request: HttpRequest, name: str) -> HttpResponse:
    """The bytes that the edition's digest is taken of."""
    found = observatory.edition(name)
    return download(
        observatory.edition_bytes(found), name=f"{name}.json", media_type="application/json"
    )
