// Package web carries the built front end inside the binary and serves it.
package web

import "embed"

// dist holds one folder per application (dist/office). A fresh checkout has only dist/.placeholder, so the
// program builds without Node; the page then says how to build the front end.
//
//go:embed all:dist
var dist embed.FS
