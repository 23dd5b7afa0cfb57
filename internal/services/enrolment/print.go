package enrolment

import (
	"bytes"
	"context"
	"strconv"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/sheet"
	"veche/internal/services/directive"
)

// PDF prints an order: numbers with their ranks, nobody's name. It is what hangs on the board of the school.
func (s *Service) PDF(ctx context.Context, by auth.Actor, id int64) ([]byte, error) {
	o, school, err := s.OrderByID(ctx, by, id)
	if err != nil {
		return nil, err
	}
	body, err := s.org.Body(ctx, s.db, o.BodyID)
	if err != nil {
		return nil, err
	}
	return o.print(body.Name, school.Name, calendar.DateOf(o.At, s.org.Zone(ctx, s.db, o.BodyID)))
}

func (o Order) print(body, school string, on calendar.Date) ([]byte, error) {
	title := "Приказ " + o.Title()
	out := sheet.New(sheet.Meta{Title: title, Author: body, Created: o.At})
	out.Title(title)
	out.Title("О зачислении в первый класс")
	pairs := []sheet.KeyValue{{Key: "Школа", Value: school}, {Key: "Дата", Value: on.Russian()}, {Key: "Этап приёма", Value: strconv.Itoa(int(o.Stage))}}
	if o.Act != "" {
		pairs = append(pairs, sheet.KeyValue{Key: "Закреплённая территория", Value: "акт " + o.Act})
	}
	out.KeyValues(pairs...)
	out.Heading("Зачислить")
	out.Table(columns, rows(o.Lines.V, true))
	if without := rows(o.Lines.V, false); len(without) > 0 {
		out.Heading("Отказать за отсутствием свободных мест (273-ФЗ ст. 67 ч. 4)")
		out.Table(columns, without)
	}
	out.Paragraph("Порядок: этап, группа, место в порядке приёма заявлений. " + o.Person)
	if o.State == directive.InForce {
		out.Paragraph("Подписан электронной подписью: " + o.Signatory)
	} else {
		out.Paragraph("Проект: до подписания силы не имеет.")
	}
	var raw bytes.Buffer
	err := out.Write(&raw)
	return raw.Bytes(), err
}

var columns = []sheet.Column{{Title: "№", Width: 1}, {Title: "Номер заявления", Width: 4}, {Title: "Группа", Width: 5}, {Title: "Место в порядке приёма", Width: 3}}

// rows are the children of an order who are enrolled, or who are not.
func rows(list []Line, enrolled bool) (cells [][]string) {
	for _, line := range list {
		if line.Enrolled == enrolled {
			cells = append(cells, []string{strconv.Itoa(len(cells) + 1), line.Number, groupWords[line.Group], strconv.FormatInt(line.Sequence, 10)})
		}
	}
	return cells
}
