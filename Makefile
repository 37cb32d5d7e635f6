# What there is to do with this repository: “make site” and “make test” need
# nothing but Go, and what they install or ask for themselves.

GO      ?= go
TODAY   ?= 2026-11-23
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo development)
# What a released program is made without: the libraries of the machine that the
# decoders of HEIC and AVIF would look for, what encodes such pictures, HTTP/2, which
# nothing speaks, and what writes the manual pages. No function is copied into its
# callers but in HOT, where texts and pictures are gone through byte by byte: 1.8 MB
# less, at the same speed. With pictures alone in HOT it is 0.4 MB less again, and
# building a site takes a third longer. Functions begin at multiples of 16 bytes and not
# of 32: 0.2 MB. LINK is what the linker is told besides.
HOT      = runtime/... internal/... reflect sync/... strings bytes unicode/... strconv slices sort math/bits \
           image/... compress/... hash/... golang.org/x/image/... github.com/yuin/... crypto/internal/fips140/... \
           parvis/generator/drawing
FLAGS    = -tags nodynamic,nethttpomithttp2,release -trimpath -gcflags=all=-l $(HOT:%=-gcflags=%=) -ldflags "-s -w -funcalign=16 -X main.version=$(VERSION) $(LINK)"
# What it is made of lies in a folder, which cmd/internal/release fills.
OF       = -modfile $(1)/go.mod -overlay $(1)/overlay.json
OUT      = dist
export CGO_ENABLED = 0
# What debuggers read is left out of what is only run: each test is linked sooner.
export GOFLAGS := $(shell $(GO) env GOFLAGS) -ldflags=-w

.PHONY: site test trust serve bench bench-serve lint dist released tools

## site: build the demonstration city into public/
site:
	$(GO) run ./cmd/parvis build --today $(TODAY)

# The packages that do several things at the same time, and those whose code they run
# then. What a browser or a validator is asked about finished pages, and what one thing
# after the other is done to many files or values, takes most of the time of all tests,
# and has nothing in it for the detector of races; of what is done at random, a part is
# enough for it. In the packages that run whole cities, those tests are asked in
# which a city is read, built, looked at again, served, or written to by several at once.
RACED  = ./generator $(addprefix ./generator/,content desk devserver export newentry newsletter output picture publish render search site)
CITIES = ./generator ./generator/content ./generator/desk
BUILT  = ^Test(CheckAgain|Files$$|Live(Browser|F|Link|Midnight|S|Theme)|LookAgain|RandomEdits|BuildRemembers|LetterFiles|FilesBeside|Photographs|ChangedMeanwhile|NoTraceLive|Trial|.*AtOnce|Two|Publish|Approval|Unsaved|Lock|DeleteMeanwhile|NextLetter|Waits|Idle)
SEEN   = ^Test(Aborts|Accessible|Any|Bombs|Browser|Cut|Descriptor|Escapes|Example|Faults|Find|Interrupted|Kill|Labels|Printed|Profiles|PublicSchemas|Rows|Search|Slips|Table|Telephones|Thumbnail|Transparent|Words|Workbooks)
# Tests wait a third of their time for browsers, for other programs, or for what has to take a while:
# more of them at once than there are cores keep two cores busy.
ATONCE = -timeout 60m -p 4 -parallel 4

## test: pass every test, installing what they need or saying what to install, and once
## more with the detector of races those in which things run at the same time
test: tools lint
	$(GO) test $(ATONCE) ./...
	CGO_ENABLED=1 $(GO) test -race -short $(ATONCE) -run '$(BUILT)' $(CITIES)
	CGO_ENABLED=1 $(GO) test -race -short $(ATONCE) -skip '$(SEEN)' $(filter-out $(CITIES),$(RACED))

## trust: repeat what is promised of safety in its long form, with figures: hostile texts,
## kills, full disks and every target of the fuzzer; FUZZ=1m for another time than 10 minutes
## each, ONLY=payloads, crashes or fuzzing for one part. “make test” has the short form
trust: tools
	$(GO) run ./cmd/internal/trust -fuzz $(or $(FUZZ),10m) $(if $(ONLY),-only $(ONLY))

## tools: Chromium, Java and the HTML validator, which the tests of pages need
tools:
	$(GO) run ./cmd/internal/tools

## serve: look at the demonstration city in a browser, and see it change while you write
serve:
	$(GO) run ./cmd/parvis serve

## bench: what a site of 1,000 and 10,000 entries takes, as ratios to Hugo, where it is
## installed, and to a copy; CORPUS="DIR …" takes other content folders, SIZES="…" other sizes,
## and both together take both
bench:
	$(GO) run ./cmd/internal/bench $(CORPUS:%=-corpus %) $(SIZES)

## bench-serve: the time from a saved file to the page, for 100, 1,000 and 10,000 entries
bench-serve:
	$(GO) run ./cmd/internal/bench -serve $(CORPUS:%=-corpus %)

## lint: what a machine can see of the code
lint:
	@unformatted=$$(gofmt -l cmd generator themes); test -z "$$unformatted" || { echo "gofmt would change: $$unformatted"; exit 1; }
	$(GO) vet ./...
	$(GO) tool staticcheck ./...

## dist: static programs for all systems, the same bytes each time, with licences, a
## bill of materials and sums; PARVIS_SIGNING_KEY=FILE signs them with a key of SSH
dist:
	@rm -rf dist && mkdir -p dist
	$(GO) run ./cmd/internal/release -slim dist/modules
	@for os in linux darwin windows; do for arch in amd64 arm64; do \
		ext=; test $$os = windows && ext=.exe; \
		GOOS=$$os GOARCH=$$arch $(GO) build $(call OF,dist/modules) $(FLAGS) -buildvcs=false -o dist/parvis-$$os-$$arch$$ext ./cmd/parvis || exit 1; done; done
	$(GO) run ./cmd/parvis manual --today $(TODAY) dist/man
	@rm -r dist/modules
	$(GO) run ./cmd/internal/release $(VERSION) dist
	@cat dist/SHA256SUMS

## released: the program as it is released, for this machine alone, in dist/, or in OUT=DIR
released:
	$(GO) run ./cmd/internal/release -slim $(OUT)/modules
	$(GO) build $(call OF,$(OUT)/modules) $(FLAGS) -buildvcs=false -o $(OUT)/parvis ./cmd/parvis
