# 问报: `make run` serves the page, `make test` tests it, `make check` checks the code.
# Every target builds the environment first where it is missing; nothing else is needed.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
# Accessibility rules for the tests; without npm or a network those tests are skipped.
AXE := node_modules/.ready

.PHONY: run test check bench screens format clean

run: $(READY)
	$(BIN)/python app.py

test: $(READY) $(AXE)
	$(BIN)/python -m pytest

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY)
	$(BIN)/python -m eval.bench
	$(BIN)/python -m eval.bench_index
	$(BIN)/python -m eval.bench_page

screens: $(READY)
	$(BIN)/python -m tests.screens

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf .venv .wenbao node_modules

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[dev]'
	touch $@

$(AXE): package.json
	@if command -v npm >/dev/null && npm install --silent --no-audit --no-fund; then touch $@; \
	else echo "axe-core could not be installed: its tests are skipped" >&2; fi
