//go:build !js

package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stderr, "veche-wasm works in a browser or in Node: build it with GOOS=js GOARCH=wasm")
	os.Exit(2)
}
