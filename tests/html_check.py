"""What a page's source must be before any browser mends it: valid, named, labelled, one heading."""

from __future__ import annotations

from collections import Counter
from typing import Any

import html5rdf

_ONE_EACH = ("main", "header", "footer", "h1", "title")
_LABELLED = ("input", "select", "textarea")
_UNLABELLED_TYPES = ("hidden", "submit")


def faults(source: str) -> list[str]:
    """Everything wrong with one page's HTML; empty for a page that is right."""
    parser = html5rdf.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(source)
    found = [f"line {place[0]}: {code} {details}" for place, code, details in parser.errors]
    nodes = list(tree.iter())
    found += _structure(tree, nodes) + _twice(nodes) + _unlabelled(nodes)
    return found


def _structure(tree: Any, nodes: list[Any]) -> list[str]:
    tags = Counter(node.tag for node in nodes if isinstance(node.tag, str))
    wrong = [f"{tags[tag]} <{tag}>" for tag in _ONE_EACH if tags[tag] != 1]
    wrong += [] if tree.get("lang") else ["no language"]
    return wrong + [
        "an image without text" for n in nodes if n.tag == "img" and n.get("alt") is None
    ]


def _twice(nodes: list[Any]) -> list[str]:
    ids = Counter(node.get("id") for node in nodes if node.get("id"))
    wrong = [f"the id {name} {count} times" for name, count in ids.items() if count > 1]
    for name in ("for", "aria-describedby", "aria-labelledby"):
        pointed = (n.get(name, "").split() for n in nodes if isinstance(n.tag, str))
        wrong += [
            f"{name} points at nothing: {to}" for all_ in pointed for to in all_ if to not in ids
        ]
    return wrong


def _unlabelled(nodes: list[Any]) -> list[str]:
    named = {node.get("for") for node in nodes if node.tag == "label"}
    return [
        f"no label: {node.get('name')}"
        for node in nodes
        if node.tag in _LABELLED
        and node.get("type") not in _UNLABELLED_TYPES
        and node.get("id") not in named
        and not node.get("aria-label")
    ]
