# One word each. Every command installs what it needs first; a second time that takes no time.
#   demo   a training with simulated people        serve  the server alone
#   test   all tests, with real browsers           check  style, types, architecture, words
#   load   what a delivery costs, and an append     words  brings the catalogues up to date
#   faults fifty seeds of servers, networks and Redis that break under load
#   wire   makes the client's types from the wire     pictures  takes the pictures of the README anew
.PHONY: wire pictures demo serve test check load faults words install constraints clean
.DELETE_ON_ERROR:

PY := .venv/bin/python
NODE_MODULES := client/node_modules/.package-lock.json
SOURCES := $(shell find client/src moot/locale -name '*.ts' -o -name '*.tsx' -o -name '*.css' -o -name '*.po') \
  client/build.mjs client/catalogues.mjs client/tsconfig.json
export PIP_DISABLE_PIP_VERSION_CHECK := 1

demo: install
	.venv/bin/moot demo

serve: install
	.venv/bin/moot serve

# One worker more than there are processors, as most tests wait: for a server, a browser, a clock.
test: install .stamps/browsers
	$(PY) -m pytest --numprocesses $$(expr $$(nproc) + 1) --dist worksteal

check: install
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	cd client && npm run --silent check
	$(PY) -m pytest -q tests/test_architecture.py tests/test_words.py

load: install
	.venv/bin/moot rehearse --people 100 --groups 4
	npm ci --prefix tests/load --silent
	$(PY) -m tests.load.saturation
	$(PY) -m tests.load.fanout
	$(PY) -m tests.load.reconnect
	$(PY) -m tests.load.journal
	$(PY) -m tests.load.servers
	$(PY) -m tests.load.beside_socketio
	$(PY) -m tests.load.recovery
	$(PY) -m tests.load.canvas
	$(PY) -m tests.load.commands

faults: install .stamps/browsers
	FAULT_SEEDS=50 $(PY) -m pytest -q -s tests/simulation

wire: install
	$(PY) -m tests.wire

pictures: install .stamps/browsers
	$(PY) -m pytest -q tests/browser
	for picture in docs/pictures/*.png; do cp .pictures/$$(basename $$picture) $$picture; done

words: install
	$(PY) -m tests.wording

install: .stamps/python $(NODE_MODULES) moot/static/manifest.json

# Builds the client too, by hatch_build.py, when its sources changed.
.stamps/python: pyproject.toml constraints.txt hatch_build.py
	@sh .ci/needs python
	@sh .ci/needs node
	$(PY) -m pip install --quiet --editable '.[dev]' --constraint constraints.txt
	@mkdir -p .stamps && touch $@

$(NODE_MODULES): client/package-lock.json | .stamps/python
	cd client && npm ci --silent
	@touch $@

moot/static/manifest.json: $(SOURCES) | $(NODE_MODULES)
	cd client && npm run --silent build

.stamps/browsers: .ci/needs
	@sh .ci/needs browsers
	@sh .ci/needs servers
	@mkdir -p .stamps && touch $@

# After a change of pyproject.toml: the newest versions, written down.
constraints:
	rm -rf .venv
	@sh .ci/needs python
	$(PY) -m pip install --quiet --editable '.[dev]'
	(echo '# Exactly what the tests ran with. Renewed by: make constraints'; \
	  $(PY) -m pip freeze --exclude-editable --exclude setuptools) > constraints.txt

clean:
	rm -rf .venv .stamps dist moot/static client/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis
