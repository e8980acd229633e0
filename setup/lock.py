"""Remakes the locked requirement files from pyproject.toml and requirements/*.in.

Hashes pin every file; no index address is written, so any mirror of the registry serves.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

project = tomllib.loads(Path("pyproject.toml").read_text())["project"]
runtime = Path("requirements/runtime.in")
runtime.write_text(
    "# Made from pyproject.toml by `make lock`.\n" + "\n".join(project["dependencies"]) + "\n"
)
for name in ("bootstrap", "runtime", "dev", "node", "shapes"):
    command = [str(Path(sys.executable).parent / "uv"), "pip", "compile", "--quiet", "--universal"]
    command += [
        "--python-version",
        "3.11",
        "--generate-hashes",
        "--no-emit-index-url",
        "--no-header",
    ]
    command += [f"requirements/{name}.in", "-o", f"requirements/{name}.txt"]
    command += ["--no-deps"] if name == "shapes" else []  # a file for a check, not its program
    subprocess.run(command, check=True)
