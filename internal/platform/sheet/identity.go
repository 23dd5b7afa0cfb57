package sheet

import (
	"bytes"
	"crypto/sha256"
	"encoding/xml"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"text/template"
)

const producer = "Veche (go-pdf/fpdf)"

// trailer is what the library writes after the table of references.
var trailer = regexp.MustCompile(`\ntrailer\n<<\n/Size \d+\n/Root (\d+) 0 R\n/Info \d+ 0 R\n>>\nstartxref\n`)

// identify puts the identifier of the file into its trailer, where PDF/A wants it (ISO 19005-2,
// 6.1.3). It is made from the content, so equal sheets have equal identifiers. It also mends the
// reference to the document information, which the library points at the colour profile when there
// is one: the order of the last objects is information, profile, root. The trailer stands after the
// table of references, so no place in the file moves.
func identify(pdf []byte) ([]byte, error) {
	all := trailer.FindAllSubmatchIndex(pdf, -1)
	if len(all) == 0 {
		return nil, errors.New("the trailer is not where it should be")
	}
	at := all[len(all)-1]
	root, err := strconv.Atoi(string(pdf[at[2]:at[3]]))
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(pdf)
	mended := fmt.Appendf(nil, "\ntrailer\n<<\n/Size %d\n/Root %d 0 R\n/Info %d 0 R\n/ID [<%x> <%x>]\n>>\nstartxref\n",
		root+1, root, root-2, sum[:16], sum[:16])
	return bytes.Join([][]byte{pdf[:at[0]], mended, pdf[at[1]:]}, nil), nil
}

var packet = template.Must(template.New("xmp").Funcs(template.FuncMap{"x": escaped}).Parse(
	"<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>" + `
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>ru-RU</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{{x .Title}}</rdf:li></rdf:Alt></dc:title>
{{- if .Author}}
<dc:creator><rdf:Seq><rdf:li>{{x .Author}}</rdf:li></rdf:Seq></dc:creator>
{{- end}}{{if .Subject}}
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{{x .Subject}}</rdf:li></rdf:Alt></dc:description>
{{- end}}
<xmp:CreateDate>{{.Created.Format "2006-01-02T15:04:05"}}</xmp:CreateDate>
<xmp:ModifyDate>{{.Created.Format "2006-01-02T15:04:05"}}</xmp:ModifyDate>
<pdf:Producer>{{x .Producer}}</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`))

// xmp is the description of the file in the form that PDF/A wants (ISO 19005-2, 6.6). Its dates have
// no zone because those of the PDF library have none, and both must say the same.
func xmp(meta Meta) []byte {
	var b bytes.Buffer
	err := packet.Execute(&b, struct {
		Meta
		Producer string
	}{meta, producer})
	if err != nil {
		panic(err) // the template is part of the program
	}
	return b.Bytes()
}

func escaped(text string) (string, error) {
	var b strings.Builder
	err := xml.EscapeText(&b, []byte(text))
	return b.String(), err
}
