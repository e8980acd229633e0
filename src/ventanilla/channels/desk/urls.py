"""The addresses of the desk, below each office's own."""

from __future__ import annotations

from django.urls import include, path

from ventanilla.channels.desk.views import acts, book, cases, counter, searches, signing_in, tasks

app_name = "desk"

_desk = [
    path("", cases.queue, name="queue"),
    path("views/", cases.views, name="views"),
    path("cases/<uuid:case>/", cases.case, name="case"),
    path("cases/<uuid:case>/acts/<slug:act>/", acts.act, name="act"),
    path("cases/<uuid:case>/clocks/<int:seq>/<str:limit>/", acts.why_that_day, name="clock"),
    path("cases/<uuid:case>/documents/<uuid:document>/", cases.document, name="document"),
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/<uuid:task>/", tasks.task, name="task"),
    path("book/", book.day_list, name="book"),
    path("counter/", counter.counter, name="counter"),
    path("searches/", searches.vain_searches, name="searches"),
    path("sign-in/", signing_in.sign_in, name="sign-in"),
    path("sign-out/", signing_in.sign_out, name="sign-out"),
    path("language/<slug:code>/", signing_in.language, name="language"),
    path("office.css", signing_in.colours, name="colours"),
]
urlpatterns = [path("<slug:office>/desk/", include(_desk))]
