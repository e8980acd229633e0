"""The gauge of plain language in words: a score is nothing without the sentence behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ventanilla.channels.look.components import Cell, Table, table
from ventanilla.channels.look.frame import LANGUAGE_NAMES
from ventanilla.domains.catalogue import api as catalogue
from ventanilla.domains.offices import api as offices
from ventanilla.kernel.plain_language import Plainness
from ventanilla.kernel.text_choice import pick


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """One that fails: where it is written, and how long."""

    text: str
    where: str
    length: str


@dataclass(frozen=True, kw_only=True)
class GaugedPage:
    """One page in one language."""

    heading: str
    said: str
    lang: str
    sentences: tuple[Sentence, ...]


def pages_table(
    office: offices.Office, procedures: Sequence[catalogue.PublishedProcedure]
) -> Table:
    """A row per procedure: each language's verdict, and how many sentences fail."""
    rows = []
    for one in procedures:
        gauged = catalogue.gauge_of(one.version_id)
        rows.append(
            [
                Cell(
                    text=pick(one.title, get_language() or "es"),
                    url=reverse("desk:plain-procedure", args=[office.slug, one.slug]),
                ),
                *(_verdict([page for page in gauged if page.language == code]) for code in _CODES),
            ]
        )
    heads = (_("Trámite"), *(LANGUAGE_NAMES[code] for code in _CODES))
    return table(caption=_("Lenguaje claro"), heads=heads, rows=rows, hidden_caption=True)


_CODES = ("es", "pt")


def _verdict(pages: Sequence[catalogue.Gauged]) -> Cell:
    if not pages:
        return Cell(text=_("No está en esta lengua"))
    failing = sum(len(page.failing) for page in pages)
    hard = [page for page in pages if not page.measure.plain]
    said = _("Claro") if not hard else _("Difícil: %s") % ", ".join(page.file for page in hard)
    if not failing:
        return Cell(text=said)
    sentences = ngettext("%(n)d frase difícil", "%(n)d frases difíciles", failing)
    return Cell(text=said, detail=sentences % {"n": failing})


def procedure_pages(gauged: Iterable[catalogue.Gauged]) -> tuple[GaugedPage, ...]:
    """Each file in each language, with its failing sentences by line."""
    return tuple(
        GaugedPage(
            heading=f"{page.file}, {LANGUAGE_NAMES[page.language]}",
            said=_measured(page.measure),
            lang=page.language,
            sentences=tuple(
                Sentence(
                    text=hard.text,
                    where=_("Línea %d") % line if line else page.file,
                    length=_words(hard.words),
                )
                for line, hard in page.failing
            ),
        )
        for page in gauged
    )


def letter_pages(letter: catalogue.PublishedLetter) -> tuple[GaugedPage, ...]:
    """The one page of a letter, where its language has a formula."""
    measure = catalogue.gauge_of_letter(letter)
    if measure is None:
        return ()
    sentences = tuple(
        Sentence(text=hard.text, where=letter.file, length=_words(hard.words))
        for hard in measure.hard
    )
    return (
        GaugedPage(
            heading=LANGUAGE_NAMES.get(letter.language, letter.language),
            said=_measured(measure),
            lang=letter.language,
            sentences=sentences,
        ),
    )


def _measured(measure: Plainness) -> str:
    verdict = _("Claro") if measure.plain else _("Difícil")
    return _("%(verdict)s: %(score)d puntos, %(words)d palabras en %(sentences)d frases.") % {
        "verdict": verdict,
        "score": round(measure.score),
        "words": measure.words,
        "sentences": measure.sentences,
    }


def _words(count: int) -> str:
    return ngettext("%(n)d palabra", "%(n)d palabras", count) % {"n": count}
