// Command veche-wasm is a software token for tests of signing in a browser: an authority of its own, people with keys
// and certificates, and signatures as a plug-in makes them from the digest that the page gives it. The fake plug-ins of
// web/e2e hold one, so that the adapters under test receive real certificates and real CMS.
//
//	GOOS=js GOARCH=wasm go build -o veche.wasm ./cmd/veche-wasm
//
// It lives in one process and keeps nothing: what it signs has no legal force and is believed only where an
// administrator has put its root on his list.
package main
