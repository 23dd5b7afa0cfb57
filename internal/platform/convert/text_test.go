package convert

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

func TestText(t *testing.T) {
	t.Parallel()
	const note = `<w:footnotes xmlns:w="` + wordML + `"><w:footnote><w:p><w:r><w:t>Сноска</w:t></w:r></w:p></w:footnote></w:footnotes>`
	cases := []struct {
		name    string
		kind    Format
		content []byte
		want    string
	}{
		{"paragraphs of Word stand on lines", DOCX, docx(`<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>При</w:t></w:r><w:r><w:t>каз</w:t></w:r></w:p><w:p><w:r><w:t>№</w:t><w:tab/><w:t>5</w:t><w:br/><w:t>конец</w:t></w:r></w:p>`), "Приказ\n№\t5\nконец"},
		{"deleted text is not read", DOCX, docx(`<w:p><w:del><w:r><w:delText>нет</w:delText></w:r></w:del><w:r><w:t>да</w:t></w:r></w:p>`), "да"},
		{"footnotes are", DOCX, docx(`<w:p><w:r><w:t>Текст</w:t></w:r></w:p>`, entry{"word/footnotes.xml", note}), "Текст\nСноска"},
		{"paragraphs of OpenOffice", ODT, odt(`<text:h>Приказ</text:h><text:p>о<text:s/><text:span>дорогах</text:span><text:line-break/>области</text:p>`), "Приказ\nо дорогах\nобласти"},
		{"RTF", RTF, []byte(rtf), "Приказ о дорогах"},
		{"a page", HTML, []byte(`<html><head><title>x</title><style>p{}</style></head><body><p>Приказ &laquo;о&nbsp;дорогах&raquo;</p><script>no()</script><ul><li>один<li>два</ul>`), "Приказ «о\u00a0дорогах»\nодин\nдва"},
		{"text as it is", TXT, []byte("\xef\xbb\xbfПриказ\r\nо дорогах"), "Приказ\nо дорогах"},
		{"a table in text", CSV, []byte("номер;дата"), "номер;дата"},
		{"a letter", EML, []byte(letterText), "От: Иванов <ivanov@example.org>\nКому: priem@example.org\nДата: 02.03.2026 10:15 +0400\nТема: Самовар и дорога\n\nПрошу отремонтировать дорогу\n\nВложения:\n1. план.pdf (1 КБ)\n"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			ctx, tools := background(t)
			got, err := tools.Text(ctx, write(t, "source", tc.content), tc.kind)
			if err != nil {
				t.Fatal(err)
			}
			if strings.TrimSpace(got) != strings.TrimSpace(tc.want) {
				t.Errorf("got  %q\nwant %q", got, tc.want)
			}
			onlyTheResultIsLeft(t, tools, "")
		})
	}
}

func TestOldDocumentsOfWord(t *testing.T) {
	t.Parallel()
	ctx, tools := background(t)
	dir := t.TempDir()
	src := write(t, "a", docx(`<w:p><w:r><w:t>Приказ о дорогах</w:t></w:r></w:p>`))
	old := must(tools.office(ctx, dir, src, DOCX, "sw", "doc:MS Word 97"))
	if found := must(File(old, "приказ.doc")); found != (Finding{DOC, DOC, false}) {
		t.Errorf("it is %+v", found)
	}
	if text := must(tools.Text(ctx, old, DOC)); strings.TrimSpace(text) != "Приказ о дорогах" {
		t.Errorf("it says %q", text)
	}
}

func TestEncodingsOfOldTextAreGuessed(t *testing.T) {
	const want = "Уважаемый Глава! Прошу Вас отремонтировать дорогу у школы № 5. ЁЛКА ёлка"
	encoded := map[string][]byte{
		"UTF-8":        []byte(want),
		"windows-1251": must(charmap.Windows1251.NewEncoder().Bytes([]byte(want))),
		"UTF-16LE":     must(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(want))),
		"UTF-16BE":     must(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(want))),
	}
	const plain = "Уважаемый Глава! Прошу Вас отремонтировать дорогу"
	for name, data := range encoded {
		if got := decode(data); got != want {
			t.Errorf("%s was read as %q", name, got)
		}
	}
	for name, data := range map[string][]byte{
		"koi8-r": must(charmap.KOI8R.NewEncoder().Bytes([]byte(plain))),
		"cp866":  must(charmap.CodePage866.NewEncoder().Bytes([]byte(plain))),
	} {
		if got := decode(data); got != plain {
			t.Errorf("%s was read as %q", name, got)
		}
	}
}

func TestTextIsCutAtTheLimit(t *testing.T) {
	ctx, tools := background(t)
	tools.Limits.Text = 1001
	paragraphs := strings.Repeat(`<w:p><w:r><w:t>Приказ о дорогах области</w:t></w:r></w:p>`, 200)
	for kind, content := range map[Format][]byte{
		DOCX: docx(paragraphs),
		TXT:  []byte(strings.Repeat("дорога ", 1000)),
		PDF:  must(os.ReadFile(pdfFile(t, strings.Repeat("дорога ", 1000)))),
		EML:  []byte("From: a@b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + strings.Repeat("дорога ", 1000)),
	} {
		got, err := tools.Text(ctx, write(t, "source", content), kind)
		if err != nil {
			t.Errorf("%s: %v", kind, err)
		}
		if len(got) < 900 || len(got) > 1100 || !utf8.ValidString(got) || strings.ContainsRune(got, utf8.RuneError) {
			t.Errorf("%s gave %d bytes, ending in %q", kind, len(got), got[max(0, len(got)-20):])
		}
	}
}

func TestTextOfBadFiles(t *testing.T) {
	pdf := pdfFile(t, "Тайна")
	cases := []struct {
		name    string
		kind    Format
		content []byte
		want    error
	}{
		{"a PDF with a password", PDF, must(os.ReadFile(withPassword(t, pdf))), ErrEncrypted},
		{"noise called a PDF", PDF, []byte("%PDF-1.7\nnoise"), ErrBroken},
		{"noise called a document of Word", DOCX, []byte("PK\x03\x04noise"), ErrBroken},
		{"an archive called a document of Word", DOCX, archive(entry{"a", "b"}), ErrBroken},
		{"broken XML", DOCX, docx("<w:p><w:t>"), ErrBroken},
		{"a picture", JPEG, jpegFile(drawing(9, 9)), ErrUnsupported},
		{"a document under a password", Protected, compoundFile("EncryptedPackage"), ErrEncrypted},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			ctx, tools := background(t)
			_, err := tools.Text(ctx, write(t, "source", tc.content), tc.kind)
			is(t, err, tc.want)
		})
	}
}

func TestLetterIsUnpacked(t *testing.T) {
	_, tools := background(t)
	folder := t.TempDir()
	letter := must(tools.Unpack(write(t, "a", []byte(letterText)), folder))
	if len(letter.Attachments) != 1 {
		t.Fatalf("the attachments are %+v", letter.Attachments)
	}
	file := letter.Attachments[0]
	if file.Name != "план.pdf" || file.Type != "application/pdf" || file.Size != 9 || string(must(os.ReadFile(file.Path))) != "%PDF-1.7\n" {
		t.Errorf("the attachment is %+v", file)
	}
	if !strings.HasPrefix(file.Path, folder) {
		t.Errorf("the attachment was put to %s", file.Path)
	}
	tools.Limits.Output = 5
	if _, err := tools.Unpack(write(t, "a", []byte(letterText)), folder); err == nil {
		t.Error("attachments beyond the limit were unpacked")
	}
}

func TestNamesOfAttachmentsHaveNoFolders(t *testing.T) {
	cases := map[string]string{
		"../../etc/passwd": "passwd", `C:\Users\план.docx`: "план.docx", "план\r\n.pdf": "план.pdf", "..": "вложение", "": "вложение",
	}
	for given, want := range cases {
		if got := fileName(given, "application/pdf"); got != want {
			t.Errorf("%q became %q, want %q", given, got, want)
		}
	}
	if got := fileName("", "message/rfc822"); got != "письмо.eml" {
		t.Errorf("a letter in a letter is called %q", got)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("\xff\xfea"))
	f.Add([]byte("\xcf\xf0\xee"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if got := clean([]byte(decode(data)), 100); !utf8.ValidString(got) || strings.ContainsRune(got, 0) {
			t.Errorf("%q was read as %q", data, got)
		}
	})
}
