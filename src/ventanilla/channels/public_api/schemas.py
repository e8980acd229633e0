"""What goes in and out, for the document of the API. Moments are RFC 3339 with zone."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Path, Schema
from pydantic import Field

from ventanilla.domains.parties.api import NEEDS

# Written by `moments.moment`; a datetime would lose its zone and its microseconds on the way out.
Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"})]
OfficeSlug = Annotated[str, Path(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
Need = Annotated[str, Field(json_schema_extra={"enum": sorted(NEEDS)})]
ProcedureSlug = Annotated[str, Path(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]


TitleCode = Annotated[str, Path(max_length=40)]


class Legal(Schema):
    """A legal fact, with the norm it stands on where it has one."""

    text: str
    norm: str | None = None
    status: str | None = Field(None, description="found: the norm was read; known: not yet")


class TimeLimit(Schema):
    """How long the office has."""

    amount: int | None = None
    unit: str | None = None
    norm: str | None = None


class ProcedureLine(Schema):
    """A procedure that may be begun now."""

    slug: str
    version: int
    digest: str = Field(description="SHA-256 of its folder, as the office's log commits it")
    kind: str
    title: str
    summary: str


class FileField(Schema):
    """A field that takes files. They go beside the answers, under the field's id."""

    id: str
    label: str
    required: bool
    accept: list[str]
    max_bytes: int | None
    max_files: int | None


class ProcedureWhole(ProcedureLine):
    """Everything to know before filing."""

    who: str
    legal_basis: list[Legal]
    requirements: list[Legal]
    fee: str
    time_limit: TimeLimit
    channels: list[str]
    answers_schema: dict[str, Any] = Field(description="JSON Schema 2020-12 of `answers`")
    answers_schema_url: str = Field(description="The same, by version: it never changes")
    files: list[FileField]


class DayOff(Schema):
    """A day on which the office's time limits do not run, and why."""

    day: date
    name: str
    kind: str = Field(description="national, regional, local, statutory, office, recess or closed")
    place: str = Field(description="ISO 3166-2, or empty")
    of: str = Field(description="seat: the office's own; person: of where the person lives")


class CalendarVersionLine(Schema):
    """A published version."""

    version: int
    digest: str = Field(description="SHA-256, as the office's log commits it")
    published_at: Moment
    reason: str


class CalendarWhole(CalendarVersionLine):
    """A published version with its days. It never changes."""

    covers: list[date] = Field(description="First and last day for which it holds")
    weekly_rest: list[str] | None = Field(None, description="What the office publishes, if it does")
    weekly_rest_published: bool
    seat: str
    non_working: list[DayOff]
    working: list[date] = Field(description="Days worked in spite of the rule")
    notes: dict[str, str]


class CalendarInForce(CalendarWhole):
    """The newest version, and which there are."""

    versions: list[CalendarVersionLine]


class Filed(Schema):
    """A filing in its book. The same request with the same key gives the same values."""

    entry_id: UUID
    label: str = Field(description="The number as people read it: 2026/E/000123")
    book: str
    year: int
    number: int
    registered_at: Moment
    received_at: Moment
    presented_at: Moment
    due_on: date | None
    case_id: UUID
    follow_secret: str = Field(description="With the number, opens the case without an account")
    log_position: int
    receipt: str = Field(description="tlog-proof: verifies offline with the office's keys")


class CaseDocument(Schema):
    """A document of a case. `state` other than clean: it cannot be opened."""

    id: UUID
    field: str | None = None
    name: str
    media_type: str
    size: int
    sha256: str
    state: str


class CaseAct(Schema):
    """A step with legal effect."""

    seq: int
    kind: str
    at: Moment
    actor: str
    number: str | None = Field(None, description="its register number, where it has one")
    sealed: bool = Field(False, description="read by POST …/notices/<seq>/open, which notifies")
    sense: str | None = None
    decision: str | None = None
    text: str | None = None
    reasons: str | None = None
    documents: list[CaseDocument] = []


class CaseClock(Schema):
    """A time limit of the case beside the one to decide."""

    name: str = Field(description="correction, hearing, decide_appeal, appeal:<id>, report:<id>…")
    opened_by: int = Field(description="seq of the act that set it going")
    owed_by: str = Field(description="party, body or other")
    due_on: date | None
    ended_on: date | None


class CaseWhole(Schema):
    """A case with everything done about it."""

    id: UUID
    label: str
    entry_id: UUID
    procedure: ProcedureLine
    unit: str
    state: str
    last_seq: int
    presented_at: Moment
    received_at: Moment
    registered_at: Moment
    due_on: date | None
    closed_at: Moment | None
    waiting_on: str = Field(description="party, body, report or nobody")
    applicant: str
    answers: dict[str, Any] = Field(description="as they were filed")
    answers_now: dict[str, Any] = Field(description="as corrections left them")
    documents: list[CaseDocument]
    clocks: list[CaseClock]
    acts: list[CaseAct]


class Receipt(Schema):
    """The receipt in its stages. `witnessed` comes once other administrations have co-signed."""

    entry_id: UUID
    stage: str = Field(description="immediate or witnessed")
    immediate: str
    witnessed: str | None


class FieldProblem(Schema):
    """One thing to mend."""

    field: str
    code: str
    message: str
    expected: str = ""
    example: str = ""


class ProblemDetails(Schema):
    """RFC 9457, with what was expected, an example and a remedy where there are."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    expected: str | None = None
    example: str | None = None
    remedy: str | None = None
    errors: list[FieldProblem] | None = None


class NewFile(Schema):
    """A file inside JSON."""

    model_config = {"extra": "forbid"}

    name: str = Field(max_length=300)
    media_type: str = ""
    content: str = Field(description="base 64", json_schema_extra={"contentEncoding": "base64"})


class SupportStated(Schema):
    """How the person wants to be attended."""

    model_config = {"extra": "forbid"}

    language: str = Field("", max_length=10, description="One of the office's languages, its tag")
    other_language: str = Field("", max_length=60, description="Another one, in own words")
    needs: list[Need] = []
    note: str = Field("", max_length=300)


class NewFiling(Schema):
    """What is filed. Its answers must satisfy the procedure's `answers_schema`."""

    model_config = {"extra": "forbid"}

    procedure: str = Field(max_length=60, min_length=1)
    answers: dict[str, Any]
    files: dict[str, list[NewFile]] = {}
    language: str | None = Field(None, max_length=10, min_length=1)
    presented_at: datetime | None = Field(
        None,
        description="When and where it was handed in elsewhere, before it came here. Only with a "
        "token that may say so, no further back than that token allows, and with the register and "
        "number it has there; else 403 `backdating-forbidden` or 422.",
    )
    origin_register: str | None = Field(None, max_length=200, min_length=1)
    origin_number: str | None = Field(None, max_length=80, min_length=1)
    support: SupportStated | None = Field(
        None,
        description="The person's to state, never asked and never deduced: nothing of the filing "
        "depends on it. Whoever handles the case reads it.",
    )


class GrantedAnswer(Schema):
    """What was granted, in the words of the procedure's form."""

    field: str
    label: str
    text: str


class TitleEvent(Schema):
    """Something that happened to the title, and the day from which it has effect."""

    kind: str
    on: date


class TitleWhole(Schema):
    """A title as anybody may know it, on the day `as_of` of its office."""

    code: str
    procedure: str
    name: str
    state: str = Field(
        description="not_yet, in_force, suspended, expired, renounced, revoked, annulled"
    )
    in_force: bool
    as_of: date
    begun: date | None
    since: date | None = Field(description="The first day of its present state")
    until: date | None = Field(description="Its last day; null: without term")
    holder: str = Field(description="A natural person by their initials")
    granted: list[GrantedAnswer]
    conditions: list[Legal]
    events: list[TitleEvent]
