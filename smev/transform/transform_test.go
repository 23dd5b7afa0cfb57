package transform_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"veche/gost"
	"veche/smev/transform"
)

// shared is where the cases of the guide and messages of others lie.
const shared = "../../../shared/data/smev/"

func transformed(t testing.TB, in string) string {
	t.Helper()
	var out bytes.Buffer
	if err := transform.Document(&out, strings.NewReader(in), transform.Options{}); err != nil {
		t.Fatalf("%s: %v", in, err)
	}
	return out.String()
}

func TestCasesOfTheGuide(t *testing.T) {
	file, err := os.ReadFile(shared + "transform-cases.json")
	if os.IsNotExist(err) {
		t.Fatal("the cases of the guide are not at ../shared/data/smev beside the repository")
	}
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Input, Expected, Note string
		Digest                string `json:"gost3411_2012_256_b64"`
	}
	if err := json.Unmarshal(file, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		got := transformed(t, c.Input)
		if got != c.Expected {
			t.Errorf("%s:\n%s\nwanted\n%s", c.Note, got, c.Expected)
		}
		sum := gost.Sum256([]byte(got))
		if b64 := base64.StdEncoding.EncodeToString(sum[:]); b64 != c.Digest {
			t.Errorf("%s: digest %s, wanted %s", c.Note, b64, c.Digest)
		}
	}
}

func TestRules(t *testing.T) {
	long := strings.Repeat("x", 20)
	for _, c := range []struct{ why, in, want string }{
		{"a comment joins the texts beside it", "<a>one<!-- -->two</a>", "<a>onetwo</a>"},
		{"blanks on both sides of a comment are one blank text", "<a> <!-- --> </a>", "<a></a>"},
		{"blanks beside a comment and a text are text", "<a> <!-- -->b</a>", "<a> b</a>"},
		{"an instruction parts the texts beside it", "<a> <?p?>b</a>", "<a>b</a>"},
		{"white space around a text stays", "<a>\n b\t</a>", "<a>\n b\t</a>"},
		{"CDATA is text", "<a><![CDATA[<b>&]]>]</a>", "<a>&lt;b>&amp;]</a>"},
		{"blank characters by their numbers are blank", "<a>&#x20;&#xD;&#10;</a>", "<a></a>"},
		{"a no-break space is a character", "<a>\u00a0</a>", "<a>\u00a0</a>"},
		{"a carriage return by its number is written by its number", "<a>b&#13;c\r\nd</a>", "<a>b&#xd;c\nd</a>"},
		{"a namespace out of scope gets a new number (official case 2)",
			`<a xmlns="u:1"><b xmlns="u:2"><c xmlns="u:3"/></b><d xmlns="u:3"/><b xmlns="u:2"/></a>`,
			`<ns1:a xmlns:ns1="u:1"><ns2:b xmlns:ns2="u:2"><ns3:c xmlns:ns3="u:3"></ns3:c></ns2:b>` +
				`<ns4:d xmlns:ns4="u:3"></ns4:d><ns5:b xmlns:ns5="u:2"></ns5:b></ns1:a>`},
		{"an undeclared default namespace needs nothing", `<a xmlns="u:1"><b xmlns=""/></a>`, `<ns1:a xmlns:ns1="u:1"><b></b></ns1:a>`},
		{"a prefix bound anew stands for the new namespace", `<p:a xmlns:p="u:1"><p:b xmlns:p="u:2"/></p:a>`,
			`<ns1:a xmlns:ns1="u:1"><ns2:b xmlns:ns2="u:2"></ns2:b></ns1:a>`},
		{"two prefixes of one namespace become one", `<p:a xmlns:p="u:1" xmlns:q="u:1"><q:b q:c=""/></p:a>`,
			`<ns1:a xmlns:ns1="u:1"><ns1:b ns1:c=""></ns1:b></ns1:a>`},
		{"the prefix xml stays", `<a xml:lang="ru" b="1"/>`, `<a xml:lang="ru" b="1"></a>`},
		{"attributes go by UTF-16 units", "<a \U00010000=\"1\" \uf900=\"2\" b=\"0\"/>", "<a b=\"0\" \U00010000=\"1\" \uf900=\"2\"></a>"},
		{"attributes are escaped by rule 9.2", "<a b='&lt;>&amp;&quot;&apos;\t\n\r\n&#9;&#10;&#13;'/>",
			`<a b="&lt;>&amp;&quot;'   &#x9;&#xa;&#xd;"></a>`},
		{"a short text: > at its beginning and after ]", "<a>&gt;b&gt;]&gt;&gt;</a>", "<a>&gt;b>]&gt;></a>"},
		{"a short text: > after < and & is plain", "<a>&lt;&gt;&amp;&gt;</a>", "<a>&lt;>&amp;></a>"},
		{"eleven characters are short", "<a>123456789&lt;&gt;</a>", "<a>123456789&lt;></a>"},
		{"twelve are long", "<a>1234567890&lt;&gt;</a>", "<a>1234567890&lt;&gt;</a>"},
		{"a character beyond the basic plane counts twice", "<a>12345678\U00010000&lt;&gt;</a>", "<a>12345678\U00010000&lt;&gt;</a>"},
		{"Cyrillic letters count once", "<a>абвгдеёжз&lt;&gt;</a>", "<a>абвгдеёжз&lt;></a>"},
		{"a long text: > after an escaped character", "<a>" + long + "&amp;&gt;&gt;c&gt;&gt;</a>", "<a>" + long + "&amp;&gt;&gt;c>></a>"},
		{"a long text: > after ]", "<a>" + long + "]&gt;&gt;</a>", "<a>" + long + "]&gt;&gt;</a>"},
		{"a long text: > after a carriage return", "<a>" + long + "&#13;&gt;&gt;</a>", "<a>" + long + "&#xd;&gt;&gt;</a>"},
		{"a short text: > after a carriage return is plain", "<a>b&#13;&gt;</a>", "<a>b&#xd;></a>"},
		{"a long text: > first of a piece of 512",
			"<a>" + strings.Repeat("y", 512) + "&gt;" + strings.Repeat("y", 511) + "&gt;y&gt;</a>",
			"<a>" + strings.Repeat("y", 512) + "&gt;" + strings.Repeat("y", 511) + "&gt;y></a>"},
		{"pieces are counted over comments and CDATA",
			"<a>" + strings.Repeat("y", 500) + "<!-- --><![CDATA[" + strings.Repeat("я", 12) + "]]>&gt;</a>",
			"<a>" + strings.Repeat("y", 500) + strings.Repeat("я", 12) + "&gt;</a>"},
		{"a long blank before a text counts", "<a>" + strings.Repeat(" ", 511) + "z&gt;</a>", "<a>" + strings.Repeat(" ", 511) + "z&gt;</a>"},
	} {
		if got := transformed(t, c.in); got != c.want {
			t.Errorf("%s:\n%q\nwanted\n%q", c.why, got, c.want)
		}
	}
}
