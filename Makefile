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
SOAK_SECONDS ?= 300
SIEGE_SECONDS ?= 8
SIEGE_KINDS ?=
SIEGE_SEED ?= 1
SIEGE_ROOT ?= .
KILLS ?= 50
KILL_SEED ?= 1
FUZZ_PARTS ?= posts queries files api real twice
FUZZ_SEEDS ?= 1
FUZZ_COUNT ?=
BIN := $(VENV)/bin
# No file whose hash is not in the lock, and nothing that is not in it (docs/adr/0165).
HASHED := pip install --quiet --disable-pip-version-check --require-hashes --no-deps
INSTALL := $(BIN)/python -m $(HASHED)
TOOLS := $(VENV)-tools
SBOM ?= sbom.json
SERVE := HOST="$(HOST)" PORT="$(PORT)" $(BIN)/python manage.py serve

.PHONY: help run demo check format lint types test quick judges engines mutate soak bench siege fuzz kill lock sbom wheel release screenshots grade
help:
	@echo "make run     start Twitchlog on http://$(HOST):$(PORT)/ with its data in $(DATA_DIR)/"
	@echo "make demo    the same with a made-up diary of twelve weeks in $(DEMO_DIR)/"
	@echo "make test    install what the tests need and run them all"
	@echo "make quick   all tests but those that drive a browser or start a server, in two minutes"
	@echo "make postgresql the same tests on a server of PostgreSQL's, made for them (docs/postgresql.md)"
	@echo "make check   format, lint, types and tests"
	@echo "make judges  what goes out, before judges other than ours (docs/judges.md)"
	@echo "make engines the pad and the forms in Firefox, WebKit and Chromium (docs/engines.md)"
	@echo "make mutate  change the rules in small ways; each change must fail a test (docs/mutation.md)"
	@echo "make soak    touch the night pad, and a bed partner's screen, 500 times in bad weather; then what grows in minutes of a household's day"
	@echo "make lock    write the lock files anew, after a requirements file has changed"
	@echo "make sbom    write what Twitchlog runs on, as CycloneDX, to $(SBOM)"
	@echo "make wheel   write Twitchlog as one file to dist/, for pipx, uv or pip"
	@echo "make release VERSION=1.0.0   all checks, then a release into dist/, committed and tagged (docs/upgrades.md)"
	@echo "make screenshots   take the README's pictures anew"
	@echo "make bench   measure pages with 100, 10,000 and 100,000 episodes"
	@echo "make fuzz    wrong, odd and hostile input by the thousand (docs/siege.md)"
	@echo "make kill    the server is killed again and again while people write (docs/siege.md)"
	@echo "make siege   attackers of every kind, and what another person notices of them (docs/siege.md)"
	@echo "make grade   how easily each page that is read at night is read"

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
	@sh tools/scripts.sh $(BIN)/python

types: $(VENV)/.dev
	$(BIN)/mypy .

test: $(VENV)/.dev
	@sh tools/npm.sh $(BIN)/python tools/scripts
	@sh tools/chromium.sh
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal --cov --cov-report term $(PYTEST_ARGS)

# What drives a browser lies in tests/browser alone, and what starts a server is marked so; nothing is traced.
quick: $(VENV)/.dev
	@sh tools/npm.sh $(BIN)/python tools/scripts
	$(BIN)/python -m pytest --ignore tests/browser -m "not server" --numprocesses auto --dist worksteal --quiet $(PYTEST_ARGS)

# As quick, on a server of PostgreSQL's that is made for it (docs/postgresql.md).
.PHONY: postgresql
postgresql: $(VENV)/.dev
	@sh tools/npm.sh $(BIN)/python tools/scripts
	@sh tools/postgres.sh $(BIN)/python -m pytest --ignore tests/browser -m "not server" --numprocesses auto --dist worksteal --quiet $(PYTEST_ARGS)

judges: $(VENV)/.judges
	@sh tools/chromium.sh
	@sh tools/judges.sh $(BIN)/python
	$(BIN)/python -m pytest judges --numprocesses auto --dist loadfile $(PYTEST_ARGS)
	AXE=tools/judges/node_modules/axe-core/axe.min.js $(BIN)/python -m pytest tests/browser/test_accessibility*.py --numprocesses auto $(PYTEST_ARGS)

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
	$(BIN)/python -m tests.browser.partner_soak --touches $(TOUCHES) --seeds $(SEEDS)
	$(BIN)/python -m siege.soak --seconds $(SOAK_SECONDS)

bench: $(VENV)/.dev
	$(BIN)/python -m bench
	@sh tools/chromium.sh
	$(BIN)/python -m bench.pad
	@DATA_DIR=$$(mktemp -d) DJANGO_SETTINGS_MODULE=twitchlog.settings $(BIN)/python -m bench.report

siege: $(VENV)/.dev
	$(BIN)/python -m siege --seconds $(SIEGE_SECONDS) --seed $(SIEGE_SEED) --root "$(SIEGE_ROOT)" --kinds $(SIEGE_KINDS)

fuzz: $(VENV)/.dev
	$(BIN)/python -m tests.fuzz --parts $(FUZZ_PARTS) --seeds $(FUZZ_SEEDS) $(if $(FUZZ_COUNT),--count $(FUZZ_COUNT))

kill: $(VENV)/.dev
	$(BIN)/python -m siege.kill --kills $(KILLS) --seed $(KILL_SEED) --root "$(SIEGE_ROOT)"

lock: $(TOOLS)/.installed
	$(TOOLS)/bin/python tools/lock.py

sbom: $(VENV)/.run $(TOOLS)/.installed
	@$(TOOLS)/bin/python -W ignore -m tools.sbom $(BIN)/python $(SBOM)

wheel: $(TOOLS)/.installed
	@$(TOOLS)/bin/python -m hatchling build --target wheel --directory dist

release: $(TOOLS)/.installed
	@$(TOOLS)/bin/python -m tools.release refuse "$(VERSION)"
	$(MAKE) check
	@$(TOOLS)/bin/python -m tools.release make "$(VERSION)"

screenshots: $(VENV)/.dev
	@sh tools/chromium.sh
	$(BIN)/python -m tests.browser.screenshots

$(VENV)/.run: requirements.lock tools/venv.sh
	@sh tools/venv.sh "$(PYTHON)" "$(VENV)"
	@echo "Installing what Twitchlog runs on ..."
	@$(INSTALL) -r requirements.lock
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	@echo "Installing what the tests need ..."
	@$(INSTALL) -r requirements-dev.lock
	@touch $@

$(VENV)/.judges: $(VENV)/.dev requirements-judges.lock
	@echo "Installing the judges ..."
	@$(INSTALL) -r requirements-judges.lock
	@touch $@

$(VENV)/.engines: $(VENV)/.dev requirements-engines.lock
	@echo "Installing what drives Firefox and WebKit ..."
	@$(INSTALL) -r requirements-engines.lock
	@touch $@

$(TOOLS)/.installed: requirements-tools.lock tools/venv.sh
	@sh tools/venv.sh "$(PYTHON)" "$(TOOLS)"
	@echo "Installing what writes the lock files and the list of packages ..."
	@$(TOOLS)/bin/python -m $(HASHED) -r requirements-tools.lock
	@touch $@

grade: $(VENV)/.dev
	$(BIN)/python -m pytest tests/wording/test_reading_grade.py -q -s -p no:cacheprovider
