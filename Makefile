.PHONY: help run build web toolchain tools test drill openapi

help: ## Show what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: build ## Build everything and start the demonstration region at http://localhost:8080
	bin/veche serve --demo

build: toolchain web ## Build the front end and the binary
	go build -o bin/veche ./cmd/veche

web: web/dist/office/index.html

# The verifier page carries a Go program of these packages.
verifier := $(shell git ls-files cms gost internal/passport/container internal/passport/examine internal/platform/transparency/proof internal/services/receipt cmd/veche-verify-wasm 2>/dev/null | grep -v _test)

web/dist/office/index.html: web/package-lock.json $(verifier) $(shell git ls-files web 2>/dev/null | grep -v -e e2e -e '\.md$$' -e '\.go$$') | toolchain
	npm --prefix web ci --loglevel error
	npm --prefix web run build

toolchain:
	@test/toolchain.sh

tools: toolchain ## Install what the tests need (Debian packages)
	@test/tools.sh

test: tools ## Run everything: front end, Go on both databases, browser, accessibility
	test/all.sh

drill: tools ## Kill the server and the database under load, twenty times each, and look for every receipt
	go test -v -timeout 30m ./test/drill -rounds 20

openapi: ## Write api/openapi.yaml and the types of the front end anew
	go run ./cmd/veche openapi > api/openapi.yaml
	npm --prefix web run api
