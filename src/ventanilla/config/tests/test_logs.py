"""What a log line says of a failure: its kind and place, never the words at fault."""

from __future__ import annotations

import json
import logging

import pytest
import structlog

from ventanilla.config.logs import logging_config

SOMEBODY = "Ana Soto Rojas"


def fail() -> None:
    try:
        raise KeyError(f"Failing row contains ({SOMEBODY})")
    except KeyError as error:
        raise ValueError(f"not a date: {SOMEBODY}") from error


@pytest.mark.parametrize("writer", ["structlog", "logging"])
def test_a_failure_is_logged_by_kind_and_place_without_its_words(
    writer: str, capfd: pytest.CaptureFixture[str]
) -> None:
    logging_config("INFO")
    try:
        fail()
    except ValueError as error:
        if writer == "structlog":
            structlog.get_logger("test").error("it.failed", exc_info=error)
        else:  # as Django does for a view that raises
            logging.getLogger("django.request").error("Server Error: %s", "/x/", exc_info=error)
    line = capfd.readouterr().err.strip().splitlines()[-1]
    failure = json.loads(line)["failure"]
    assert [link["error"] for link in failure] == ["ValueError", "KeyError"]
    assert failure[0]["at"][-1].endswith(" fail")
    assert "test_logs.py" in failure[0]["at"][-1]
    assert SOMEBODY not in line
