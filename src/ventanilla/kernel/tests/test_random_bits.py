"""Random bytes drawn many at once: none is given twice, and a child of a fork has its own."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from ventanilla.kernel.random_bits import random_bytes


def test_no_bytes_are_given_twice_to_threads_that_ask_at_once() -> None:
    with ThreadPoolExecutor(8) as pool:
        given = list(pool.map(lambda _: random_bytes(12), range(4000)))
    assert {len(one) for one in given} == {12}
    assert len(set(given)) == 4000


def test_a_child_of_a_fork_is_given_other_bytes_than_its_parent() -> None:
    random_bytes(1)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, random_bytes(32))
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(reading, 32) != random_bytes(32)


@pytest.mark.parametrize("length", [0, -1, 257])
def test_a_length_it_was_not_made_for_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="1 to 256"):
        random_bytes(length)
