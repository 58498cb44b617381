# Makegood. `make` alone prints this manual.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help

PYTHON ?= python3
BIN := .venv/bin

.PHONY: help run test check coverage lint types floors assets services extension extension-test extension-check extension-pictures kill-matrix mutants wheel wheel-check bench clean

help: ## Print this manual
	@echo "Makegood: drafts the reply, shows what it would promise, posts nothing unapproved."
	@echo
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16 | sed 's/^/  make /'
	@echo
	@echo "Settings are environment variables, listed in README.md."

run: .venv/ready $(BIN)/assets-ready ## Install, load the sample company, start everything on 127.0.0.1:8700
	@echo "To answer on the sites themselves, build the browser extension: make extension"
	exec $(BIN)/makegood serve

test: .venv/ready-dev $(BIN)/assets-ready $(BIN)/test-assets-ready services ## Set up what the tests need and run all of them
	@$(BIN)/pytest -n 2 --dist loadgroup -m "not wheel and not extension" $(ARGS)

coverage: .venv/ready-dev services ## Test the desk, and fail where one of its branches is never taken
	@$(BIN)/pytest -n 2 --dist loadgroup --cov=desk --cov-branch --cov-fail-under=100 \
	    --cov-report=term-missing:skip-covered tests/desk $(ARGS)

# The tests of the desk run once: with every branch counted.
check: .venv/ready-dev $(BIN)/assets-ready lint types floors coverage ## All that must hold before a commit, tests included
	@$(MAKE) --no-print-directory test ARGS="--ignore=tests/desk $(ARGS)"

lint: .venv/ready-dev ## Style
	@$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/ready-dev ## Types, strictly
	@$(BIN)/mypy

floors: .venv/ready-dev ## Arrows go down only
	@$(BIN)/lint-imports --no-cache

services: ## PostgreSQL, Dovecot and Chromium for the tests, from Debian, where they are missing
	@bash deploy/services.sh

assets: $(BIN)/assets-ready ## Front-end libraries, at exact versions, from npm

extension: .venv/ready ## Build the browser extension for Chromium and Firefox into dist/
	@$(BIN)/python extension/build.py

extension-test: export TEST_EXTENSION = whole
extension-test: .venv/ready-dev $(BIN)/test-assets-ready extension services ## Test the extension: its own tests, both browsers whole, the real server
	@$(BIN)/python extension/build.py types test lint editors
	$(BIN)/python extension/build.py firefox
	$(BIN)/pytest -n 2 --dist loadgroup -m extension tests/extension $(ARGS)

extension-check: export TEST_EXTENSION = sample
extension-check: .venv/ready-dev $(BIN)/test-assets-ready extension services ## The same with a sample of Firefox: what continuous integration runs
	@$(BIN)/python extension/build.py types test lint editors
	$(BIN)/pytest -n 2 --dist loadgroup -m extension tests/extension $(ARGS)

mutants: .venv/ready-dev ## Change the code that decides, a little at a time, and see a test fail each time
	@rm -rf mutants
	$(BIN)/python -m mutmut run $(ARGS)
	$(BIN)/python deploy/mutants.py

extension-pictures: .venv/ready-dev extension services ## Take the pictures of the store listing from the real extension and server
	@$(BIN)/python extension/build.py editors
	$(BIN)/python extension/listing/pictures.py

kill-matrix: .venv/ready-dev services ## Kill and stop workers by 2,100 schedules, on both databases (ARGS="--from 800" goes on)
	@$(BIN)/pytest -q -n 2 --dist load tests/faults/kills --schedules 2100 $(ARGS)

wheel: $(BIN)/assets-ready .venv/ready-dev ## Build the wheel into dist/
	@rm -f dist/*.whl
	$(BIN)/python -m build --wheel

wheel-check: wheel ## Install the wheel into a clean environment and run it from another folder
	@$(BIN)/pytest -m wheel tests/wheel

bench: .venv/ready-dev ## Speed, in one run, raw numbers
	@for part in bench/*.py; do echo "== $$part"; $(BIN)/python -m "bench.$$(basename $$part .py)"; done

clean: ## Remove what the build made; your data in .makegood stays
	@rm -rf .venv dist build mutants api/console/static/vendor tests/console/vendor extension/.output extension/node_modules

# Two environments in one folder: people who only run it do not wait for the test tools.
.venv/ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
	    echo "Makegood needs Python 3.11 or later; this is $$($(PYTHON) --version)." >&2
	    echo "Say which to use: make run PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv .venv || { echo "On Debian: apt install python3-venv" >&2; exit 1; }
	echo "Installing Makegood and what it stands on (about a minute) ..."
	$(BIN)/python -m pip install --disable-pip-version-check -q --progress-bar on -c constraints.txt -e .
	touch $@

.venv/ready-dev: .venv/ready
	@echo "Installing the test tools ..."
	$(BIN)/python -m pip install --disable-pip-version-check -q --progress-bar on -c constraints.txt -e '.[dev]'
	touch $@

$(BIN)/test-assets-ready: tests/console/assets.json deploy/assets.py .venv/ready-dev
	@$(BIN)/python deploy/assets.py tests
	touch $@

$(BIN)/assets-ready: api/console/assets.json deploy/assets.py .venv/ready
	@$(BIN)/python deploy/assets.py
	touch $@
