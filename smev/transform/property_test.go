package transform_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"

	"pgregory.net/rapid"

	"veche/smev/c14n"
	"veche/smev/transform"
)

// escaped is rule 9.1 written down a second time, the slow way: the text as UTF-16 units, in pieces.
func escaped(text string) string {
	units := utf16.Encode([]rune(text))
	if len(units) <= 11 {
		return string(utf16.Decode(pieceEscaped(units, false)))
	}
	var out []uint16
	for len(units) > 0 {
		n := min(512, len(units)) // which may part the halves of a character
		out = append(out, pieceEscaped(units[:n], true)...)
		units = units[n:]
	}
	return string(utf16.Decode(out))
}

func pieceEscaped(units []uint16, long bool) (out []uint16) {
	add := func(s string) { out = append(out, utf16.Encode([]rune(s))...) }
	encoded := false // the unit before was encoded
	for i, u := range units {
		now := false
		switch {
		case u == '<':
			add("&lt;")
			now = true
		case u == '&':
			add("&amp;")
			now = true
		case u == '\r':
			add("&#xd;")
			now = true
		case u == '>' && (i == 0 || units[i-1] == ']' || long && encoded):
			add("&gt;")
			now = true
		default:
			out = append(out, u)
		}
		encoded = now
	}
	return out
}

// written is a text as it may stand in a document: with references, CDATA and comments.
func written(text string) string {
	var b strings.Builder
	for i, c := range text {
		if i > 0 && i%97 == 0 {
			b.WriteString("<!-- -->")
		}
		switch c {
		case '<', '&', '\r':
			fmt.Fprintf(&b, "&#x%X;", c)
		case '>':
			b.WriteString("&gt;")
		case 'c':
			b.WriteString("<![CDATA[c]]>")
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}

func TestAnyTextIsWrittenByRule9(t *testing.T) {
	letters := rapid.SampledFrom([]rune{'a', 'c', ']', '>', '>', '<', '&', '\r', '\n', 'я', '\U0001F600', ' '})
	rapid.Check(t, func(t *rapid.T) {
		text := string(rapid.SliceOfN(letters, 0, 30).Draw(t, "text"))
		if times := rapid.SampledFrom([]int{0, 0, 490, 500, 511, 1000, 1020}).Draw(t, "before"); times > 0 {
			text = strings.Repeat(string(letters.Draw(t, "letter")), times) + text
		}
		var out bytes.Buffer
		source := iotest.HalfReader(strings.NewReader("<a>" + written(text) + "</a>"))
		if err := transform.Document(&out, source, transform.Options{}); err != nil {
			t.Fatal(err)
		}
		want := escaped(text)
		if strings.TrimFunc(text, func(r rune) bool { return r <= ' ' }) == "" {
			want = ""
		}
		if got := strings.TrimSuffix(strings.TrimPrefix(out.String(), "<a>"), "</a>"); got != want {
			t.Fatalf("%q:\n%q\nwanted\n%q", text, got, want)
		}
	})
}

var (
	spaces   = rapid.SampledFrom([]string{"u:1", "u:2", "u:3", "u:0", ""})
	contents = rapid.SampledFrom([]string{"", " \n", "text", "]>", "&gt;", "&lt;&gt;&amp;", "&#13;", "привет всем и каждому>", "<![CDATA[ ]]>", "<!-- c -->"})
	values   = rapid.SampledFrom([]string{"", "1", "&quot;", "&#9;&#10;&#13;", "&lt;>&amp;'", "ё"})
)

// tree is a document of elements whose namespaces are drawn; how is how its prefixes and indents are written.
type tree struct {
	space      string
	attributes [][3]string // namespace, name, value
	parts      []any       // of tree and string
}

func draw(t *rapid.T, depth int) tree {
	e := tree{space: spaces.Draw(t, "namespace")}
	for _, name := range []string{"a", "b", "c"} {
		if rapid.Bool().Draw(t, "attribute") {
			e.attributes = append(e.attributes, [3]string{spaces.Draw(t, "of attribute"), name, values.Draw(t, "value")})
		}
	}
	for range rapid.IntRange(0, 4).Draw(t, "parts") {
		if depth > 0 && rapid.Bool().Draw(t, "an element") {
			e.parts = append(e.parts, draw(t, depth-1))
		} else {
			e.parts = append(e.parts, contents.Draw(t, "content"))
		}
	}
	return e
}

// write gives every element declarations of its own, with prefixes that begin so; attributes are written backwards on
// request.
func (e tree) write(b *strings.Builder, prefix string, backwards bool) {
	name, declared := "e", ""
	if e.space != "" {
		name, declared = prefix+":e", fmt.Sprintf(" xmlns:%s='%s'", prefix, e.space)
	}
	attributes := ""
	for i, a := range e.attributes {
		one := fmt.Sprintf(" %s='%s'", a[1], strings.ReplaceAll(a[2], "'", "&apos;"))
		if a[0] != "" {
			one = fmt.Sprintf(" xmlns:%[1]s%[2]d='%[3]s' %[1]s%[2]d:%[4]s", prefix, i, a[0], one[1:])
		}
		if backwards {
			attributes = one + attributes
		} else {
			attributes += one
		}
	}
	fmt.Fprintf(b, "<%s%s%s>", name, declared, attributes)
	for _, p := range e.parts {
		switch p := p.(type) {
		case tree:
			p.write(b, prefix, backwards)
		case string:
			b.WriteString(p)
		}
	}
	fmt.Fprintf(b, "</%s>", name)
}

func TestTheTransformIsStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := draw(t, 3)
		var plain, other strings.Builder
		e.write(&plain, "p", false)
		e.write(&other, "q", true)
		run := func(in string) string {
			var out bytes.Buffer
			if err := transform.Document(&out, strings.NewReader(in), transform.Options{}); err != nil {
				t.Fatalf("%s: %v", in, err)
			}
			return out.String()
		}
		once := run(plain.String())
		if again := run(once); again != once {
			t.Fatalf("done twice it differs:\n%s\n%s", once, again)
		}
		if with := run(other.String()); with != once {
			t.Fatalf("with other prefixes and another order it differs:\n%s\n%s", once, with)
		}
		var canonical bytes.Buffer
		if err := c14n.Document(&canonical, strings.NewReader(plain.String()), c14n.Options{}); err != nil {
			t.Fatal(err)
		}
		if after := run(canonical.String()); after != once {
			t.Fatalf("after canonicalization it differs:\n%s\n%s", once, after)
		}
	})
}
