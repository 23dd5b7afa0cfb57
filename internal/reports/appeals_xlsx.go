package reports

import (
	"context"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"

	"veche/internal/appeals"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
)

// mostRows bounds the list in a workbook; the register on the screen has no end.
const mostRows = 20_000

func number(n int64) string { return strconv.FormatInt(n, 10) }

// AppealsBook writes the figures of a period and the register of the same appeals as a workbook. Formulas of a spreadsheet
// are never written: every cell is a number or a text.
func (s *Service) AppealsBook(ctx context.Context, by auth.Actor, from, to calendar.Date, body int64, w io.Writer) error {
	figures, err := s.Appeals(ctx, by, from, to, body)
	if err != nil {
		return err
	}
	book := excelize.NewFile()
	defer book.Close()
	sheet := rows{book: book, sheet: "Показатели"}
	sheet.begin("Sheet1", []float64{48, 14, 14})
	sheet.put("Обращения граждан, зарегистрированные с " + from.Russian() + " по " + to.Russian())
	sheet.put("Всего", figures.Total, figures.Before)
	for _, g := range figures.Groups {
		sheet.put()
		sheet.put(groupWords[g.Key], "за период", "год назад")
		for _, l := range g.Lines {
			sheet.put(lineTitle(g.Key, l), l.Count, l.Before)
		}
	}
	if sheet.err == nil {
		sheet.err = sheet.stream.Flush()
	}
	if err := s.registerSheet(ctx, by, book, figures); err != nil {
		return err
	}
	if sheet.err != nil {
		return sheet.err
	}
	return book.Write(w)
}

func lineTitle(group string, l Count) string {
	if l.Title != "" {
		return l.Title
	}
	if word, known := words[group][l.Key]; known {
		return word
	}
	return l.Key
}

func (s *Service) registerSheet(ctx context.Context, by auth.Actor, book *excelize.File, figures Appeals) error {
	list := rows{book: book, sheet: "Реестр"}
	list.begin("", []float64{18, 14, 14, 14, 14, 18, 16, 24, 40, 20, 22, 14, 16, 12})
	list.put("Орган", "Номер", "Зарегистрировано", "Срок", "Рассмотрено", "Вид", "Источник", "Код", "Тематика", "Исполнитель", "Результат", "Дней до срока", "Автор", "Оценка ответа")
	f := appeals.RegisterFilter{View: "all", BodyID: figures.BodyID, From: figures.From, To: figures.To}
	for after, n := "", 0; n < mostRows; {
		page, err := s.appeals.Register(ctx, by, f, after, 200)
		if err != nil {
			return err
		}
		for _, r := range page.Items {
			left := any("")
			if r.DaysLeft != nil {
				left = *r.DaysLeft
			}
			closed := ""
			if !r.Open {
				closed = r.ClosedOn.Russian()
			}
			list.put(r.Body, r.Number, r.RegisteredOn.Russian(), r.DueOn.Russian(), closed, words["kind"][string(r.Kind)], words["origin"][string(r.Origin)],
				r.Code, r.Theme, r.Executor, words["result"][string(r.Result)], left, authorWord(r), ratingOf(r))
		}
		n += len(page.Items)
		if after = page.Next; after == "" {
			break
		}
	}
	if list.err != nil {
		return list.err
	}
	return list.stream.Flush()
}

func authorWord(r appeals.RegisterRow) string {
	if r.Organisation {
		return "Организация"
	}
	return "Гражданин"
}

// ratingOf leaves the cell empty while there is no rating.
func ratingOf(r appeals.RegisterRow) any {
	if r.Rating == 0 {
		return ""
	}
	return r.Rating
}

// rows writes a sheet row after row; the first trouble ends it.
type rows struct {
	book   *excelize.File
	sheet  string
	stream *excelize.StreamWriter
	row    int
	err    error
}

func (l *rows) begin(old string, widths []float64) {
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
