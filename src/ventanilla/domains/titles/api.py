"""The door of the titles domain."""

from ventanilla.domains.titles.checking import MatterEvent, events_of_matters, title_mismatches
from ventanilla.domains.titles.codes import title_code
from ventanilla.domains.titles.errors import TitleRefused, TitleUnknown
from ventanilla.domains.titles.expiring import record_expired
from ventanilla.domains.titles.models import Title, TitleEvent
from ventanilla.domains.titles.queries import (
    TitleView,
    title_by_code,
    title_by_id,
    title_of_matter,
    titles_of_account,
)
from ventanilla.domains.titles.recording import (
    Birth,
    Fact,
    act_key,
    examined,
    must_be_permitted,
    newborn,
    record,
)
from ventanilla.domains.titles.rules.events import (
    ALIVE,
    Happened,
    Refusal,
    TitleEventKind,
    TitleState,
)
from ventanilla.domains.titles.rules.life import Life, lived
from ventanilla.domains.titles.rules.permitted import refusal as title_refusal
from ventanilla.domains.titles.rules.terms import last_day

__all__ = [
    "ALIVE",
    "Birth",
    "Fact",
    "Happened",
    "Life",
    "MatterEvent",
    "Refusal",
    "Title",
    "TitleEvent",
    "TitleEventKind",
    "TitleRefused",
    "TitleState",
    "TitleUnknown",
    "TitleView",
    "act_key",
    "events_of_matters",
    "examined",
    "last_day",
    "lived",
    "must_be_permitted",
    "newborn",
    "record",
    "record_expired",
    "title_by_code",
    "title_by_id",
    "title_code",
    "title_mismatches",
    "title_of_matter",
    "title_refusal",
    "titles_of_account",
]
