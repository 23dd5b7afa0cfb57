package xmldsig_test

import (
	"bytes"
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"

	"veche/cms/pki"
	"veche/smev/xmldsig"
)

// message is an envelope of about so many octets whose body is like those of real requests: many small elements, with
// Russian texts and some attributes.
func message(octets int) string {
	var body strings.Builder
	body.WriteString(`<d:Register xmlns:d="urn://x-artefacts-example/register/1.0.2">`)
	for i := 0; body.Len() < octets-1500; i++ {
		fmt.Fprintf(&body, "\n    <d:Record number=\"%d\" kind=\"appeal\">\n      <d:Name>Иванова Мария Петровна</d:Name>\n"+
			"      <d:Text>Прошу отремонтировать дорогу по улице Садовой &amp; тротуар</d:Text>\n      <d:Date>2026-11-%02d</d:Date>\n    </d:Record>", i, i%28+1)
	}
	body.WriteString("</d:Register>")
	return envelope(body.String())
}

// BenchmarkVerify is the whole check of a message: both readings, the transform, the digest and the signature. One
// second of one processor is to suffice for 2,500 messages of 5 KB and 300 of 100 KB.
func BenchmarkVerify(b *testing.B) {
	s := newStand(b)
	for _, size := range []int{5 << 10, 100 << 10} {
		for _, name := range []string{"256", "512", "256-known", "512-known"} {
			b.Run(fmt.Sprintf("%dKB/%s", size>>10, name), func(b *testing.B) {
				key, isKnown := strings.CutSuffix(name, "-known")
				o := xmldsig.VerifyOptions{Expected: expected}
				if isKnown {
					o.Known = pki.NewPool(s.keys[key].Certificate)
					o.Known.Precompute()
				}
				signed := []byte(s.sign(b, message(size), key))
				b.SetBytes(int64(len(signed)))
				b.ReportAllocs()
				before := processor(b)
				for b.Loop() {
					report := must(xmldsig.Verify(b.Context(), bytes.NewReader(signed), o))(b)
					if err := report.Err(); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.N)/(processor(b)-before).Seconds(), "messages/s-of-processor")
			})
		}
	}
}

// processor is the processor time of this process so far: other programs do not disturb it.
func processor(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
