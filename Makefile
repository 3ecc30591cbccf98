# make demo: the whole job on the bundled example. make test: everything that must be green.
# Both make their own virtual environment in .venv; a second call takes it as it is.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PROJECT := setup.cfg setup.py pyproject.toml

.PHONY: demo test

demo: $(VENV)/installed
	$(BIN)/followup demo --into demo-output

test: $(VENV)/installed-for-test
	@.ci/get-libreoffice
	@.ci/get-validator $(VENV)
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2 --dist worksteal

$(VENV)/installed: $(VENV)/made $(PROJECT)
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/installed-for-test: $(VENV)/made $(PROJECT)
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	@touch $@ $(VENV)/installed

$(VENV)/made:
	@PYTHON='$(PYTHON)' .ci/make-venv $(VENV)
	@touch $@
