package reports

import (
	"context"
	"io"
	"strconv"

	"veche/internal/appeals"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/workbook"
)

// mostRows bounds the list in a workbook; the register on the screen has no end.
const mostRows = 20_000

func number(n int64) string { return strconv.FormatInt(n, 10) }

// AppealsBook writes the figures of a period and the register of the same appeals as a workbook.
func (s *Service) AppealsBook(ctx context.Context, by auth.Actor, from, to calendar.Date, body int64, w io.Writer) error {
	figures, err := s.Appeals(ctx, by, from, to, body)
	if err != nil {
		return err
	}
	book := workbook.New()
	defer book.Close()
	sheet := book.Sheet("Показатели", 48, 14, 14)
	sheet.Put("Обращения граждан, зарегистрированные с " + from.Russian() + " по " + to.Russian())
	sheet.Put("Всего", figures.Total, figures.Before)
	for _, g := range figures.Groups {
		sheet.Put()
		sheet.Put(groupWords[g.Key], "за период", "год назад")
		for _, l := range g.Lines {
			sheet.Put(lineTitle(g.Key, l), l.Count, l.Before)
		}
	}
	if err := s.registerSheet(ctx, by, book, figures); err != nil {
		return err
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

func (s *Service) registerSheet(ctx context.Context, by auth.Actor, book *workbook.Book, figures Appeals) error {
	list := book.Sheet("Реестр", 18, 14, 14, 14, 14, 18, 16, 24, 40, 20, 22, 14, 16, 12)
	list.Put("Орган", "Номер", "Зарегистрировано", "Срок", "Рассмотрено", "Вид", "Источник", "Код", "Тематика", "Исполнитель", "Результат", "Дней до срока", "Автор", "Оценка ответа")
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
			list.Put(r.Body, r.Number, r.RegisteredOn.Russian(), r.DueOn.Russian(), closed, words["kind"][string(r.Kind)], words["origin"][string(r.Origin)],
				r.Code, r.Theme, r.Executor, words["result"][string(r.Result)], left, authorWord(r), ratingOf(r))
		}
		n += len(page.Items)
		if after = page.Next; after == "" {
			break
		}
	}
	return nil
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
