"""One door per domain: the parts that import-linter cannot say."""

from __future__ import annotations

import functools

import grimp
import pytest
from django.apps import apps

DOORS = {"api", "ports", "errors"}
DOMAINS = "ventanilla.domains"


@functools.cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("ventanilla", "verifiable_log", "legal_deadlines")


def domain_of(module: str) -> str | None:
    parts = module.split(".")
    return parts[2] if module.startswith(f"{DOMAINS}.") else None


def test_a_domain_is_imported_only_by_its_door() -> None:
    trespasses = [
        f"{module} imports {target}"
        for module in graph().modules
        for target in graph().find_modules_directly_imported_by(module)
        if domain_of(target)
        and domain_of(target) != domain_of(module)
        and (target.split(".")[3:4] or [""])[0] not in DOORS
    ]
    assert trespasses == []


@pytest.mark.parametrize("library", ["verifiable_log", "legal_deadlines"])
def test_a_library_does_not_import_django(library: str) -> None:
    import subprocess
    import sys

    code = f"import sys, {library}; sys.exit(any(m.split('.')[0] == 'django' for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": "src"}).returncode == 0


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "util", "helpers", "helper", "common", "core", "misc"}
    assert [m for m in graph().modules if m.split(".")[-1] in empty] == []


def own_models() -> list[type]:
    return [m for m in apps.get_models(include_auto_created=True) if "ventanilla" in m.__module__]


def layer_order() -> dict[str, int]:
    import configparser

    config = configparser.ConfigParser()
    config.read(".importlinter")
    lines = config["importlinter:contract:domains"]["layers"].strip().splitlines()
    order = {}
    for depth, line in enumerate(lines):
        for name in line.split("|"):
            order[name.strip(" ()")] = depth
    return order


def test_foreign_keys_point_downwards_and_leave_no_name_behind() -> None:
    order, wrong = layer_order(), []
    for model in own_models():
        here = model._meta.app_label
        for field in model._meta.local_fields:
            target = field.related_model
            if target is None or target._meta.app_label == here:
                continue
            there = target._meta.app_label
            if order.get(there, -1) <= order.get(here, 99):
                wrong.append(
                    f"{here}.{model.__name__}.{field.name} points up or sideways to {there}"
                )
            if not field.remote_field.related_name or field.remote_field.related_name != "+":
                wrong.append(f"{here}.{model.__name__}.{field.name}: related_name is not '+'")
    assert wrong == []


def test_rows_carry_their_office() -> None:
    free = {  # of the deployment, or of a person who deals with many offices
        "offices.Office",
        "parties.Account",
        "parties.SignInName",
        "register.DatabaseMark",
        "case_search.CaseTerms",  # keyed digests, each made for one unit (ADR 18)
    }
    about_countries = "observatory"  # its rows are facts about countries, no office's own
    bare = [
        label
        for model in own_models()
        if (label := f"{model._meta.app_label}.{model.__name__}") not in free
        and "office" not in {f.name for f in model._meta.local_fields}
        and model._meta.app_label not in {"volatile", about_countries}
    ]
    assert bare == []


def test_every_field_declares_its_personal_data() -> None:
    from ventanilla.domains.privacy.api import gaps

    assert gaps() == []
