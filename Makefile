# Two commands on a fresh machine: `make run` and `make test`. README says the same without make.
PYTHON ?= python3
VENV ?= .venv
HOST ?= 127.0.0.1
PORT ?= 8000
DATA_DIR ?= data
BIN := $(VENV)/bin

.PHONY: check format lint types test
check: format lint types test
format: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/djade --check $$(git ls-files 'templates/*.html')
lint: $(VENV)/.dev
	$(BIN)/ruff check .
types: $(VENV)/.dev
	$(BIN)/mypy .
test: $(VENV)/.dev
	$(BIN)/pytest

$(VENV)/.dev: requirements.txt requirements-dev.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet -r requirements-dev.txt
	touch $@
