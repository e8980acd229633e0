"""The addresses of the portal, below each office's own."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from ventanilla.channels.portal.observatory.views import charter
from ventanilla.channels.portal.views import (
    acts,
    calendar,
    calls,
    clips,
    contacting,
    filing,
    filling,
    finding,
    following,
    handling,
    norms,
    notices,
    office_pages,
    signing_in,
    supporting,
    time_limits,
    verifying,
)

app_name = "portal"

_drafts = [
    path("", filling.draft, name="draft"),
    path("check/", filling.check, name="check"),
    path("contact/", contacting.contact, name="contact"),
    path("contact/code/", contacting.code, name="contact-code"),
    path("support/", supporting.of_draft, name="support"),
    path("later/", filling.later, name="later"),
    path("file/", filing.file, name="file"),
    path("pages/<slug:page>/", filling.page, name="page"),
    path("pages/<slug:page>/<slug:field>/<int:place>/", filling.item, name="item"),
]
_cases = [
    path("", following.case, name="case"),
    path("close/", following.close, name="case-close"),
    path("due/", time_limits.due_reasons, name="case-due"),
    path("clocks/<int:seq>/<str:limit>/", time_limits.clock_reasons, name="case-clock"),
    path("acts/<slug:act>/", acts.act, name="act"),
    path("acts/<int:seq>/receipt/", acts.receipt, name="act-receipt"),
    path("acts/<int:seq>/receipt.pdf", acts.as_pdf, name="act-pdf"),
    path("acts/<int:seq>/receipt.tlog-proof", acts.proof, name="act-proof"),
    path("notices/<int:item>/", notices.notice, name="notice"),
    path("receipt/", filing.filed, name="filed"),
    path("receipt.tlog-proof", filing.proof, name="receipt-proof"),
    path("receipt.json", filing.as_json, name="receipt-json"),
    path("receipt.pdf", filing.as_pdf, name="receipt-pdf"),
    path("documents/<uuid:document>/", filing.document, name="document"),
]
_office: list[URLPattern | URLResolver] = [
    path("", finding.home, name="home"),
    path("topics/", finding.topics, name="topics"),
    path("life/<slug:event>/", finding.life, name="life"),
    path("areas/<path:subject>/", finding.area, name="area"),
    path("information/<slug:slug>/", finding.information, name="information"),
    path("procedures/<slug:slug>/", finding.procedure, name="procedure"),
    path("procedures/<slug:slug>/clips/<uuid:clip>/", clips.clip, name="clip"),
    path("procedures/<slug:slug>/start/", filling.start, name="start"),
    path("procedures/<slug:slug>/handling.bpmn", handling.handling_bpmn, name="handling-bpmn"),
    path("drafts/", filling.resume, name="resume"),
    path("drafts/<uuid:draft>/", include(_drafts)),
    path("outbox/", contacting.outbox, name="outbox"),
    path("follow/", following.follow, name="follow"),
    path("cases/", following.cases, name="cases"),
    path("cases/<uuid:case>/", include(_cases)),
    path("notices/", notices.box, name="notices"),
    path("board/", notices.board, name="board"),
    path("verify/", verifying.verify, name="verify"),
    path("norms/", norms.norms, name="norms"),
    path("calls/", calls.calls, name="calls"),
    path("calls/<slug:call>/", calls.call, name="call"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar.ics", calendar.calendar_ics, name="calendar-ics"),
    path("time-limits/", time_limits.time_limits, name="time-limits"),
    path("automated-decisions/", handling.automated_decisions, name="automated-decisions"),
    path("help/", office_pages.help_page, name="help"),
    path("about/", office_pages.about, name="about"),
    path("data/", office_pages.data, name="data"),
    path("accessibility/", office_pages.accessibility, name="accessibility"),
    path("outages/", office_pages.outages, name="outages"),
    path("commitments/", office_pages.commitments, name="commitments"),
    path("charter/", charter.charter_page, name="charter"),
    path("charter/figures.json", charter.own_figures, name="own-figures"),
    path("account/", supporting.account, name="account"),
    path("sign-in/", signing_in.sign_in, name="sign-in"),
    path("sign-out/", signing_in.sign_out, name="sign-out"),
    path("language/<slug:code>/", signing_in.language, name="language"),
    path("office.css", signing_in.colours, name="colours"),
]
urlpatterns = [
    path("", finding.all_offices, name="offices"),
    path("observatory/", include("ventanilla.channels.portal.observatory.urls")),
    path("<slug:office>/", include(_office)),
]
