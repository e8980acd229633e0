"""Silence: what not deciding in time means, from when, what must happen first, and who
certifies it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from .calendars.calendar import Calendar
from .deadline import compute_due
from .due import Due
from .errors import BadInputError, NotApplicableError, UnknownNameError
from .explanation.steps import Amount, Step, step
from .legal_value import Confidence, LegalValue, Unit
from .question import Question
from .regime import Regime
from .regime_loading import legal_value
from .rule_names import canonical


@dataclass(frozen=True, slots=True, eq=False)
class Silence:
    """The effect of not deciding. ``sense`` is ``positive``, ``negative`` or ``none``.

    ``trigger`` is ``time`` (alone), ``party_step`` (the party must act first) or ``party_choice``.
    ``last_day`` is the last day on which the body can still decide in time; the effect is from the
    next one on.
    None while a step of the party is pending or where no term runs. ``stages`` are the terms
    counted. ``against`` says from when a negative one may be attacked, where the law says it.
    """

    regime: Regime
    sense: str
    trigger: str
    rule: LegalValue
    stages: tuple[Due, ...]
    last_day: date | None
    pending: str
    matters: Mapping[str, str] | None
    certificate: LegalValue | None
    opens: Mapping[str, str] | None
    follow: Due | None
    exceptions: tuple[Mapping[str, Any], ...]
    against: LegalValue | None = None

    @property
    def effect_from(self) -> date | None:
        """The first day on which the silence has effect."""
        return self.last_day + timedelta(days=1) if self.last_day else None

    def steps(self) -> list[Step]:
        """The explanation as structured steps: the rule, each stage, what is still needed."""
        out = [step(f"silence_{self.sense}", self.rule, sense=self.sense)]
        if self.matters:
            out.append(Step("silence_matters", {"matters": dict(self.matters)}))
        if self.opens:
            out.append(Step("silence_opens", {"what": dict(self.opens)}))
        for stage in self.stages:
            out += [s for s in stage.steps() if s.code != "versions"]
        out.append(step(f"silence_{self.trigger}", self.rule))
        if self.pending:
            out.append(Step("silence_pending", {"what": self.pending}))
        if self.last_day and self.stages and self.stages[-1].due != self.last_day:
            out.append(Step("silence_latest", {"day": self.last_day}))
        if self.last_day and self.sense != "none":
            out.append(Step("silence_from", {"day": self.last_day, "next": self.effect_from}))
        if self.follow:
            out.append(step("silence_follow", self.follow.term, day=self.follow.due))
        out += self._certificate()
        if self.sense == "negative":
            out.append(Step("silence_duty"))
            if self.against:
                out.append(step(f"against_silence_{self.against.value}", self.against))
        for x in self.exceptions:
            value = legal_value("silence", {**x, "value": x["sense"]})
            out.append(step(f"silence_except_{x['sense']}", value, matters=x["matters"]))
        return out

    def _certificate(self) -> list[Step]:
        value = self.certificate
        if value is None or self.sense == "none":
            return []
        if isinstance(value.value, int) and value.unit:
            return [step("certificate", value, amount=Amount(value.value, value.unit))]
        return [step(f"certificate_{value.more.get('set_by', 'other')}", value)]


def silence(
    regime: Regime,
    question: Question,
    start: date,
    calendar: Calendar,
    *,
    exception: int | None = None,
    after: str | None = None,
    party_step: date | None = None,
) -> Silence:
    """The silence of a request entered on ``start``.

    ``exception`` picks one of the regime's exceptional matters by number (from 1); ``after``
    names another
    term to decide (``access``, ``appeal.alzada.decide``); ``party_step`` is the day of the step
    that the
    law demands (*denuncia*, *urgimiento*). ``question`` carries suspensions, extensions and
    switches.
    """
    raw = _silence_of(regime, question, after)
    exceptions = tuple(raw.get("exceptions", ()))
    chosen = _chosen(regime, raw, exceptions, exception)
    rule = legal_value("silence", {**chosen, "value": chosen["sense"]})
    term = after or chosen.get("after")
    special = raw is not regime.silence
    stages = _stages(regime, raw, chosen, question, start, calendar, term)
    needs = raw.get("step") if str(chosen["trigger"]) == "party_step" and not special else None
    pending = ""
    last = latest(stages[-1]) if stages else None
    if needs and stages:
        if party_step is None:
            pending, last = str(needs["name"]), None
        else:
            _check_step(party_step, latest(stages[-1]), str(needs["name"]))
            stages = (*stages, _stage(regime, question, needs["rule"], party_step, calendar))
            last = latest(stages[-1])
    elif party_step is not None:
        raise NotApplicableError(
            f"{regime.country}: silence there needs no step of the party ({rule.citation})",
            expected="no --step",
        )
    named = chosen.get("certificate") or raw.get("certificate")
    certificate = regime.terms[named][0] if named else None
    then = chosen.get("then")
    follow = _stage(regime, question, str(then), last, calendar) if then and last else None
    return Silence(
        regime,
        str(chosen["sense"]),
        str(chosen["trigger"]),
        rule,
        stages,
        last,
        pending,
        chosen.get("matters"),
        certificate,
        chosen.get("opens"),
        follow,
        exceptions if exception is None else (),
        legal_value("silence.against", against) if (against := raw.get("against")) else None,
    )


def latest(due: Due) -> date:
    """The last day under every reading: nobody relies on a silence that another reading denies."""
    return max(o.date for o in due.outcomes)


def _silence_of(regime: Regime, question: Question, after: str | None) -> Mapping[str, Any]:
    """The rule on silence of the matter: an appeal's own, a special law's own, or the general
    one.
    """
    head, _, rest = canonical(after or "").partition(".")
    if head == "appeal":
        return _of_appeal(regime, rest.partition(".")[0])
    raw: Mapping[str, Any] = regime.silence
    if head in ("access", "data_subject", "petition"):
        term = regime.rule(after or "", _any_day(regime, head), level=question.level)
        special = raw.get("special", {}).get(head)
        if special is not None:
            return {**special, "certificate": None}
        if term.layer.startswith("special"):
            raise regime.missing(f"silence.{head}", "what not answering such a request means")
    if not raw.get("sense"):
        raise regime.missing("silence", "what not deciding in time means")
    return raw


def _any_day(regime: Regime, key: str) -> date:
    return regime.terms[key][-1].first or date(2026, 1, 1)


def _of_appeal(regime: Regime, appeal_id: str) -> Mapping[str, Any]:
    for appeal in regime.appeals:
        if appeal.id == appeal_id and appeal.silence:
            return {"trigger": "time", "after": f"appeal.{appeal_id}.decide", **appeal.silence}
    raise regime.missing(f"silence of appeal.{appeal_id}", "what not deciding that appeal means")


def _chosen(
    regime: Regime,
    raw: Mapping[str, Any],
    exceptions: tuple[Mapping[str, Any], ...],
    number: int | None,
) -> Mapping[str, Any]:
    if number is None:
        return raw
    if not 1 <= number <= len(exceptions):
        known = [f"{i}: {x['sense']}, {x['matters']['en']}" for i, x in enumerate(exceptions, 1)]
        raise UnknownNameError(
            f"{regime.country}: no exception number {number}", known=known or ["none"]
        )
    base = {"trigger": "time", "after": raw.get("after"), "source": raw.get("source")}
    return {**base, **exceptions[number - 1]}


def _check_step(party_step: date, end: date, name: str) -> None:
    if party_step <= end:
        raise BadInputError(
            f"the {name} of {party_step} came before the term to decide ended ({end})",
            expected=f"a day after {end}",
            example=f"--step {end + timedelta(days=1)}",
        )


def _stage(regime: Regime, question: Question, rule: str, start: date, calendar: Calendar) -> Due:
    plain = replace(question, rule=rule, amount=None, unit=None, suspensions=(), extension=None)
    return compute_due(regime, plain, start, calendar)


def _stages(
    regime: Regime,
    raw: Mapping[str, Any],
    chosen: Mapping[str, Any],
    question: Question,
    start: date,
    calendar: Calendar,
    term: str | None,
) -> tuple[Due, ...]:
    """The terms counted one after another: to decide, and what the regime adds before silence
    works.
    """
    if term is None:
        return ()
    first = compute_due(
        regime, replace(question, rule=term, amount=None, unit=None), start, calendar
    )
    stages = [first]
    longer = raw.get("longer") if chosen is raw else None
    if longer and term != chosen.get("after") and _longer(first, start, longer):
        stages.append(_stage(regime, question, longer["rule"], latest(first), calendar))
    elif longer and term != chosen.get("after"):
        stages = [_stage(regime, question, str(chosen["after"]), start, calendar)]
    plus = (
        raw.get("plus")
        if chosen.get("sense") == raw.get("sense") and not chosen.get("matters")
        else None
    )
    if plus:
        stages.append(_stage(regime, question, plus, latest(first), calendar))
    if working := chosen.get("then_working_days"):
        more = Question(amount=working, unit=Unit.WORKING_DAYS, allow_unsure=question.allow_unsure)
        stages.append(compute_due(regime, more, latest(first), calendar))
    return tuple(stages)


def _longer(due: Due, start: date, longer: Mapping[str, Any]) -> bool:
    """Whether the legal term to decide exceeds the months of the general rule (CO, art. 83)."""
    from .counting.months import add_months

    limit = add_months(start.toordinal(), int(longer["over_months"]), "last_day_of_month").day
    return due.due.toordinal() > limit


def confidence_of(found: Silence) -> Confidence:
    """The weakest confidence of the rule and its stages."""
    ranks = [found.rule.confidence, *(s.confidence for s in found.stages)]
    return max(ranks, key=lambda c: c.rank)
