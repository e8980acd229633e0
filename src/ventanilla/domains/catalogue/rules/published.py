"""A published procedure as every other part reads it: frozen, made from a version's files."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

from ventanilla.domains.catalogue.rules.charges import Charge, charge_in
from ventanilla.domains.catalogue.rules.decisions import (
    Decided,
    DecisionTable,
    decide_all,
    read_decision,
)
from ventanilla.domains.catalogue.rules.folder import Folder
from ventanilla.domains.catalogue.rules.grants_part import facts_of_grants
from ventanilla.domains.catalogue.rules.handling import ENDINGS, read_handling
from ventanilla.domains.catalogue.rules.handling_conditions import passed_over, read_conditions
from ventanilla.domains.catalogue.rules.overlays import OFFICE_FILE, overlaid, read_overlay
from ventanilla.domains.catalogue.rules.procedure_file import read_procedure
from ventanilla.domains.catalogue.rules.templates import Template, read_template
from ventanilla.domains.forms.api import Condition, Form
from ventanilla.kernel.shapes import Findings

Texts = Mapping[str, str]
Fact = Mapping[str, Any]  # what it says, with norm, status ("found" or "known"), source, url


@dataclass(frozen=True, slots=True)
class PublishedProcedure:
    """One immutable version. Texts come by language, for `kernel.text_choice.pick`.

    Every legal fact is a mapping with `norm` (as people cite it), `status` ("found": the text was
    read; "known": not yet, so screens say *sin verificar*), `source` and `url`, and beside them:
    legal_basis `title, article`; requirements `id, text, field, held_by`; may_not_be_asked `id,
    text, words`; fee `text, free`; time_limits `id, rule, amount, unit, starts, text,
    restarts, fallback`;
    silence `sense, effect, trigger, limit, from_filing, hand_over, by_limit, text`; appeals `id,
    name, text, after, fallback, no_term_after_silence, lodge
    {amount, unit, rule}, before {body, lodged, name, site, norm}`; channels `kind, text`; who,
    decides, result, after_filing `text`; assurance `level, text`; admission `asks`
    ("confirmed_contact" or "presence"), `text`.
    `digest` is the folder's, in hex. `applicant` maps name, address, email, phone, identifier,
    language to field ids. `window` is `from, until` (moments) and `quota`; `outcome` is what is
    granted (`title, life`); `call` is what the rules of a call fix (`criteria [{id, label, most}],
    ties, minimum, filing, asked, most_each, in_part, currency, text`); `archive` series and
    retention. `grants` is the title that it gives: `name, text, shows` (fields), `terms [{decision,
    unit, amount, field}]`, `conditions`, and what may be done to it: `change, transfer {mode},
    renewal {amount, unit, times}, suspension, revocation {by, procedure}, renunciation`, each a
    fact or None. `reply` is the step that answers or resolves: `title, act, role, unit, due,
    decisions [{value, label, reasons, text}]`, empty
    where there is none (a declaration). `steps` are all, in order: `id, title, act, role, unit,
    after` (None: the one above), `when, only_if, assign, other_than, due, demanded_by,
    responsible, supervised`.
    Moments are aware.
    """

    version_id: uuid.UUID
    slug: str
    version: int
    digest: str
    in_force_from: datetime.datetime
    country: str
    kind: str
    title: Texts
    summary: Texts
    aliases: Mapping[str, Sequence[str]]
    life_events: Sequence[str]
    who: Fact
    decides: Fact | None
    sources: Mapping[str, str]
    legal_basis: Sequence[Fact]
    requirements: Sequence[Fact]
    may_not_be_asked: Sequence[Fact]
    fee: Fact
    time_limits: Sequence[Fact]
    silence: Fact
    result: Fact | None
    after_filing: Sequence[Fact]
    appeals: Sequence[Fact]
    channels: Sequence[Fact]
    unit: str
    assurance: Fact
    window: Mapping[str, Any]
    review_date: datetime.date
    data: Fact
    minutes: str | None
    applicant: Mapping[str, str]
    local: Sequence[str]
    reply: Fact
    steps: Sequence[Fact]
    form: Form = dataclass_field(repr=False)
    admission: Fact | None = None  # None in versions published before it could be said
    closed_list: Fact | None = None
    outcome: Fact | None = None
    grants: Fact | None = None
    archive: Fact | None = None
    data_rights: Mapping[str, str] | None = None  # `right`: the field that says which is exercised
    catalogues: Sequence[Mapping[str, Any]] = ()
    call: Fact | None = None
    counter: Mapping[str, Any] | None = None  # what a clerk may enter: `paper, oral, anonymous`
    contact: Fact | None = None
    editorial: bool = False
    decisions: Sequence[DecisionTable] = dataclass_field(default=(), repr=False)
    templates: Mapping[str, Template] = dataclass_field(default_factory=dict, repr=False)
    conditions: Mapping[str, Condition] = dataclass_field(default_factory=dict, repr=False)

    @property
    def asks_contact(self) -> bool:
        """Whether who files without identity confirms a contact first."""
        return self.admission is not None and self.admission["asks"] == "confirmed_contact"

    def scheme_of(self, field_id: str | None) -> str:
        """The scheme of identifiers that a field takes (`CL-RUT`); empty where it takes none."""
        field = next((one for one in self.form.fields if one.id == field_id), None)
        scheme = getattr(field.kind, "scheme", None) if field else None
        return str(scheme.name) if scheme else ""

    @property
    def time_limit(self) -> Fact:
        """The time limit to answer: the first."""
        return self.time_limits[0]

    def limit(self, limit_id: str) -> Fact:
        """A time limit, or the time to lodge an appeal, by its id; KeyError if there is none."""
        for limit in self.time_limits:
            if limit["id"] == limit_id:
                return limit
        for appeal in self.appeals:
            if appeal["id"] == limit_id and appeal["lodge"]:
                return {**appeal, **appeal["lodge"]}
        raise KeyError(limit_id)

    def decide(
        self, *, answers: Mapping[str, Any], files: Any, filed_on: datetime.date
    ) -> dict[str, Decided]:
        """What its tables decide of clean answers filed on a day of the office, by table."""
        found = decide_all(
            self.decisions, form=self.form, answers=answers, files=files, filed_on=filed_on
        )
        return {decided.table: decided for decided in found}

    def passed_over(
        self,
        *,
        answers: Mapping[str, Any],
        files: Any,
        filed_on: datetime.date,
        decided: Mapping[str, Decided],
    ) -> list[str]:
        """The steps that a case with these clean answers has no need of: their `when` is false."""
        return passed_over(
            self.conditions,
            form=self.form,
            answers=answers,
            files=files,
            filed_on=filed_on,
            decided=decided,
        )

    def limit_of(self, decided: Mapping[str, Decided]) -> Fact:
        """The time limit to answer that the tables name, else the first."""
        return self.limit_kept({name: one.kept() for name, one in decided.items()})

    def limit_kept(self, kept: Mapping[str, Mapping[str, Any]]) -> Fact:
        """The same from what was kept with the filing."""
        for table in self.decisions:
            results = kept.get(table.name, {}).get("results", {})
            for name, output in table.outputs.items():
                if output["type"] == "limit" and results.get(name):
                    return self.limit(results[name])
        return self.time_limit

    def silence_kept(self, kept: Mapping[str, Mapping[str, Any]]) -> Fact:
        """What silence does to a filing with what was kept of it: that of its time limit, where
        the law gives it one of its own (CO: Ley 1437, art. 14.1), else the procedure's."""
        own: Mapping[str, Fact] = self.silence.get("by_limit") or {}
        return own.get(self.limit_kept(kept)["id"], self.silence)

    def charge(self, kept: Mapping[str, Mapping[str, Any]], *, on: datetime.date) -> Charge | None:
        """What a filing of that day costs, from what its tables decided and was kept; None where
        no table decides it."""
        table = next((t for t in self.decisions if t.name == self.fee.get("decided_by")), None)
        return charge_in(table, kept.get(table.name, {}), on=on) if table else None

    @property
    def unverified(self) -> bool:
        """Whether any fact shown to people still waits for its norm to be read."""
        groups = (self.legal_basis, self.requirements, self.time_limits, self.appeals)
        single = (self.who, self.fee, self.silence, self.assurance, self.result, self.decides)
        more = (*single, self.admission)
        facts = [fact for group in groups for fact in group] + [fact for fact in more if fact]
        facts += [fact for _where, fact in facts_of_grants(self.grants)]
        return any(fact.get("status") == "known" for fact in facts)


def published(
    folder: Folder,
    *,
    version_id: uuid.UUID,
    version: int,
    digest: str,
    in_force_from: datetime.datetime,
    editorial: bool = False,
) -> PublishedProcedure:
    """The procedure of a folder that was checked. Costs milliseconds: keep it."""
    read = read_procedure(folder.document("procedure.yaml"), Findings())
    handling = read_handling(folder.document("handling.yaml"), Findings())
    if read is None or handling is None:
        raise ValueError("only a checked folder is published")
    read.pop("languages")
    read = overlaid(read, _overlay(folder, read))
    read["sources"] = read["sources"] or {}
    steps = handling["steps"]
    ends = steps[-1]["act"] in ENDINGS
    form = Form.load(folder.document("form.yaml"), lists=folder.lists)
    limits = [limit["id"] for limit in read["time_limits"]]
    tables = _decisions(folder, form, limits)
    return PublishedProcedure(
        **{
            **read,
            "aliases": read["aliases"] or {},
            "life_events": read["life_events"] or [],
            "after_filing": read["after_filing"] or [],
            "window": read["window"] or {"from": None, "until": None},
            "local": read["local"] or [],
            "catalogues": read["catalogues"] or [],
        },
        version_id=version_id,
        version=version,
        digest=digest,
        in_force_from=in_force_from,
        reply={**steps[-1], "unit": steps[-1]["unit"] or read["unit"]} if ends else {},
        steps=steps,
        form=form,
        editorial=editorial,
        decisions=tables,
        conditions=read_conditions(steps, form=form, tables=tables, findings=Findings()),
        templates=_templates(folder, form),
    )


def _overlay(folder: Folder, read: Mapping[str, Any]) -> Mapping[str, Any] | None:
    document = folder.document(OFFICE_FILE)
    if document is None:
        return None
    return read_overlay(document, local=list(read["local"] or []), findings=Findings())


def _decisions(folder: Folder, form: Form, limits: Sequence[str]) -> tuple[DecisionTable, ...]:
    found = (
        read_decision(name, read.value, form=form, limits=limits, findings=Findings())
        for name, read in folder.named("decisions")
    )
    return tuple(table for table in found if table)


def _templates(folder: Folder, form: Form) -> dict[str, Template]:
    found = {
        name: read_template(name, read.value, form=form, findings=Findings())
        for name, read in folder.named("templates")
    }
    return {name: template for name, template in found.items() if template}
