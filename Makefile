# Everything a person or a CI runs begins here: make demo, make up, make test. make help lists all.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
# Nothing here is to run twice at once: the steps of setup build on each other.
.NOTPARALLEL:

PYTHON ?= python3
BIN := .venv/bin
LOG := .cache/setup.log
GAZETTEER_SOURCES := $(wildcard agents/tag/*.py agents/tag/data/*.tsv agents/tag/data/*.txt agents/tag/data/*.yaml)

.PHONY: help setup demo up doctor test test-rules eval eval-seeds eval-held-out bench-claims check lint format clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(BIN)/tocsin .cache/kafka.stamp .cache/gazetteer.stamp ## everything that the others need, into .venv and .cache
	@:

demo: setup ## replay the shipped reports (or SEEDS=PATH) through everything and watch it ring; ends by itself
	@$(BIN)/tocsin demo $(SEEDS)

up: setup ## run everything on this machine until Ctrl-C; state is kept in .run/up
	@$(BIN)/tocsin up

doctor: setup ## what this machine has, and what to do about the rest
	@$(BIN)/tocsin doctor

test: setup check ## all checks and all tests
	@$(BIN)/python -m pytest $(TESTS)

test-rules: setup ## the cases of all rules, and their linter
	@$(BIN)/python -m pytest -q tests/claims/test_cases.py tests/claims/test_rules.py

eval-seeds: setup ## the claims read in the shipped reports against what they hold
	@PYTHONPATH=tests/support $(BIN)/python tests/eval/score_seeds.py

eval: setup ## the claims against labels by people who had not seen the rules, with the errors (development half)
	@PYTHONPATH=tests/support $(BIN)/python tests/eval/score_labels.py dev --errors

eval-held-out: setup ## the same on the half that was set aside: not to be looked at while rules are written
	@PYTHONPATH=tests/support $(BIN)/python tests/eval/score_labels.py held_out

bench-claims: setup ## how many articles a second the claims step reads, and in how much memory
	@PYTHONPATH=tests/support $(BIN)/python tests/bench/bench_claims.py

check: lint ## linter, formatter and types
	@$(BIN)/mypy

lint: setup ## linter and formatter alone
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

format: setup ## put the code into shape
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

clean: ## remove what setup and runs have made
	@rm -rf .venv .cache .run .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info agents/tag/data/*.bin

# The steps of setup. A stamp is newer than what it was made from, so a second setup does nothing.

.cache/python.stamp: requirements.lock
	@mkdir -p .cache
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Error: $(PYTHON) is not Python 3.11 or newer: install one, or name it: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "Error: $(PYTHON) cannot make virtual environments: install venv (Debian: apt-get install python3-venv)" >&2; exit 1; }
	@[ -x $(BIN)/python ] && $(BIN)/python -c '' 2>/dev/null || { rm -rf .venv; echo "Python: making .venv ..." >&2; $(PYTHON) -m venv .venv; }
	@echo "Python: installing the pinned packages ..." >&2
	@$(BIN)/python -m pip install --disable-pip-version-check --no-input --progress-bar off --require-hashes -r requirements.lock 2>&1 \
	  | tee $(LOG) | awk -v of="$$(grep -c '^[A-Za-z]' requirements.lock)" -v tty="$$([ -t 2 ] && echo 1 || echo 0)" -f deploy/setup-progress.awk >&2 \
	  || { tail -15 $(LOG) >&2; echo "Error: pip could not install requirements.lock; its whole log is $(LOG)" >&2; exit 1; }
	@touch $@

$(BIN)/tocsin: .cache/python.stamp pyproject.toml
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation -e . >$(LOG) 2>&1 \
	  || { tail -15 $(LOG) >&2; echo "Error: tocsin itself could not be installed; the whole log is $(LOG)" >&2; exit 1; }
	@touch $@

.cache/kafka.stamp: deploy/kafka/pom.xml | .cache/python.stamp
	@$(BIN)/python -m agents.embedded.fetch_kafka
	@touch $@

.cache/gazetteer.stamp: $(GAZETTEER_SOURCES) | $(BIN)/tocsin
	@echo "Gazetteer: compiling the place names ..." >&2
	@$(BIN)/python -m agents.tag.gazetteer
	@touch $@
