"""The addresses of the desk, below each office's own."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from ventanilla.channels.desk.views import (
    acts,
    agreeing,
    attending,
    book,
    calls,
    cases,
    counter,
    entries,
    letters,
    paper,
    plain,
    searches,
    signing_in,
    tasks,
)

app_name = "desk"

_attended = [
    path("", attending.draft, name="draft"),
    path("pages/<slug:page>/", attending.page, name="page"),
    path("pages/<slug:page>/<slug:field>/<int:place>/", attending.item, name="item"),
    path("later/", attending.later, name="later"),
    path("check/", agreeing.check, name="check"),
    path("sheet/", agreeing.sheet, name="sheet"),
    path("consent/", agreeing.consent, name="consent"),
    path("file/", agreeing.file, name="file"),
]
_desk: list[URLPattern | URLResolver] = [
    path("", cases.queue, name="queue"),
    path("views/", cases.views, name="views"),
    path("cases/<uuid:case>/", cases.case, name="case"),
    path("cases/<uuid:case>/acts/<slug:act>/", acts.act, name="act"),
    path("cases/<uuid:case>/clocks/<int:seq>/<str:limit>/", acts.why_that_day, name="clock"),
    path("cases/<uuid:case>/documents/<uuid:document>/", cases.document, name="document"),
    path("calls/", calls.calls, name="calls"),
    path("calls/<uuid:call>/", calls.call, name="call"),
    path("calls/<uuid:call>/evaluate/<uuid:case>/", calls.evaluate, name="call-evaluate"),
    path("calls/<uuid:call>/<slug:step>/", calls.step, name="call-step"),
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/<uuid:task>/", tasks.task, name="task"),
    path("book/", book.day_list, name="book"),
    path("book/day/", book.whole_day, name="book-day"),
    path("book/day.csv", book.as_csv, name="book-csv"),
    path("counter/", counter.counter, name="counter"),
    path("counter/new/<slug:slug>/", attending.attend, name="attend"),
    path("counter/oral/<slug:slug>/", attending.attend, {"oral": True}, name="attend-oral"),
    path("counter/drafts/<uuid:draft>/", include(_attended)),
    path("counter/paper/", paper.paper, name="paper"),
    path("counter/paper/<slug:slug>/", paper.paper, name="paper-as"),
    path("entries/<uuid:entry>/", entries.entry, name="entry"),
    path("entries/<uuid:entry>/receipt.pdf", entries.as_pdf, name="entry-pdf"),
    path("entries/<uuid:entry>/label/", entries.label, name="label"),
    path("entries/<uuid:entry>/annul/", entries.annul, name="annul"),
    path("letters/", letters.letter_list, name="letters"),
    path("letters/<uuid:batch>/", letters.letter_batch, name="letter-batch"),
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
