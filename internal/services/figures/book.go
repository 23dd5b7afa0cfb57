package figures

import (
	"context"
	"io"
	"math"
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"

	"veche/internal/platform/auth"
)

// mostRows bounds the list in a workbook; the list on the screen has no end.
const mostRows = 20_000

// Book writes the figures of a period as a workbook: sums, steps, and the list of the same applications. Formulas of a
// spreadsheet are never written: every cell is a number or a text.
func (s *Service) Book(ctx context.Context, by auth.Actor, in Ask, w io.Writer) error {
	figures, err := s.Figures(ctx, by, in)
	if err != nil {
		return err
	}
	book := excelize.NewFile()
	defer book.Close()
	if err := figures.sheet(book); err != nil {
		return err
	}
	if err := figures.stepSheet(book); err != nil {
		return err
	}
	if err := s.listSheet(ctx, by, book, "", Filter{Ask: in, Hour: anyHour}); err != nil {
		return err
	}
	return book.Write(w)
}

// RegisterBook writes the list behind a figure as a workbook.
func (s *Service) RegisterBook(ctx context.Context, by auth.Actor, f Filter, w io.Writer) error {
	book := excelize.NewFile()
	defer book.Close()
	if err := s.listSheet(ctx, by, book, firstSheet, f); err != nil {
		return err
	}
	return book.Write(w)
}

// firstSheet is what a new workbook comes with.
const firstSheet = "Sheet1"

func (f Figures) sheet(book *excelize.File) error {
	sheet := rows{book: book, sheet: "Показатели"}
	sheet.begin(firstSheet, 48, 14, 14)
	sheet.put("Заявления об услугах, принятые с " + f.From.Russian() + " по " + f.To.Russian())
	if f.Service != "" {
		sheet.put(f.Service)
	}
	sheet.put("", "за период", "год назад")
	sheet.put("Всего", f.Total, f.Before)
	for _, g := range f.Groups {
		if len(g.Lines) == 0 {
			continue
		}
		sheet.put()
		sheet.put(groupWords[g.Key], "за период", "год назад")
		for _, l := range g.Lines {
			sheet.put(word(g.Key, l), l.Count, l.Before)
		}
	}
	return sheet.end()
}

func (f Figures) stepSheet(book *excelize.File) error {
	sheet := rows{book: book, sheet: "Процедуры"}
	sheet.begin("", 32, 12, 14, 14, 14, 18, 18)
	sheet.put("Процедура", "Завершено", "Медиана, дней", "9 из 10, дней", "Год назад", "Медиана год назад", "9 из 10 год назад")
	for _, one := range f.Steps {
		sheet.put(stepWords[one.Kind], one.Now.Count, days(one.Now.Median), days(one.Now.P90), one.Before.Count, days(one.Before.Median), days(one.Before.P90))
	}
	sheet.put()
	sheet.put("Погрешность медианы и значения «9 из 10» – не более " + strconv.FormatFloat(f.SpanError*100, 'f', 1, 64) + " %")
	return sheet.end()
}

// days are seconds in days, to a hundredth.
func days(seconds int64) float64 { return math.Round(float64(seconds)/864) / 100 }

func (s *Service) listSheet(ctx context.Context, by auth.Actor, book *excelize.File, old string, f Filter) error {
	zone := s.org.Zone(ctx, s.db, by.BodyID)
	sheet := rows{book: book, sheet: "Заявления"}
	sheet.begin(old, 18, 40, 24, 26, 20, 18, 18, 24, 14, 18, 24)
	sheet.put("Номер", "Услуга", "Орган", "Состояние", "Канал", "Муниципалитет", "Принято", "Срок", "Последний день", "Завершено", "Заявитель")
	for after, n := "", 0; n < mostRows; {
		page, err := s.Register(ctx, by, f, after, 200)
		if err != nil {
			return err
		}
		for _, r := range page.Items {
			last, closed := "", ""
			if !r.DueOn.IsZero() {
				last = r.DueOn.Russian()
			}
			if r.ClosedAt != nil {
				closed = moment(*r.ClosedAt, zone)
			}
			sheet.put(r.Number, r.Service, r.Body, stateWords[r.State], channelWords[string(r.Channel)], r.Territory, moment(r.AcceptedAt, zone), termWords[string(r.Term)], last, closed, r.Applicant)
		}
		n += len(page.Items)
		if after = page.Next; after == "" {
			break
		}
	}
	return sheet.end()
}

func moment(at time.Time, zone *time.Location) string { return at.In(zone).Format("02.01.2006 15:04") }

// rows writes a sheet row after row; the first trouble ends it.
type rows struct {
	book   *excelize.File
	sheet  string
	stream *excelize.StreamWriter
	row    int
	err    error
}

func (l *rows) begin(old string, widths ...float64) {
	if old != "" {
		l.err = l.book.SetSheetName(old, l.sheet)
	} else {
		_, l.err = l.book.NewSheet(l.sheet)
	}
	if l.err == nil {
		l.stream, l.err = l.book.NewStreamWriter(l.sheet)
	}
	for i, width := range widths {
		if l.err == nil {
			l.err = l.stream.SetColWidth(i+1, i+1, width)
		}
	}
}

func (l *rows) put(cells ...any) {
	l.row++
	if l.err == nil {
		l.err = l.stream.SetRow("A"+strconv.Itoa(l.row), cells)
	}
}

func (l *rows) end() error {
	if l.err != nil {
		return l.err
	}
	return l.stream.Flush()
}
