"""A published procedure as every other part reads it: frozen, made from a version's files."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

from ventanilla.domains.catalogue.rules.folder import Folder
from ventanilla.domains.catalogue.rules.handling import ENDINGS, read_handling
from ventanilla.domains.catalogue.rules.procedure_file import read_procedure
from ventanilla.domains.forms.api import Form
from ventanilla.kernel.shapes import Findings

Texts = Mapping[str, str]
Fact = Mapping[str, Any]  # what it says, with norm, status ("found" or "known"), source, url


@dataclass(frozen=True, slots=True)
class PublishedProcedure:
    """One immutable version. Texts come by language, for `kernel.text_choice.pick`.

    Every legal fact is a mapping with `norm` (as people cite it), `status` ("found": the text was
    read; "known": not yet, so screens say *sin verificar*), `source` and `url`, and beside them:
    legal_basis `title, article`; requirements `id, text, field, held_by`; may_not_be_asked `id,
    text, words`; fee `text, free`; time_limits `id, rule, amount, unit, starts, text, fallback`;
    silence `sense, effect, trigger, text`; appeals `id, name, text, after, fallback, lodge
    {amount, unit, rule}`; channels `kind, text`; who, decides, result, after_filing `text`;
    assurance `level, text`.
    `digest` is the folder's, in hex. `applicant` maps name, address, email, phone, identifier,
    language to field ids. `reply` is the step that answers or resolves: `title, act, role,
    unit, due, decisions [{value, label, reasons, text}]`, empty where the kind has none (a
    declaration). Moments are aware.
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
    window: Mapping[str, datetime.datetime | None]
    review_date: datetime.date
    data: Fact
    minutes: str | None
    applicant: Mapping[str, str]
    local: Sequence[str]
    reply: Fact
    steps: Sequence[Fact]
    form: Form = dataclass_field(repr=False)

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

    @property
    def unverified(self) -> bool:
        """Whether any fact shown to people still waits for its norm to be read."""
        groups = (self.legal_basis, self.requirements, self.time_limits, self.appeals)
        single = (self.who, self.fee, self.silence, self.assurance, self.result, self.decides)
        facts = [fact for group in groups for fact in group] + [fact for fact in single if fact]
        return any(fact.get("status") == "known" for fact in facts)


def published(
    folder: Folder,
    *,
    version_id: uuid.UUID,
    version: int,
    digest: str,
    in_force_from: datetime.datetime,
) -> PublishedProcedure:
    """The procedure of a folder that was checked. Costs milliseconds: keep it."""
    read = read_procedure(folder.document("procedure.yaml"), Findings())
    handling = read_handling(folder.document("handling.yaml"), Findings())
    if read is None or handling is None:
        raise ValueError("only a checked folder is published")
    read.pop("languages")
    read.pop("archive")
    read["sources"] = read["sources"] or {}
    steps = handling["steps"]
    ends = steps[-1]["act"] in ENDINGS
    return PublishedProcedure(
        **{
            **read,
            "aliases": read["aliases"] or {},
            "after_filing": read["after_filing"] or [],
            "window": read["window"] or {"from": None, "until": None},
            "local": read["local"] or [],
        },
        version_id=version_id,
        version=version,
        digest=digest,
        in_force_from=in_force_from,
        reply={**steps[-1], "unit": steps[-1]["unit"] or read["unit"]} if ends else {},
        steps=steps,
        form=Form.load(folder.document("form.yaml"), lists=folder.lists),
    )
