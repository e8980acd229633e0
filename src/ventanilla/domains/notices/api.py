"""The door of the notices domain."""

from ventanilla.domains.notices.actions.expire import expire_due, expire_one
from ventanilla.domains.notices.actions.letters import (
    hand_to_post,
    print_batch,
    record_delivered,
    record_returned,
)
from ventanilla.domains.notices.actions.open_notice import open_notice, refuse_notice
from ventanilla.domains.notices.actions.place import place, take_effect_by_itself
from ventanilla.domains.notices.actions.publish_on_board import publish_on_board
from ventanilla.domains.notices.actions.send_alerts import send_alerts
from ventanilla.domains.notices.errors import NoticeIncomplete, NoticeSettled, NoticeUnknown
from ventanilla.domains.notices.models import (
    PENDING,
    BoardPosting,
    Means,
    Notice,
    NoticeEvent,
    PrintBatch,
    Standing,
)
from ventanilla.domains.notices.ports import Outcome, Settled
from ventanilla.domains.notices.queries import (
    batch_letters,
    batches,
    board,
    events_of,
    events_of_matter,
    letters_out,
    notice,
    notice_of,
    notices_for,
    notices_of_matter,
    waiting_letters,
)
from ventanilla.domains.notices.settling import known_otherwise
from ventanilla.domains.notices.tallies import notices_counted
from ventanilla.domains.parties.api import minimised

__all__ = [
    "PENDING",
    "BoardPosting",
    "Means",
    "Notice",
    "NoticeEvent",
    "NoticeIncomplete",
    "NoticeSettled",
    "NoticeUnknown",
    "Outcome",
    "PrintBatch",
    "Settled",
    "Standing",
    "batch_letters",
    "batches",
    "board",
    "events_of",
    "events_of_matter",
    "expire_due",
    "expire_one",
    "hand_to_post",
    "known_otherwise",
    "letters_out",
    "minimised",
    "notice",
    "notice_of",
    "notices_counted",
    "notices_for",
    "notices_of_matter",
    "open_notice",
    "place",
    "print_batch",
    "publish_on_board",
    "record_delivered",
    "record_returned",
    "refuse_notice",
    "send_alerts",
    "take_effect_by_itself",
    "waiting_letters",
]
