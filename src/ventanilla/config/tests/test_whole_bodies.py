"""A connection that breaks half-way leaves nothing behind: no case, no draft, no file."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from tests.cast import Cast
from tests.filing import PDF, SLUG, answers
from tests.walking import Walker

from ventanilla.config.whole_bodies import BodyCutShort, WholeBodies, WholeBody
from ventanilla.domains.casefiles.models import Case, Draft, DraftDocument
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.parties.api import issue_token

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


def answer_to(environ: dict[str, Any], *, kept: int) -> int:
    """The status for a request of which all but `kept` bytes were lost on the way."""
    stream = environ["wsgi.input"]
    environ["wsgi.input"] = io.BytesIO(stream.read(len(stream))[:kept])
    status = []

    def start_response(line: str, _headers: Any, _error: Any = None) -> Any:
        status.append(int(line.split()[0]))

    list(WholeBodies(WSGIHandler())(environ, start_response))
    return status[0]


def test_a_body_reads_as_before_while_all_of_it_comes():
    body = WholeBody(io.BytesIO(b"one\ntwo and what belongs to the next"), 7)
    assert (body.readline(), body.read(2), body.read(), body.read()) == (b"one\n", b"tw", b"o", b"")


def test_a_body_that_stops_early_is_an_error():
    body = WholeBody(io.BytesIO(b"half"), 8)
    assert body.read(8) == b"half"
    with pytest.raises(BodyCutShort):
        body.read(4)


def test_half_a_file_is_not_registered_by_the_api(cast: Cast, procedure: PublishedProcedure):
    token = issue_token(office_id=cast.office.id, role="filer", label="prueba")
    fields = {"procedure": SLUG, "answers": json.dumps(answers())}
    request = RequestFactory().post(
        f"/api/v1/offices/{cast.office.slug}/filings",
        {**fields, "attachment": _named(PDF + bytes(3000))},
        headers={"authorization": f"Bearer {token}", "idempotency-key": "cut-short-1"},
    )
    length = int(request.META["CONTENT_LENGTH"])
    assert answer_to(dict(request.environ), kept=length - 2000) == 400
    assert not Case.objects.exists()


@pytest.mark.parametrize(("lost", "status", "files"), [(2000, 403, 0), (0, 302, 1)])
def test_half_a_file_is_not_kept_with_a_draft(
    cast: Cast, procedure: PublishedProcedure, lost: int, status: int, files: int
):
    person = Walker(cast)
    person.start()
    data = {"_seen": person.seen("request"), "go": "on", "information_wanted": "Algo"}
    data["csrfmiddlewaretoken"] = person.client.cookies["csrftoken"].value
    request = RequestFactory().post(
        person.url("portal:page", draft=person.draft, page="request"),
        {**data, "attachment": _named(PDF + bytes(3000))},
    )
    cookies = "; ".join(f"{name}={c.value}" for name, c in person.client.cookies.items())
    length = int(request.META["CONTENT_LENGTH"])
    assert answer_to({**request.environ, "HTTP_COOKIE": cookies}, kept=length - lost) == status
    assert DraftDocument.objects.count() == files
    assert bool(Draft.objects.get().answers) == bool(files)


def _named(content: bytes) -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = "plano.pdf"
    return file


def test_an_answer_that_is_whole_is_given_in_one_piece_and_closed():
    closed = []
    response = HttpResponse("todo")
    response._resource_closers.append(lambda: closed.append(True))
    assert WholeBodies(lambda *_: response)({}, lambda *_: None) == [b"todo"]
    assert closed == [True]


def test_an_answer_that_streams_is_left_as_it_is():
    streaming = StreamingHttpResponse(iter([b"a", b"b"]))
    assert WholeBodies(lambda *_: streaming)({}, lambda *_: None) is streaming
