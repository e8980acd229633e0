"""What is indexed of a procedure and of a letter."""

from __future__ import annotations

from typing import Any

from ventanilla.domains.catalogue.finding.index import Entry
from ventanilla.domains.catalogue.letters.letter import PublishedLetter
from ventanilla.domains.catalogue.rules.published import PublishedProcedure
from ventanilla.kernel.search import Weighed


def of_procedure(procedure: PublishedProcedure) -> Entry:
    """Title, the words people use, then what it is for and what it takes."""
    languages = sorted(procedure.title)
    words = Weighed(
        names=dict(procedure.title),
        also={lang: tuple(procedure.aliases.get(lang, ())) for lang in languages},
        body={lang: _said(procedure, lang) for lang in languages},
        topics=tuple(f"life:{event}" for event in procedure.life_events),
    )
    return Entry(
        kind="procedure",
        slug=procedure.slug,
        version_id=procedure.version_id,
        title=dict(procedure.title),
        summary=dict(procedure.summary),
        words=words,
        language="es" if "es" in procedure.title else languages[0],
    )


def _said(procedure: PublishedProcedure, lang: str) -> str:
    facts: list[Any] = [procedure.who, procedure.fee, procedure.result, *procedure.requirements]
    texts = [(fact or {}).get("text") for fact in facts]
    texts += [procedure.summary, *(norm.get("title") for norm in procedure.legal_basis)]
    said = [text.get(lang, "") for text in texts if isinstance(text, dict)]
    said += [str(norm.get("norm") or "") for norm in procedure.legal_basis]
    return " ".join(said)


def of_letter(letter: PublishedLetter) -> Entry:
    """Name, popular names and keywords, then the rest of its text."""
    content, lang = letter.content, letter.language
    called = (*content["popular_names"], content["acronym"])
    words = Weighed(
        names={lang: content["name"]},
        also={lang: tuple(text for text in called if text)},
        keywords={lang: tuple(content["keywords"])},
        body={lang: " ".join((content["description"], content["body"]["name"], *_rest(content)))},
        topics=tuple(f"area:{area}"[:200] for area in content["areas"]),
    )
    return Entry(
        kind="letter",
        slug=letter.slug,
        version_id=letter.version_id,
        title={lang: content["name"]},
        summary={lang: first_sentences(content["description"])},
        words=words,
        language=lang,
        holder=content["body"]["name"],
    )


def _rest(content: dict[str, Any]) -> list[str]:
    said = [step["title"] + " " + step["description"] for step in content["steps"]]
    said += [one["kind"] for one in content["applicants"]]
    return [*said, *content["areas"]]


def first_sentences(text: str, *, most: int = 220) -> str:
    """The beginning of a text, cut at the end of a sentence or, failing that, of a word."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    head = line[:most]
    end = max(head.rfind(mark) for mark in (". ", "; "))
    return head[: end + 1] if end > most // 3 else head[: head.rfind(" ")] + "…"
