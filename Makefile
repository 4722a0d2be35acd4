# Every target does its own set-up on a fresh machine.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

cargo := tools/cargo
target := $(or $(CARGO_TARGET_DIR),target)

.PHONY: demo test check load help

demo: ## Build and start everything on this machine: the server, an app and an API to sign in to (Ctrl-C stops it all)
	@echo '==> Building. The first time takes some minutes; later starts take seconds.'
	@$(cargo) build --locked --profile demo -p vestibule -p vestibule-examples
	@exec $(target)/demo/vestibule demo

test: ## Install what is missing, then run every test on SQLite, PostgreSQL, Redis and in Chromium
	@echo '==> Looking for what the tests need'
	@tools/prepare-tests
	@echo '==> Building'
	@$(cargo) build --locked --workspace --all-targets
	@echo '==> Starting PostgreSQL and Redis'
	@tools/with-services tools/run-suites

check: ## Formatting, lints and the layout of the code; under a minute once built
	@$(cargo) fmt --version >/dev/null 2>&1 || rustup component add rustfmt
	@$(cargo) clippy --version >/dev/null 2>&1 || rustup component add clippy
	$(cargo) fmt --all --check
	$(cargo) clippy --locked --workspace --all-targets -- -D warnings
	$(cargo) test --locked --workspace --test architecture

load: ## Measure what one core can do: builds optimised, prints a report (about a quarter of an hour the first time)
	@echo '==> Building with optimisation'
	@$(cargo) build --locked --profile ci -p vestibule -p vestibule-load
	@$(target)/ci/vestibule-load --server $(target)/ci/vestibule

help: ## Show this
	@echo 'Vestibule, an OAuth 2 and OpenID Connect server.  make TARGET, where TARGET is'
	@sed -n 's/^\([a-z]*\): ## \(.*\)/  \1\t\2/p' $(MAKEFILE_LIST)
