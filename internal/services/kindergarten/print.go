package kindergarten

import (
	"bytes"
	"context"
	"fmt"

	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/sheet"
	"veche/internal/services"
)

var paperTitles = map[PaperKind]string{Direction: kindDirection, Denial: "Отказ в постановке на учёт в детский сад"}

const extractTitle = "Выписка из приказа о зачислении"

// profiles in words.
var profiles = map[string]string{"general": "общеразвивающая", "special": "компенсирующая или оздоровительная"}

// page begins a paper with what is common to all: the body, the child, the application.
func (s *Service) page(ctx context.Context, r db.Reader, one Record, title string, more ...sheet.KeyValue) (*sheet.Sheet, error) {
	body, err := s.org.Body(ctx, r, one.BodyID)
	if err != nil {
		return nil, err
	}
	out := sheet.New(sheet.Meta{Title: title, Author: body.Name, Created: s.db.Now()})
	out.Title(title)
	facts := []sheet.KeyValue{{Key: "Орган", Value: body.Name}, {Key: "Ребёнок", Value: one.ChildName}}
	if !one.BornOn.IsZero() {
		facts = append(facts, sheet.KeyValue{Key: "Дата рождения", Value: one.BornOn.Russian()})
	}
	facts = append(facts, sheet.KeyValue{Key: "Заявление", Value: "№ " + one.Number + ", принято " + one.AcceptedAt.In(s.org.Zone(ctx, r, one.BodyID)).Format("02.01.2006 в 15:04:05")})
	out.KeyValues(append(facts, more...)...)
	return out, nil
}

func written(out *sheet.Sheet) ([]byte, error) {
	var raw bytes.Buffer
	err := out.Write(&raw)
	return raw.Bytes(), err
}

// printDirection sets a direction. Its own number and its signature stand beside the file: the bytes are those that are signed.
func (s *Service) printDirection(ctx context.Context, r db.Reader, q Queue, f Formation, one Record) ([]byte, error) {
	type row struct {
		Garden string `db:"garden"`
		Name   string `db:"name"`
	}
	place, err := db.One[row](ctx, r, "SELECT k.name AS garden, g.name FROM kindergarten_groups g JOIN kindergartens k ON k.id = g.kindergarten_id WHERE g.id = $1", *one.GroupID)
	if err != nil {
		return nil, err
	}
	since := first(f.Year)
	if one.WishedOn.After(since) || !f.Main {
		since = one.WishedOn
	}
	more := []sheet.KeyValue{{Key: "Право", Value: q.title(one.Benefit)}, {Key: "Детский сад", Value: place.Garden}, {Key: "Группа", Value: place.Name + ", " + profiles[one.Profile]},
		{Key: "Учебный год", Value: fmt.Sprintf("%d/%d", f.Year, f.Year+1)}}
	if !since.IsZero() {
		more = append(more, sheet.KeyValue{Key: "Место с", Value: since.Russian()})
	}
	out, err := s.page(ctx, r, one, kindDirection, append(more, sheet.KeyValue{Key: "Основание", Value: "приказ о направлении " + f.Title()})...)
	if err != nil {
		return nil, err
	}
	out.Heading("Что делать")
	out.Paragraph(fmt.Sprintf("Примите место или откажитесь от него в личном кабинете. Срок ответа – %d рабочих дней со дня подписания направления.", q.AnswerDays))
	out.Paragraph("Приняв место, придите в детский сад с паспортом, свидетельством о рождении ребёнка и медицинским заключением (пункты 9 и 11 Порядка приёма, утверждённого приказом Минпросвещения России от 15 мая 2020 г. № 236) и подпишите договор. Приказ о зачислении издают за три рабочих дня после договора (пункт 15).")
	out.Paragraph("При отказе и при молчании место получает другой ребёнок. Ваш ребёнок остаётся на учёте с прежней датой.")
	return written(out)
}

// printDenial sets a refusal with its ground, what to do, and where to complain (210-ФЗ гл. 2.1).
func (s *Service) printDenial(ctx context.Context, r db.Reader, one Record, code, reason string) ([]byte, error) {
	g, err := s.mayDeny(ctx, r, one.ServiceID, code)
	if err != nil {
		return nil, err
	}
	out, err := s.page(ctx, r, one, paperTitles[Denial])
	if err != nil {
		return nil, err
	}
	out.Heading("Основание отказа")
	out.Paragraph(g.Text + " (" + g.Act + ").")
	out.Paragraph(reason)
	out.Paragraph("Отказ не мешает подать заявление снова, когда его причина будет устранена. Решение можно обжаловать в досудебном порядке (глава 2.1 Федерального закона № 210-ФЗ) и в суде.")
	return written(out)
}

// Extract prints what the order of enrolment says of one child: the order itself names numbers alone. It is for the parent;
// that the application is his, the caller has asked.
func (s *Service) Extract(ctx context.Context, r db.Reader, place services.Ref) ([]byte, error) {
	list, err := db.All[Record](ctx, r, "SELECT "+recordColumns+" FROM kindergarten_records WHERE service_id = $1 AND year = $2 AND sequence = $3", place.ServiceID, place.Year, place.Sequence)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 || list[0].extract() == "" {
		return nil, fail.New(fail.NotFound, "kindergarten.not_found", "no extract at %d", place.Sequence)
	}
	one := list[0]
	o, err := db.One[Order](ctx, r, "SELECT "+orderColumns+" FROM kindergarten_orders WHERE id = $1", *one.OrderID)
	if err != nil {
		return nil, err
	}
	where, err := s.where(ctx, r, *one.GroupID)
	if err != nil {
		return nil, err
	}
	out, err := s.page(ctx, r, one, extractTitle, sheet.KeyValue{Key: "Приказ", Value: o.Title()}, sheet.KeyValue{Key: "Договор", Value: contractWords(one.ContractOn)})
	if err != nil {
		return nil, err
	}
	out.Heading("Зачислить в детский сад")
	out.Paragraph(one.ChildName + ": " + where + ".")
	out.Paragraph("Приказ подписан электронной подписью: " + o.Signatory + ". Как проверена подпись, показано в личном кабинете.")
	return written(out)
}

func contractWords(on calendar.Date) string { return "от " + on.Russian() }

// extract names what the parent gets of the order, "" while there is none.
func (r Record) extract() string {
	if r.State == Enrolled && r.OrderID != nil {
		return extractTitle
	}
	return ""
}
