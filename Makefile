# Two commands do everything: `make demo` and `make test`. The rest are parts of them.
PORT ?= 8000
PY := .venv/bin/python
export PYTHONPATH := src:.
export DJANGO_SETTINGS_MODULE ?= ventanilla.config.settings
PYTEST := $(PY) -m pytest
JUNIT ?= 0

.PHONY: demo test test-fast check bench lock setup setup-dev clean screenshots

demo: setup
	@$(PY) -m ventanilla.channels.console demo --port $(PORT)

setup:
	@sh setup/venv.sh runtime
	@sh setup/front-end.sh
	@$(PY) -m ventanilla.channels.console build

setup-dev:
	@sh setup/venv.sh dev
	@sh setup/front-end.sh
	@$(PY) -m ventanilla.channels.console build

test: setup-dev
	@sh setup/judges.sh
	@CHROMIUM=$$(sh setup/chromium.sh) sh setup/test.sh

test-fast: setup-dev
	@$(PYTEST) -n 2 -m "not slow and not browser and not go" src tests

check: setup-dev
	@sh setup/check.sh

bench: setup-dev
	@$(PY) -m bench

lock:
	@$(PY) setup/lock.py

clean:
	rm -rf .venv node_modules var build src/ventanilla/channels/look/static/vendor

screenshots: setup-dev
	@sh setup/chromium.sh >/dev/null
	@$(PY) -m tests.journeys.pictures
