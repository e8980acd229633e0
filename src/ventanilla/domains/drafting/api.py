"""The door of the drafting domain."""

from ventanilla.domains.drafting.actions.begin import DRAFTERS, act_of, begin, templates_for
from ventanilla.domains.drafting.actions.settle import (
    give_back,
    propose,
    sign,
    signer,
    to_be_signed,
)
from ventanilla.domains.drafting.actions.write import drop, save
from ventanilla.domains.drafting.composing import (
    Composed,
    as_pdf,
    composed,
    decision_label,
    decisions_of,
    part_titles,
)
from ventanilla.domains.drafting.errors import (
    DecisionDraftUnknown,
    DraftRefused,
    DraftStale,
    SignatureRefused,
)
from ventanilla.domains.drafting.models import DecisionDraft, DraftState, DraftStep
from ventanilla.domains.drafting.queries import (
    DraftLine,
    Drafts,
    draft_of,
    drafts_for,
    live_draft_of,
    steps_of,
)
from ventanilla.domains.drafting.rules.paragraphs import PARTS, added, in_order, moved, without

__all__ = [
    "DRAFTERS",
    "PARTS",
    "Composed",
    "DecisionDraft",
    "DecisionDraftUnknown",
    "DraftLine",
    "DraftRefused",
    "DraftStale",
    "DraftState",
    "DraftStep",
    "Drafts",
    "SignatureRefused",
    "act_of",
    "added",
    "as_pdf",
    "begin",
    "composed",
    "decision_label",
    "decisions_of",
    "draft_of",
    "drafts_for",
    "drop",
    "give_back",
    "in_order",
    "live_draft_of",
    "moved",
    "part_titles",
    "propose",
    "save",
    "sign",
    "signer",
    "steps_of",
    "templates_for",
    "to_be_signed",
    "without",
]
