"""Templates of documents: headings, lists and paragraphs with placeholders, `if` and `each`.

    # Volante de empadronamiento
    {{ names }}, con documento {{ identity_number }}, figura en el padrón.
    {% if document_kind == 'household' %}Convive con:{% end %}
    {% each partners as p %}- {{ p.name }}{% end %}

Conditions are CEL over the typed answers; a placeholder names a field, or a fact of the filing
(`FACTS`). Nothing else is there, so a template cannot compute or reach anything. Values never
become source: what comes out are blocks of text, which one fixed typst template lays out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.domains.catalogue.rules.facts import fact
from ventanilla.domains.forms.api import Checker, Condition, Field, Form
from ventanilla.kernel.errors import Problem
from ventanilla.kernel.shapes import Choice, Findings, Key, Line, Many, Path, Table, Texts

FACTS = (
    "office",
    "procedure",
    "number",
    "filed_on",
    "due_on",
    "decision",
    "reasons",
    "issued_on",
    "applicant",
    "unit",
)
#: The parts of a decision, in their order: what happened, why, what is decided, how to disagree.
PARTS = ("antecedents", "grounds", "operative", "footing")
DRAFTED = ("resolve", "answer", "ask_correction", "answer_report")
_PARAGRAPH = fact(
    part=Key(Choice(PARTS), required=True),
    text=Key(Texts(max_length=20_000), required=True),
)
TEMPLATE = fact(
    title=Key(Texts(max_length=200), required=True),
    body=Key(Texts(max_length=20_000)),
    act=Key(Choice(DRAFTED)),
    decision=Key(Line(40, example="granted")),
    paragraphs=Key(Many(Table(_PARAGRAPH.keys), least=1, most=60)),
)
_MARK = re.compile(r"\{\{\s*(?P<name>[^{}]*?)\s*\}\}|\{%\s*(?P<tag>[^{}]*?)\s*%\}")
_EACH = re.compile(r"each ([a-z][a-z0-9_]*) as ([a-z][a-z0-9_]*)", re.ASCII)
_MOST_DEPTH = 5


@dataclass(frozen=True, slots=True)
class _Text:
    text: str


@dataclass(frozen=True, slots=True)
class _Value:
    """A field's answer, a fact, or (with `item`) the answer of a field inside the item at hand."""

    name: str
    item: str = ""


@dataclass(frozen=True, slots=True)
class _If:
    condition: Condition | None
    then: Sequence[Any]
    otherwise: Sequence[Any]


@dataclass(frozen=True, slots=True)
class _Each:
    group: str
    item: str
    body: Sequence[Any]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a decision: its part, the norm it rests on, its text per language."""

    part: str
    norm: str
    verified: bool
    bodies: Mapping[str, Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Template:
    """A checked template: a document with a body per language, or the paragraphs of what an act
    (`act`, with the `decision` it takes, if it is bound to one) says."""

    name: str
    title: Mapping[str, str]
    bodies: Mapping[str, Sequence[Any]]
    act: str = ""
    decision: str = ""
    paragraphs: Sequence[Paragraph] = ()


def read_template(name: str, document: Any, *, form: Form, findings: Findings) -> Template | None:
    """The template in `document`; everything wrong goes to `findings`."""
    read = TEMPLATE.read(document, (), findings)
    if read is None or not read["title"] or not _one_of_both(read, findings):
        return None
    return Template(
        name,
        read["title"],
        _bodies(read["body"] or {}, ("body",), form, findings),
        act=read["act"] or "",
        decision=read["decision"] or "",
        paragraphs=[
            Paragraph(
                one["part"],
                one["norm"],
                one["status"] == "found",
                _bodies(one["text"], ("paragraphs", place, "text"), form, findings),
            )
            for place, one in enumerate(read["paragraphs"] or ())
            if one["part"] and one["text"] and one["norm"]
        ],
    )


def _bodies(
    texts: Mapping[str, str], path: Path, form: Form, findings: Findings
) -> dict[str, Sequence[Any]]:
    return {
        lang: _Parsing(form, form.expressions(), findings, (*path, lang)).parsed(text)
        for lang, text in texts.items()
    }


def _one_of_both(read: Mapping[str, Any], findings: Findings) -> bool:
    """A document has a body; what an act says has paragraphs, and names the act."""
    if bool(read["body"]) == bool(read["paragraphs"]):
        findings.add(
            (),
            _("La plantilla tiene un texto («body») o párrafos («paragraphs»), y solo uno."),
            expected=_("Se esperan párrafos para lo que se firma, o un texto para un documento."),
            example="paragraphs:\n- part: grounds",
        )
        return False
    if read["paragraphs"] and not read["act"]:
        findings.add(
            (),
            _("Falta «act»: qué acto se redacta con esta plantilla."),
            expected=_("Se espera uno de estos: %s.") % ", ".join(DRAFTED),
            example="act: resolve",
        )
        return False
    return True


class _Parsing:
    """One body being read, with the items that are open."""

    def __init__(self, form: Form, checker: Checker, findings: Findings, path: Path) -> None:
        self.fields = {field.id: field for field in form.fields}
        self.checker = checker
        self.findings = findings
        self.path = path
        self.items: dict[str, Field] = {}

    def parsed(self, text: str) -> Sequence[Any]:
        pieces = list(_pieces(text))
        nodes, rest, _tag = self._until(pieces, 0, depth=0)
        if rest < len(pieces):
            self._refuse(_("Aquí sobra un «end» o un «else»."))
        return nodes

    def _until(self, pieces: list[Any], at: int, *, depth: int) -> tuple[list[Any], int, str]:
        """Nodes up to the `else` or `end` that closes this depth; where it is; which it was."""
        nodes: list[Any] = []
        while at < len(pieces):
            kind, said = pieces[at]
            if kind == "tag" and said in ("end", "else"):
                return nodes, at, said
            at += 1
            if kind == "text":
                nodes.append(_Text(said))
            elif kind == "name":
                nodes += self._value(said)
            else:
                at = self._block(said, pieces, at, nodes, depth=depth + 1)
        return nodes, at, ""

    def _block(self, tag: str, pieces: list[Any], at: int, nodes: list[Any], *, depth: int) -> int:
        each = _EACH.fullmatch(tag)
        if depth > _MOST_DEPTH or not (each or tag.startswith("if ")):
            self._refuse(_("«%s» no es nada que una plantilla sepa hacer.") % tag[:60])
            return at
        if each:
            self._open(each[1], each[2])
        inside, at, closed = self._until(pieces, at, depth=depth)
        otherwise: list[Any] = []
        if closed == "else" and not each:
            otherwise, at, closed = self._until(pieces, at + 1, depth=depth)
        if closed != "end":
            self._refuse(_("A «%s» le falta su «end».") % tag[:60])
        if each:
            self.items.pop(each[2], None)
            nodes.append(_Each(each[1], each[2], inside))
        else:
            nodes.append(_If(self._condition(tag.removeprefix("if ").strip()), inside, otherwise))
        return at + 1

    def _open(self, group: str, item: str) -> None:
        field = self.fields.get(group)
        if field is None or not field.kind.is_group:
            self._refuse(_("«%s» no es un grupo del formulario.") % group)
            return
        self.items[item] = field

    def _condition(self, source: str) -> Condition | None:
        try:
            return self.checker.compile(source)
        except Problem as problem:
            self.findings.add(
                self.path, problem.cause, expected=problem.expected, example=problem.example
            )
            return None

    def _value(self, name: str) -> Iterator[_Value]:
        item, _dot, inner = name.partition(".")
        if inner and item in self.items:
            if inner in {field.id for field in getattr(self.items[item].kind, "fields", ())}:
                yield _Value(inner, item)
                return
        elif name in self.fields or name in FACTS:
            yield _Value(name)
            return
        self._refuse(_("No hay ningún campo ni dato «%s».") % name[:60])

    def _refuse(self, message: Any) -> None:
        self.findings.add(
            self.path,
            message,
            expected=_(
                "Se esperan {{ campo }}, {% if condición %}…{% else %}…{% end %} "
                "o {% each grupo as g %}…{% end %}."
            ),
            example="{{ names }}",
        )


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    for mark in _MARK.finditer(text):
        if mark.start() > at:
            yield "text", text[at : mark.start()]
        yield ("tag", mark["tag"]) if mark["tag"] is not None else ("name", mark["name"])
        at = mark.end()
    if at < len(text):
        yield "text", text[at:]


@dataclass(frozen=True, slots=True)
class Filling:
    """What a template is filled with: clean answers, facts as text, the values conditions see."""

    form: Form
    answers: Mapping[str, Any]
    facts: Mapping[str, str]
    values: Mapping[str, Any]
    lang: str


def filled(template: Template, filling: Filling) -> list[dict[str, str]]:
    """The blocks of the document: `{kind: heading|item|text, text}`, in the language or the
    nearest one that the template has."""
    lang = filling.lang if filling.lang in template.bodies else next(iter(template.bodies))
    text = "".join(_said(template.bodies[lang], filling, {}))
    return list(_blocks(text))


def drafted(template: Template, filling: Filling) -> list[dict[str, Any]]:
    """The paragraphs of what an act says, in their order: `{part, text, norm, verified}`. One that
    says nothing for these answers is left out."""
    found = []
    for one in template.paragraphs:
        lang = filling.lang if filling.lang in one.bodies else next(iter(one.bodies))
        blocks = list(_blocks("".join(_said(one.bodies[lang], filling, {}))))
        marks = {"item": "– "}
        text = "\n".join(marks.get(block["kind"], "") + block["text"] for block in blocks)
        if text:
            found.append(
                {"part": one.part, "text": text, "norm": one.norm, "verified": one.verified}
            )
    return found


# Values may hold what looks like a heading: line breaks in them are kept as spaces of their own.
_BREAK = "\u2028"


def _said(nodes: Sequence[Any], filling: Filling, items: Mapping[str, Any]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, _Text):
            yield node.text
        elif isinstance(node, _Value):
            yield _shown(node, filling, items).replace("\n", _BREAK)
        elif isinstance(node, _If):
            holds = node.condition is not None and node.condition.holds(filling.values)
            yield from _said(node.then if holds else node.otherwise, filling, items)
        else:
            for item in filling.answers.get(node.group) or ():
                opened = {**items, node.item: (filling.form.field(node.group), item)}
                yield from _said(node.body, filling, opened)


def _shown(node: _Value, filling: Filling, items: Mapping[str, Any]) -> str:
    if node.item:
        group, item = items[node.item]
        field = next(f for f in group.kind.fields if f.id == node.name)
        return field.kind.shown(item[node.name], filling.lang) if node.name in item else ""
    if node.name in FACTS:
        return filling.facts.get(node.name, "")
    if node.name not in filling.answers:
        return ""
    field = filling.form.field(node.name)
    return field.kind.shown(filling.answers[node.name], filling.lang)


def _blocks(text: str) -> Iterator[dict[str, str]]:
    paragraph: list[str] = []
    for line in [*text.split("\n"), ""]:
        bare = line.strip()
        special = bare.startswith(("# ", "- "))
        if (not bare or special) and paragraph:
            yield {"kind": "text", "text": " ".join(paragraph).replace(_BREAK, "\n")}
            paragraph = []
        if special:
            kind = "heading" if bare[0] == "#" else "item"
            yield {"kind": kind, "text": bare[2:].replace(_BREAK, "\n")}
        elif bare:
            paragraph.append(bare)


LAYOUT = """\
#for block in data.blocks {
  if block.kind == "heading" { heading(level: 1, block.text) }
  else if block.kind == "item" { list(block.text) }
  else { par(block.text) }
}
"""
