package c14n_test

import (
	"log"
	"os"
	"strings"

	"veche/smev/c14n"
)

func ExampleDocument() {
	document := `<a xmlns:unused="urn:1" z='1' b="2"><b/></a>`
	if err := c14n.Document(os.Stdout, strings.NewReader(document), c14n.Options{}); err != nil {
		log.Fatal(err)
	}
	// Output:
	// <a b="2" z="1"><b></b></a>
}
