"""Overlays: the rules of a state, a municipality, a special law or an office, laid over a
country's regime.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from .errors import BadInputError
from .legal_value import LegalValue
from .regime import Regime
from .regime_loading import legal_value, parse_layer
from .rule_names import canonical

_EXAMPLE = (
    "layer: {id: municipal, kind: municipal, levels: [municipal], name: …, applies_to: {es: …}}; "
    "counting: {months: {value: date_to_date, end_of_month: last_day_of_month, article: …, "
    "confidence: found}}; terms: {resolution: {value: 30, unit: working_days, article: …}}"
)


def overlay_file(regime: Regime, path: str) -> Regime:
    """The regime with the overlay of a YAML file."""
    try:
        text = Path(path).read_bytes()
        doc = yaml.safe_load(text)
    except OSError as exc:
        raise BadInputError(
            f"the overlay {path} cannot be read: {exc.strerror}", expected="a YAML file"
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError) as exc:
        raise BadInputError(f"the overlay {path} is not YAML: {exc}", example=_EXAMPLE) from None
    return overlay(regime, doc, digest=hashlib.sha256(text).hexdigest())


def overlay(regime: Regime, doc: Any, *, digest: str) -> Regime:
    """A new regime: the overlay's counting rules and terms win, each showing the overlay's layer.

    The overlay binds the levels that its ``layer`` names. What it does not say is taken from the
    national law where that binds the level, or where it is a declared fall-back.
    """
    if not isinstance(doc, Mapping) or "layer" not in doc:
        raise BadInputError(
            "an overlay starts with its layer", expected="layer, counting, terms", example=_EXAMPLE
        )
    try:
        layer = parse_layer(doc["layer"])
        counting = {
            k: _value(k, v, layer.id, layer.law) for k, v in (doc.get("counting") or {}).items()
        }
        terms = {
            canonical(k): (_value(canonical(k), v, layer.id, layer.law),)
            for k, v in (doc.get("terms") or {}).items()
        }
        notification = {
            k: _raw(v, layer.id, layer.law) for k, v in (doc.get("notification") or {}).items()
        }
    except (KeyError, TypeError, ValueError, AttributeError) as exc:
        raise BadInputError(f"the overlay cannot be read: {exc!r}", example=_EXAMPLE) from None
    others = tuple(x for x in regime.layers if x.id != layer.id)
    return replace(
        regime,
        version=f"{regime.version}+{layer.id}",
        digest=hashlib.sha256((regime.digest + digest).encode()).hexdigest(),
        layers=(*others, layer),
        counting={**regime.counting, **counting},
        terms={**regime.terms, **terms},
        notification={**regime.notification, **notification},
    )


def _raw(raw: Mapping[str, Any], layer: str, law: str) -> dict[str, Any]:
    filled = {"confidence": "found", "law": law, "layer": layer, "obliges": "party", **raw}
    if not filled.get("article"):
        raise ValueError("a rule needs its article")
    return filled


def _value(key: str, raw: Mapping[str, Any], layer: str, law: str) -> LegalValue:
    return legal_value(key, _raw(raw, layer, law))
