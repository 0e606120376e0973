# The commands of this project; `make` alone lists them.

PYTHON ?= python3
BIN := .venv/bin
RUN := $(BIN)/python
PYTEST := $(RUN) -m pytest -q
UV = $(RUN) -m uv pip install --quiet --system-certs --python $(RUN)

unexport PYTHONDONTWRITEBYTECODE  # or each process would compile everything again

.DEFAULT_GOAL := help
.PHONY: help build check test test-all confirm docs revision adopt fetch-revision diff dist release-check bench lock clean

help:  ## list these commands
	@echo "make ..."
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | awk -F '\t' '{ printf "  %-15s %s\n", $$1, $$2 }'

build: .venv/build  ## set up .venv, transcribe the article, write and validate the package
	$(RUN) scripts/build.py

check: .venv/test  ## check style, types, lengths, licences and workflows
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check
	$(RUN) -m mypy
	@wc -l $$(git ls-files '*.py') | awk '$$1 > 300 && $$2 != "total" { print $$2 " has more than 300 lines"; bad = 1 } END { exit bad }'
	$(RUN) -m reuse lint --quiet || $(RUN) -m reuse lint
	$(RUN) -m check_jsonschema --builtin-schema vendor.citation-file-format CITATION.cff
	$(RUN) -m check_jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(RUN) -m check_jsonschema --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/*.yml
	$(RUN) scripts/diff.py --check

test: .venv/test  ## test every function, every invariant, every documented example, and a sample of each fault
	$(PYTEST) -m "not slow"

test-all: test docs .venv/programs/installed  ## also make every fault, drive the page in Chromium, let other programs read the files
	PYTHONPATH=src .venv/programs/bin/python -m pytest -q --disable-warnings --confcutdir=tests/programs tests/programs
	$(PYTEST) -n auto --dist loadfile tests/page
	$(PYTEST) -n auto -m slow

confirm: .venv/build  ## confirm that you have read the sentences READ="digest ..." as they now stand
	@$(RUN) scripts/confirm.py $(READ)

docs: .venv/docs  ## draw the pictures, write the reading page and the site into build/
	$(RUN) -m page
	rm -rf build/site
	$(RUN) -m sphinx -E -W --keep-going -q -d build/doctrees docs build/site
	cp -r build/page build/site/page
	@echo build/site/index.html written

revision: .venv/build  ## report what became of each published value in a newer text, FROM=<HTML or plain text>
	@$(RUN) scripts/revision.py "$(FROM)"

adopt: .venv/build  ## pin the newer text FROM=<file> [REVISION=<number>] [RETRIEVED=<day>]
	@$(RUN) scripts/adopt.py "$(FROM)" $(if $(REVISION),--revision $(REVISION)) $(if $(RETRIEVED),--retrieved $(RETRIEVED))

fetch-revision: .venv/build  ## download the newest revision of the article as HTML into build/ (needs a network)
	@$(RUN) scripts/fetch_revision.py

diff: .venv/build  ## show which published values differ from the last tag, or FROM=<git revision>
	@$(RUN) scripts/diff.py $(FROM)

dist: docs  ## build the wheel, the source distribution, the exports and the bill of materials into dist/
	@files=$$(git ls-files --others --exclude-standard) && test -z "$$files" || { echo "dist: git does not know these files; add or delete them:" $$files >&2; exit 1; }
	rm -rf dist
	$(RUN) -m hatchling build
	$(RUN) scripts/exports.py dist/exports
	$(RUN) -m cyclonedx_py environment --output-reproducible --pyproject pyproject.toml --output-file dist/sbom.cdx.json .venv
	@sha256sum datapackage.json  # what `verify` shows

release-check: .venv/build  ## before a tag: refuse an uncommitted tree or an old date, then run everything
	$(RUN) scripts/ready.py
	$(MAKE) build check test-all dist
	$(RUN) scripts/ready.py

bench: dist  ## measure what importing, loading and an answer of the command cost
	test -d .venv/bench || $(PYTHON) -m venv .venv/bench
	$(RUN) -m uv pip install --quiet --system-certs --python .venv/bench/bin/python -r tests/benchmarks/requirements.in
	$(RUN) -m uv pip install --quiet --system-certs --python .venv/bench/bin/python --reinstall --no-deps dist/*.whl
	env -u PYTHONDONTWRITEBYTECODE $(RUN) tests/benchmarks/bench.py "$$PWD/.venv/bench/bin/python"

LOCK = $(RUN) -m uv pip compile --system-certs --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-annotate --quiet --custom-compile-command "make lock"
lock: .venv/build  ## pin the newest versions of what builds and tests, with hashes
	$(LOCK) --upgrade pyproject.toml --group build --output-file requirements/build.txt
	$(LOCK) --upgrade pyproject.toml --group build --group test --constraint requirements/build.txt --output-file requirements/test.txt
	$(LOCK) --upgrade pyproject.toml --group build --group docs --constraint requirements/test.txt --output-file requirements/docs.txt
	$(LOCK) --upgrade --group programs --output-file requirements/programs.txt

clean:  ## delete what these commands made, except the published files
	rm -rf .venv dist build .build-staging .build.lock

# One environment, filled as far as a command needs it. The pin of uv stands among the others in requirements/build.txt.
.venv/build: requirements/build.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and f"Python 3.11 or newer is needed; $(PYTHON) is {sys.version}")'
	$(PYTHON) -m venv .venv
	sed -n '/^uv==/,/[^\\]$$/p' requirements/build.txt > .venv/uv.txt
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r .venv/uv.txt
	$(UV) --require-hashes -r requirements/build.txt
	$(UV) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/test .venv/docs: .venv/%: .venv/build requirements/%.txt
	$(UV) --require-hashes -r requirements/$*.txt
	@touch $@

# The validators of other standards need other versions than frictionless does.
.venv/programs/installed: .venv/build requirements/programs.txt
	$(PYTHON) -m venv .venv/programs
	$(RUN) -m uv pip install --quiet --system-certs --python .venv/programs/bin/python --require-hashes -r requirements/programs.txt
	@touch $@
