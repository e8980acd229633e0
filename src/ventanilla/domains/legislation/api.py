"""The door of the legislation domain."""

from ventanilla.domains.legislation.acting_for import ActingLaw, acting_formula, acting_law
from ventanilla.domains.legislation.actions.choose_regime import choose_regime
from ventanilla.domains.legislation.actions.publish_calendar import publish_calendar
from ventanilla.domains.legislation.calculation import (
    TimeLimitQuestion,
    calculate,
    countries,
    places,
    rules_for,
)
from ventanilla.domains.legislation.calendars import (
    calendar_of,
    calendar_versions,
    forget_calendars,
    newest_calendars,
    proposal_for,
)
from ventanilla.domains.legislation.corrections import correction_restarts
from ventanilla.domains.legislation.errors import (
    CalendarInvalid,
    CalendarUnchanged,
    CalendarUnknown,
    LegalValueUnknown,
    NormUnknown,
    RegimeInvalid,
    TimeLimitUnknown,
)
from ventanilla.domains.legislation.explained import DayRun, Explained, VersionsUsed
from ventanilla.domains.legislation.legal_values import (
    DatedValue,
    legal_value,
    legal_value_codes,
)
from ventanilla.domains.legislation.models import CalendarVersion, RegimeChoice
from ventanilla.domains.legislation.named_rules import NamedRule, group_label
from ventanilla.domains.legislation.norms import Norm, norm, norms_cited, norms_of
from ventanilla.domains.legislation.notice_effects import NoticeEffect, notice_effect
from ventanilla.domains.legislation.published_calendars import (
    CalendarChange,
    PublishedCalendar,
    as_json,
    icalendar,
    proposed_content,
    published_calendar,
    published_calendars,
)
from ventanilla.domains.legislation.regimes import forget_regimes, regime_choices, regime_of
from ventanilla.domains.legislation.terms import locales, terms
from ventanilla.domains.legislation.time_limits import (
    DueDate,
    due_date,
    explanation_of,
    moved,
    reasons,
    recalculated,
)

__all__ = [
    "ActingLaw",
    "CalendarChange",
    "CalendarInvalid",
    "CalendarUnchanged",
    "CalendarUnknown",
    "CalendarVersion",
    "DatedValue",
    "DayRun",
    "DueDate",
    "Explained",
    "LegalValueUnknown",
    "NamedRule",
    "Norm",
    "NormUnknown",
    "NoticeEffect",
    "PublishedCalendar",
    "RegimeChoice",
    "RegimeInvalid",
    "TimeLimitQuestion",
    "TimeLimitUnknown",
    "VersionsUsed",
    "acting_formula",
    "acting_law",
    "as_json",
    "calculate",
    "calendar_of",
    "calendar_versions",
    "choose_regime",
    "correction_restarts",
    "countries",
    "due_date",
    "explanation_of",
    "forget_calendars",
    "forget_regimes",
    "group_label",
    "icalendar",
    "legal_value",
    "legal_value_codes",
    "locales",
    "moved",
    "newest_calendars",
    "norm",
    "norms_cited",
    "norms_of",
    "notice_effect",
    "places",
    "proposal_for",
    "proposed_content",
    "publish_calendar",
    "published_calendar",
    "published_calendars",
    "reasons",
    "recalculated",
    "regime_choices",
    "regime_of",
    "rules_for",
    "terms",
]
