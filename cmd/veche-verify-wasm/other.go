//go:build !(js && wasm)

package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stderr, "this program works inside a page: npm --prefix web run verifier")
	os.Exit(2)
}
