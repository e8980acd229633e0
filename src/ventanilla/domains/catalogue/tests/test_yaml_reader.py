"""YAML is read as plain data with lines; what could grow or surprise is refused."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ventanilla.domains.catalogue.rules.yaml_reader import read_yaml


def test_plain_data_comes_with_the_line_of_each_value():
    read = read_yaml(b"title: Uno\npages:\n  - id: a\n    fields: [x, 'y']\n")
    assert read.value == {"title": "Uno", "pages": [{"id": "a", "fields": ["x", "y"]}]}
    assert read.lines[("pages", 0, "fields")] == 4
    assert read.lines[("title",)] == 1


def test_words_mean_what_they_say():
    read = read_yaml(
        b"a: no\nb: yes\nc: on\nd: 2026-01-31\ne: 1.5\nf: 007\ng: 12\nh: true\ni: '12'\nj: ~\n"
    )
    assert list(read.value.values()) == [
        "no",
        "yes",
        "on",
        "2026-01-31",
        "1.5",
        "007",
        12,
        True,
        "12",
        None,
    ]


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        (b"a: 1\na: 2\n", 2, "dos veces"),
        (b"a: 1\nb:\n  c: &x 1\n", 3, "ancla"),
        (b"a: &x 1\nb: *x\n", 1, "ancla"),
        (b"a: {b: 1}\nc:\n  <<: {d: 1}\n", 3, "dos veces"),
        (b"a: !!python/object/apply:os.system ['ls']\n", 1, "etiqueta"),
        (b"a: !ruby 1\n", 1, "etiqueta"),
        (b"? [a, b]\n: 1\n", 1, "clave"),
        (b"a: 1\n---\nb: 2\n", 2, "un documento"),
        (b"a: [1, 2\n", 2, "YAML"),
        (b"a: 1\n\tb: 2\n", 2, "YAML"),
        (b"a: 'x\n", 2, "YAML"),
        (b"a: \x01\n", 1, "YAML"),
        (b"a: \xff\n", 1, "UTF-8"),
        (b"a: x\n" * 1 + b"#" * 1_000_001, 1, "bytes"),
        (b"[" * 25 + b"]" * 25, 1, "profundo"),
        (b"- x\n" * 60_001, None, "largo"),
    ],
)
def test_what_could_surprise_is_refused_with_its_line(content, line, says):
    read = read_yaml(content)
    assert read.value is None
    assert any(says in str(error.message) for error in read.errors)
    if line:
        assert read.errors[0].line == line


def test_a_yaml_bomb_costs_nothing():
    bomb = b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
        f"{c}: &{c} [{','.join('*' + p for _ in range(9))}]\n".encode()
        for p, c in zip("abcdefgh", "bcdefghi", strict=True)
    )
    began = time.process_time()
    read = read_yaml(bomb)
    assert read.value is None
    assert len(read.errors) > 8
    assert time.process_time() - began < 0.5


def test_an_empty_file_is_nothing_and_no_error():
    read = read_yaml(b"# nothing yet\n")
    assert (read.value, read.errors) == (None, [])


ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=200).map(str.encode)


@given(st.binary(max_size=200) | ANY_TEXT)
@settings(max_examples=300)
def test_no_file_of_any_content_breaks_the_reader(content):
    read_yaml(content)
