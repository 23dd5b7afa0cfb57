package visits

import (
	"bytes"
	"context"
	"strconv"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/fail"
	"veche/internal/platform/sheet"
)

// outcomeWords are how the printed card and the register name an outcome.
var outcomeWords = map[Outcome]string{
	Oral:      "Ответ дан устно в ходе приёма с согласия гражданина (ст. 13 ч. 3)",
	Written:   "Будет дан письменный ответ (ст. 13 ч. 3)",
	Taken:     "Принято письменное обращение (ст. 13 ч. 4)",
	Elsewhere: "Разъяснено, куда и в каком порядке обратиться (ст. 13 ч. 5)",
	Refused:   "Отказано в дальнейшем рассмотрении: ответ по существу дан ранее (ст. 13 ч. 6)",
}

// PDF prints the card of a visit that is over. The reading is written down.
func (s *Service) PDF(ctx context.Context, by auth.Actor, id int64) ([]byte, error) {
	v, d, err := s.openVisit(ctx, s.db, by, id)
	if err != nil {
		return nil, err
	}
	if v.State != Received {
		return nil, fail.New(fail.Conflict, "visit.no_card", "visit %d is %s", id, v.State)
	}
	if err := audit.Seen(ctx, s.db, by, v.Ref()); err != nil {
		return nil, err
	}
	c, err := s.card(ctx, by, v, d)
	if err != nil {
		return nil, err
	}
	body, err := s.org.Body(ctx, s.db, v.BodyID)
	if err != nil {
		return nil, err
	}
	return c.print(body.Name)
}

func (c Card) print(body string) ([]byte, error) {
	out := sheet.New(sheet.Meta{Title: "Карточка личного приёма № " + strconv.Itoa(c.Number), Author: body, Created: *c.HeldAt})
	out.Title("Карточка личного приёма гражданина № " + strconv.Itoa(c.Number) + "/" + strconv.Itoa(c.Year))
	pairs := []sheet.KeyValue{{Key: "Орган", Value: body}, {Key: "Дата приёма", Value: inWords(c.On, c.At)}, {Key: "Место приёма", Value: c.Place},
		{Key: "Приём провёл", Value: c.Official + ", " + c.Post}, {Key: "Гражданин", Value: c.Name}, {Key: "Документ, удостоверяющий личность", Value: "предъявлен"}}
	put := func(key, value string) {
		if value != "" {
			pairs = append(pairs, sheet.KeyValue{Key: key, Value: value})
		}
	}
	put("Адрес", c.Address)
	put("Телефон", c.Phone)
	put("Электронная почта", c.Email)
	put("Социальное положение", c.Status)
	if c.OutOfTurn {
		put("Порядок приёма", "первоочередной (ст. 13 ч. 7)")
	}
	put("Тема", c.Topic)
	if c.Code != "" {
		put("Тематика", c.Code+" "+c.Theme)
	}
	out.KeyValues(pairs...)
	out.Heading("Содержание обращения")
	out.Paragraph(c.Content)
	out.Heading("Результат приёма")
	out.Paragraph(outcomeWords[c.Outcome] + ".")
	if c.Answer != "" {
		out.Paragraph(c.Answer)
	}
	if c.PreviousNo != "" {
		out.Paragraph("Ранее рассмотренное обращение: № " + c.PreviousNo + ".")
	}
	if c.AppealNo != "" {
		out.Paragraph("Обращение зарегистрировано под № " + c.AppealNo + ".")
	}
	out.Space(8)
	if c.Outcome == Oral {
		out.Paragraph("С устным ответом согласен(а), письменный ответ не требуется: ____________________ (подпись гражданина)")
	}
	out.Paragraph("Карточку заполнил(а): " + c.HeldByName + " ____________________")
	var pdf bytes.Buffer
	err := out.Write(&pdf)
	return pdf.Bytes(), err
}
