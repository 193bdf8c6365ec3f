# Two commands on a fresh machine: `make run` and `make test`. The README says the same without make.
PYTHON ?= python3
VENV ?= .venv
HOST ?= 127.0.0.1
PORT ?= 8000
DATA_DIR ?= data
DEMO_DIR ?= demo-data
PYTEST_ARGS ?=
TOUCHES ?= 500
SEEDS ?= 1 2 3
ENGINES ?= firefox webkit chromium
ENGINES_SET ?= all
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
SERVE := HOST="$(HOST)" PORT="$(PORT)" $(BIN)/python manage.py serve

.PHONY: help run demo check format lint types test judges engines mutate soak bench
help:
	@echo "make run     start Twitchlog on http://$(HOST):$(PORT)/ with its data in $(DATA_DIR)/"
	@echo "make demo    the same with a made-up diary of twelve weeks in $(DEMO_DIR)/"
	@echo "make test    install what the tests need and run them all"
	@echo "make check   format, lint, types and tests"
	@echo "make judges  what goes out, before judges other than ours (docs/judges.md)"
	@echo "make engines the pad and the forms in Firefox, WebKit and Chromium (docs/engines.md)"
	@echo "make mutate  change the rules in small ways; each change must fail a test (docs/mutation.md)"
	@echo "make soak    touch the night pad 500 times in bad weather, for several seeds"
	@echo "make bench   measure pages with 100, 10,000 and 100,000 episodes"

run: $(VENV)/.run
	@DATA_DIR="$(DATA_DIR)" $(SERVE)

demo: $(VENV)/.run
	@DATA_DIR="$(DEMO_DIR)" TWITCHLOG_DEMO=1 $(SERVE)

check: format lint types test

format: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/djade --check $$(git ls-files 'templates/*.html')

lint: $(VENV)/.dev
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/mypy .

test: $(VENV)/.dev
	@sh tools/chromium.sh
	$(BIN)/python -m pytest --numprocesses auto --cov --cov-report term $(PYTEST_ARGS)

judges: $(VENV)/.judges
	@sh tools/chromium.sh
	@sh tools/judges.sh $(BIN)/python
	$(BIN)/python -m pytest judges --numprocesses auto --dist loadfile $(PYTEST_ARGS)
	AXE=tools/judges/node_modules/axe-core/axe.min.js $(BIN)/python -m pytest tests/browser/test_accessibility.py --numprocesses auto $(PYTEST_ARGS)

engines: $(VENV)/.engines
	@sh tools/chromium.sh
	@sh tools/engines.sh
	ENGINES="$(ENGINES)" ENGINES_SET="$(ENGINES_SET)" $(BIN)/python -m pytest tests/engines $(PYTEST_ARGS)

mutate: $(VENV)/.dev
	$(BIN)/mutmut run
	$(BIN)/mutmut results

soak: $(VENV)/.dev
	@sh tools/chromium.sh
	$(BIN)/python -m tests.browser.soak --touches $(TOUCHES) --seeds $(SEEDS)

bench: $(VENV)/.dev
	$(BIN)/python -m bench
	@sh tools/chromium.sh
	$(BIN)/python -m bench.pad
	@DATA_DIR=$$(mktemp -d) DJANGO_SETTINGS_MODULE=twitchlog.settings $(BIN)/python -m bench.report

$(VENV)/.run: requirements.txt tools/venv.sh
	@sh tools/venv.sh "$(PYTHON)" "$(VENV)"
	@echo "Installing what Twitchlog runs on ..."
	@$(INSTALL) -r requirements.txt
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.txt
	@echo "Installing what the tests need ..."
	@$(INSTALL) -r requirements-dev.txt
	@touch $@

$(VENV)/.judges: $(VENV)/.dev requirements-judges.txt
	@echo "Installing the judges ..."
	@$(INSTALL) -r requirements-judges.txt
	@touch $@

$(VENV)/.engines: $(VENV)/.dev requirements-engines.txt
	@echo "Installing what drives Firefox and WebKit ..."
	@$(INSTALL) -r requirements-engines.txt
	@touch $@
