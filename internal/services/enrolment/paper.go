package enrolment

import (
	"bytes"
	"context"
	"fmt"

	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/sheet"
	"veche/internal/services"
	"veche/internal/services/catalogue"
)

// paperName is what a parent gets of the decision on his own child, "" while there is none.
func (e Enrolment) paperName() string {
	switch e.State {
	case Enrolled:
		return "Выписка из приказа о зачислении"
	case NoPlace, Refused:
		return "Уведомление об отказе в зачислении"
	}
	return ""
}

// Paper prints the extract from the order for one child, or the notice of the refusal with its ground and what to do: the
// order itself names numbers alone. It is for the applicant; that the application is his, the caller has asked.
func (s *Service) Paper(ctx context.Context, r db.Reader, place services.Ref) ([]byte, error) {
	e, found, err := s.at(ctx, r, place)
	if err != nil {
		return nil, err
	}
	if !found || e.paperName() == "" {
		return nil, noApplication(place.Sequence)
	}
	v, err := s.standing(ctx, r, e)
	if err != nil {
		return nil, err
	}
	body, err := s.org.Body(ctx, r, e.BodyID)
	if err != nil {
		return nil, err
	}
	zone := s.org.Zone(ctx, r, e.BodyID)
	out := sheet.New(sheet.Meta{Title: e.paperName(), Author: body.Name, Created: e.ChangedAt})
	out.Title(e.paperName())
	facts := []sheet.KeyValue{{Key: "Орган", Value: body.Name}, {Key: "Школа", Value: v.School}, {Key: "Ребёнок", Value: e.ChildName}}
	if !e.BornOn.IsZero() {
		facts = append(facts, sheet.KeyValue{Key: "Дата рождения", Value: e.BornOn.Russian()})
	}
	facts = append(facts, sheet.KeyValue{Key: "Заявление", Value: "№ " + e.Number + ", принято " + e.AcceptedAt.In(zone).Format("02.01.2006 в 15:04:05.000000")},
		sheet.KeyValue{Key: "Решение принято", Value: calendar.DateOf(e.ChangedAt, zone).Russian()})
	out.KeyValues(facts...)
	if err := s.decided(ctx, r, e, v, out); err != nil {
		return nil, err
	}
	var raw bytes.Buffer
	err = out.Write(&raw)
	return raw.Bytes(), err
}

// decided writes the decision itself.
func (s *Service) decided(ctx context.Context, r db.Reader, e Enrolment, v Standing, out *sheet.Sheet) error {
	if e.OrderID != nil {
		o, err := db.One[Order](ctx, r, "SELECT "+orderColumns+" FROM enrolment_orders WHERE id = $1", *e.OrderID)
		if err != nil {
			return err
		}
		defer out.Paragraph("Приказ " + o.Title() + " подписан электронной подписью: " + o.Signatory + ". Файл приказа и подпись – в личном кабинете; подпись проверяется без сети на странице /verify/.")
	}
	if e.State == Enrolled {
		out.Heading("Зачислить в первый класс")
		out.Paragraph(fmt.Sprintf("%s (заявление № %s). %s", e.ChildName, e.Number, v.Why))
		return nil
	}
	grounds, err := s.applications.GroundsOf(ctx, r, e.ServiceID)
	if err != nil {
		return err
	}
	out.Heading("Основание отказа")
	for _, g := range grounds {
		if g.Code == e.Refusal {
			out.Paragraph(ground(g))
		}
	}
	out.Paragraph(v.Why)
	out.Paragraph("Решение можно обжаловать в досудебном порядке (глава 2.1 Федерального закона № 210-ФЗ) и в суде.")
	return nil
}

func ground(g catalogue.Ground) string {
	words := g.Text + " (" + g.Act + ")."
	if g.Cure != "" {
		words += " Что делать: " + g.Cure
	}
	return words
}
