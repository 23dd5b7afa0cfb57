package transform_test

import (
	"bytes"
	"encoding/base64"
	"math/rand/v2"
	"os/exec"
	"strings"
	"testing"
)

// TestTextsAreWrittenAsWoodstoxWritesThem: the node of SMEV transforms with this StAX writer, and rule 9 describes what
// it does.
func TestTextsAreWrittenAsWoodstoxWritesThem(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 1))
	letters := []string{"a", "]", "&gt;", "&gt;", "&lt;", "&amp;", "&#xD;", "\n", "\t", "я", "\U0001F600", " ", "\"", "'"}
	values := []string{"a", "]", "&gt;", "&lt;", "&amp;", "&#xD;", "&#xA;", "&#x9;", "я", "\U0001F600", " ", "&quot;", "'"}
	var documents []string
	draw := func(from []string, n int) (s string) {
		for range n {
			s += from[random.IntN(len(from))]
		}
		return s
	}
	for i := range 3000 {
		text := "x" + draw(letters, random.IntN(30))
		if i%3 == 0 {
			text = draw(letters, random.IntN(20)) + "x"
		}
		if i%7 == 0 {
			text = strings.Repeat(letters[random.IntN(len(letters))], 490+random.IntN(40)) + text + strings.Repeat("ю", 500) + text
		}
		documents = append(documents, `<a b="`+draw(values, random.IntN(15))+`">`+text+`</a>`)
	}
	for i, want := range woodstox(t, documents) {
		if got := transformed(t, documents[i]); got != want {
			t.Errorf("%q:\n%q\nWoodstox has\n%q", documents[i], got, want)
		}
	}
}

// woodstox are documents as the peer writes them.
func woodstox(t *testing.T, documents []string) (written []string) {
	t.Helper()
	var in, out, said bytes.Buffer
	for _, d := range documents {
		in.WriteString(base64.StdEncoding.EncodeToString([]byte(d)) + "\n")
	}
	peer := exec.Command("java", "-cp", "/usr/share/java/woodstox-core.jar:/usr/share/java/stax2-api.jar", "testdata/Woodstox.java")
	peer.Stdin, peer.Stdout, peer.Stderr = &in, &out, &said
	if err := peer.Run(); err != nil {
		t.Fatalf("this test needs java and Woodstox (Debian: libwoodstox-java): %v\n%s", err, &said)
	}
	for line := range strings.Lines(out.String()) {
		one, err := base64.StdEncoding.DecodeString(strings.TrimSpace(line))
		if err != nil {
			t.Fatal(err)
		}
		written = append(written, string(one))
	}
	if len(written) != len(documents) {
		t.Fatalf("%d of %d documents are written\n%s", len(written), len(documents), &said)
	}
	return written
}
