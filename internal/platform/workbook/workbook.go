// Package workbook writes spreadsheets (XLSX) row after row. Formulas are never written: every cell is a number or a text.
package workbook

import (
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// Book is a workbook that is being written. Its first trouble is kept and told by Write.
type Book struct {
	file *excelize.File
	last *Sheet
	err  error
}

// Sheet is a sheet of a book; only the newest one takes rows.
type Sheet struct {
	book   *Book
	stream *excelize.StreamWriter
	row    int
}

// New begins a book without sheets.
func New() *Book { return &Book{file: excelize.NewFile()} }

// firstSheet is what a new file comes with; it becomes the first sheet of the book.
const firstSheet = "Sheet1"

// Sheet ends the sheet before and begins one whose columns have these widths, in characters.
func (b *Book) Sheet(name string, widths ...float64) *Sheet {
	s := &Sheet{book: b}
	first := b.last == nil
	b.flush()
	b.last = s
	if b.err == nil && first {
		b.err = b.file.SetSheetName(firstSheet, name)
	} else if b.err == nil {
		_, b.err = b.file.NewSheet(name)
	}
	if b.err == nil {
		s.stream, b.err = b.file.NewStreamWriter(name)
	}
	for i, width := range widths {
		if b.err == nil {
			b.err = s.stream.SetColWidth(i+1, i+1, width)
		}
	}
	return s
}

// Put writes the next row; without cells the row is left empty.
func (s *Sheet) Put(cells ...any) {
	s.row++
	if s.book.err == nil {
		s.book.err = s.stream.SetRow("A"+strconv.Itoa(s.row), cells)
	}
}

// Write ends the book and gives it out.
func (b *Book) Write(w io.Writer) error {
	b.flush()
	if b.err != nil {
		return b.err
	}
	return b.file.Write(w)
}

// Close gives back what the book holds on the disk, written or not.
func (b *Book) Close() error { return b.file.Close() }

func (b *Book) flush() {
	if b.err == nil && b.last != nil {
		b.err = b.last.stream.Flush()
	}
}
