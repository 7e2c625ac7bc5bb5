# Needs Python 3.11 or newer and make. `make help` lists the targets.
# Each target accepts SITEURL and TODAY, as in `make html TODAY=2026-11-22` or from the environment: make passes both on
# to the commands.

PYTHON ?= python3
FORMAT ?= text
RUNS ?= 5
PORT ?= 8000
TIME ?= 300
TARGET ?= parsers files
OUTPUT ?= output

BIN = .venv/bin
# -I: neither files in this folder nor the environment can replace a module.
RUN = $(BIN)/python -I
JUMELAGE = $(RUN) -m jumelage
PIP = $(RUN) -m pip --disable-pip-version-check --quiet
# Everything is locked, including hatchling, which installs the project itself; pip fetches nothing else.
INSTALL = $(PIP) install --require-hashes --no-deps
INSTALL_PROJECT = $(PIP) install --no-build-isolation --no-deps --no-index --editable .
# Fetches the marks of persons withdrawn on the newest main; nothing is published without them.
NEWEST = $(if $(filter-out 0,$(OFFLINE)),,$(JUMELAGE) marks)
# One worker for each core; an idle one takes over tests from another.
WORKERS = --numprocesses auto --dist worksteal
# Coverage excludes the tests that run commands: they would take twice the time and cover nothing more.
CODE = not browser and not elsewhere and not soak
# Prints where packages are installed.
PURELIB = import sysconfig; print(sysconfig.get_path("purelib"))
# uv writes the locks. Nothing else needs it, so it has its own environment.
UV = .venv/lock/bin/uv
COMPILE = $(UV) pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --no-annotate --custom-compile-command 'make lock'

.DEFAULT_GOAL = html
.NOTPARALLEL:
.PHONY: html serve check status schema docs messages publish preview due deploy live outside addresses ledger marks traces stored stored-files takedown pack storage statement proposal test test-code browser bench soak fuzz lock clean distclean help

html: .venv/run.stamp ## build the site into output/
	@$(JUMELAGE) build

serve: .venv/run.stamp ## show the site on http://localhost:8000 and reload after each change; PORT=8000
	@$(JUMELAGE) serve --port $(PORT)

check: .venv/run.stamp ## report every problem in data/ and content/; FORMAT=text, json or github
	@$(JUMELAGE) check --format $(FORMAT)

status: .venv/run.stamp ## show how far everything is translated
	@$(JUMELAGE) status

schema: .venv/run.stamp ## write schema/, which VS Code uses to complete and check as you type
	@$(JUMELAGE) schema

docs: .venv/test.stamp ## write docs/fields.md and the diagram of the rooms in docs/architecture.md
	@$(JUMELAGE) schema --fields docs/fields.md
	@$(RUN) scripts/rooms.py

messages: .venv/run.stamp ## update the message catalogues from the code
	@$(RUN) scripts/messages.py

statement: browser .venv/test.stamp ## test every page in a browser and write the results to data/accessibility.yaml
	CHROME_PATH="$$(scripts/need-chromium)" $(RUN) scripts/statement.py

preview: .venv/run.stamp ## build what a proposal would publish, without persons at risk, and list what it changes
	@$(JUMELAGE) preview

due: .venv/run.stamp ## ask the live site whether a page changes today
	@$(JUMELAGE) due

deploy: .venv/run.stamp ## deploy the stored site ARTIFACT to GitHub Pages as COMMIT; for the publishing job
	@$(JUMELAGE) deploy "$(ARTIFACT)" "$(COMMIT)"

live: .venv/run.stamp ## check that the live site is the one in output/
	@$(JUMELAGE) live

outside: .venv/run.stamp ## check links to other sites and report broken ones in one issue on GitHub
	@$(JUMELAGE) outside --issue

addresses: .venv/run.stamp ## fetch the published addresses from the branch `ledger`
	@$(JUMELAGE) ledger .ledger/addresses.txt --fetch

ledger: .venv/run.stamp ## save the addresses of output/ on the branch `ledger`; for the publishing job
	@$(JUMELAGE) ledger .ledger/addresses.txt --push

marks: .venv/run.stamp ## fetch the marks of withdrawn persons from the newest `main` and the last publication
	@$(JUMELAGE) marks

traces: .venv/run.stamp ## check that output/ names no withdrawn person; needs WITHDRAWN_KEY
	@$(JUMELAGE) withdraw --search output

# The shell reads the number from the environment, because make would execute code in it.
stored: .venv/run.stamp ## check on GitHub that the run STORED_RUN, or the newest good one, stored a site of this repository
	@$(JUMELAGE) stored "$$STORED_RUN"

stored-files: .venv/run.stamp ## check that output/, just unpacked, holds a site and nothing else
	@$(JUMELAGE) stored --check output

takedown: .venv/run.stamp ## remove withdrawn persons from output/, the last good site, when main cannot be published; needs WITHDRAWN_KEY
	@$(JUMELAGE) takedown

pack: .venv/run.stamp ## copy output/ to output.packed/, with compressed texts, for a server of your own; OFFLINE=1
	@$(NEWEST)
	@$(JUMELAGE) pack

storage: .venv/run.stamp .venv/s3/stamp ## copy output/ to S3-compatible storage; BUCKET=… ENDPOINT=… (optional) OFFLINE=1
	@$(NEWEST)
	@$(JUMELAGE) withdraw --search "$(OUTPUT)"
	@scripts/to-s3 "$(BUCKET)" "$(ENDPOINT)"

publish: .venv/run.stamp ## build with publishconf.py; OFFLINE=1 if the repository cannot be reached
	@$(NEWEST)
	@$(JUMELAGE) build --settings publishconf.py

proposal: .venv/run.stamp ## run every test, or build the site when a proposal changes data and texts alone; the summary of the job says which and why
	@target="$$($(RUN) scripts/changed.py)" && $(MAKE) --no-print-directory "$$target"

test: browser .venv/s3/stamp test-code ## run every test
	$(JUMELAGE) check
	CHROME_PATH="$$(scripts/need-chromium)" NGINX_PATH="$$(scripts/need-nginx)" \
	  $(BIN)/pytest $(WORKERS) -m '(browser or elsewhere) and not soak'

test-code: .venv/test.stamp ## run the tests that need only Python
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest $(WORKERS) -m '$(CODE)' --ignore tests/commands --cov --cov-fail-under=100
	$(BIN)/pytest $(WORKERS) -m '$(CODE)' tests/commands

browser:
	@scripts/need-chromium >/dev/null
	@scripts/need-nginx >/dev/null

bench: .venv/run.stamp ## time builds, checks and the delay from saving to seeing; RUNS=5
	@$(BIN)/python -E -s benchmarks/bench.py --runs $(RUNS)

soak: browser .venv/s3/stamp .venv/test.stamp ## run the slow tests, and those that need a browser or server
	CHROME_PATH="$$(scripts/need-chromium)" NGINX_PATH="$$(scripts/need-nginx)" \
	  $(BIN)/pytest $(WORKERS) -m 'soak or browser or elsewhere' -o faulthandler_timeout=0

fuzz: $(TARGET:%=fuzz-%) ## fuzz the parsers and the search for names; TIME=300, TARGET=parsers or files

fuzz-%: .venv/fuzz/stamp
	.venv/fuzz/bin/python -I fuzz/$*.py .venv/fuzz/corpus-$* -max_total_time=$(TIME) -max_len=8000 -timeout=20 \
	  -rss_limit_mb=3000 -artifact_prefix=.venv/fuzz/found-

lock: ## lock the newest versions of the dependencies
	$(PYTHON) -I -m venv .venv/lock
	.venv/lock/bin/python -I -m pip --disable-pip-version-check --quiet install uv
	$(COMPILE) pyproject.toml --group build --output-file requirements/run.txt
	$(COMPILE) pyproject.toml --group build --group test --constraint requirements/run.txt --output-file requirements/test.txt
	$(COMPILE) --group pyproject.toml:s3 --output-file requirements/s3.txt
	$(COMPILE) --group pyproject.toml:fuzz --output-file requirements/fuzz.txt

clean: ## remove what was built
	rm -rf output .output.jumelage output.packed .output.packed.jumelage changes.json build dist .cache .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .coverage .coverage.*
	find plugins tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## also remove what was installed
	rm -rf .venv

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1#\2/p' $(MAKEFILE_LIST) | while IFS='#' read -r t what; do printf '%-10s %s\n' "$$t" "$$what"; done

.venv/bin/python:
	@$(PYTHON) -I -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Python 3.11 or newer is needed. If you have it under another name: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -I -m venv --clear .venv || { \
	  echo "Python cannot make a virtual environment here. On Debian and Ubuntu: sudo apt-get install python3-venv" >&2; \
	  rm -rf .venv; exit 1; }

.venv/run.stamp: requirements/run.txt pyproject.toml | .venv/bin/python
	@echo "Installing what the site needs …" >&2
	@$(INSTALL) --requirement requirements/run.txt
	@$(INSTALL_PROJECT)
	@touch $@

# The S3 client, and S3-compatible storage for its test.
.venv/s3/stamp: requirements/s3.txt | .venv/bin/python
	@echo "Installing the S3 client …" >&2
	@$(PYTHON) -I -m venv .venv/s3
	@.venv/s3/bin/python -I -m pip --disable-pip-version-check --quiet install --require-hashes --no-deps --requirement $<
	@touch $@

# The fuzzer. It can import what is installed for the tests.
.venv/fuzz/stamp: requirements/fuzz.txt .venv/test.stamp
	@echo "Installing the fuzzer …" >&2
	@$(PYTHON) -I -m venv .venv/fuzz
	@.venv/fuzz/bin/python -I -m pip --disable-pip-version-check --quiet install --require-hashes --no-deps --requirement $<
	@echo "import site; site.addsitedir('$$($(RUN) -c '$(PURELIB)')')" >"$$(.venv/fuzz/bin/python -I -c '$(PURELIB)')/site.pth"
	@touch $@

.venv/test.stamp: requirements/test.txt .venv/run.stamp
	@echo "Installing what the tests need …" >&2
	@$(INSTALL) --requirement requirements/test.txt
	@touch $@
