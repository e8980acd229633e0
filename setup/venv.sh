#!/bin/sh
# Makes .venv with the locked packages of requirements/$1.txt (runtime or dev), from python3 alone.
set -eu
wanted=$1
if [ ! -x .venv/bin/python ]; then
    if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        echo "Ventanilla needs python3 3.11 or newer; this is $(python3 --version)." >&2
        exit 1
    fi
    if ! python3 -m venv .venv 2>/dev/null; then
        rm -rf .venv
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
            apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null
            python3 -m venv .venv
        else
            echo "python3 cannot make virtual environments here. Install python3-venv and run make again." >&2
            exit 1
        fi
    fi
fi
stamp=.venv/.installed-$wanted
locked=requirements/$wanted.txt
if [ "$wanted" = dev ]; then
    locked="$locked requirements/shapes.txt"
fi
# shellcheck disable=SC2086
if [ -f "$stamp" ] && cat $locked | cmp -s - "$stamp"; then
    exit 0
fi
.venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt
if ! VIRTUAL_ENV=.venv .venv/bin/uv pip install -q --require-hashes -r "requirements/$wanted.txt"; then
    .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r "requirements/$wanted.txt"
fi
if [ "$wanted" = dev ]; then
    .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps -r requirements/shapes.txt
fi
VIRTUAL_ENV=.venv .venv/bin/uv pip install -q --no-build-isolation --no-deps --offline -e .
# shellcheck disable=SC2086
cat $locked >"$stamp"
