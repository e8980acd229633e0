"""Serving: the web processes and the worker together, or apart."""

from __future__ import annotations

import argparse

from ventanilla.channels.console.processes import (
    become_supervisor,
    demand_free_port,
    web_command,
    worker_command,
)

NAME = "serve"
HELP = "Serve the offices: web processes and worker."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)


def run(options: argparse.Namespace) -> int:
    """Run both until told to stop; either one ending ends the other."""
    demand_free_port(options.host, options.port)
    become_supervisor(web_command(options.host, options.port), worker_command())
