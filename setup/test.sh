#!/bin/sh
# The whole suite: SQLite, then PostgreSQL for what touches a database, then the browser.
set -u
py=.venv/bin/python
failed=0
title() { printf '\n== %s ==\n' "$1"; }

title "SQLite"
$py -m pytest -n 2 --dist loadgroup -m "not browser and not postgres" src tests || failed=1
title "PostgreSQL"
$py setup/postgresql.py $py -m pytest -n 2 --dist loadgroup -m "not browser and not sqlite and not go" --ignore-glob="*/tests/rules/*" src/ventanilla tests/faults tests/journeys || failed=1
if [ -n "${CHROMIUM:-}" ]; then
    title "Browser ($CHROMIUM)"
    $py -m pytest -n 2 --dist loadgroup -m browser tests || failed=1
elif [ "${REQUIRE_BROWSER:-}" = 1 ]; then
    echo "REQUIRE_BROWSER=1 and there is no Chromium: failed."
    failed=1
else
    printf '\n!! SKIPPED: the browser journeys. No Chromium could be found or installed. !!\n'
fi
exit $failed
