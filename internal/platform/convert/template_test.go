package convert

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func fillText(t *testing.T, template []byte, values map[string]string) string {
	t.Helper()
	var out bytes.Buffer
	if err := FillDOCX(bytes.NewReader(template), int64(len(template)), values, &out); err != nil {
		t.Fatal(err)
	}
	return must(Tools{Dir: t.TempDir()}.Text(t.Context(), write(t, "filled.docx", out.Bytes()), DOCX))
}

func TestFillDOCX(t *testing.T) {
	run := func(text string) string { return `<w:r><w:rPr><w:b/></w:rPr><w:t>` + text + `</w:t></w:r>` }
	values := map[string]string{"кому": "Петровой А. И.", "текст": "Первая строка\nвторая <строка> & третья\tв столбец", "номер": "5", "пусто": ""}
	cases := []struct{ name, body, want string }{
		{"a field in one run", `<w:p>` + run("Кому: {{кому}}.") + `</w:p>`, "Кому: Петровой А. И.."},
		{"a field cut into runs by Word", `<w:p>` + run("Кому: {") + run("{ко") + `<w:proofErr w:type="spellStart"/>` + run("му") + run("}") + run("} лично") + `</w:p>`, "Кому: Петровой А. И. лично"},
		{"two fields side by side", `<w:p>` + run("{{номер}}{{") + run("номер}}-{{номер") + run("}}") + `</w:p>`, "55-5"},
		{"spaces inside the braces", `<w:p>` + run("{{ номер }}") + `</w:p>`, "5"},
		{"line breaks, tabs and signs of XML", `<w:p>` + run("{{текст}}") + `</w:p>`, "Первая строка\nвторая <строка> & третья\tв столбец"},
		{"an empty value", `<w:p>` + run("а{{пусто}}б") + `</w:p>`, "аб"},
		{"a field in a table in a text box", `<w:p>` + run("до {{но") + `<w:r><w:pict><w:txbxContent><w:p>` + run("{{кому}}") + `</w:p></w:txbxContent></w:pict></w:r>` + run("мер}}") + `</w:p>`, "до 5Петровой А. И."},
		{"braces over two paragraphs are no field", `<w:p>` + run("{{номер") + `</w:p><w:p>` + run("}}") + `</w:p>`, "{{номер\n}}"},
		{"nor over a line break", `<w:p><w:r><w:t>{{номер</w:t><w:br/><w:t>}}</w:t></w:r></w:p>`, "{{номер\n}}"},
		{"nothing to fill", `<w:p>` + run("Приказ &amp; {номер}") + `</w:p>`, "Приказ & {номер}"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			if got := fillText(t, docx(tc.body), values); strings.TrimSpace(got) != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestFillDOCXKeepsEverythingElse(t *testing.T) {
	header := `<w:hdr xmlns:w="` + wordML + `"><w:p><w:r><w:t>{{номер}}</w:t></w:r></w:p></w:hdr>`
	template := docx(`<w:p w:rsidR="00A1"><w:r><w:t xml:space="preserve">Приказ </w:t></w:r></w:p><w:sectPr/>`,
		entry{"word/header1.xml", header}, entry{"word/media/image1.png", "{{номер}}"}, entry{"word/settings.xml", "{{номер}}"})
	var out bytes.Buffer
	if err := FillDOCX(bytes.NewReader(template), int64(len(template)), map[string]string{"номер": "7"}, &out); err != nil {
		t.Fatal(err)
	}
	was, is := contents(template), contents(out.Bytes())
	for name, content := range was {
		want := content
		if name == "word/header1.xml" {
			want = strings.Replace(content, "<w:t>{{номер}}", `<w:t xml:space="preserve">7`, 1)
		}
		if is[name] != want {
			t.Errorf("%s became %q, want %q", name, is[name], want)
		}
	}
	if len(is) != len(was) {
		t.Errorf("%d parts became %d", len(was), len(is))
	}
}

func contents(archive []byte) map[string]string {
	parts := map[string]string{}
	for _, entry := range must(zip.NewReader(bytes.NewReader(archive), int64(len(archive)))).File {
		parts[entry.Name] = string(must(io.ReadAll(must(entry.Open()))))
	}
	return parts
}

func TestAFieldWithoutAValueIsNamedAndNothingIsWritten(t *testing.T) {
	template := docx(`<w:p><w:r><w:t>{{номер}} {{дата}} {{кому}} {{дата}}</w:t></w:r></w:p>`)
	var out bytes.Buffer
	err := FillDOCX(bytes.NewReader(template), int64(len(template)), map[string]string{"номер": "5"}, &out)
	is(t, err, ErrFieldMissing)
	if !strings.HasSuffix(err.Error(), ": дата, кому") || out.Len() != 0 {
		t.Errorf("%d bytes are written: %v", out.Len(), err)
	}
	if got := must(Fields(bytes.NewReader(template), int64(len(template)))); !slices.Equal(got, []string{"дата", "кому", "номер"}) {
		t.Errorf("the fields are %q", got)
	}
}

func TestABrokenTemplateIsRefused(t *testing.T) {
	for name, template := range map[string][]byte{
		"noise": []byte("noise"), "an archive": archive(entry{"a", "b"}), "broken XML": docx("<w:p"),
	} {
		var out bytes.Buffer
		err := FillDOCX(bytes.NewReader(template), int64(len(template)), nil, &out)
		is(t, err, ErrBroken)
		if out.Len() > 0 {
			t.Errorf("%s: something is written", name)
		}
	}
}

// However Word cuts the text into runs, the filled text is the same.
func TestFieldsAreFilledHoweverTheyAreCut(t *testing.T) {
	values := map[string]string{"а": "первое", "б": "<второе>"}
	const text, want = "до {{а}} между {{б}}{{а}} после", "до первое между <второе>первое после"
	rapid.Check(t, func(rt *rapid.T) {
		var body strings.Builder
		rest := []rune(text)
		for len(rest) > 0 {
			n := rapid.IntRange(1, len(rest)).Draw(rt, "run")
			fmt.Fprintf(&body, `<w:r><w:t xml:space="preserve">%s</w:t></w:r>`, string(rest[:n]))
			rest = rest[n:]
		}
		template := docx("<w:p>" + body.String() + "</w:p>")
		var out bytes.Buffer
		if err := FillDOCX(bytes.NewReader(template), int64(len(template)), values, &out); err != nil {
			rt.Fatal(err)
		}
		runs := contents(out.Bytes())["word/document.xml"]
		paragraphs, err := readParagraphs([]byte(runs))
		if err != nil {
			rt.Fatal(err)
		}
		got := ""
		for _, r := range paragraphs[0] {
			got += r.text
		}
		if got != want {
			rt.Fatalf("got %q, want %q", got, want)
		}
	})
}

func TestAFilledLetterOpensInLibreOffice(t *testing.T) {
	t.Parallel()
	ctx, tools := background(t)
	template := docx(`<w:p><w:r><w:t>Уважаемая {{</w:t></w:r><w:r><w:t>имя}}!</w:t></w:r></w:p>`)
	var out bytes.Buffer
	if err := FillDOCX(bytes.NewReader(template), int64(len(template)), map[string]string{"имя": "Анна\nИвановна"}, &out); err != nil {
		t.Fatal(err)
	}
	pdf := must(tools.ToPDF(ctx, write(t, "a", out.Bytes()), DOCX))
	if text := must(tools.Text(ctx, pdf, PDF)); !strings.Contains(text, "Уважаемая Анна\nИвановна!") {
		t.Errorf("the printed letter says %q", text)
	}
}
