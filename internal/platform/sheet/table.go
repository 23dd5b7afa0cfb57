package sheet

// Column of a table. Widths are shares: columns of 1, 2 and 1 take a quarter, a half and a quarter.
type Column struct {
	Title string
	Width float64
	Align Align // of the cells; empty is Left
}

// padding between the lines of a table and its text, in millimetres.
const padding = 1.2

// Table sets rows under a header that is repeated on every page. Cells wrap; a row stays on one page
// unless it is longer than a page.
func (s *Sheet) Table(columns []Column, rows [][]string) {
	t := table{Sheet: s, columns: columns, widths: s.shares(columns)}
	titles := make([]string, len(columns))
	for i, c := range columns {
		titles[i] = c.Title
	}
	s.font("B", tableSize)
	t.header = t.cells(titles)
	s.font("", tableSize)
	first := t.header
	if len(rows) > 0 {
		first = t.cells(rows[0])
	}
	s.need(t.header.height() + first.height())
	t.putHeader()
	for _, row := range rows {
		t.put(t.cells(row))
	}
	s.y += 3
}

// shares turns the widths of columns into millimetres.
func (s *Sheet) shares(columns []Column) []float64 {
	total := 0.0
	for _, c := range columns {
		total += c.Width
	}
	widths := make([]float64, len(columns))
	for i, c := range columns {
		if total > 0 {
			widths[i] = s.width() * c.Width / total
		} else {
			widths[i] = s.width() / float64(len(columns))
		}
	}
	return widths
}

type table struct {
	*Sheet
	columns []Column
	widths  []float64
	header  row
}

// row is the wrapped lines of every cell.
type row [][]string

func (t *table) cells(values []string) row {
	r := make(row, len(t.columns))
	for i := range r {
		if i < len(values) {
			r[i] = t.wrap(values[i], t.widths[i]-2*padding)
		}
	}
	return r
}

func (r row) lines() (n int) {
	for _, cell := range r {
		n = max(n, len(cell))
	}
	return n
}

const tableLine = tableSize * lineHeight

func (r row) height() float64 { return float64(max(r.lines(), 1))*tableLine + 2*padding }

// split takes off the first n lines of every cell.
func (r row) split(n int) (head, tail row) {
	head, tail = make(row, len(r)), make(row, len(r))
	for i, cell := range r {
		cut := min(n, len(cell))
		head[i], tail[i] = cell[:cut], cell[cut:]
	}
	return head, tail
}

func (t *table) putHeader() {
	t.font("B", tableSize)
	t.draw(t.header, Centre)
	t.font("", tableSize)
}

// put sets a row, with the header before it on a new page, and in parts if no page can hold it.
func (t *table) put(r row) {
	page := t.end() - top - t.header.height()
	if t.y+r.height() > t.end() && (r.height() <= page || t.y+4*tableLine > t.end()) {
		t.newPage()
		t.putHeader()
	}
	for t.y+r.height() > t.end() {
		fits := max(1, int((t.end()-t.y-2*padding)/tableLine))
		var head row
		head, r = r.split(fits)
		t.draw(head, "")
		if r.lines() == 0 {
			return
		}
		t.newPage()
		t.putHeader()
	}
	t.draw(r, "")
}

// draw sets the cells in their frames; align overrides the columns.
func (t *table) draw(r row, align Align) {
	x, start, height := left, t.y, r.height()
	for i, cell := range r {
		t.pdf.Rect(x, start, t.widths[i], height, "D")
		side := align
		if side == "" {
			side = t.columns[i].Align
		}
		if side == "" {
			side = Left
		}
		t.y = start + padding
		for _, line := range cell {
			t.line(x+padding, t.widths[i]-2*padding, tableLine, line, side)
			t.y += tableLine
		}
		x += t.widths[i]
	}
	t.y = start + height
}
