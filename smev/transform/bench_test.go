package transform_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"veche/smev/transform"
	"veche/smev/xmltoken"
)

// records is a message of many small elements with Russian texts.
func records(octets int) string {
	var b strings.Builder
	b.WriteString(`<d:Register xmlns:d="urn://x-artefacts-example/register/1.0.2" Id="x">`)
	for i := 0; b.Len() < octets; i++ {
		fmt.Fprintf(&b, "\n    <d:Record number=\"%d\" kind=\"appeal\">\n      <d:Name>Иванова Мария Петровна</d:Name>\n"+
			"      <d:Text>Прошу отремонтировать дорогу по улице Садовой &amp; тротуар</d:Text>\n    </d:Record>", i)
	}
	b.WriteString("</d:Register>")
	return b.String()
}

func BenchmarkReading(b *testing.B) {
	in := records(100 << 10)
	b.SetBytes(int64(len(in)))
	r := xmltoken.NewReader(nil, xmltoken.Limits{})
	for b.Loop() {
		r.Reset(strings.NewReader(in), xmltoken.Limits{})
		for {
			if _, err := r.Next(); err == io.EOF {
				break
			} else if err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkTransform(b *testing.B) {
	in := records(100 << 10)
	b.SetBytes(int64(len(in)))
	b.ReportAllocs()
	for b.Loop() {
		if err := transform.Document(io.Discard, strings.NewReader(in), transform.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
