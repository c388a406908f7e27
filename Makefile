# Every target sets itself up: the first one makes .venv, later ones find it ready.
.DEFAULT_GOAL := help
.PHONY: help run demo test check bench screenshots pictures package clean

READY := .venv/.installed
BIN   := .venv/bin

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(READY): pyproject.toml packaging/setup.sh
	@sh packaging/setup.sh

run: $(READY) ## Open the sample in the window; without a display do the main job headless into build/demo
	@sh packaging/run.sh

demo: $(READY) ## Do the main job headless into build/demo
	@$(BIN)/remit demo --to build/demo --force

test: $(READY) ## Run all tests
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

check: $(READY) ## Check format, style, types and import contracts
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY) ## Measure speed and durability; writes build/bench.json
	@$(BIN)/python -m tests.bench

screenshots: $(READY) ## Picture every page into build/screenshots
	@$(BIN)/python -m workbench.screenshots build/screenshots

pictures: $(READY) ## Take the pictures of the README and the docs anew
	@$(BIN)/python docs/pictures/take.py

package: $(READY) ## Build the wheel and the one-folder application into dist
	@sh packaging/package.sh

clean: ## Remove what was built, and .venv
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
