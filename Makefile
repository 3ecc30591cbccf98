# make demo: the whole job on the bundled example. make test: everything that must be green.
# Both make their own virtual environment in .venv; a second call takes it as it is.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PROJECT := setup.cfg setup.py pyproject.toml

.PHONY: demo test words site portable

demo: $(VENV)/installed
	$(BIN)/followup demo --into demo-output

test: $(VENV)/installed-for-test
	@.ci/get-libreoffice
	@.ci/get-validator $(VENV)
	@.ci/get-axe $(VENV)
	@.ci/get-hunspell
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2 --dist worksteal

# The Swedish catalogue, after a new message in the code: says which have no Swedish words yet.
words: $(VENV)/installed-for-test
	$(BIN)/python docs/make_words.py

# The guides as a site that opens from disk: site/index.html.
site: $(VENV)/installed-for-test
	$(BIN)/python -m sphinx -W --keep-going -q -c docs/site -d site/.kept . site

# The portable folder for Windows, in dist: make portable EMBEDDED=python-3.13.15-embed-amd64.zip, fetched from python.org.
portable: $(VENV)/installed-for-test
	rm -rf build dist/followup-*.whl
	$(BIN)/python -m build --wheel --outdir dist .
	rm -rf build
	$(BIN)/python .ci/portable/make_portable.py dist/followup-*.whl '$(EMBEDDED)' dist

$(VENV)/installed: $(VENV)/made $(PROJECT)
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/installed-for-test: $(VENV)/made $(PROJECT)
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	@touch $@ $(VENV)/installed

$(VENV)/made:
	@PYTHON='$(PYTHON)' .ci/make-venv $(VENV)
	@touch $@
