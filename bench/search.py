"""How fast 100,000 procedures are searched, beside the bare full-text query of the same database.

    PYTHONPATH=src:. VENTANILLA_VAR=var/bench-search .venv/bin/python bench/search.py [--things N]
    (PostgreSQL: the same under `setup/postgresql.py`)

Uses a database of its own, filled once with invented procedures whose words are as unevenly common
as in real ones. Each question is put through the catalogue's door, as a page does: plain words,
common words, plurals, missing accents, typos, words that nothing holds together. The raw limit is
one full-text query for the rows that hold the same words, unordered, first twenty. Aim: p95 under
50 ms.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import time
import uuid
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ventanilla.config.settings")
os.environ.setdefault("VENTANILLA_VAR", "var/bench-search")
os.environ.setdefault("VENTANILLA_MODE", "development")
AIM_MS = 50
_VERBS = """solicitar obtener renovar pedir registrar inscribir declarar comunicar pagar recurrir
cambiar consultar justificar ampliar cancelar acreditar"""
VERBS = _VERBS.split()
_NOUNS = """licencia certificado permiso autorización ayuda subvención inscripción registro tarjeta
título carné pensión prestación bonificación exención matrícula beca plaza concesión reserva
empadronamiento informe copia volante duplicado"""
NOUNS = _NOUNS.split()
_OF = """obra vivienda negocio comercio vehículo familia vía pública terraza mercado cementerio
escuela guardería deporte biblioteca agua residuos árbol animal perro playa pesca caza montaña
música teatro turismo transporte taxi aparcamiento discapacidad dependencia mayores jubilación
desempleo vacuna salud alimentos farmacia laboratorio industria energía solar"""
OF = _OF.split()
_SYLLABLES = "ba ce di fo gu la me ni po ru sa te vi zo cha lle pra tre bli flo"
SYLLABLES = _SYLLABLES.split()
QUESTIONS = (
    "licencia", "certificado", "licencias de obra", "certificados vivienda familia",
    "renovar tarjeta taxi", "pension jubilacion", "pensiones", "licecnia terraza",
    "certifcado empadronamiento", "ayuda", "perro playa pesca montaña", "zanahorias frescas",
    "papel de donde vivo", "beca escuela", "autorizacion energia solar", "informe", "agua",
    "solicitar", "título mercado", "vaccuna",
)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--things", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from ventanilla.domains.catalogue import api as catalogue
    from ventanilla.kernel import office_scope

    office_scope.process_acts_for(office_scope.EVERY)  # as the worker does: rows of one office
    for alias in ("default", "volatile") if connection.vendor == "sqlite" else ("default",):
        call_command("migrate", database=alias, verbosity=0, interactive=False)
    office_id = filled(options.things)

    def ask(text: str) -> object:
        return catalogue.search(office_id=office_id, text=text)

    first = timed(lambda: ask("licecnia"))
    found = {text: catalogue.search(office_id=office_id, text=text) for text in QUESTIONS}
    ours = measured(ask, options.rounds)
    raw = measured(raw_query(office_id), options.rounds)
    print(f"{connection.vendor}, {options.things} procedures; p50 and p95 in ms")
    for text in QUESTIONS:
        answer, mark = found[text], ">" if found[text].more else " "
        times = f"search {middle(ours[text]):6.1f}  raw {middle(raw[text]):6.2f}"
        print(f"  {text:32} {mark}{answer.total:5}  {times}")
    every, bare = (sorted(x for times in one.values() for x in times) for one in (ours, raw))
    p95, bare95 = every[int(len(every) * 0.95)], bare[int(len(bare) * 0.95)]
    print(
        f"all: search p50 {middle(every):.1f}  p95 {p95:.1f}  worst {every[-1]:.1f} (aim {AIM_MS});"
        f"  raw p50 {middle(bare):.2f}  p95 {bare95:.2f};"
        f"  ratio p50 {middle(every) / middle(bare):.1f}  p95 {p95 / bare95:.1f};"
        f"  first typo of a process {first:.0f}"
    )
    return 0 if p95 < AIM_MS else 1


def filled(things: int) -> uuid.UUID:
    """The office of the benchmark, with its procedures written once."""
    from django.db import connection, transaction

    from ventanilla.domains.catalogue.finding.index import index_entries
    from ventanilla.domains.catalogue.models import Findable
    from ventanilla.domains.offices.models import Office
    from ventanilla.kernel import clock

    office, _ = Office.objects.get_or_create(
        slug="bench",
        defaults={
            "name": "Bench", "country": "ES", "time_zone": "Europe/Madrid", "locale": "es-ES",
            "languages": ["es"], "holder": "Bench", "log_origin": "bench.example/log",
            "founded_at": clock.now(),
        },
    )  # fmt: skip
    held = Findable.objects.filter(office_id=office.id).count()
    chance = random.Random(7)
    rare = ["".join(chance.choices(SYLLABLES, k=4)) for _ in range(20_000)]
    began = time.perf_counter()
    for start in range(held, things, 1_000):
        entries = [entry(n, chance, rare) for n in range(start, min(start + 1_000, things))]
        with transaction.atomic():
            index_entries(office_id=office.id, entries=entries)
    if held < things:
        spent = time.perf_counter() - began
        print(f"indexed {things - held} in {spent:.0f} s")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return office.id


def entry(number: int, chance: random.Random, rare: list[str]) -> object:
    """An invented procedure: a title, an alias or two, forty words of text."""
    from ventanilla.domains.catalogue.finding.index import Entry
    from ventanilla.kernel.search import Weighed

    def uneven(words: list[str]) -> str:
        return words[min(int(chance.paretovariate(0.7)) - 1, len(words) - 1)]

    title = f"{uneven(VERBS)} {uneven(NOUNS)} de {uneven(OF)} {uneven(rare)}".capitalize()
    body = " ".join(uneven(OF if chance.random() < 0.3 else rare) for _ in range(40))
    words = Weighed(
        names={"es": title}, also={"es": (f"{uneven(NOUNS)} {uneven(rare)}",)}, body={"es": body}
    )
    return Entry(
        "letter", f"thing-{number}", uuid.UUID(int=number), {"es": title}, {"es": body}, words, "es"
    )


def raw_query(office_id: uuid.UUID) -> Callable[[str], object]:
    """The bare full-text query for the rows that hold the words of a question."""
    from django.db import connection

    from ventanilla.kernel.search.words import scope_key, stem, telling_words

    scope, sqlite = scope_key(office_id), connection.vendor == "sqlite"

    def ask(text: str) -> object:
        terms = [f"{scope}c{stem(word, 'es')}" for word in telling_words(text)]
        if sqlite:
            fts = "catalogue_findable_fts"
            sql = f"SELECT rowid FROM {fts} WHERE {fts} MATCH %s LIMIT 20"
            asked = " AND ".join(f'"{term}"' for term in terms)
        else:
            sql = "SELECT id FROM catalogue_findable WHERE terms_vector @@ %s::tsquery LIMIT 20"
            asked = " & ".join(f"'{term}'" for term in terms)
        with connection.cursor() as cursor:
            cursor.execute(sql, [asked])
            return cursor.fetchall()

    return ask


def measured(ask: Callable[[str], object], rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each round of each question, after one that does not count."""
    for text in QUESTIONS:
        ask(text)
    return {text: [timed(partial(ask, text)) for _ in range(rounds)] for text in QUESTIONS}


def timed(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return (time.perf_counter() - began) * 1000


def middle(times: list[float]) -> float:
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
