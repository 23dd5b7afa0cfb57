package epgu

import (
	"context"
	"errors"
	"strings"
	"time"

	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services"
	"veche/internal/services/form"
)

// Applications is the desk of the house: the subject of services.
type Applications struct{ *services.Service }

// Lodge submits an application into the one order of its service. What is wrong with the answers is told in the words of
// the form.
func (a Applications) Lodge(ctx context.Context, l Lodging) (Place, error) {
	lodged, err := a.Service.Lodge(ctx, system(), services.Lodging{ServiceID: l.ServiceID, Key: l.Key, Channel: services.Foreign, Answers: l.Answers,
		Applicant: services.ApplicantCard{Kind: services.Person, SNILS: l.Applicant.SNILS, Surname: l.Applicant.Surname, Name: l.Applicant.Name, Patronymic: l.Applicant.Patronymic,
			BornOn: l.Applicant.BornOn, Email: l.Applicant.Email, Phone: l.Applicant.Phone, Address: l.Applicant.Address}})
	if err != nil {
		return Place{}, err
	}
	if len(lodged.Problems) > 0 {
		var words []string
		for _, p := range lodged.Problems {
			words = append(words, p.Path+": "+p.Text)
		}
		return Place{}, fail.New(fail.Invalid, "epgu.answers_wrong", "%d problems", len(words)).With("why", strings.Join(words, "; "))
	}
	return Place{lodged.Accepted.ServiceID, lodged.Accepted.Year, lodged.Accepted.Sequence, lodged.Accepted.Number}, nil
}

// Foreign tells whether an application came from a portal of others.
func (a Applications) Foreign(ctx context.Context, r db.Reader, id int64) (bool, error) {
	return db.Exists(ctx, r, "SELECT 1 FROM applications WHERE id = $1 AND channel = $2", id, services.Foreign)
}

// At finds the application of a place, 0 while the job of services has not read it.
func (a Applications) At(ctx context.Context, r db.Reader, p Place) (int64, error) {
	found, err := a.ByOrder(ctx, r, p.ServiceID, p.Year, p.Sequence)
	if errors.Is(err, db.ErrNone) {
		return 0, nil
	}
	return found.ID, err
}

// Shown is what an applicant may see.
func (a Applications) Shown(ctx context.Context, r db.Reader, id int64) (Shown, error) {
	v, err := a.ShownOf(ctx, r, id)
	if err != nil {
		return Shown{}, err
	}
	type place struct {
		Year     int    `db:"year"`
		Sequence int64  `db:"sequence"`
		SNILS    string `db:"snils"`
	}
	at, err := db.One[place](ctx, r, "SELECT a.year, a.sequence, p.snils FROM applications a JOIN applicants p ON p.id = a.applicant_id WHERE a.id = $1", id)
	if err != nil {
		return Shown{}, err
	}
	shown := Shown{Place: Place{v.ServiceID, at.Year, at.Sequence, v.Number}, Status: string(v.Status), Words: words(v), Final: v.Final, CancelAsked: v.CancelAsked,
		SNILS: hyphened(at.SNILS), ChangedAt: v.ChangedAt}
	if v.Status == services.StatusDone || v.Status == services.StatusRefused || v.Status == services.StatusIntakeRefused {
		shown.ResultID = v.ResultID
	}
	return shown, nil
}

// words are what the portal shows beside the status.
func words(v services.Shown) string {
	var parts []string
	say := func(given string, text string) {
		if given = strings.TrimSpace(given); given != "" {
			parts = append(parts, text+given)
		}
	}
	switch v.Status {
	case services.StatusRegistered:
		say(v.Number, "Номер заявления: ")
		if !v.DueOn.IsZero() {
			say(v.DueOn.Russian(), "Срок услуги: ")
		}
	case services.StatusReady:
		if i := v.Invitation; i != nil {
			say(i.Place, "Результат можно получить: ")
			say(i.Hours, "Время: ")
			say(i.Bring, "Возьмите с собой: ")
			say(i.Until.Russian(), "Хранится до ")
		}
	case services.StatusDone:
		if v.Issued != nil {
			say(v.Issued.Fact, "")
			say(v.Issued.Basis, "Основание: ")
		}
	case services.StatusWaiting:
		if v.Asked != nil {
			say(v.Asked.Text, "")
		}
	default:
		say(v.Ground, "Основание: ")
		say(v.Reason, "")
		say(v.Cure, "Как исправить: ")
	}
	return strings.Join(parts, ". ")
}

// hyphened is an insurance number as documents write it.
func hyphened(snils string) string {
	if len(snils) != 11 {
		return snils
	}
	return snils[:3] + "-" + snils[3:6] + "-" + snils[6:9] + " " + snils[9:]
}

// Attach keeps files of fields as the files of the answers that they are.
func (a Applications) Attach(ctx context.Context, tx *db.Tx, id int64, files []AttachedFile) error {
	var list []services.Attached
	for _, f := range files {
		name := f.Field[strings.LastIndexByte(f.Field, '.')+1:]
		list = append(list, services.Attached{Document: name, Name: f.Name, SHA256: f.SHA256, Size: f.Size})
	}
	return a.Enclose(ctx, tx, id, list)
}

// Services are those of the catalogue that are offered.
func (a Applications) Services(ctx context.Context, r db.Reader) ([]ServiceOption, error) {
	return db.All[ServiceOption](ctx, r, `SELECT s.id, s.short_name AS title, b.short_name AS body
		FROM services s JOIN bodies b ON b.id = s.body_id WHERE s.active ORDER BY s.short_name, s.id`)
}

// Fields are those of the form in force.
func (a Applications) Fields(ctx context.Context, r db.Reader, serviceID int64, at time.Time) ([]FormField, error) {
	version, err := a.Catalogue.Published(ctx, r, serviceID, at)
	if err != nil {
		return nil, err
	}
	f, err := form.Compile([]byte(version.Form))
	if err != nil {
		return nil, err
	}
	list := []FormField{}
	for _, p := range f.Pages() {
		for _, q := range p.Asks {
			list = fieldsOf(q, "", "", list)
		}
	}
	return list, nil
}

// fieldsOf lists a question with what it consists of. Within a list paths begin anew.
func fieldsOf(q form.Question, before, title string, list []FormField) []FormField {
	field := FormField{Path: before + q.Path, Title: strings.TrimPrefix(title+" – "+q.Title, " – ")}
	switch {
	case len(q.Asks) == 0:
		return append(list, field)
	case len(q.Asks) == 2 && strings.HasSuffix(q.Asks[0].Path, "code") && strings.HasSuffix(q.Asks[1].Path, "name"):
		field.File = true
		return append(list, field)
	}
	for _, inner := range q.Asks {
		if strings.HasPrefix(inner.Path, q.Path+".") {
			list = fieldsOf(inner, before, field.Title, list)
		} else {
			list = fieldsOf(inner, field.Path+"[].", field.Title, list)
		}
	}
	return list
}

// Write is a message of the applicant with his files.
func (a Applications) Write(ctx context.Context, tx *db.Tx, id int64, words string, files []AttachedFile) error {
	var list []services.Attached
	for _, f := range files {
		list = append(list, services.Attached{Name: f.Name, SHA256: f.SHA256, Size: f.Size})
	}
	return a.Reply(ctx, tx, id, words, list)
}

var _ Desk = Applications{}
