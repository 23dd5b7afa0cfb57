// Package formtest fills in forms as a person with all his papers at hand would: the answers follow from the schema alone.
// Tests of whoever takes applications use it.
package formtest
