package contract_test

import (
	"strings"
	"testing"

	"veche/internal/exchange/pos/contract"
	"veche/smev/smevtest"
)

// TestXXEAndBillionLaughsInTheContract reads contents that would have a careless reader open files and addresses.
func TestXXEAndBillionLaughsInTheContract(t *testing.T) {
	m := contract.Published()
	for name, door := range map[string]struct {
		root string
		read func([]byte) error
	}{
		"a request":  {m.RequestRoot, func(in []byte) error { _, err := m.ReadRequest(in); return err }},
		"a response": {m.ResponseRoot, func(in []byte) error { _, err := m.ReadResponse(in); return err }},
	} {
		document := `<` + door.root + ` xmlns="` + m.Namespace + `"><unheard>` + smevtest.Here + `</unheard></` + door.root + `>`
		if err := door.read([]byte(strings.Replace(document, smevtest.Here, "text", 1))); err != nil {
			t.Errorf("%s: the honest content is refused: %v", name, err)
		}
		for attack, in := range smevtest.Hostile(t, document) {
			if err := door.read(in); err == nil || strings.Contains(err.Error(), smevtest.Secret) {
				t.Errorf("%s, %s: %v", name, attack, err)
			}
		}
		deep := `<` + door.root + ` xmlns="` + m.Namespace + `">` + strings.Repeat("<a>", 100_000) + strings.Repeat("</a>", 100_000) + `</` + door.root + `>`
		if err := door.read([]byte(deep)); err == nil {
			t.Errorf("%s: elements may stand as deep as they like", name)
		}
	}
}

// FuzzRead: nothing panics, and what is read can be written and read again.
func FuzzRead(f *testing.F) {
	m := contract.Published()
	request, err := m.WriteRequest(contract.Request{})
	if err != nil {
		f.Fatal(err)
	}
	response, err := m.WriteResponse(contract.Response{})
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{string(request), string(response), "<a/>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
		`<` + m.RequestRoot + ` xmlns="` + m.Namespace + `" a="1" a="2"/>`, "\xff\xfe<\x00a\x00/\x00>\x00", `<?xml version="1.0" encoding="windows-1251"?><a/>`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		if r, err := m.ReadRequest(in); err == nil {
			again, err := m.WriteRequest(r)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := m.ReadRequest(again); err != nil {
				t.Errorf("%q is read and written, and not read again: %v\n%s", in, err, again)
			}
		}
		if r, err := m.ReadResponse(in); err == nil {
			if again, err := m.WriteResponse(r); err != nil {
				t.Fatal(err)
			} else if _, err := m.ReadResponse(again); err != nil {
				t.Errorf("%q is read and written, and not read again: %v", in, err)
			}
		}
	})
}
