package figures

import (
	"context"
	"io"
	"math"
	"strconv"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/workbook"
)

// mostRows bounds the list in a workbook; the list on the screen has no end.
const mostRows = 20_000

// Book writes the figures of a period as a workbook: sums, steps, and the list of the same applications.
func (s *Service) Book(ctx context.Context, by auth.Actor, in Ask, w io.Writer) error {
	figures, err := s.Figures(ctx, by, in)
	if err != nil {
		return err
	}
	book := workbook.New()
	defer book.Close()
	figures.sheet(book)
	figures.stepSheet(book)
	if err := s.listSheet(ctx, by, book, Filter{Ask: in, Hour: anyHour}); err != nil {
		return err
	}
	return book.Write(w)
}

// RegisterBook writes the list behind a figure as a workbook.
func (s *Service) RegisterBook(ctx context.Context, by auth.Actor, f Filter, w io.Writer) error {
	book := workbook.New()
	defer book.Close()
	if err := s.listSheet(ctx, by, book, f); err != nil {
		return err
	}
	return book.Write(w)
}

func (f Figures) sheet(book *workbook.Book) {
	sheet := book.Sheet("Показатели", 48, 14, 14)
	sheet.Put("Заявления об услугах, принятые с " + f.From.Russian() + " по " + f.To.Russian())
	if f.Service != "" {
		sheet.Put(f.Service)
	}
	sheet.Put("", "за период", "год назад")
	sheet.Put("Всего", f.Total, f.Before)
	for _, g := range f.Groups {
		if len(g.Lines) == 0 {
			continue
		}
		sheet.Put()
		sheet.Put(groupWords[g.Key], "за период", "год назад")
		for _, l := range g.Lines {
			sheet.Put(word(g.Key, l), l.Count, l.Before)
		}
	}
}

func (f Figures) stepSheet(book *workbook.Book) {
	sheet := book.Sheet("Процедуры", 32, 12, 14, 14, 14, 18, 18)
	sheet.Put("Процедура", "Завершено", "Медиана, дней", "9 из 10, дней", "Год назад", "Медиана год назад", "9 из 10 год назад")
	for _, one := range f.Steps {
		sheet.Put(stepWords[one.Kind], one.Now.Count, days(one.Now.Median), days(one.Now.P90), one.Before.Count, days(one.Before.Median), days(one.Before.P90))
	}
	sheet.Put()
	sheet.Put("Погрешность медианы и значения «9 из 10» – не более " + strconv.FormatFloat(f.SpanError*100, 'f', 1, 64) + " %")
}

// days are seconds in days, to a hundredth.
func days(seconds int64) float64 { return math.Round(float64(seconds)/864) / 100 }

func (s *Service) listSheet(ctx context.Context, by auth.Actor, book *workbook.Book, f Filter) error {
	zone := s.org.Zone(ctx, s.db, by.BodyID)
	sheet := book.Sheet("Заявления", 18, 40, 24, 26, 20, 18, 18, 24, 14, 18, 24, 16)
	head := []any{"Номер", "Услуга", "Орган", "Состояние", "Канал", "Муниципалитет", "Принято", "Срок", "Последний день", "Завершено", "Заявитель"}
	if f.Passed != "" { // the list is of steps
		head = append(head, "Длилась, дней")
	}
	sheet.Put(head...)
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
			cells := []any{r.Number, r.Service, r.Body, stateWords[r.State], channelWords[string(r.Channel)], r.Territory, moment(r.AcceptedAt, zone), termWords[string(r.Term)], last, closed, r.Applicant}
			if r.StepID != 0 {
				cells = append(cells, days(r.Lasted))
			}
			sheet.Put(cells...)
		}
		n += len(page.Items)
		if after = page.Next; after == "" {
			break
		}
	}
	return nil
}

func moment(at time.Time, zone *time.Location) string { return at.In(zone).Format("02.01.2006 15:04") }
