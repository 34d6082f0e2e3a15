# Two commands are enough: make run, make test. Each works alone on a machine with python3 and python3-venv.
BIN := .venv/bin

.PHONY: run setup test test-browser test-services test-next check format lock messages bench clean

run: setup
	@exec bin/serve

setup:
	@bin/setup

# Everything but the tests that need Chromium or other servers.
test: setup-test
	$(BIN)/python -m pytest -q -n auto --dist worksteal -m "not browser and not services" $(TESTS)

# The same with a quarter of the sweeps, another quarter with each commit.
.PHONY: test-part
test-part: setup-test
	$(BIN)/python -m pytest -q -n auto --dist worksteal -m "not browser and not services" --sweeps $$($(BIN)/python bin/part_of_tests.py sweeps)

.PHONY: setup-test
setup-test:
	@bin/setup test

# Two at a time, each with a site of its own; the tests of one file stay together.
test-browser: setup-test
	$(BIN)/python -m pytest -q -n 2 --dist loadfile -m browser $(TESTS)

# The journeys of every time and an eighth of the other files, another eighth with each commit.
.PHONY: test-browser-part
test-browser-part: setup-test
	$(BIN)/python -m pytest -q -n 2 --dist loadfile -m browser $$($(BIN)/python bin/part_of_tests.py browser)

# Starts a PostgreSQL, a Redis and search clusters of its own; names the Debian package that is missing.
test-services:
	@bin/setup test
	@bin/test-services

.PHONY: test-services-part
test-services-part: setup-test
	@bin/test-services --part

# The suite on Python 3.13 with the newest Django and Wagtail, where Python 3.13 is to be had.
test-next:
	@bin/test-next

.PHONY: test-next-part
test-next-part:
	@bin/test-next --part

check: setup-test
	@bin/check

format: setup-test
	$(BIN)/ruff check -q --fix --exit-zero .
	$(BIN)/ruff format -q .
	$(BIN)/djlint --reformat --quiet templates

# New versions of all packages within what requirements*.in allow, with hashes. Needs uv. One package alone:
# make lock UPGRADE="--upgrade-package Django"
UPGRADE := --upgrade
lock:
	for list in requirements requirements-setup requirements-meaning requirements-dev; do \
	  uv pip compile -q $(UPGRADE) --generate-hashes --no-header --python-version 3.11 $$list.in -o $$list.txt || exit 1; done
	grep -v "^-c" requirements-dev.in | uv pip compile -q $(UPGRADE) --generate-hashes --no-header --python-version 3.13 \
	  --override requirements-next.in requirements.in - -o requirements-next.txt

# Reads the words of the interface out of the code, for translators. Needs gettext.
messages: setup-test
	$(BIN)/python bin/check_messages.py --write

bench: setup-test
	$(BIN)/python -m bench.pages
	$(BIN)/python -m bench.searching
	$(BIN)/python -m bench.search_quality
	$(BIN)/python -m bench.odd_searches 2000
	$(BIN)/python -m bench.listing
	$(BIN)/python -m bench.importing
	$(BIN)/python -m bench.intake
	$(BIN)/python -m bench.sheets
	$(BIN)/python -m bench.hanging_host
	$(BIN)/python -m bench.cluster_size 20000
	$(BIN)/python -m bench.cluster_faults

# Removes what can be made again. The database and the files people uploaded stay.
clean:
	rm -rf .venv .venv-next .mypy_cache .ruff_cache .import_linter_cache var/stamps var/static var/test var/search-cluster
	find . -name __pycache__ -not -path "./.venv/*" -type d -prune -exec rm -rf {} +
	find locale -name "*.mo" -delete
