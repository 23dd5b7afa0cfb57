package appeals

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
)

// valuesOf are the fields of a letter, filled from the card.
func (s *Service) valuesOf(ctx context.Context, tx *db.Tx, m *matter, l letter, to []recipient) (map[string]string, error) {
	values := map[string]string{}
	for _, name := range fields {
		values[name] = ""
	}
	who, err := authors(ctx, tx, m.DocumentID)
	if err != nil {
		return nil, err
	}
	values["author"], values["greeting"] = namesOf(who), greeting(who, m.Collective)
	if l.kind == LetterByEmail {
		values["greeting"] = greeting([]Author{{Name: l.details.Name}}, false)
	}
	if m.card.ReceivedAt != nil {
		values["received"] = day(calendar.DateOf(*m.card.ReceivedAt, s.org.Zone(ctx, tx, m.BodyID)))
	}
	values["number"], values["date"], values["due"] = m.card.Number, day(m.card.RegisteredOn), day(m.Due().Date)
	if m.card.Number != "" {
		values["reference"] = "На № " + m.card.Number + " от " + values["date"]
	}
	values["extended_to"], values["reason"] = day(m.ExtendedTo.Date), strings.TrimRight(l.details.Reason, ". ")
	values["questions"], values["answers"] = questionLines(m.questions, l.details.Questions), answerLines(m.questions, l.lines)
	values["documents"], values["interim"], values["link"] = l.details.Text, l.details.Text, l.details.Link
	values["when"], values["place"], values["official"] = l.details.When, l.details.Place, l.details.Official
	if err := s.forwardValues(ctx, tx, m, l, to, values); err != nil {
		return nil, err
	}
	if values["previous"], err = s.previousLines(ctx, tx, l.details.Previous); err != nil || l.details.Decision == 0 {
		return values, err
	}
	decision, err := s.documents.Get(ctx, tx, l.details.Decision)
	values["decision"] = "от " + day(decision.RegisteredOn) + " № " + decision.Number
	return values, err
}

// forwardValues name to whom questions go, by which norm, and what becomes of the others.
func (s *Service) forwardValues(ctx context.Context, r db.Reader, m *matter, l letter, to []recipient, values map[string]string) error {
	if l.kind != LetterForwardBody && l.kind != LetterForwardAuthor {
		return nil
	}
	c, err := s.documents.Correspondent(ctx, r, l.details.To)
	if err != nil {
		return err
	}
	values["to_name"], values["to_address"] = c.Name, c.Address
	var others []string
	rest := 0
	for _, q := range m.questions {
		switch {
		case slices.Contains(l.details.Questions, q.No):
		case q.Result == Transferred:
			others = append(others, fmt.Sprintf("вопрос %d – %s", q.No, q.ToBody))
		default:
			rest++
		}
	}
	values["norm"] = "частью 3 статьи 8"
	switch {
	case m.Migration:
		values["norm"] = "частью 3.1 статьи 8"
	case rest > 0 || len(others) > 0:
		values["norm"] = "частью 4 статьи 8"
	}
	if len(others) > 0 {
		values["copies"] = "Копии обращения направлены: " + strings.Join(others, "; ") + "."
	}
	if rest > 0 {
		values["rest"] = "На остальные вопросы ответ дадим мы, не позднее " + day(m.Due().Date) + "."
	}
	return nil
}

// questionLines are the questions of a letter, all of them where none is named.
func questionLines(list []Question, numbers []int) string {
	var lines []string
	for _, q := range list {
		if len(numbers) == 0 || slices.Contains(numbers, q.No) {
			lines = append(lines, fmt.Sprintf("%d. %s", q.No, q.Text))
		}
	}
	return strings.Join(lines, "\n")
}

// answerLines put the answer under its question; where none is typed the place is left for the executor.
func answerLines(list []Question, lines []AnswerLine) string {
	var out []string
	for _, q := range list {
		at := slices.IndexFunc(lines, func(l AnswerLine) bool { return l.No == q.No })
		if at < 0 && (len(lines) > 0 || !q.Open()) {
			continue
		}
		answer := "Текст ответа."
		if at >= 0 && lines[at].Text != "" {
			answer = lines[at].Text
		}
		out = append(out, fmt.Sprintf("%d. %s\n%s", q.No, q.Text, answer))
	}
	return strings.Join(out, "\n\n")
}

// previousLines list the answers that were given before, with their numbers and dates.
func (s *Service) previousLines(ctx context.Context, r db.Reader, ids []int64) (string, error) {
	var lines []string
	for _, id := range ids {
		d, err := s.documents.Get(ctx, r, id)
		if err != nil {
			return "", err
		}
		line := "– ответ от " + day(d.RegisteredOn) + " № " + d.Number
		if d.InReplyToID != nil {
			was, err := s.documents.Get(ctx, r, *d.InReplyToID)
			if err != nil {
				return "", err
			}
			line += " на обращение от " + day(was.RegisteredOn) + " № " + was.Number
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, ";\n"), nil
}

func namesOf(list []Author) string {
	var names []string
	for _, a := range list {
		names = append(names, a.Name)
	}
	return strings.Join(names, ", ")
}

// greeting addresses the author by name and patronymic; the patronymic tells how. Where it does not, nobody is addressed
// wrongly.
func greeting(list []Author, collective bool) string {
	if collective && len(list) > 1 {
		return "Уважаемые заявители!"
	}
	if len(list) == 0 {
		return "Здравствуйте!"
	}
	words := strings.Fields(list[0].Name)
	if len(words) != 3 {
		return "Здравствуйте!"
	}
	for ending, word := range map[string]string{"ич": "Уважаемый", "на": "Уважаемая", "оглы": "Уважаемый", "кызы": "Уважаемая"} {
		if strings.HasSuffix(words[2], ending) {
			return word + " " + words[1] + " " + words[2] + "!"
		}
	}
	return "Здравствуйте!"
}
