package documents

import (
	"encoding/xml"
	"fmt"
	"strings"
)

// Part is a piece of a composed directive: a paragraph, or a table under its titles.
type Part struct {
	Text    string
	Columns []PartColumn
	Rows    [][]string
}

// PartColumn is a column of a table; widths are shares.
type PartColumn struct {
	Title string
	Width int
}

// DirectiveForm is an order of the common look whose text has tables: hundreds of children stand in rows, not in sentences.
func DirectiveForm(list []Part) ([]byte, error) {
	template, err := templateParts.ReadFile("templates/" + templates[Directive] + ".xml")
	if err != nil {
		return nil, err
	}
	before, rest, found := strings.Cut(string(template), textParagraph)
	if !found {
		return nil, fmt.Errorf("the template of %s has no paragraph of text", Directive)
	}
	var text strings.Builder
	text.WriteString(before)
	for _, p := range list {
		if len(p.Columns) == 0 {
			err = paragraph(&text, textLook, p.Text)
		} else {
			err = p.table(&text)
		}
		if err != nil {
			return nil, err
		}
	}
	text.WriteString(rest)
	return packed([]byte(text.String()))
}

func paragraph(out *strings.Builder, look, text string) error {
	out.WriteString("<w:p>" + look + `<w:r><w:t xml:space="preserve">`)
	err := xml.EscapeText(out, []byte(text))
	out.WriteString("</w:t></w:r></w:p>")
	return err
}

// tableWidth is the width of the text of the common look, in twentieths of a point.
const tableWidth = 9600

const (
	tableLook = `<w:tblPr><w:tblW w:w="9600" w:type="dxa"/><w:tblBorders><w:top w:val="single" w:sz="4"/><w:left w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="4"/>` +
		`<w:right w:val="single" w:sz="4"/><w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/></w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>`
	cellLook   = `<w:pPr><w:spacing w:before="40" w:after="40"/></w:pPr>`
	repeatHead = `<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`
	wholeRow   = `<w:trPr><w:cantSplit/></w:trPr>`
	afterTable = `<w:p><w:pPr><w:spacing w:before="0" w:after="120"/></w:pPr></w:p>`
)

func (p Part) table(out *strings.Builder) error {
	total := 0
	for _, c := range p.Columns {
		total += c.Width
	}
	widths, titles := make([]int, len(p.Columns)), make([]string, len(p.Columns))
	out.WriteString("<w:tbl>" + tableLook + "<w:tblGrid>")
	for i, c := range p.Columns {
		widths[i], titles[i] = tableWidth*c.Width/max(total, 1), c.Title
		fmt.Fprintf(out, `<w:gridCol w:w="%d"/>`, widths[i])
	}
	out.WriteString("</w:tblGrid>")
	if err := row(out, repeatHead, widths, titles); err != nil {
		return err
	}
	for _, cells := range p.Rows {
		if err := row(out, wholeRow, widths, cells); err != nil {
			return err
		}
	}
	out.WriteString("</w:tbl>" + afterTable)
	return nil
}

func row(out *strings.Builder, look string, widths []int, cells []string) error {
	out.WriteString("<w:tr>" + look)
	for i, text := range cells {
		fmt.Fprintf(out, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>`, widths[i])
		if err := paragraph(out, cellLook, text); err != nil {
			return err
		}
		out.WriteString("</w:tc>")
	}
	out.WriteString("</w:tr>")
	return nil
}
