# Everything a person types. `make` alone lists it.

PYTHON ?= python3
PY := .venv/bin/python
PIP := $(PY) -m pip --disable-pip-version-check install --progress-bar off
TEMPLATES = $(shell find src -name '*.html')
STYLES = $(shell find src/sambayan/common/styles -name '*.css') src/sambayan/common/assets.py
STATIC = $(shell find src -path '*/static/*' -type f)
WORDS := src/sambayan/locale/en/LC_MESSAGES/django

.DEFAULT_GOAL := help
.PHONY: help run test check fix bench docs lock migrations clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' Makefile

run: build/.static $(WORDS).mo ## set up what is missing, then serve on http://127.0.0.1:8000 (PORT=8001 changes it; var/ keeps the data)
	@$(PY) -m sambayan.config.serve

test: .venv/.dev build/.assets $(WORDS).mo ## the whole suite: SQLite, PostgreSQL and Chromium where they are found
	@$(PY) tests/run.py

check: .venv/.dev build/.assets $(WORDS).mo ## style, types, import contracts, templates and translations; all of them, then the verdict
	@failed=0; try() { echo "== $$1"; shift; "$$@" || failed=1; }; \
	try "ruff: rules" $(PY) -m ruff check --quiet; \
	try "ruff: format" $(PY) -m ruff format --check --quiet; \
	try "djade: templates" .venv/bin/djade --check --target-version 5.2 $(TEMPLATES); \
	try "mypy: types" $(PY) -m mypy; \
	try "import contracts" .venv/bin/lint-imports --no-cache; \
	try "Django: settings and models" $(PY) manage.py check --fail-level WARNING; \
	try "Django: migrations" $(PY) manage.py makemigrations --check --dry-run; \
	try "templates compile" $(PY) manage.py shell --verbosity 0 --command "$(COMPILE)"; \
	try "translations" $(PY) -m sambayan.common.translations --check; \
	if [ $$failed = 0 ]; then echo "All checks passed."; else echo "Some checks failed, see above."; exit 1; fi

COMPILE = from pathlib import Path; from django.template.loader import get_template; \
	[get_template(str(path).split('/templates/', 1)[1]) for path in sorted(Path('src').rglob('templates/**/*.html'))]

fix: .venv/.dev ## mend what ruff and djade can mend
	@echo "== ruff: rules" && $(PY) -m ruff check --fix
	@echo "== ruff: format" && $(PY) -m ruff format
	@echo "== djade: templates" && .venv/bin/djade --target-version 5.2 $(TEMPLATES)

bench: .venv/.dev build/.static $(WORDS).mo ## measure what is promised; writes docs/benchmarks.md
	@$(PY) benchmarks/run.py

docs: .venv/.dev build/.static $(WORDS).mo ## diagrams, tables and screenshots of the documentation
	@$(PY) docs/make.py

lock: ## compile requirements/*.txt from pyproject.toml (needs uv)
	@echo "== requirements/run.txt" && $(LOCK) --extra build --output-file requirements/run.txt
	@echo "== requirements/dev.txt" && $(LOCK) --extra build --extra dev --output-file requirements/dev.txt

LOCK = uv pip compile pyproject.toml --quiet --no-strip-extras --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

migrations: .venv/.dev ## write the migrations that models ask for; name them by content
	@$(PY) manage.py makemigrations

clean: ## remove what is built and cached; data in var/ and the environment in .venv/ stay
	@rm -rf build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage htmlcov
	@find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "Cleaned."

# The environment: made once, again only when the locked versions change; nothing here asks the network twice.

.venv/bin/python:
	@echo "== Making the environment .venv"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; this is $$($(PYTHON) --version). Choose one: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "The module venv is missing. On Debian and Ubuntu: apt install python3-venv"; exit 1; }

.venv/.run: requirements/run.txt pyproject.toml | .venv/bin/python
	@echo "== Installing the locked packages (once, a minute or two)"
	@$(PIP) --require-hashes --requirement requirements/run.txt
	@$(PIP) --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.run
	@echo "== Installing what tests and checks need (once)"
	@$(PIP) --quiet --require-hashes --requirement requirements/dev.txt
	@touch $@

# What is built from sources: only when a source is younger.

build/.assets: $(STYLES) $(TEMPLATES) | .venv/.run
	@echo "== Building style sheet and fonts"
	@mkdir -p build && $(PY) -m sambayan.common.assets
	@touch $@

$(WORDS).mo: $(WORDS).po src/sambayan/common/translations.py | .venv/.run
	@echo "== Compiling translations"
	@$(PY) -m sambayan.common.translations
	@touch $@

build/.static: build/.assets $(STATIC) | .venv/.run
	@echo "== Collecting static files"
	@$(PY) manage.py collectstatic --noinput --clear --verbosity 0
	@touch $@
