"""Serving the web processes alone."""

from __future__ import annotations

import argparse
import os

from ventanilla.channels.console.processes import demand_free_port, web_command

NAME = "web"
HELP = "Serve the web processes only (the worker runs elsewhere)."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)


def run(options: argparse.Namespace) -> int:
    """Become the web server."""
    demand_free_port(options.host, options.port)
    command = web_command(options.host, options.port)
    os.execv(command[0], command)  # noqa: S606 - our own interpreter
