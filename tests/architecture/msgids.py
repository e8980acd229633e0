"""Every text of the screens, as written in templates and code: what a catalogue must hold."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

SOURCES = Path("src/ventanilla")
# Operators read the console in English: it is not translated.
FOR_OPERATORS = ("channels/console/",)
# Apps within a channel, with catalogues of their own.
NESTED = [SOURCES / "channels/portal/observatory"]
_CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop", "translate"}
_PLURAL_CALLS = {"ngettext", "ngettext_lazy"}
_CONTEXT_CALLS = {"pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"}
SEPARATOR = "\x04"  # between context and text, as in compiled catalogues
_LITERAL = r"u?(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')"
_TEMPLATE_CALL = re.compile(rf"\b(n?gettext|_)\(\s*{_LITERAL}")
_CONTEXT_TEMPLATE_CALL = re.compile(rf"\bn?pgettext\(\s*{_LITERAL}\s*,\s*{_LITERAL}")


def of_app(folder: Path) -> dict[str, str]:
    """Text → first place where it stands, for one app's folder."""
    found: dict[str, str] = {}
    inner = [nested for nested in NESTED if nested != folder]
    for path in sorted(folder.rglob("*.py")):
        if any(path.is_relative_to(nested) for nested in inner):
            continue
        if not {"tests", "migrations"} & set(path.parts) and not _for_operators(path):
            for text in of_code(path.read_text(encoding="utf-8")):
                found.setdefault(text, str(path))
    for path in sorted(folder.rglob("templates/**/*.html")):
        if any(path.is_relative_to(nested) for nested in inner):
            continue
        for text in of_template(path.read_text(encoding="utf-8")):
            found.setdefault(text, str(path))
    return found


def _for_operators(path: Path) -> bool:
    return path.relative_to(SOURCES).as_posix().startswith(FOR_OPERATORS)


def of_code(source: str) -> Iterator[str]:
    """The text of each call that translates, after its context where it has one."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        first = node.args[0]
        if (
            name in _CALLS | _PLURAL_CALLS
            and isinstance(first, ast.Constant)
            and isinstance(first.value, str)
        ):
            yield first.value
        if name in _CONTEXT_CALLS and len(node.args) > 1:
            context, text = node.args[0], node.args[1]
            if isinstance(context, ast.Constant) and isinstance(text, ast.Constant):
                yield f"{context.value!s}{SEPARATOR}{text.value!s}"


def of_template(source: str) -> Iterator[str]:
    """What Django's own reading of a template hands to gettext."""
    plain = templatize(source)
    for _call, literal in _TEMPLATE_CALL.findall(plain):
        yield ast.literal_eval(literal)
    for context, literal in _CONTEXT_TEMPLATE_CALL.findall(plain):
        yield f"{ast.literal_eval(context)}{SEPARATOR}{ast.literal_eval(literal)}"


def apps_with_texts() -> dict[str, dict[str, str]]:
    """Per app folder (a channel, a domain, the kernel…): its texts."""
    folders = [p for p in SOURCES.glob("*/*") if p.is_dir() and p.name != "__pycache__"]
    folders = [p for p in folders if p.parent.name != "kernel"] + [SOURCES / "kernel", *NESTED]
    texts = {str(folder): of_app(folder) for folder in sorted(folders)}
    return {folder: found for folder, found in texts.items() if found}
