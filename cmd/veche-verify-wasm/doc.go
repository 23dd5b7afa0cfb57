// Command veche-verify-wasm is the verifier of signatures, passports and receipts inside the page web/verifier: the same packages
// as of the command line, over files that a browser reads. It has no network.
package main
