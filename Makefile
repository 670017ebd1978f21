# Rapport. `make run` opens the app, `make test` runs every test; both get what a fresh machine lacks.

GO   ?= go
# no_animations: a caret that stands still costs nothing, one that fades repaints the window all the time.
# X11 alone on Linux: one window system to build and test for; under Wayland it runs through XWayland.
comma := ,
TAGS ?= no_animations$(if $(filter Linux,$(shell uname -s)),$(comma)x11)
# What people use is built without the toolkit's look, at every redraw, at which goroutine it runs on; the tests are built with it.
RELEASE = $(TAGS)$(comma)migrated_fynedo
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
LDFLAGS  = -X main.version=$(VERSION)

.PHONY: run build test bench torture properties lint cross fuzz clean

run: build
	bin/rapport

build:
	@scripts/need build
	$(GO) build -tags '$(RELEASE)' -ldflags '$(LDFLAGS)' -o bin/rapport ./cmd/rapport

# Vet, then every test: pure ones, ones on a real SQLite file, widgets in the test driver, the real program in a real window. The property
# tests draw the same cases in every run, so that a change that breaks nothing never fails; make properties draws others.
test: export RAPID_SEED ?= 1
test:
	@scripts/need test
	$(GO) vet -tags '$(TAGS)' ./...
	$(GO) test -tags '$(TAGS)' -timeout 20m ./...

# The figures, each beside the baseline that it is held against, measured in the same run.
bench: build
	@scripts/need test
	scripts/bench

# Many new cases for every property test.
CHECKS ?= 2000
properties:
	RAPID_SEED=0 RAPID_CHECKS=$(CHECKS) $(GO) test -tags '$(TAGS)' -count 1 -timeout 120m $$($(GO) list ./... | grep -v '/cmd/')

# A thousand rounds of killing, failing disks and damage; make test goes a few.
torture:
	scripts/torture

lint: cross
	@test -z "$$(gofmt -l . | tee /dev/stderr)" || { echo "gofmt: the files above need formatting" >&2; exit 1; }
	$(GO) vet -tags '$(TAGS)' ./...
	$(GO) run honnef.co/go/tools/cmd/staticcheck@v0.8.2 -tags '$(TAGS)' ./...

# Everything without a window, as other systems compile it. The window needs their C compiler and is built there.
cross:
	@for system in windows darwin; do echo "vet for $$system"; \
	  GOOS=$$system CGO_ENABLED=0 $(GO) vet $$($(GO) list ./... | grep -vE '/(ui|cmd)(/|$$)') || exit 1; done

# Every fuzz test for FUZZTIME each.
FUZZTIME ?= 30s
fuzz:
	@for package in $$($(GO) list ./...); do \
	  for name in $$($(GO) test -tags '$(TAGS)' -list '^Fuzz' $$package | grep '^Fuzz' || true); do \
	    echo "$$package $$name"; $(GO) test -tags '$(TAGS)' -run '^$$' -fuzz "^$$name$$" -fuzztime $(FUZZTIME) $$package || exit 1; \
	  done; done

clean:
	rm -rf bin screens
