"""What personal data each field holds: read from every domain's `personal_data.yaml`.

A field says `none`, or whose data it is, what, on what basis, and how long it is kept. The
check fails below 100 %, and for declarations of fields that no longer exist. Three more facets,
where they are needed: `withheld` (why it is not in the copy that a person asks for), `erase: blank`
(it may be emptied on request, though the row stays), `unfindable` (why nobody's can be told from
another's).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.apps import AppConfig, apps

FACETS = ("whose", "what", "basis", "keep")
MORE_FACETS = ("withheld", "erase", "unfindable")


@dataclass(frozen=True, slots=True)
class Annotation:
    """One field's declaration. `facets` is None where it holds no personal data."""

    app: str
    model: str
    field: str
    facets: dict[str, str] | None


def own_apps() -> list[AppConfig]:
    """The platform's own Django applications."""
    return [config for config in apps.get_app_configs() if config.name.startswith("ventanilla.")]


def declarations() -> Iterator[Annotation]:
    """Every declaration of every domain, in order."""
    for config in own_apps():
        for model, fields in _declared(config).items():
            for field, facets in (fields or {}).items():
                yield Annotation(config.label, model, field, None if facets == "none" else facets)


def gaps() -> list[str]:
    """What is not declared, declared twice over, or declared in vain. Empty when complete."""
    found: list[str] = []
    for config in own_apps():
        declared = _declared(config)
        models = {m.__name__: m for m in config.get_models(include_auto_created=True)}
        found += [f"{config.label}.{name}: no such model" for name in declared.keys() - models]
        for name, model in models.items():
            fields = {
                field.name for field in model._meta.local_fields + model._meta.local_many_to_many
            }
            said = declared.get(name) or {}
            found += [
                f"{config.label}.{name}.{f}: not declared" for f in sorted(fields - said.keys())
            ]
            found += [
                f"{config.label}.{name}.{f}: no such field" for f in sorted(said.keys() - fields)
            ]
            found += [
                f"{config.label}.{name}.{f}: needs {', '.join(FACETS)}, or none"
                for f, facets in said.items()
                if not _complete(facets)
            ]
    return found


def _complete(facets: Any) -> bool:
    if facets == "none":
        return True
    if not isinstance(facets, dict) or set(facets) - {*FACETS, *MORE_FACETS}:
        return False
    return all(facets.get(facet) for facet in FACETS) and facets.get("erase", "blank") == "blank"


def _declared(config: AppConfig) -> dict[str, Any]:
    path = Path(config.path) / "personal_data.yaml"
    if not path.exists():
        return {}
    return yaml.safe_load(path.read_text()) or {}
