package xmldsig_test

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"veche/smev/xmldsig"
	"veche/smev/xmltoken"
)

// spans are the places of all elements of a document.
func spans(document string) (all [][2]int) {
	r := xmltoken.NewReader(strings.NewReader(document), xmltoken.Limits{})
	var open []int
	for {
		token, err := r.Next()
		if err != nil {
			return all
		}
		switch token.Kind {
		case xmltoken.Start:
			open = append(open, int(token.From))
		case xmltoken.End:
			all = append(all, [2]int{open[len(open)-1], int(token.To)})
			open = open[:len(open)-1]
		}
	}
}

// TestNoShuffleOfElementsPasses moves, repeats, renames and forges elements of a signed message at random. Whatever
// comes out, what is to be used is what was signed, at its place.
func TestNoShuffleOfElementsPasses(t *testing.T) {
	s := newStand(t)
	// All prefixes are declared at the root, so that elements can go anywhere.
	signed := strings.Replace(envelope("<q>Здравствуйте</q>"), "<soap:Envelope ", `<soap:Envelope xmlns:ds="`+xmldsig.Space+`" xmlns:ns2="urn:other" `, 1)
	signed = s.sign(t, signed, "256")
	want := s.verify(t, signed).Expected[0].Signed
	if want == nil {
		t.Fatal("the message itself does not pass")
	}
	passed := 0
	rapid.Check(t, func(t *rapid.T) {
		document := signed
		for range rapid.IntRange(1, 4).Draw(t, "changes") {
			all := spans(document)
			if len(all) < 2 {
				break
			}
			a := all[rapid.IntRange(0, len(all)-2).Draw(t, "element")] // the last is the root
			b := all[rapid.IntRange(0, len(all)-1).Draw(t, "place")]
			document = shuffled(t, document, a, b)
		}
		report, err := xmldsig.Verify(t.Context(), strings.NewReader(document), xmldsig.VerifyOptions{Trust: s.trust, At: now, Expected: expected})
		if err != nil || report.Err() != nil {
			return
		}
		passed++
		one := report.Expected[0]
		if !bytes.Equal(one.Signed, want) || one.Element != "/Envelope/Body/SendRequestRequest/SenderProvidedRequestData" {
			t.Fatalf("it passes: %s", document)
		}
	})
	t.Logf("%d harmless changes", passed)
}

func shuffled(t *rapid.T, document string, a, b [2]int) string {
	element := document[a[0]:a[1]]
	switch rapid.SampledFrom([]string{"repeat", "move", "wrap", "forge", "Id", "drop"}).Draw(t, "change") {
	case "repeat":
		return document[:b[0]] + element + document[b[0]:]
	case "move":
		if b[0] >= a[0] && b[0] <= a[1] {
			return document
		}
		if b[0] > a[1] {
			return document[:a[0]] + document[a[1]:b[0]] + element + document[b[0]:]
		}
		return document[:b[0]] + element + document[b[0]:a[0]] + document[a[1]:]
	case "wrap":
		return document[:a[0]] + "<w>" + element + "</w>" + document[a[1]:]
	case "forge":
		return document[:b[0]] + strings.Replace(element, "Здравствуйте", "forged", 1) + document[b[0]:]
	case "Id":
		return document[:a[0]] + strings.Replace(element, ` Id="SIGNED_BY_CONSUMER"`, "", 1) + document[a[1]:]
	}
	return document[:a[0]] + document[a[1]:]
}
