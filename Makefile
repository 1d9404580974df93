# Two commands: `make run` (a demo authority in the browser) and `make test` (all that CI runs).
PORT ?= 8000
BIN := .venv/bin
export KINWORK_ENV ?= development

.PHONY: run setup test acceptance lint bench mutants screenshots wheel schema lock

run: setup
	@exec $(BIN)/kinwork serve --port $(PORT) --with-demo

setup:
	@sh scripts/setup.sh

test: setup
	@sh scripts/test.sh

# What is too long for every day: an hour of three people typing in one box, half an hour of two hundred at work.
acceptance: setup
	@sh scripts/acceptance.sh

lint: setup
	@sh scripts/lint.sh

bench: setup
	@$(BIN)/python -m benchmarks

# The rules broken one by one: which changes does no test notice?
mutants: setup
	@$(BIN)/python scripts/mutants.py

screenshots: setup
	@$(BIN)/python scripts/screenshots.py

# What is installed elsewhere: dist/, with the front end inside, and the locked dependencies beside it.
wheel: setup
	@sh scripts/wheel.sh

schema: setup
	@$(BIN)/python scripts/schema.py

lock: setup
	@sh scripts/lock.sh
