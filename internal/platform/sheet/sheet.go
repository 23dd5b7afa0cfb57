package sheet

import (
	"bytes"
	"fmt"
	"io"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// Meta is what a sheet says about itself.
type Meta struct {
	Title     string
	Author    string // the body that issued it
	Subject   string
	Footer    string    // stands at the foot of every page, beside its number
	Created   time.Time // of the facts on the sheet, not of the printing
	Landscape bool
}

// Sizes in millimetres and points: GOST R 7.0.97 asks for margins of at least 20 (left) and 10 mm.
const (
	left, right, top, bottom = 20.0, 10.0, 15.0, 18.0
	textSize                 = 11.0
	tableSize                = 9.0
	footerSize               = 8.0
	headingSize              = 12.0
	titleSize                = 14.0
	// lineHeight turns the size of letters into the height of a line.
	lineHeight = 1.2 * 25.4 / 72
)

// Sheet is a document being set, from its head to its foot.
type Sheet struct {
	meta     Meta
	pdf      *fpdf.Fpdf
	y        float64
	finished []byte
}

// New begins a sheet on A4.
func New(meta Meta) *Sheet {
	orientation := "P"
	if meta.Landscape {
		orientation = "L"
	}
	if meta.Created.IsZero() {
		meta.Created = time.Unix(0, 0) // the library would put the time of printing
	}
	created := meta.Created.UTC().Truncate(time.Second)
	meta.Created = created
	pdf := fpdf.New(orientation, "mm", "A4", "")
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(created)
	pdf.SetModificationDate(created)
	pdf.SetProducer(producer, true)
	pdf.SetTitle(meta.Title, true)
	pdf.SetLang("ru-RU")
	if meta.Author != "" {
		pdf.SetAuthor(meta.Author, true)
	}
	if meta.Subject != "" {
		pdf.SetSubject(meta.Subject, true)
	}
	pdf.SetMargins(left, top, right)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetCellMargin(0)
	pdf.SetLineWidth(0.15)
	pdf.AddUTF8FontFromBytes(family, "", regular)
	pdf.AddUTF8FontFromBytes(family, "B", bold)
	pdf.AddOutputIntent(fpdf.OutputIntentType{
		SubtypeIdent: "GTS_PDFA1", OutputConditionIdentifier: "sRGB IEC61966-2.1",
		Info: "sRGB IEC61966-2.1", ICCProfile: sRGB(),
	})
	pdf.SetXmpMetadata(xmp(meta))
	s := &Sheet{meta: meta, pdf: pdf}
	s.font("", textSize)
	s.newPage()
	return s
}

// Write finishes the sheet and writes it. Nothing can be added after that.
func (s *Sheet) Write(w io.Writer) error {
	if s.finished == nil {
		s.footers()
		var out bytes.Buffer
		if err := s.pdf.Output(&out); err != nil {
			return fmt.Errorf("print %q: %w", s.meta.Title, err)
		}
		finished, err := identify(out.Bytes())
		if err != nil {
			return fmt.Errorf("print %q: %w", s.meta.Title, err)
		}
		s.finished = finished
	}
	_, err := w.Write(s.finished)
	return err
}

func (s *Sheet) newPage() {
	s.pdf.AddPage()
	s.y = top
}

func (s *Sheet) font(style string, size float64) { s.pdf.SetFont(family, style, size) }

// width of the text between the margins.
func (s *Sheet) width() float64 {
	page, _ := s.pdf.GetPageSize()
	return page - left - right
}

func (s *Sheet) end() float64 {
	_, page := s.pdf.GetPageSize()
	return page - bottom
}

// need goes to a new page when less than the height is left on this one.
func (s *Sheet) need(height float64) {
	if s.y+height > s.end() && s.y > top {
		s.newPage()
	}
}

// line sets one line of text at the current height.
func (s *Sheet) line(x, width, height float64, text string, align Align) {
	s.pdf.SetXY(x, s.y)
	s.pdf.CellFormat(width, height, text, "", 0, string(align), false, 0, "")
}

// footers are set when the number of pages is known.
func (s *Sheet) footers() {
	pages := s.pdf.PageCount()
	for page := 1; page <= pages; page++ {
		s.pdf.SetPage(page)
		s.font("", textSize) // so that the page, set long ago, is told the size anew
		s.font("", footerSize)
		s.y = s.end() + 4
		number := fmt.Sprintf("стр. %d из %d", page, pages)
		const height, reserved = footerSize * lineHeight, 30
		if lines := s.wrap(s.meta.Footer, s.width()-reserved); len(lines) > 0 {
			s.line(left, s.width()-reserved, height, lines[0], Left)
		}
		s.line(left, s.width(), height, number, Right)
	}
}
