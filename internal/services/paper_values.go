package services

import (
	"bytes"
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"veche/internal/platform/calendar"
	"veche/internal/platform/convert"
	"veche/internal/platform/db"
	"veche/internal/services/form"
)

// paperFields are the fields that a form may ask for, beside the letterhead and what follows answerField and requestField.
var paperFields = []string{"accepted", "act", "addressee", "answers", "applicant", "applicant_address", "applicant_born", "applicant_inn", "applicant_ogrn", "applicant_snils", "basis", "bring",
	"complaint", "complaint_date", "complaint_ground", "complaint_number", "cure", "date", "decision", "due", "fact", "greeting", "ground", "hours", "measures", "missing", "number", "outcome",
	"place", "reason", "representative", "requests", "result", "service", "text", "today", "until", "variant", "way"}

// Beginnings of fields that have a name of their own behind them: the path of an answer of the form, the kind of an
// interagency request.
const (
	answerField  = "answer."
	requestField = "request."
)

// paperValues are the fields of a paper, filled from the card.
func (s *Service) paperValues(ctx context.Context, r db.Reader, m *matter, d draft, docx []byte) (map[string]string, error) {
	who, err := s.ApplicantByID(ctx, r, m.ApplicantID)
	if err != nil {
		return nil, err
	}
	values := map[string]string{}
	for _, name := range paperFields {
		values[name] = ""
	}
	s.caseValues(ctx, r, m, who, values)
	maps.Copy(values, d.values(m))
	asked, err := convert.Fields(bytes.NewReader(docx), int64(len(docx)))
	if err != nil {
		return nil, err
	}
	if err := s.answerValues(ctx, r, m, asked, values); err != nil {
		return nil, err
	}
	return values, s.requestValues(ctx, r, m, asked, values)
}

// caseValues are what the record says of the applicant and of the case.
func (s *Service) caseValues(ctx context.Context, r db.Reader, m *matter, who Applicant, values map[string]string) {
	zone := s.Org.Zone(ctx, r, m.BodyID)
	accepted := calendar.DateOf(m.AcceptedAt, zone).Russian()
	values["accepted"], values["date"], values["today"] = accepted, accepted, s.Org.Today(ctx, r, m.BodyID, s.db.Now()).Russian()
	if !m.RegisteredOn.IsZero() {
		values["date"] = m.RegisteredOn.Russian()
	}
	if !m.Due.V.Date.IsZero() {
		values["due"] = m.Due.V.Date.Russian()
	}
	if !who.BornOn.IsZero() {
		values["applicant_born"] = who.BornOn.Russian()
	}
	values["applicant"], values["applicant_address"], values["applicant_snils"] = who.FullName(), who.Address, who.SNILS
	values["applicant_inn"], values["applicant_ogrn"], values["greeting"] = who.INN, who.OGRN, greeting(who)
	values["addressee"] = strings.TrimSpace(who.FullName() + "\n" + who.Address)
	if one := m.Representative.V; one.FullName() != "" {
		values["representative"] = strings.TrimRight(one.FullName()+", "+one.Basis, ", ")
	}
	values["number"], values["service"], values["variant"], values["way"] = m.Number, m.procedure.Passport.Name, m.procedure.Variant.Name, m.Way.Russian()
	if values["complaint"] = m.procedure.Passport.Complaint.To; values["complaint"] == "" {
		values["complaint"] = "в орган, предоставляющий услугу"
	}
}

// values are what the act put into the paper.
func (d draft) values(m *matter) map[string]string {
	in := d.in
	values := map[string]string{"heading": paperForms[d.Kind].heading, "result": d.result, "text": in.Text, "ground": d.ground.Text, "act": d.ground.Act, "cure": d.ground.Cure,
		"reason": d.Reason, "place": in.Place, "hours": in.Hours, "bring": cmp.Or(in.Bring, "документ, удостоверяющий личность"), "fact": in.Fact,
		"basis": cmp.Or(in.Basis, "заявление № "+m.Number), "until": "устранения причины"}
	if !in.Until.IsZero() {
		values["until"] = in.Until.Russian()
	}
	var missing []string
	for _, name := range m.namesOf(d.Missing.V) {
		missing = append(missing, "– "+name)
	}
	if len(missing) > 0 {
		values["missing"] = "Недостающие документы:\n" + strings.Join(missing, ";\n")
	}
	if c := d.complaint; c != nil {
		values["complaint_number"], values["complaint_date"], values["complaint_ground"] = c.Number, c.RegisteredOn.Russian(), c.Ground.Russian()
		values["outcome"], values["decision"], values["measures"] = c.Outcome.Russian(), c.Decision, c.Measures
	}
	return values
}

// answerValues are the applicant's answers in words: one by one by their paths, and all of them as lines.
func (s *Service) answerValues(ctx context.Context, r db.Reader, m *matter, asked []string, values map[string]string) error {
	if !asks(asked, answerField) && !slices.Contains(asked, "answers") {
		return nil
	}
	version, err := s.Catalogue.VersionByID(ctx, r, m.VersionID)
	if err != nil {
		return err
	}
	f, err := s.forms.of(version)
	if err != nil {
		return err
	}
	var lines []string
	words := map[string]string{}
	for _, page := range f.Answered([]byte(m.Answers)) {
		gather(page.Rows, words, &lines)
	}
	values["answers"] = strings.Join(lines, "\n")
	for _, name := range asked {
		if path, ok := strings.CutPrefix(name, answerField); ok {
			values[name] = words[path] // what was not answered is left empty
		}
	}
	return nil
}

// gather puts the words of rows under their paths; a group has the words of what stands in it.
func gather(rows []form.Row, words map[string]string, lines *[]string) {
	for _, row := range rows {
		if len(row.Rows) == 0 {
			words[row.Path] = row.Words
			*lines = append(*lines, row.Title+": "+row.Words)
			continue
		}
		var inner []string
		for _, one := range row.Rows {
			if one.Words != "" {
				inner = append(inner, one.Words)
			}
		}
		words[row.Path] = strings.Join(inner, ", ")
		gather(row.Rows, words, lines)
	}
}

// requestValues are what other bodies have answered, by the kind of the request, and all of it as lines.
func (s *Service) requestValues(ctx context.Context, r db.Reader, m *matter, asked []string, values map[string]string) error {
	if !asks(asked, requestField) && !slices.Contains(asked, "requests") {
		return nil
	}
	for _, name := range asked {
		if strings.HasPrefix(name, requestField) {
			values[name] = ""
		}
	}
	told, err := s.Requests.Told(ctx, r, about(m.Application))
	if err != nil {
		return err
	}
	var all []string
	for _, t := range told {
		var lines []string
		for _, f := range t.Facts {
			lines = append(lines, f.Label+": "+f.Value)
		}
		values[requestField+t.Kind] = strings.Join(lines, "\n")
		all = append(all, t.Name+"\n"+strings.Join(lines, "\n"))
	}
	values["requests"] = strings.Join(all, "\n\n")
	return nil
}

func asks(fields []string, beginning string) bool {
	return slices.ContainsFunc(fields, func(name string) bool { return strings.HasPrefix(name, beginning) })
}

// greeting addresses a person by name and patronymic; the patronymic tells how.
func greeting(a Applicant) string {
	if a.Kind == Organisation || a.Patronymic == "" {
		return "Здравствуйте!"
	}
	word := "Уважаемый"
	if strings.HasSuffix(a.Patronymic, "на") || strings.HasSuffix(a.Patronymic, "кызы") {
		word = "Уважаемая"
	}
	return word + " " + a.Name + " " + a.Patronymic + "!"
}
