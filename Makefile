# Two targets do everything on a machine with Go: `make demo` and `make test`.

GO      ?= go
BIN     := bin/coveo-token
PREFIX  ?= $(HOME)/.local
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
COMMIT  ?= $(shell git rev-parse --short HEAD 2>/dev/null || echo unknown)
DATE    ?= $(shell git log -1 --format=%cI 2>/dev/null || echo unknown)
STAMP   := -X main.version=$(VERSION) -X main.commit=$(COMMIT) -X main.date=$(DATE)
TOOL    := $(GO) tool -modfile=.tools/go.mod
RELEASE := $(GO) tool -modfile=.tools/release/go.mod goreleaser
# The race detector needs cgo; without a C compiler the tests run without it.
RACE    := $(if $(filter 1,$(shell $(GO) env CGO_ENABLED)),-race)
FUZZTIME ?= 10s

.DEFAULT_GOAL := help

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: demo
demo: build ## start the program on the embedded sandbox; no account needed
	@./$(BIN) demo

.PHONY: build
build: ## build bin/coveo-token
	@CGO_ENABLED=0 $(GO) build -trimpath -ldflags '-s -w $(STAMP)' -o $(BIN) ./cmd/coveo-token

.PHONY: install
install: build ## install the program into $(PREFIX)/bin
	@mkdir -p '$(PREFIX)/bin' && install -m 755 $(BIN) '$(PREFIX)/bin/coveo-token'
	@echo "installed $(PREFIX)/bin/coveo-token"

.PHONY: test
test: ## run all tests, with the race detector where it can run
	$(GO) test $(RACE) ./...

.PHONY: test-clients
test-clients: build clients ## run Coveo's own JavaScript clients against the sandbox; needs Node 20 and npm, which gets them
	@rm -f .clients/*.mjs && cp testdata/clients/*.mjs .clients/
	@cd .clients && NODE_ENV=production COVEO_TOKEN='$(CURDIR)/$(BIN)' node --test --test-reporter=spec

.PHONY: clients
clients:
	@node -e 'process.exitCode = parseInt(process.versions.node) < 20 ? 1 : 0' || { echo 'Node 20 or later is needed'; exit 1; }
	@mkdir -p .clients && cp testdata/clients/package.json .clients/
	@cd .clients && { cmp -s package.json node_modules/.installed.json || \
		{ npm install --no-package-lock --no-audit --no-fund --ignore-scripts --legacy-peer-deps && cp package.json node_modules/.installed.json; }; }

.PHONY: test-snippets
test-snippets: clients ## run the code that the program writes, in every language that this machine has; needs Node 20 and npm
	@COVEO_SNIPPETS=all COVEO_SNIPPETS_MODULES='$(CURDIR)/.clients/node_modules' \
		$(GO) test -count 1 -v -run '^Test(Programs.|Hostile|Headless|HTTP)' ./coveoapi/snippet > .clients/snippets.log \
		|| { cat .clients/snippets.log; exit 1; }
	@grep -E '^ *--- PASS|NOT RUN' .clients/snippets.log | sed 's/^ *run_test.go:[0-9]*: //' | sort -u

.PHONY: lint
lint: ## check format, vet, staticcheck and that go.mod is tidy
	@test -z "$$($(TOOL) gofumpt -l $$(git ls-files '*.go'))" || { $(TOOL) gofumpt -l $$(git ls-files '*.go'); echo 'run: make format'; exit 1; }
	$(GO) vet ./...
	$(TOOL) staticcheck ./...
	$(GO) mod tidy -diff

.PHONY: format
format: ## format the code
	@$(TOOL) gofumpt -w $$(git ls-files '*.go')

.PHONY: fuzz
fuzz: ## run every fuzz target for FUZZTIME each (default 10s)
	@$(GO) list ./... | while read -r package; do \
		for target in $$($(GO) test -list '^Fuzz' "$$package" | grep '^Fuzz'); do \
			echo "$$package $$target"; \
			$(GO) test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 100x "$$package" || exit 1; \
		done; \
	done

.PHONY: bench
bench: build ## measure speed: benchmarks, and whole programs as ratios to a bare one
	$(GO) test -run '^$$' -bench . -benchmem ./...
	$(GO) run ./cmd/internal/bench

.PHONY: capture
capture: build ## draw the README's pictures again from the running program
	$(GO) run ./cmd/internal/capture testdata/captures

.PHONY: completions
completions: build ## write the shells' completions into .package/completions
	@mkdir -p .package/completions
	@for shell in bash zsh fish powershell; do ./$(BIN) completion $$shell > .package/completions/coveo-token.$$shell || exit 1; done

.PHONY: man
man: build ## write the manual pages into .package/man
	@./$(BIN) man --all .package/man

.PHONY: release-check
release-check: ## check the release configuration and build every package without publishing
	$(RELEASE) check
	$(RELEASE) release --snapshot --clean --skip=publish

.PHONY: size
size: build ## say how large the program is, and which packages are the largest part
	@wc -c < $(BIN) | awk '{printf "$(BIN): %.1f MB\n", $$1 / 1e6}'
	@GOOS=linux CGO_ENABLED=0 $(GO) build -trimpath -o bin/with-symbols ./cmd/coveo-token
	@$(GO) run ./cmd/internal/binsize bin/with-symbols; rm -f bin/with-symbols

.PHONY: clean
clean: ## remove what was built
	@rm -rf bin dist .package
