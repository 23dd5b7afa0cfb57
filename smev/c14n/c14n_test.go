package c14n_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"veche/smev/c14n"
)

func canonical(t testing.TB, in string, o c14n.Options) string {
	t.Helper()
	var out bytes.Buffer
	if err := c14n.Document(&out, strings.NewReader(in), o); err != nil {
		t.Fatalf("%s: %v", in, err)
	}
	return out.String()
}

// peer is the canonical form by libxml2, which keeps comments.
func peer(t testing.TB, dir, in string) string {
	t.Helper()
	name := filepath.Join(dir, "in.xml")
	if err := os.WriteFile(name, []byte(in), 0o600); err != nil {
		t.Fatal(err)
	}
	var said bytes.Buffer
	command := exec.Command("xmllint", "--nonet", "--exc-c14n", name)
	command.Stderr = &said
	out, err := command.Output()
	if err != nil {
		t.Fatalf("xmllint: %v: %s\n%s", err, &said, in)
	}
	return string(out)
}

// documents show what canonical forms differ in.
var documents = []string{
	"<?xml version=\"1.0\"?>\n<?pi  some data ?>\n<!-- before -->\n<a/>\n<!-- after --><?end?>",
	`<a xmlns="u:1" xmlns:p="u:2" xmlns:unused="u:3"><p:b/><c p:d="1" e="2"/></a>`,
	`<a xmlns="u:1"><b xmlns=""><c xmlns="u:1"/></b><d xmlns="u:1"/></a>`,
	`<p:a xmlns:p="u:1"><p:b xmlns:p="u:2"><p:c xmlns:p="u:1"/></p:b><p:d/></p:a>`,
	`<n:a xmlns:n="u:1" xmlns="u:0"><b><n:c z="1" n:z="2" a="3" xmlns:m="u:0" m:a="4" xml:lang="ru"/></b></n:a>`,
	"<a b='&#9;&#10;&#13;&amp;&lt;>&quot;&apos;\t\n'>&#13;&lt;&gt;&amp;\"'\r\n<![CDATA[<x>&]]]]></a>",
	`<a><?p?><?q  data  ?><!----><!-- é --></a>`,
	"<привет мир='№'>текст \U0001F600</привет>",
	`<a xmlns:x="u:x" xmlns:y="u:y"><x:b y:c="1"><x:d y:e="1"/></x:b><x:f/></a>`,
}

func TestCanonicalFormsAreThoseOfLibxml(t *testing.T) {
	dir := t.TempDir()
	for _, in := range documents {
		if got, want := canonical(t, in, c14n.Options{Comments: true}), peer(t, dir, in); got != want {
			t.Errorf("%s\n%q\nlibxml2 has\n%q", in, got, want)
		}
	}
}

func TestCanonicalFormsOfPublishedFilesAreThoseOfLibxml(t *testing.T) {
	samples, err := filepath.Glob("../../../shared/data/smev/*/*.x*")
	if err != nil {
		t.Fatal(err)
	}
	if len(samples) == 0 {
		t.Fatal("the published messages and schemas are not at ../shared/data/smev beside the repository")
	}
	dir := t.TempDir()
	for _, name := range samples {
		in, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := canonical(t, string(in), c14n.Options{Comments: true}), peer(t, dir, string(in)); got != want {
			t.Errorf("%s is not as libxml2 has it", name)
		}
	}
}

func TestAnyDocumentIsAsLibxmlHasIt(t *testing.T) {
	dir := t.TempDir()
	// One process looks at many documents: they are the children of one.
	rapid.Check(t, func(t *rapid.T) {
		var all strings.Builder
		for range 20 {
			all.WriteString(element(t, 3))
		}
		in := "<all xmlns:p='u:1' xmlns:q='u:2'>" + all.String() + "</all>"
		var out bytes.Buffer
		if err := c14n.Document(&out, strings.NewReader(in), c14n.Options{Comments: true}); err != nil {
			t.Fatalf("%s: %v", in, err)
		}
		name := filepath.Join(dir, "in.xml")
		if err := os.WriteFile(name, []byte(in), 0o600); err != nil {
			t.Fatal(err)
		}
		want, err := exec.Command("xmllint", "--nonet", "--exc-c14n", name).Output()
		if err != nil {
			t.Fatalf("%s: %v", in, err)
		}
		if !bytes.Equal(out.Bytes(), want) {
			t.Fatalf("%s\n%s\nlibxml2 has\n%s", in, &out, want)
		}
	})
}

var (
	prefixes = rapid.SampledFrom([]string{"", "p:", "q:"})
	pieces   = rapid.SampledFrom([]string{"x", "&#13;", "&lt;", ">", "&amp;", "\n ", "\r\n", "&#9;", "\"", "ё", "<!--c-->", "<?i d?>", "<![CDATA[<]]>"})
	values   = rapid.SampledFrom([]string{"", "x", "&#9;", "&#10;", "&#13;", "&lt;", ">", "\t", "\n", "&quot;", "'", "ё"})
	spaces   = rapid.SampledFrom([]string{"", ` xmlns="u:1"`, ` xmlns="u:3"`, ` xmlns=""`, ` xmlns:p="u:2"`, ` xmlns:q="u:1"`, ` xmlns:p="u:4" xmlns:q="u:5"`})
)

// element is an element with anything in it.
func element(t *rapid.T, depth int) string {
	name := prefixes.Draw(t, "prefix") + "e"
	var b strings.Builder
	fmt.Fprintf(&b, "<%s%s", name, spaces.Draw(t, "declarations"))
	for _, a := range []string{"b", "a", "xml:lang"} {
		if rapid.Bool().Draw(t, "attribute") {
			fmt.Fprintf(&b, ` %s="%s%s"`, a, values.Draw(t, "value"), values.Draw(t, "value"))
		}
	}
	if rapid.Bool().Draw(t, "qualified") {
		fmt.Fprintf(&b, ` p:z="%s"`, values.Draw(t, "value"))
	}
	b.WriteString(">")
	for range rapid.IntRange(0, 3).Draw(t, "children") {
		if depth > 0 && rapid.Bool().Draw(t, "element") {
			b.WriteString(element(t, depth-1))
		} else {
			b.WriteString(pieces.Draw(t, "text"))
		}
	}
	fmt.Fprintf(&b, "</%s>", name)
	return b.String()
}

func TestWithoutComments(t *testing.T) {
	in := "<!-- 1 --><a>x<!-- 2 -->y</a><!-- 3 -->"
	if got := canonical(t, in, c14n.Options{}); got != "<a>xy</a>" {
		t.Error(got)
	}
}

func TestInclusivePrefixes(t *testing.T) {
	in := `<a xmlns="u:1" xmlns:p="u:2" xmlns:q="u:3"><b p="p:type"/></a>`
	if got, want := canonical(t, in, c14n.Options{Inclusive: []string{"p"}}), `<a xmlns="u:1" xmlns:p="u:2"><b p="p:type"></b></a>`; got != want {
		t.Errorf("%s, wanted %s", got, want)
	}
}
