#!/bin/sh
# Everything that can be judged without running the product: style, types, contracts, migrations,
# translations, templates. Under a minute.
set -u
failed=
run() {
    name=$1
    shift
    if "$@" >".check-output" 2>&1; then
        echo "ok    $name"
    else
        echo "FAIL  $name"
        cat .check-output
        failed=1
    fi
    rm -f .check-output
}
bin=.venv/bin
export DJANGO_SETTINGS_MODULE=ventanilla.config.settings_test
run "style (ruff check)" $bin/ruff check .
run "layout (ruff format)" $bin/ruff format --check .
run "import contracts" $bin/lint-imports
run "types (mypy)" $bin/mypy src
run "django check" $bin/python -m django check --fail-level WARNING
run "migrations complete" $bin/python -m django makemigrations --check --dry-run
run "architecture, translations, documents" $bin/python -m pytest -q -n 2 tests/architecture
[ -z "$failed" ] && echo "check: everything holds" || exit 1
