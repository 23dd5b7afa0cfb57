package xmltoken_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"

	"veche/smev/xmltoken"
)

// told writes the tokens of a document in one line; pieces of a text are joined.
func told(r *xmltoken.Reader) (string, error) {
	var b strings.Builder
	var text []byte
	flush := func() {
		if text != nil {
			fmt.Fprintf(&b, "%q ", text)
		}
		text = nil
	}
	for {
		t, err := r.Next()
		if err != nil {
			flush()
			return strings.TrimSuffix(b.String(), " "), err
		}
		if t.Kind == xmltoken.Text {
			text = append(append([]byte{}, text...), t.Data...)
			continue
		}
		flush()
		switch t.Kind {
		case xmltoken.Start:
			fmt.Fprintf(&b, "<{%s}%s", t.Name.Space, t.Name.Local)
			for _, a := range t.Attributes {
				fmt.Fprintf(&b, " {%s}%s=%q", a.Name.Space, a.Name.Local, a.Value)
			}
			b.WriteString("> ")
		case xmltoken.End:
			b.WriteString("</> ")
		case xmltoken.Comment:
			fmt.Fprintf(&b, "<!--%s--> ", t.Data)
		case xmltoken.Instruction:
			fmt.Fprintf(&b, "<?%s %s?> ", t.Name.Local, t.Data)
		}
	}
}

func TestTokens(t *testing.T) {
	for _, c := range []struct{ why, in, want string }{
		{"an empty element has both tags", `<a/>`, `<{}a> </>`},
		{"a declaration is not told", "<?xml version='1.0' encoding=\"UTF-8\" standalone='yes' ?>\n<a/>", `<{}a> </>`},
		{"names are expanded", `<p:a xmlns:p="u:1" xmlns="u:2" p:x="1" y="2"><b/></p:a>`, `<{u:1}a {u:1}x="1" {}y="2"> <{u:2}b> </> </>`},
		{"a declaration may stand behind its use", `<p:a p:x="1" xmlns:p="u:1"/>`, `<{u:1}a {u:1}x="1"> </>`},
		{"the default namespace can be undeclared", `<a xmlns="u"><b xmlns=""/><c/></a>`, `<{u}a> <{}b> </> <{u}c> </> </>`},
		{"the prefix xml is always there", `<a xml:lang="ru"/>`, `<{}a {http://www.w3.org/XML/1998/namespace}lang="ru"> </>`},
		{"the five entities and numbers", `<a>&lt;&gt;&amp;&apos;&quot;&#65;&#x42;&#x1F600;</a>`, `<{}a> "<>&'\"AB😀" </>`},
		{"ends of lines are line feeds", "<a>1\r\n2\r3\n4</a>", `<{}a> "1\n2\n3\n4" </>`},
		{"a carriage return by its number stays", "<a>1&#13;\n2</a>", `<{}a> "1\r\n2" </>`},
		{"white space in attributes is spaces, unless by number", "<a b='1\t2\n3\r\n4&#9;5&#10;6&#13;7'/>", `<{}a {}b="1 2 3 4\t5\n6\r7"> </>`},
		{"CDATA is text", "<a>1<![CDATA[<&amp;]]]>]]&gt;<![CDATA[]]></a>", `<{}a> "1<&amp;]]]>" </>`},
		{"ends of lines in CDATA", "<a><![CDATA[1\r\n2\r]]></a>", `<{}a> "1\n2\n" </>`},
		{"comments and instructions", "<!--1\r\n2--><?p?><a><?q  x y?><!----></a><!--3-->", `<!--1` + "\n" + `2--> <?p ?> <{}a> <?q x y?> <!----> </> <!--3-->`},
		{"> in a text and in quotes", `<a b=">">]>x]]x></a>`, `<{}a {}b=">"> "]>x]]x>" </>`},
		{"]] by numbers before >", `<a>&#93;&#93;></a>`, `<{}a> "]]>" </>`},
		{"white space in tags", "<a\n b = '1'\tc=\"2\" ></a >", `<{}a {}b="1" {}c="2"> </>`},
		{"Russian names", `<привет мир="да"/>`, `<{}привет {}мир="да"> </>`},
	} {
		for how, r := range map[string]io.Reader{
			"whole": strings.NewReader(c.in), "by octets": iotest.OneByteReader(strings.NewReader(c.in)),
			"with the error": iotest.DataErrReader(strings.NewReader(c.in)),
		} {
			got, err := told(xmltoken.NewReader(r, xmltoken.Limits{}))
			if !errors.Is(err, io.EOF) || got != c.want {
				t.Errorf("%s (%s):\n%s (%v)\nwanted\n%s", c.why, how, got, err, c.want)
			}
		}
	}
}

func TestWhatIsRefused(t *testing.T) {
	for _, c := range []struct {
		why error
		in  string
	}{
		{xmltoken.ErrDoctype, `<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>`},
		{xmltoken.ErrDoctype, `<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>`},
		{xmltoken.ErrDoctype, `<a><!DOCTYPE a></a>`},
		{xmltoken.ErrEntity, `<a>&nbsp;</a>`},
		{xmltoken.ErrEntity, `<a b="&x;"/>`},
		{xmltoken.ErrEntity, `<a>& b</a>`},
		{xmltoken.ErrEntity, `<a b="&"/>`},
		{xmltoken.ErrEntity, `<a>&` + strings.Repeat("a", 100) + `;</a>`},
		{xmltoken.ErrSyntax, `<a>&#0;</a>`},
		{xmltoken.ErrSyntax, `<a>&#xD800;</a>`},
		{xmltoken.ErrSyntax, `<a>&#x110000;</a>`},
		{xmltoken.ErrSyntax, `<a>&#99999999999999999999;</a>`},
		{xmltoken.ErrSyntax, `<a>&#x;</a>`},
		{xmltoken.ErrSyntax, `<a>&#X41;</a>`},
		{xmltoken.ErrDuplicate, `<a b="1" b="2"/>`},
		{xmltoken.ErrDuplicate, `<a xmlns:p="u" xmlns:q="u" p:b="1" q:b="2"/>`},
		{xmltoken.ErrDuplicate, `<a xmlns:p="u" xmlns:p="v"/>`},
		{xmltoken.ErrDuplicate, `<a xmlns="u" xmlns="v"/>`},
		{xmltoken.ErrSyntax, `<p:a/>`},
		{xmltoken.ErrSyntax, `<a p:b=""/>`},
		{xmltoken.ErrSyntax, `<a xmlns:p=""/>`},
		{xmltoken.ErrSyntax, `<a xmlns:xml="u"/>`},
		{xmltoken.ErrSyntax, `<a xmlns:xmlns="u"/>`},
		{xmltoken.ErrSyntax, `<a xmlns:p="http://www.w3.org/XML/1998/namespace"/>`},
		{xmltoken.ErrSyntax, `<a xmlns="http://www.w3.org/2000/xmlns/"/>`},
		{xmltoken.ErrSyntax, `<a:b:c xmlns:a="u"/>`},
		{xmltoken.ErrSyntax, `<a></b>`}, {xmltoken.ErrSyntax, `<a>`}, {xmltoken.ErrSyntax, `</a>`}, {xmltoken.ErrSyntax, `<a/></a>`},
		{xmltoken.ErrSyntax, `<a></a b>`}, {xmltoken.ErrSyntax, `<ab></a>`}, {xmltoken.ErrSyntax, `<a></ab>`},
		{xmltoken.ErrSyntax, `<a/><b/>`}, {xmltoken.ErrSyntax, `<a/>x`}, {xmltoken.ErrSyntax, `x<a/>`}, {xmltoken.ErrSyntax, `<a/>&#32;`},
		{xmltoken.ErrSyntax, `<![CDATA[]]><a/>`}, {xmltoken.ErrSyntax, `<a><![CDATA[</a>`}, {xmltoken.ErrSyntax, ``}, {xmltoken.ErrSyntax, `<!---->`},
		{xmltoken.ErrSyntax, `<a>]]></a>`}, {xmltoken.ErrSyntax, `<a b="<"/>`}, {xmltoken.ErrSyntax, `<a b=1/>`}, {xmltoken.ErrSyntax, `<a b/>`},
		{xmltoken.ErrSyntax, `<a b="1"c="2"/>`}, {xmltoken.ErrSyntax, `< a/>`}, {xmltoken.ErrSyntax, `<a b="1" / >`}, {xmltoken.ErrSyntax, `<1/>`},
		{xmltoken.ErrSyntax, `<a><!-- -- --></a>`}, {xmltoken.ErrSyntax, `<a><!-- ---></a>`}, {xmltoken.ErrSyntax, `<a><?xml version="1.0"?></a>`},
		{xmltoken.ErrSyntax, ` <?xml version="1.0"?><a/>`}, {xmltoken.ErrSyntax, `<a><? x?></a>`}, {xmltoken.ErrSyntax, `<a><?a:b?></a>`},
		{xmltoken.ErrSyntax, `<?xml version="1.1"?><a/>`}, {xmltoken.ErrSyntax, `<?xml encoding="utf-8"?><a/>`}, {xmltoken.ErrSyntax, `<?xml ?><a/>`},
		{xmltoken.ErrSyntax, `<?xml version="1.0" standalone="maybe"?><a/>`}, {xmltoken.ErrSyntax, `<?xml version="1.0" version="1.0"?><a/>`},
		{xmltoken.ErrSyntax, `<!ELEMENT a ANY><a/>`},
		{xmltoken.ErrEncoding, `<?xml version="1.0" encoding="koi8-r"?><a/>`},
		{xmltoken.ErrEncoding, `<?xml version="1.0" encoding="utf-16"?><a/>`},
		{xmltoken.ErrEncoding, "\xef\xbb\xbf<?xml version=\"1.0\" encoding=\"windows-1251\"?><a/>"},
		{xmltoken.ErrEncoding, "<?xml version=\"1.0\" encoding=\"windows-1251\"?><a>\x98</a>"},
		{xmltoken.ErrEncoding, "<a>\xff</a>"}, {xmltoken.ErrEncoding, "<a>\xd0</a>"}, {xmltoken.ErrEncoding, "<a>\xc0\x80</a>"},
		{xmltoken.ErrEncoding, "<a>\xed\xa0\x80</a>"}, {xmltoken.ErrEncoding, "<a>\x00</a>"}, {xmltoken.ErrEncoding, "<a>\x1b</a>"},
		{xmltoken.ErrEncoding, "<a>\uffff</a>"}, {xmltoken.ErrEncoding, "<a/>\xd0"},
		{xmltoken.ErrEncoding, "\xfe\xff\x00<\x00a\x00/\x00>\x00"}, {xmltoken.ErrEncoding, "\xff\xfe<\x00a\x00>\x00\x00\xd8"},
		{xmltoken.ErrLimit, strings.Repeat("<a>", 300)},
		{xmltoken.ErrLimit, "<a" + strings.Repeat(" ", 2<<20) + "/>"},
		{xmltoken.ErrLimit, "<!--" + strings.Repeat(" ", 2<<20) + "--><a/>"},
	} {
		shown := c.in[:min(len(c.in), 60)]
		_, err := told(xmltoken.NewReader(strings.NewReader(c.in), xmltoken.Limits{}))
		var syntax *xmltoken.SyntaxError
		if !errors.Is(err, c.why) || !errors.As(err, &syntax) {
			t.Errorf("%q: %v, wanted %v", shown, err, c.why)
		}
		_, slowly := told(xmltoken.NewReader(iotest.OneByteReader(strings.NewReader(c.in)), xmltoken.Limits{}))
		if !errors.Is(slowly, c.why) {
			t.Errorf("%q by octets: %v, wanted %v", shown, slowly, c.why)
		}
	}
}

func TestEncodings(t *testing.T) {
	const text = `<п я="Ё№—ў">Привет</п>`
	const want = `<{}п {}я="Ё№—ў"> "Привет" </>`
	wide := func(order binary.AppendByteOrder, s string) []byte {
		var out []byte
		for _, u := range utf16.Encode([]rune(s)) {
			out = order.AppendUint16(out, u)
		}
		return out
	}
	cp1251 := func(s string) []byte {
		special := map[rune]byte{'Ё': 0xA8, '№': 0xB9, '—': 0x97, 'ў': 0xA2}
		var out []byte
		for _, c := range s {
			switch b, ok := special[c]; {
			case ok:
				out = append(out, b)
			case c >= 'А' && c <= 'я':
				out = append(out, byte(c-'А'+0xC0))
			default:
				out = append(out, byte(c))
			}
		}
		return out
	}
	for name, in := range map[string][]byte{
		"UTF-8":               []byte(text),
		"UTF-8 with a mark":   []byte("\ufeff" + text),
		"UTF-16BE":            wide(binary.BigEndian, "\ufeff<?xml version='1.0' encoding='UTF-16'?>"+text),
		"UTF-16LE":            wide(binary.LittleEndian, "\ufeff"+text),
		"UTF-16LE, no mark":   wide(binary.LittleEndian, `<?xml version="1.0" encoding="utf-16le"?>`+text),
		"UTF-16BE, no mark":   wide(binary.BigEndian, `<?xml version="1.0" encoding="UTF-16BE"?>`+text),
		"windows-1251":        cp1251(`<?xml version="1.0" encoding="Windows-1251"?>` + text),
		"windows-1251 spaced": cp1251(`<?xml version = "1.0"  encoding = 'windows-1251' ?>` + text),
	} {
		got, err := told(xmltoken.NewReader(bytes.NewReader(in), xmltoken.Limits{}))
		if got != want || !errors.Is(err, io.EOF) {
			t.Errorf("%s: %s (%v)", name, got, err)
		}
	}
}

func TestPlacesInTheDocument(t *testing.T) {
	const in = "\ufeff<?xml version='1.0'?>\n<a>текст<b c='1'/>\r\n</a>"
	r := xmltoken.NewReader(iotest.HalfReader(strings.NewReader(in)), xmltoken.Limits{})
	var got []string
	for {
		token, err := r.Next()
		if err != nil {
			break
		}
		if token.Kind == xmltoken.Start || token.Kind == xmltoken.End {
			got = append(got, in[token.From:token.To])
		}
	}
	if want := "<a> <b c='1'/> <b c='1'/> </a>"; strings.Join(got, " ") != want {
		t.Errorf("%q, wanted %q", got, want)
	}
}

func TestAReaderIsUsedAgain(t *testing.T) {
	r := xmltoken.NewReader(strings.NewReader(`<p:a xmlns:p="u"><b>`), xmltoken.Limits{})
	if _, err := told(r); !errors.Is(err, xmltoken.ErrSyntax) {
		t.Fatal(err)
	}
	r.Reset(strings.NewReader(`<p:a/>`), xmltoken.Limits{})
	if got, err := told(r); !errors.Is(err, xmltoken.ErrSyntax) {
		t.Errorf("a prefix of the document before is still in force: %s (%v)", got, err)
	}
	r.Reset(strings.NewReader(`<a/>`), xmltoken.Limits{})
	if got, err := told(r); got != "<{}a> </>" || !errors.Is(err, io.EOF) {
		t.Errorf("%s (%v)", got, err)
	}
}

func TestAnErrorOfTheSourceIsTold(t *testing.T) {
	broken := errors.New("the line is broken")
	r := io.MultiReader(strings.NewReader("<a>text"), iotest.ErrReader(broken))
	if got, err := told(xmltoken.NewReader(r, xmltoken.Limits{})); !errors.Is(err, broken) || got != `<{}a> "text"` {
		t.Errorf("%s (%v)", got, err)
	}
}
