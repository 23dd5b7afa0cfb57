// Command limbgen writes the straight-line field arithmetic of the packages
// ec256 (4 words of 64 bits) and ec512 (8 words), and copies the curve code of
// ec256, which does not depend on the width, to ec512.
//
// Run it by `go generate ./gost/...`. A test fails when the files on disk are
// not what the command would write.
package main
