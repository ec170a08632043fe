# `make run` and `make test` set up what is missing first: a virtual environment with pinned packages.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check bench soak schema
.DELETE_ON_ERROR:

run: $(VENV)/run.stamp
	@$(BIN)/python -m bot run

test: $(VENV)/dev.stamp
	@$(BIN)/python -m pytest --numprocesses 4 --dist loadfile

check: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m bot check --strict

bench: $(VENV)/dev.stamp
	@$(BIN)/python -m tests.bench

# Kills 220 workers while they post, half of them on each database.
soak: $(VENV)/dev.stamp
	@$(BIN)/python -m tests.jobs.soak

schema: $(VENV)/run.stamp
	$(BIN)/python -m bot schema > knowledge/schema.json

$(VENV)/run.stamp: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'awssec needs Python 3.11 or newer: install it, or name it, as in "make run PYTHON=python3.11".'; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ echo 'No virtual environment could be made here: make this folder writable; on Debian, apt install python3-venv.'; exit 1; }
	@echo 'Installing what awssec needs (the first time only) ...'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
	@touch $@

$(VENV)/dev.stamp: pyproject.toml $(VENV)/run.stamp
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@
