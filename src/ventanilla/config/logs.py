"""Structured logs without personal data: events and identifiers, never answers, names or texts."""

from __future__ import annotations

import logging.config
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog

_LONGEST_CHAIN = 5


def logging_config(level: str) -> dict[str, Any]:
    """Set up structlog and the standard library's logging as JSON lines on standard error."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    config: dict[str, Any] = {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    failure_without_words,
                    structlog.processors.JSONRenderer(),
                ],
                "foreign_pre_chain": shared,
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level.upper()},
        "loggers": {"django.db.backends": {"level": "WARNING"}},
    }
    logging.config.dictConfig(config)
    return config


def failure_without_words(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """An exception as its kinds and places, outermost first. Its message stays out: a database's,
    or a parser's, quotes the row or the text at fault, which may be somebody's answers."""
    info = event.pop("exc_info", None)
    error = sys.exc_info()[1] if info is True else info[1] if isinstance(info, tuple) else info
    chain: list[dict[str, Any]] = []
    while isinstance(error, BaseException) and len(chain) < _LONGEST_CHAIN:
        chain.append({"error": type(error).__name__, "at": _places(error)})
        error = error.__cause__ or error.__context__
    if chain:
        event["failure"] = chain
    return event


def _places(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
