package appeals

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"veche/internal/platform/fail"
	"veche/internal/platform/text"
)

const (
	mostThemes   = 20_000   // public copies of the classifier hold about 2,100 nodes
	mostWorkbook = 64 << 20 // bytes of an unpacked workbook: a small file may hide a large one
)

// jurisdictions as the file may write them: in words of the code or of the classifier.
var jurisdictions = map[string]string{
	"": "", "federal": "federal", "joint": "joint", "regional": "regional", "local": "local",
	"федеральное": "federal", "совместное": "joint", "региональное": "regional", "местное": "local",
}

// themeLines gathers the nodes of a file and says which line is none.
type themeLines struct {
	list []Theme
	seen map[string]bool
}

func (l *themeLines) add(line int, cells []string) error {
	cell := func(i int) string {
		if i < len(cells) {
			return strings.TrimSpace(strings.TrimPrefix(cells[i], "\ufeff")) // a spreadsheet's mark of UTF-8
		}
		return ""
	}
	t := Theme{Code: cell(0), Title: cell(1)}
	jurisdiction, known := jurisdictions[text.Fold(cell(2))]
	if line == 1 && !strings.ContainsAny(t.Code, "0123456789") { // the names of the columns
		return nil
	}
	switch {
	case CheckCode(t.Code) != nil:
		return wrongLine(line, "code").With("code", t.Code)
	case t.Title == "":
		return wrongLine(line, "title").With("code", t.Code)
	case l.seen[t.Code]:
		return wrongLine(line, "twice").With("code", t.Code)
	case !known:
		return wrongLine(line, "jurisdiction").With("word", cell(2))
	case len(l.list) == mostThemes:
		return wrongLine(line, "many")
	}
	t.Jurisdiction = jurisdiction
	l.seen[t.Code] = true
	l.list = append(l.list, t)
	return nil
}

func (l *themeLines) done() ([]Theme, error) {
	if len(l.list) == 0 {
		return nil, wrongLine(1, "empty")
	}
	return l.list, nil
}

func readThemes(file []byte) ([]Theme, error) {
	if !utf8.Valid(file) { // a spreadsheet saves CSV in the code page of the computer unless it is asked
		return nil, wrongLine(1, "encoding")
	}
	in := csv.NewReader(bytes.NewReader(file))
	in.Comma, in.FieldsPerRecord, in.TrimLeadingSpace = ';', -1, true
	lines := themeLines{seen: map[string]bool{}}
	for line := 1; ; line++ {
		record, err := in.Read()
		if errors.Is(err, io.EOF) {
			return lines.done()
		}
		if err != nil {
			return nil, wrongLine(line, "quotes")
		}
		if err := lines.add(line, record); err != nil {
			return nil, err
		}
	}
}

// readWorkbook reads the first sheet row by row; blank rows are passed over.
func readWorkbook(file []byte) ([]Theme, error) {
	book, err := excelize.OpenReader(bytes.NewReader(file), excelize.Options{UnzipSizeLimit: mostWorkbook, UnzipXMLSizeLimit: mostWorkbook, RawCellValue: true})
	if err != nil {
		return nil, wrongLine(1, "workbook")
	}
	defer book.Close()
	rows, err := book.Rows(book.GetSheetName(0))
	if err != nil {
		return nil, wrongLine(1, "workbook")
	}
	defer rows.Close()
	lines := themeLines{seen: map[string]bool{}}
	for line := 1; rows.Next(); line++ {
		cells, err := rows.Columns()
		if err != nil {
			return nil, wrongLine(line, "workbook")
		}
		if strings.TrimSpace(strings.Join(cells, "")) == "" {
			continue
		}
		if err := lines.add(line, cells); err != nil {
			return nil, err
		}
	}
	return lines.done()
}

// wrongLine refuses a file: which line, and what is wrong with it.
func wrongLine(line int, why string) *fail.Error {
	return fail.New(fail.Invalid, "appeal.themes_line", "line %d is no theme: %s", line, why).With("line", line).With("why", why)
}
