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

.PHONY: help setup demo up doctor test test-containers test-deploy dashboards test-rules eval eval-pin eval-seeds eval-held-out bench-claims bench-dedupe bench-clean eval-clean train-clean eval-ledger bench-ledger check lint format clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

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

test-containers: setup ## docker-compose.yml as it is: the demo, kill -9 of each part, what idling costs (LOCAL_IMAGES=TOOL where no registry is)
	@[ -z "$(LOCAL_IMAGES)" ] || { $(LOCAL_IMAGES) "$$(sed -n 's/^ARG PYTHON_IMAGE=//p' deploy/Dockerfile)" && $(LOCAL_IMAGES) --compose docker-compose.yml; }
	@CONTAINERS=full $(BIN)/python -m pytest -s tests/containers

test-deploy: setup ## rules and dashboards, every query asked of a real Prometheus that has scraped a real replay (SHOW_VALUES=1: with the answers)
	@deploy/fetch-prometheus.sh
	@REQUIRE_PROMETHEUS=1 $(BIN)/python -m pytest $(if $(SHOW_VALUES),-s) tests/deploy

dashboards: setup ## write deploy/grafana/dashboards and the table in docs/metrics.md anew
	@$(BIN)/python deploy/grafana/source/build.py
	@$(BIN)/python deploy/metrics_table.py

test-rules: setup ## the cases of all rules, and their linter
	@$(BIN)/python -m pytest -q tests/claims/test_cases.py tests/claims/test_rules.py

eval-seeds: setup ## the claims read in the shipped reports against what they hold
	@PYTHONPATH=tests/support $(BIN)/python tests/eval/score_seeds.py

eval: setup ## the claims against labels by people who had not seen the rules, every error; fails below a floor
	@PYTHONPATH=tests/support $(BIN)/python tests/eval/score_labels.py check --errors

eval-pin: setup ## raise the floors of make eval to what is measured now (LOOSEN=1: lower them too)
	@PYTHONPATH=tests/support $(BIN)/python tests/eval/score_labels.py pin $(if $(LOOSEN),--loosen)

eval-held-out: setup ## the same on what was set aside: not to be looked at while rules are written
	@PYTHONPATH=tests/support $(BIN)/python tests/eval/score_labels.py held_out

bench-claims: setup ## how many articles a second the claims step reads, and in how much memory
	@PYTHONPATH=tests/support $(BIN)/python tests/bench/bench_claims.py

eval-ledger: setup ## a scripted war through the ledger: claims into incidents, and what rings, against labels; with the errors
	@PYTHONPATH=tests/support $(BIN)/python tests/eval/score_war.py --errors

bench-ledger: setup ## how long a decision takes with 100,000 open incidents, and how much of Redis they need
	@$(BIN)/python tests/bench/bench_ledger.py

eval-clean: setup ## what cleaning keeps and drops of real pages and of generated ones, with every error
	@PYTHONPATH=tests/eval $(BIN)/python tests/eval/clean_score.py --errors --kin

train-clean: setup ## learn anew which way lines lean, to an article or to a page
	@PYTHONPATH=tests/eval $(BIN)/python tests/eval/clean_train.py

bench-clean: setup ## what cleaning keeps and drops, how fast it is, and how long hostile input takes
	@PYTHONPATH=tests/eval $(BIN)/python tests/bench/bench_clean.py

bench-dedupe: setup ## how well and how fast copies and revisions are told from news, beside what others use; FULL=1: against 1 M
	@$(BIN)/python -c 'import datasketch' 2>/dev/null || $(BIN)/python -m pip install --disable-pip-version-check --quiet datasketch==2.0.0 # a rival; needs scipy, which nothing else does
	@PYTHONPATH=tests/support:tests/eval $(BIN)/python tests/bench/bench_dedupe.py $(if $(FULL),--full)

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
