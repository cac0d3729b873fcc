PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CACHE := $(shell test -w "$$HOME" || echo --no-cache)
UV := $(BIN)/uv pip install $(CACHE) --quiet --compile-bytecode --python $(BIN)/python
GENERATED := docs/openapi.json docs/nodes.md web/src/api/schema.d.ts
NPM := npm --prefix web run --silent

.DEFAULT_GOAL := help
.PHONY: help run test check stale fmt gen bench e2e faults migration lock web browser

help: ## This list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

run: $(VENV)/.run web ## Set up what is missing and start Headrace (HEADRACE_PORT, HEADRACE_DATA)
	@exec $(BIN)/headrace serve

test: check browser ## Set up what is missing, check everything and run every test
	$(BIN)/pytest -n auto --ignore=tests/faults

check: $(VENV)/.test web ## Format, lint, types, layers, web checks, generated files
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/pyright
	$(BIN)/lint-imports --no-cache | tail -n 4
	$(NPM) check
	$(NPM) test
	@$(MAKE) --no-print-directory stale

stale: $(VENV)/.test
	@before=$$(cat $(GENERATED) | sha256sum); $(MAKE) -s gen; after=$$(cat $(GENERATED) | sha256sum); \
	if [ "$$before" != "$$after" ]; then \
	  echo "Generated files did not match the code. They do now: commit them."; exit 1; fi

fmt: $(VENV)/.test web ## Put every file in its usual shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(NPM) fmt

gen: $(VENV)/.test web ## Write the generated files anew
	@$(BIN)/headrace openapi > $(VENV)/openapi.json && cp $(VENV)/openapi.json docs/openapi.json
	@$(NPM) gen > /dev/null
	@$(BIN)/python tools/nodes_page.py > $(VENV)/nodes.md && cp $(VENV)/nodes.md docs/nodes.md

bench: $(VENV)/.test ## Measure what a run costs
	$(BIN)/python -m bench

e2e: $(VENV)/.test web browser ## The tests in a real browser
	$(BIN)/pytest -n auto tests/e2e

faults: $(VENV)/.test ## The tests that kill, fill and cut things
	$(BIN)/pytest tests/faults

migration: $(VENV)/.test ## Draft a database migration: make migration m="what it does"
	$(BIN)/python tools/draft_migration.py "$(m)"
	@$(BIN)/ruff format --quiet src/headrace/db/migrations

lock: $(VENV)/.tools ## Choose the newest allowed version of every Python package
	tools/lock

web: $(VENV)/.tools
	@$(BIN)/python hatch_build.py install
	@$(BIN)/python hatch_build.py

browser: $(VENV)/.test
	@tools/browser

$(VENV)/.tools: locks/tools.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Headrace needs Python 3.11 or newer: make PYTHON=python3.11 …")'
	@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r locks/tools.txt
	@touch $@

$(VENV)/.run: $(VENV)/.tools locks/run.txt pyproject.toml
	@$(UV) --require-hashes -r locks/run.txt
	@$(UV) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.run locks/test.txt
	@$(UV) --require-hashes -r locks/test.txt
	@touch $@
