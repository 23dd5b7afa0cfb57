package transform_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/iotest"

	"veche/smev/transform"
	"veche/smev/xmltoken"
)

// FuzzTransform: nothing panics; what is written is a document; it is the same however the octets come, and when it is
// done twice, unless an instruction parts texts.
func FuzzTransform(f *testing.F) {
	for _, seed := range []string{
		"<a/>", "<a> x&gt;<!-- -->&lt;&gt;]&gt;</a>", "<p:a xmlns:p='u' xmlns:q='v' q:b='&#13;' c='&lt;'><p:d xmlns:p='w'/></p:a>",
		"<a>0123456789]]&gt;&amp;&gt;\U0001F600</a>", "<a>" + strings.Repeat("y", 512) + "&gt;</a>", "<a xml:lang='ru'> <?p?> </a>",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		o := transform.Options{Limits: xmltoken.Limits{Size: 1 << 20}}
		var once, slowly, twice bytes.Buffer
		if err := transform.Document(&once, bytes.NewReader(in), o); err != nil {
			return
		}
		if err := transform.Document(&slowly, iotest.OneByteReader(bytes.NewReader(in)), o); err != nil || !bytes.Equal(once.Bytes(), slowly.Bytes()) {
			t.Fatalf("%q: %v\n%q\n%q", in, err, &once, &slowly)
		}
		if err := transform.Document(&twice, bytes.NewReader(once.Bytes()), o); err != nil {
			t.Fatalf("%q: %q: %v", in, &once, err)
		}
		if !bytes.Contains(in, []byte("?")) && !bytes.Equal(once.Bytes(), twice.Bytes()) {
			t.Fatalf("%q:\n%q\n%q", in, &once, &twice)
		}
	})
}
