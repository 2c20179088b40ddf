# Every target works on a fresh checkout: it needs Python 3.11 or later and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/.runtime-installed
DEV := $(VENV)/.dev-installed
NODE := tests/node/node_modules/.package-lock.json
PIP := $(BIN)/python -m pip --disable-pip-version-check install -qq --require-hashes

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup demo run test test-browser check bench proof fix locks chromium node

help: ## say what there is
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

setup: $(BIN)/steward ## make .venv/bin/steward from the hashed lock

demo: setup ## start a local workspace in the browser and the bot against it
	$(BIN)/steward demo $(ARGS)

run: setup ## run against a real workspace (two tokens in .env)
	$(BIN)/steward run $(ARGS)

# Many workers (tests/spreading.py says how many); with one hash seed all of them name the tests alike, and what is
# compiled is kept, whatever the environment says: each worker, and each process that a test starts, would compile anew.
PYTEST := PYTHONHASHSEED=0 PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest
# A file at a time, in their own order, which ends with many short files: in order of how many tests a file has, one
# worker would end with long stories while the others wait.
test: $(DEV) ## everything that needs nothing but Python (about eight minutes on two processors)
	$(PYTEST) -n auto --dist loadfile --no-loadscope-reorder -m "not browser and not node and not proof" $(ARGS)

test-browser: $(DEV) chromium $(NODE) ## the stories in Chromium, and an app of Bolt for JavaScript
	$(PYTEST) -m "browser or node" $(ARGS)

check: $(DEV) ## style, types, import contracts, manifest
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@if [ -f bot/commands.py ]; then \
	    $(BIN)/steward manifest | diff -u manifest.json - \
	    || { echo "manifest.json is not what the code says: .venv/bin/steward manifest > manifest.json" >&2; exit 1; }; \
	fi

bench: $(DEV) ## the speed targets, as ratios in one run
	$(BIN)/python -m bench $(ARGS)

# Each day of chaos and each part of the zones by itself (tests/spreading.py).
proof: $(DEV) ## what takes as long as it takes (eighteen minutes on two processors)
	$(PYTEST) -n auto --dist loadscope -m "proof" --timeout=0 $(ARGS)

fix: $(DEV) ## mend what a machine can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The locks are universal and carry hashes, no index lines and no paths.
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make locks" $(ARGS)
locks: ## write both locks again from pyproject.toml (needs uv)
	$(LOCK) --output-file requirements.txt pyproject.toml
	$(LOCK) --output-file requirements-dev.txt --constraints requirements.txt --group dev pyproject.toml

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	|| { echo "Steward needs Python 3.11 or later: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	|| { echo "This Python cannot make environments: apt-get install python3-venv, then make $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(RUNTIME): requirements.txt | $(BIN)/python
	@echo "Installing what Steward runs on (requirements.txt) …"
	@$(PIP) --requirement requirements.txt
	@touch $@

$(DEV): requirements-dev.txt $(BIN)/steward
	@echo "Installing what the tests need (requirements-dev.txt) …"
	@$(PIP) --requirement requirements-dev.txt
	@touch $@

# Steward is run from its checkout: the command is a few lines that find it, so nothing has to be built or unlocked.
# The second line is an order to the shell and a string to Python: a `#!` cannot name a folder with a space in it.
define LAUNCHER
#!/bin/sh
"exec" "$(CURDIR)/$(BIN)/python" "$$0" "$$@"
import sys

sys.path[0] = "$(CURDIR)"
from bot.commands import main

sys.exit(main())
endef
export LAUNCHER

$(BIN)/steward: Makefile $(RUNTIME)
	@printf '%s\n' "$$LAUNCHER" > $@
	@chmod +x $@

chromium:
	@command -v chromium >/dev/null 2>&1 || { \
	    [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 \
	    || { echo "The browser tests need Chromium: install Debian's package chromium, then make test-browser." >&2; exit 1; }; \
	    apt-get update --quiet=2 && DEBIAN_FRONTEND=noninteractive apt-get install --quiet=2 --yes --no-install-recommends \
	        chromium fonts-noto-color-emoji; \
	}

node:
	@{ command -v node && command -v npm; } >/dev/null 2>&1 || { \
	    [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 \
	    || { echo "The tests of the sandbox need Node 18 or later: install Debian's packages nodejs and npm." >&2; exit 1; }; \
	    apt-get update --quiet=2 && DEBIAN_FRONTEND=noninteractive apt-get install --quiet=2 --yes --no-install-recommends \
	        nodejs npm; \
	}

$(NODE): tests/node/package.json tests/node/package-lock.json | node
	@echo "Installing what the app in JavaScript needs (tests/node/package-lock.json) …"
	@cd tests/node && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
