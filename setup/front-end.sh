#!/bin/sh
# Fetches the front-end packages of package-lock.json (npm, or Node from PyPI where there is none).
set -eu
if [ -f node_modules/.installed ] && cmp -s node_modules/.installed package-lock.json; then
    exit 0
fi
if command -v npm >/dev/null 2>&1; then
    npm=npm
else
    .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/node.txt
    PATH="$PWD/.venv/bin:$PATH"
    export PATH
    npm=.venv/bin/npm
fi
"$npm" ci --ignore-scripts --no-audit --no-fund --silent
cp package-lock.json node_modules/.installed
