package interagency_test

import (
	"testing"

	"veche/internal/interagency"
)

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
