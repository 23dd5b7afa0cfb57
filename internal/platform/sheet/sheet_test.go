package sheet

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

var created = time.Date(2026, 3, 2, 10, 15, 0, 0, time.UTC)

func approval() *Sheet {
	s := New(Meta{Title: "Лист согласования № 5 <проект>", Author: "Министерство & Ко", Subject: "Приказ о дорогах", Footer: "Сформировано 02.03.2026", Created: created})
	s.Title("Лист согласования")
	s.KeyValues(
		KeyValue{"Документ", "Приказ «О ремонте дорог» № 5 от 02.03.2026"},
		KeyValue{"Исполнитель", "Петрова А. И., тел. 8 (3412) 00-00-00"},
		KeyValue{"Примечание", ""},
	)
	s.Heading("Визы")
	s.Table([]Column{{"№", 1, Right}, {"Должность", 4, Left}, {"Решение", 3, Left}},
		[][]string{{"1", "Заместитель министра", "Согласен"}, {"2", "Начальник правового управления", "Согласен с замечаниями: уточнить пункт 3\nи срок"}, {"3", "Глава"}})
	s.Heading("Разногласия")
	s.Paragraph("Разногласий нет. Съёмка ёлки – 100 %.")
	return s
}

func printed(t *testing.T, s *Sheet) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sheet.pdf")
	if err := os.WriteFile(path, output(t, s), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func output(t *testing.T, s *Sheet) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := s.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// tool runs a program that looks at the PDF; without it the test fails.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v: %s", name, err, out)
	}
	return string(out)
}

func TestWhatIsPrintedCanBeRead(t *testing.T) {
	text := tool(t, "pdftotext", "-layout", printed(t, approval()), "-")
	for _, want := range []string{
		"Лист согласования", "Документ", "Приказ «О ремонте дорог» № 5 от 02.03.2026", "Должность", "Начальник правового управления",
		"Согласен с замечаниями:", "Разногласий нет. Съёмка ёлки – 100 %.", "Сформировано 02.03.2026", "стр. 1 из 1",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not read back from\n%s", want, text)
		}
	}
}

func TestSheetIsPDFA(t *testing.T) {
	path := printed(t, approval())
	content := string(must(os.ReadFile(path)))
	trailer := content[strings.LastIndex(content, "\ntrailer"):]

	if mark := content[9:14]; !strings.HasPrefix(content, "%PDF-1.") || mark[0] != '%' || min(mark[1], mark[2], mark[3], mark[4]) < 128 {
		t.Error("6.1.2: the header is not followed by four bytes above 127")
	}
	if !regexp.MustCompile(`/ID \[<[0-9a-f]{32}> <[0-9a-f]{32}>\]`).MatchString(trailer) {
		t.Errorf("6.1.3: the trailer has no identifier: %s", trailer)
	}
	if strings.Contains(trailer, "/Encrypt") {
		t.Error("6.1.3: the file is encrypted")
	}
	for _, forbidden := range []string{"/JavaScript", "/JS", "/Launch", "/LZWDecode", "/OpenAction", "/AA"} {
		if strings.Contains(content, forbidden) {
			t.Errorf("the file has %s", forbidden)
		}
	}
	if !strings.Contains(content, "/OutputIntents [") || !strings.Contains(content, "/S /GTS_PDFA1") || !strings.Contains(content, "/DestOutputProfile") {
		t.Error("6.2.3: there is no output intent")
	}
	if fonts := len(regexp.MustCompile(`/Type /Font\b[^D]`).FindAllString(content, -1)); fonts == 0 || strings.Count(content, "/ToUnicode") == 0 {
		t.Errorf("%d fonts, %d tables to Unicode", fonts, strings.Count(content, "/ToUnicode"))
	}
	for _, line := range strings.Split(strings.TrimSpace(tool(t, "pdffonts", path)), "\n")[2:] {
		if columns := strings.Fields(line); columns[len(columns)-5] != "yes" || columns[len(columns)-3] != "yes" {
			t.Errorf("6.2.11.4: a font is not embedded or has no Unicode: %s", line)
		}
	}
	if out := tool(t, "qpdf", "--check", path); strings.Contains(out, "WARNING") {
		t.Errorf("qpdf warns: %s", out)
	}
}

func TestDescriptionSaysWhatTheSheetIs(t *testing.T) {
	content := output(t, approval())
	start, end := bytes.Index(content, []byte("<x:xmpmeta")), bytes.Index(content, []byte("</x:xmpmeta>"))
	if start < 0 || end < 0 {
		t.Fatal("6.6.2: there is no XMP packet")
	}
	var packet struct {
		Part        string `xml:"RDF>Description>part"`
		Conformance string `xml:"RDF>Description>conformance"`
		Title       string `xml:"RDF>Description>title>Alt>li"`
		Author      string `xml:"RDF>Description>creator>Seq>li"`
		Subject     string `xml:"RDF>Description>description>Alt>li"`
		Created     string `xml:"RDF>Description>CreateDate"`
		Producer    string `xml:"RDF>Description>Producer"`
	}
	if err := xml.Unmarshal(content[start:end+len("</x:xmpmeta>")], &packet); err != nil {
		t.Fatal(err)
	}
	want := packet
	want.Part, want.Conformance, want.Title = "2", "B", "Лист согласования № 5 <проект>"
	want.Author, want.Subject, want.Created, want.Producer = "Министерство & Ко", "Приказ о дорогах", "2026-03-02T10:15:00", producer
	if packet != want {
		t.Errorf("the packet says %+v, want %+v", packet, want)
	}
	info := tool(t, "pdfinfo", "-isodates", printed(t, approval()))
	for _, line := range []string{"Title:           Лист согласования № 5 <проект>", "CreationDate:    2026-03-02T10:15:00", "Producer:        " + producer} {
		if !strings.Contains(info, line) {
			t.Errorf("pdfinfo does not say %q:\n%s", line, info)
		}
	}
}

func TestEqualSheetsAreEqualToTheByte(t *testing.T) {
	want := sha256.Sum256(output(t, approval()))
	for range 5 {
		s := approval()
		if sha256.Sum256(output(t, s)) != want {
			t.Fatal("two equal sheets differ")
		}
		if sha256.Sum256(output(t, s)) != want {
			t.Fatal("a sheet written twice differs")
		}
	}
	other := New(Meta{Title: "Лист согласования № 5", Created: created.Add(time.Second)})
	if sha256.Sum256(output(t, other)) == want {
		t.Error("different sheets are equal")
	}
	unknown := sha256.Sum256(output(t, New(Meta{})))
	if sha256.Sum256(output(t, New(Meta{}))) != unknown {
		t.Error("a sheet without a time takes the time of printing")
	}
}

func TestLongTablesRepeatTheirHeader(t *testing.T) {
	s := New(Meta{Title: "Журнал", Created: created, Landscape: true, Footer: strings.Repeat("Журнал регистрации входящих документов ", 20)})
	var rows [][]string
	for i := range 120 {
		rows = append(rows, []string{fmt.Sprint(i + 1), strings.Repeat("О содержании ", i%9+1), "Иванов И. И."})
	}
	s.Table([]Column{{"Номер", 1, Right}, {"Заголовок", 5, Left}, {"Исполнитель", 2, Left}}, rows)
	path := printed(t, s)
	pages := strings.Count(tool(t, "pdfinfo", "-f", "1", "-l", "99", path), " rot:")
	if pages < 3 {
		t.Fatalf("the table takes %d pages", pages)
	}
	whole := ""
	for page := 1; page <= pages; page++ {
		text := tool(t, "pdftotext", "-layout", "-f", fmt.Sprint(page), "-l", fmt.Sprint(page), path, "-")
		if strings.Count(text, "Исполнитель") != 1 || !strings.Contains(text, fmt.Sprintf("стр. %d из %d", page, pages)) {
			t.Errorf("page %d has no header or number:\n%s", page, text)
		}
		whole += text
	}
	if got := strings.Count(whole, "Иванов И. И."); got != len(rows) {
		t.Errorf("%d of %d rows are printed", got, len(rows))
	}
}

func TestNothingRunsOffTheSheet(t *testing.T) {
	s := New(Meta{Title: "Края", Created: created})
	s.Title(strings.Repeat("Очень длинное название ", 12))
	s.Paragraph(strings.Repeat("сплошнойтекстбезпробелов", 200))
	s.Paragraph(strings.Repeat("строка\n", 150))
	s.KeyValues(KeyValue{strings.Repeat("ключ ", 30), strings.Repeat("значение ", 900)})
	s.Table([]Column{{"Узкая", 1, ""}, {"Широкая", 9, ""}}, [][]string{{"неразрывноеслово", strings.Repeat("длинная ячейка ", 2500)}, {"конец"}})
	s.Table([]Column{{"Пустая", 0, ""}}, nil)
	s.Table(nil, nil)
	for page := range strings.SplitSeq(tool(t, "pdftotext", "-bbox", printed(t, s), "-"), "</page>") {
		size := regexp.MustCompile(`<page width="([\d.]+)" height="([\d.]+)"`).FindStringSubmatch(page)
		for _, w := range regexp.MustCompile(`<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)"`).FindAllStringSubmatch(page, -1) {
			if number(w[1]) < 0 || number(w[2]) < 0 || number(w[3]) > number(size[1])-20 || number(w[4]) > number(size[2]) {
				t.Fatalf("a word stands at %v of %v", w[1:], size[1:])
			}
		}
	}
}

func TestLinesBreakAtSpaces(t *testing.T) {
	s := New(Meta{Created: created})
	cases := []struct {
		name, text string
		want       []string
	}{
		{"a short text is one line", "Приказ о дорогах", []string{"Приказ о дорогах"}},
		{"spaces before a paragraph stay, others become one", "   О   дорогах ", []string{"   О дорогах"}},
		{"line breaks stay, blank lines too", "один\n\nдва", []string{"один", "", "два"}},
		{"a long text is broken", "ремонт дорог области", []string{"ремонт", "дорог", "области"}},
		{"but not at a non-breaking space", "дорог №\u00a0123456", []string{"дорог", "№\u00a0123456"}},
		{"a word that is too long is cut", "автотранспортного", []string{"автотранспо", "ртного"}},
		{"nothing", " \n ", nil},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			width := 22.0
			if len(tc.want) == 1 {
				width = 100
			}
			if got := s.wrap(tc.text, width); !slices.Equal(got, tc.want) {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestLettersThatTheTypefaceLacksBecomeBoxes(t *testing.T) {
	s := New(Meta{Title: "Знаки", Created: created})
	s.Paragraph("и\u0306од 汉 😀 \x07конец\tтаб\u00a0слово № 5 ₽ «»„“ → ёЁ \xff")
	text := tool(t, "pdftotext", printed(t, s), "-")
	if want := "йод □ □ конец таб слово № 5 руб. «»„“ → ёЁ □"; !strings.Contains(strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\n' }), " "), want) {
		t.Errorf("got %q, want %q", text, want)
	}
}

func TestColourProfileIsWellFormed(t *testing.T) {
	profile := sRGB()
	if got := binary.BigEndian.Uint32(profile); int(got) != len(profile) || string(profile[36:40]) != "acsp" {
		t.Fatalf("the profile says it has %d bytes, it has %d", got, len(profile))
	}
	for i := range int(binary.BigEndian.Uint32(profile[128:])) {
		tag := profile[132+12*i:]
		offset, size := binary.BigEndian.Uint32(tag[4:]), binary.BigEndian.Uint32(tag[8:])
		if offset%4 != 0 || int(offset+size) > len(profile) {
			t.Errorf("tag %s stands at %d, %d bytes", tag[:4], offset, size)
		}
	}
}

func TestATrailerThatIsNotFoundIsAnError(t *testing.T) {
	if _, err := identify([]byte("%PDF")); err == nil {
		t.Error("no error")
	}
	if err := approval().Write(failing{}); err == nil {
		t.Error("a write that failed is not told")
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func number(s string) (f float64) {
	_, err := fmt.Sscan(s, &f)
	if err != nil {
		panic(err)
	}
	return f
}

func BenchmarkRegister(b *testing.B) {
	row := []string{"01-15/1234", "02.03.2026", "О ремонте автомобильной дороги общего пользования", "Петрова А. И."}
	for b.Loop() {
		s := New(Meta{Title: "Журнал", Created: created})
		s.Table([]Column{{"Номер", 2, Left}, {"Дата", 1, Left}, {"О чём", 5, Left}, {"Кому", 2, Left}}, slicesOf(row, 1000))
		if err := s.Write(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}

func slicesOf(row []string, n int) (rows [][]string) {
	for range n {
		rows = append(rows, row)
	}
	return rows
}
