"""The addresses of the observatory, below `/observatory/`."""

from __future__ import annotations

from django.urls import path

from ventanilla.channels.portal.observatory.views import (
    countries,
    data,
    editions,
    keeping,
    overviews,
    signing_in,
)

app_name = "observatory"
urlpatterns = [
    path("", overviews.home, name="home"),
    path("countries/<slug:code>/", countries.country, name="country"),
    path("countries/<slug:code>/report.pdf", countries.report, name="report"),
    path("countries/<slug:code>/propose/", keeping.propose_new, name="propose-new"),
    path("tracks/<slug:track>/", overviews.track, name="track"),
    path("compare/", countries.compare, name="compare"),
    path("map/", overviews.map_page, name="map"),
    path("timeline/", overviews.timeline, name="timeline"),
    path("weights/", overviews.weights, name="weights"),
    path("practices/", overviews.practices, name="practices"),
    path("charter/", overviews.charter_deck, name="charter"),
    path("methods/", overviews.methods, name="methods"),
    path("data/", data.index, name="data"),
    path("data/catalogue.jsonld", data.catalogue, name="catalogue"),
    path("data/<slug:name>.<slug:kind>", data.download, name="download"),
    path("editions/", editions.index, name="editions"),
    path("editions/<slug:name>/", editions.edition, name="edition"),
    path("editions/<slug:name>/content.json", editions.content, name="edition-content"),
    path("facts/<slug:key>/", keeping.fact, name="fact"),
    path("facts/<slug:key>/propose/", keeping.propose, name="propose"),
    path("facts/<slug:key>/remark/", keeping.remark, name="remark"),
    path("proposals/", keeping.proposals, name="proposals"),
    path("proposals/<uuid:proposal>/", keeping.review, name="review"),
    path("disagreements/<uuid:disagreement>/", keeping.settle, name="settle"),
    path("sign-in/", signing_in.sign_in, name="sign-in"),
    path("sign-out/", signing_in.sign_out, name="sign-out"),
    path("language/<slug:code>/", signing_in.language, name="language"),
]
