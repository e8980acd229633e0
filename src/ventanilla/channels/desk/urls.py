"""The addresses of the desk, below each office's own."""

from __future__ import annotations

from django.urls import include, path

from ventanilla.channels.desk.views import (
    acts,
    book,
    calls,
    cases,
    counter,
    plain,
    searches,
    signing_in,
)

app_name = "desk"

_desk = [
    path("", cases.queue, name="queue"),
    path("cases/<uuid:case>/", cases.case, name="case"),
    path("cases/<uuid:case>/acts/<slug:act>/", acts.act, name="act"),
    path("cases/<uuid:case>/clocks/<int:seq>/<str:limit>/", acts.why_that_day, name="clock"),
    path("cases/<uuid:case>/documents/<uuid:document>/", cases.document, name="document"),
    path("calls/", calls.calls, name="calls"),
    path("calls/<uuid:call>/", calls.call, name="call"),
    path("calls/<uuid:call>/evaluate/<uuid:case>/", calls.evaluate, name="call-evaluate"),
    path("calls/<uuid:call>/<slug:step>/", calls.step, name="call-step"),
    path("book/", book.day_list, name="book"),
    path("counter/", counter.counter, name="counter"),
    path("searches/", searches.vain_searches, name="searches"),
    path("plain/", plain.pages, name="plain"),
    path("plain/<slug:slug>/", plain.procedure, name="plain-procedure"),
    path("plain/letters/<slug:slug>/", plain.letter, name="plain-letter"),
    path("sign-in/", signing_in.sign_in, name="sign-in"),
    path("sign-out/", signing_in.sign_out, name="sign-out"),
    path("language/<slug:code>/", signing_in.language, name="language"),
    path("office.css", signing_in.colours, name="colours"),
]
urlpatterns = [path("<slug:office>/desk/", include(_desk))]
