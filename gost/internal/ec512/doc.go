// Package ec512 is the arithmetic of the 512-bit curves of GOST R 34.10-2012.
// All its other files are generated from package ec256, which explains them.
package ec512
