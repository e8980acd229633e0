"""A country's regime: layers, rules of counting, named terms, appeals, silence. Immutable data.

``Regime.load("CL")`` reads ``data/cl.yaml``; nothing here computes a date.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .errors import MissingRuleError, NotApplicableError, NotInForceError, UnknownNameError
from .legal_value import LegalValue, Texts
from .rule_names import canonical, closest

LEVELS = ("national", "state", "municipal")


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """One layer of law and to whom it applies (``levels`` of government, in words
    ``applies_to``).
    """

    id: str
    kind: str
    levels: tuple[str, ...]
    applies_to: Texts
    name: str
    law: str
    source: str
    first: date | None = None
    removes: frozenset[str] = frozenset()
    removes_article: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Appeal:
    """One remedy of the chain: its terms are the rules ``appeal.<id>`` and
    ``appeal.<id>.decide``.
    """

    id: str
    name: str
    layer: str
    silence: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Regime:
    """Everything the data hold for one country. ``digest`` changes whenever the data change."""

    country: str
    names: Texts
    version: str
    digest: str
    language: str
    layers: tuple[Layer, ...]
    counting: Mapping[str, LegalValue]
    terms: Mapping[str, tuple[LegalValue, ...]]
    appeals: tuple[Appeal, ...]
    silence: Mapping[str, Any]
    notification: Mapping[str, Any]
    proposal: Mapping[str, Any] = field(default_factory=dict)
    official_time: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def load(cls, country: str) -> Regime:
        """The regime of an ISO 3166 country code; unknown codes raise ``UnknownNameError`` with
        the known ones.
        """
        from .regime_loading import load_regime

        return load_regime(country)

    def layer(self, layer_id: str) -> Layer:
        for layer in self.layers:
            if layer.id == layer_id:
                return layer
        raise UnknownNameError(
            f"{self.country}: no layer {layer_id!r}", known=[layer.id for layer in self.layers]
        )

    def check_level(self, level: str, fallback: bool = False) -> None:
        """Refuse a level of government that no layer binds, unless the national law is a declared
        fall-back there.
        """
        if level not in LEVELS:
            raise UnknownNameError(f"unknown level of government {level!r}", known=LEVELS)
        general = [x for x in self.layers if not x.kind.startswith("special")]
        if not fallback and not any(level in x.levels for x in general):
            raise self._not_bound(level, "its law")

    def check_bound(self, value: LegalValue, level: str, fallback: bool = False) -> None:
        """Refuse a national value at a level that the national law does not bind."""
        national = self.layer("national")
        if value.layer == "national" and level not in national.levels and not fallback:
            raise self._not_bound(level, f"the rule {value.key!r} ({value.citation})")

    def check_in_force(self, on: date) -> None:
        """Refuse a count that starts before the country's law was in force."""
        national = self.layer("national")
        if national.first is not None and on < national.first:
            raise NotInForceError(
                f"{self.country}: {national.law} was not in force on {on}",
                expected=f"a start from {national.first} on, or the former law as an overlay",
                example=f"--start {national.first}",
                where=national.source,
            )

    def _not_bound(self, level: str, what: str) -> NotApplicableError:
        national = self.layer("national")
        return NotApplicableError(
            f"{self.country}: {what} does not bind the level {level!r}: {national.law} applies to "
            f"{national.applies_to['en']}",
            expected="the law of that level as an overlay (--overlay FILE), or the national one "
            "as a declared fall-back (--fallback)",
            example=f"--level {level} --fallback",
            known=national.levels,
        )

    def rule(self, name: str, on: date, *, level: str = "national") -> LegalValue:
        """The term ``name`` in force on ``on``. Aliases are accepted: ``appeals.alzada.lodge``,
        ``alzada``, ``access_to_information``.
        """
        key = canonical(name)
        if key not in self.terms and f"appeal.{key}" in self.terms:
            key = f"appeal.{key}"
        if key not in self.terms:
            raise self._unknown_rule(name)
        for layer in self.layers:
            if key in layer.removes and level in layer.levels and level != "national":
                raise NotApplicableError(
                    f"{self.country}: {key} does not exist at level {level!r} "
                    f"({layer.removes_article} {layer.law}): {layer.applies_to['en']}",
                    expected=f"one of the remedies of that level; see 'rules --country "
                    f"{self.country}'",
                )
        for value in self.terms[key]:
            if value.in_force_on(on):
                self._check_layer(value, level)
                return value
        spans = [f"{v.first or '…'} – {v.last or '…'}" for v in self.terms[key]]
        raise NotInForceError(
            f"{self.country}: rule {key} is not in force on {on}",
            expected=f"a start within {', '.join(spans)}",
            where=self.terms[key][0].citation,
        )

    def _check_layer(self, value: LegalValue, level: str) -> None:
        layer = next((x for x in self.layers if x.id == value.layer), None)
        if layer is None or layer.kind == "national" or level in layer.levels:
            return
        raise NotApplicableError(
            f"{self.country}: rule {value.key} belongs to the layer {layer.id!r} ({layer.name}), "
            f"which applies to {layer.applies_to['en']}",
            expected=f"--level {' or '.join(layer.levels)}",
            example=f"--rule {value.key} --level {layer.levels[0]}",
        )

    def count_rule(self, key: str) -> LegalValue:
        """A rule of counting; absent ones raise ``MissingRuleError`` naming the law where to
        look.
        """
        try:
            return self.counting[key]
        except KeyError:
            raise self.missing(key) from None

    def missing(self, key: str, because: str = "") -> MissingRuleError:
        """The error for a rule that the data do not hold."""
        national = self.layer("national")
        return MissingRuleError(
            f"{self.country}: the rule {key!r} is missing from the "
            f"data{': ' + because if because else ''}",
            expected="the rule with its article, given by the office in an overlay; it is never "
            "guessed",
            example=_overlay_example(key),
            facts={"country": self.country, "rule": key, "law": national.law},
            where=f"{national.name} ({national.law}) or, failing it, the country's civil code: "
            f"{national.source}",
        )

    def _unknown_rule(self, name: str) -> UnknownNameError:
        near = closest(name, self.terms)
        return UnknownNameError(
            f"{self.country}: there is no rule {name!r} in the data",
            expected=f"one of the known rules{' (did you mean ' + near + '?)' if near else ''}; a "
            f"rule that the "
            "country has but the data lack must come from its law, through an overlay",
            example=f"--rule {near or 'resolution'}",
            known=sorted(self.terms),
            where=f"{self.layer('national').law}: {self.layer('national').source}",
        )


def _overlay_example(key: str) -> str:
    part, _, name = key.partition(".")
    if part == "notification":
        return f"--overlay FILE, with 'notification: {{{name}: {{kind: …, article: …}}}}'"
    return f"--overlay FILE, with 'counting: {{{key}: {{value: …, article: …}}}}'"
