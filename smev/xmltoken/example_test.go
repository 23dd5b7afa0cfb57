package xmltoken_test

import (
	"errors"
	"fmt"
	"io"
	"log"
	"strings"

	"veche/smev/xmltoken"
)

func ExampleReader() {
	r := xmltoken.NewReader(strings.NewReader(`<p:a xmlns:p="urn:1" b="&#9;	">text</p:a>`), xmltoken.Limits{})
	for {
		t, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			log.Fatal(err)
		}
		switch t.Kind {
		case xmltoken.Start:
			b, _ := t.Attribute("b")
			fmt.Printf("start {%s}%s, b is %q\n", t.Name.Space, t.Name.Local, b)
		case xmltoken.Text:
			fmt.Printf("text %s\n", t.Data)
		case xmltoken.End:
			fmt.Println("end")
		}
	}
	// Output:
	// start {urn:1}a, b is "\t "
	// text text
	// end
}
