package interagency_test

import (
	"strings"
	"testing"

	"veche/internal/interagency"
	"veche/smev/smevtest"
)

// TestXXEAndBillionLaughsInAnAnswer reads contents that would have a careless reader open files and addresses.
func TestXXEAndBillionLaughsInAnAnswer(t *testing.T) {
	const document = `<a xmlns="urn:a"><b>` + smevtest.Here + `</b></a>`
	if facts, err := interagency.Facts([]byte(strings.Replace(document, smevtest.Here, "text", 1)), nil); err != nil || len(facts) != 1 {
		t.Errorf("the honest content: %v, %v", facts, err)
	}
	for attack, in := range smevtest.Hostile(t, document) {
		if facts, err := interagency.Facts(in, nil); err == nil || strings.Contains(err.Error(), smevtest.Secret) {
			t.Errorf("%s: %v, %v", attack, facts, err)
		}
		if _, err := interagency.Root(in); err == nil && strings.Contains(string(in), "<!DOCTYPE") {
			t.Errorf("%s has a root", attack)
		}
	}
}

func FuzzFacts(f *testing.F) {
	f.Add([]byte(`<a xmlns="urn:x"><b>1</b><b>2</b><c><d>3</d></c></a>`))
	f.Add([]byte(`<a><![CDATA[x]]></a>`))
	f.Fuzz(func(t *testing.T, content []byte) {
		facts, err := interagency.Facts(content, []interagency.Field{{Name: "b", Label: "Б"}})
		if err == nil && len(facts) > 300 {
			t.Errorf("%d facts", len(facts))
		}
		_, _ = interagency.Root(content)
	})
}
