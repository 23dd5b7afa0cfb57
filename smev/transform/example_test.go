package transform_test

import (
	"log"
	"os"
	"strings"

	"veche/smev/transform"
)

func ExampleDocument() {
	document := `<?xml version="1.0"?>
<q:elementOne xmlns:q="http://test/1">
	<!-- a comment -->
	<elementTwo xmlns="http://test/2"/>
</q:elementOne>`
	if err := transform.Document(os.Stdout, strings.NewReader(document), transform.Options{}); err != nil {
		log.Fatal(err)
	}
	// Output:
	// <ns1:elementOne xmlns:ns1="http://test/1"><ns2:elementTwo xmlns:ns2="http://test/2"></ns2:elementTwo></ns1:elementOne>
}
