package services

import (
	"context"
	"strings"
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/calendar"
	"veche/internal/platform/checkdigit"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/text"
)

// ApplicantKind is the legal form of an applicant; the words are those of the passports.
type ApplicantKind string

const (
	Person       ApplicantKind = "person"
	Entrepreneur ApplicantKind = "entrepreneur"
	Organisation ApplicantKind = "organisation"
)

// Applicant is who asks for services: one row for a person, found by СНИЛС, or for an organisation, found by ОГРН.
type Applicant struct {
	ID         int64         `db:"id"`
	Kind       ApplicantKind `db:"kind"`
	SNILS      string        `db:"snils"` // eleven figures
	INN        string        `db:"inn"`
	OGRN       string        `db:"ogrn"`
	Surname    string        `db:"surname"`
	Name       string        `db:"name"`
	Patronymic string        `db:"patronymic"`
	BornOn     calendar.Date `db:"born_on"`
	Title      string        `db:"title"` // of an organisation
	NameFold   string        `db:"name_fold"`
	Email      string        `db:"email"`
	Phone      string        `db:"phone"`
	Address    string        `db:"address"`
	Notices    bool          `db:"notices"` // he wants e-mail about the course
	CreatedAt  time.Time     `db:"created_at"`
	ChangedAt  time.Time     `db:"changed_at"`
}

// FullName is the name as documents write it.
func (a Applicant) FullName() string {
	person := text.FullName(a.Surname, a.Name, a.Patronymic)
	switch {
	case a.Kind == Organisation:
		return a.Title
	case a.Kind == Entrepreneur:
		return strings.TrimSpace("ИП " + person)
	}
	return person
}

// ShortName is the name as lists write it.
func (a Applicant) ShortName() string {
	if a.Kind == Organisation {
		return a.Title
	}
	return text.Initials(a.Surname, a.Name, a.Patronymic)
}

// Ref names the applicant in the audit without his name: personal data are not titles.
func (a Applicant) Ref() audit.Ref { return audit.Ref{Kind: "applicant", ID: a.ID} }

// ApplicantCard is what is known of an applicant who comes: from the account of the portal, from a message of another
// portal, or from the mouth of the person at the counter.
type ApplicantCard struct {
	Kind       ApplicantKind `json:"kind" enum:"person,entrepreneur,organisation"`
	SNILS      string        `json:"snils,omitempty" maxLength:"14"`
	INN        string        `json:"inn,omitempty" maxLength:"12"`
	OGRN       string        `json:"ogrn,omitempty" maxLength:"15"`
	Surname    string        `json:"surname,omitempty" maxLength:"100"`
	Name       string        `json:"name,omitempty" maxLength:"100"`
	Patronymic string        `json:"patronymic,omitempty" maxLength:"100"`
	BornOn     calendar.Date `json:"born_on,omitempty"`
	Title      string        `json:"title,omitempty" maxLength:"500" doc:"Of an organisation"`
	Email      string        `json:"email,omitempty" maxLength:"200"`
	Phone      string        `json:"phone,omitempty" maxLength:"50"`
	Address    string        `json:"address,omitempty" maxLength:"500"`
}

// Representative acts for an applicant.
type Representative struct {
	Surname    string `json:"surname,omitempty"`
	Name       string `json:"name,omitempty"`
	Patronymic string `json:"patronymic,omitempty"`
	SNILS      string `json:"snils,omitempty"`
	Basis      string `json:"basis,omitempty"` // the power by which he acts
}

// FullName is the name of the representative, empty where there is none.
func (r Representative) FullName() string { return text.FullName(r.Surname, r.Name, r.Patronymic) }

// ApplicantFor finds the applicant by СНИЛС or ОГРН and brings what is known of him up to date, or enters a new one. A
// person without СНИЛС is found by his name, birthday and address.
func (s *Service) ApplicantFor(ctx context.Context, tx *db.Tx, card ApplicantCard) (Applicant, error) {
	a, err := card.applicant()
	if err != nil {
		return a, err
	}
	known, err := s.sameApplicant(ctx, tx, a)
	if err != nil {
		return a, err
	}
	a.ChangedAt = tx.Now
	if known == nil {
		a.CreatedAt, a.Notices = tx.Now, true
		a.ID, err = db.Insert(ctx, tx, "applicants", a)
		return a, err
	}
	a.ID, a.CreatedAt, a.Notices = known.ID, known.CreatedAt, known.Notices
	a.fillFrom(*known)
	if same := *known; a.samePerson(same) {
		return same, nil
	}
	_, err = db.Update(ctx, tx, "applicants", a)
	return a, err
}

// applicant checks the card: without its number and name nobody could be found again.
func (c ApplicantCard) applicant() (Applicant, error) {
	a := Applicant{Kind: c.Kind, SNILS: checkdigit.Figures(c.SNILS), INN: checkdigit.Figures(c.INN), OGRN: checkdigit.Figures(c.OGRN), Surname: clean(c.Surname), Name: clean(c.Name),
		Patronymic: clean(c.Patronymic), BornOn: c.BornOn, Title: clean(c.Title), Email: strings.TrimSpace(c.Email), Phone: strings.TrimSpace(c.Phone), Address: clean(c.Address)}
	a.NameFold = text.Fold(a.FullName())
	wrong := map[string]string{}
	put := func(field string, bad bool, why string) {
		if bad {
			wrong[field] = why
		}
	}
	put("snils", a.SNILS != "" && !checkdigit.SNILS(a.SNILS), "wrong_format")
	switch a.Kind {
	case Organisation:
		put("title", a.Title == "", "required")
		put("ogrn", len(a.OGRN) != 13, "wrong_format")
	case Entrepreneur:
		put("surname", a.Surname == "", "required")
		put("ogrn", len(a.OGRN) != 15, "wrong_format")
	case Person:
		put("surname", a.Surname == "", "required")
		put("name", a.Name == "", "required")
		a.OGRN = ""
	default:
		put("kind", true, "unknown")
	}
	if len(wrong) > 0 {
		return a, fail.Fields("applicant.wrong", wrong)
	}
	return a, nil
}

// Known finds the applicant of a card without entering him: who has never applied has none. A name is not enough to be shown
// somebody's applications, so a person without СНИЛС and an organisation without ОГРН are not found.
func (s *Service) Known(ctx context.Context, r db.Reader, card ApplicantCard) (Applicant, bool, error) {
	a, err := card.applicant()
	if err != nil || a.Kind == Person && a.SNILS == "" {
		return Applicant{}, false, nil
	}
	found, err := s.sameApplicant(ctx, r, a)
	if err != nil || found == nil {
		return Applicant{}, false, err
	}
	return *found, true, nil
}

func (s *Service) sameApplicant(ctx context.Context, r db.Reader, a Applicant) (*Applicant, error) {
	if a.Kind == Person && a.SNILS == "" && (a.BornOn.IsZero() || a.Address == "") {
		return nil, nil // a namesake is not the same person
	}
	query, args := "kind = 'person' AND snils = '' AND name_fold = $1 AND COALESCE(born_on, '') = $2 AND address = $3", []any{a.NameFold, a.BornOn.String(), a.Address}
	switch {
	case a.Kind == Person && a.SNILS != "":
		query, args = "kind = 'person' AND snils = $1", []any{a.SNILS}
	case a.Kind != Person:
		query, args = "ogrn = $1", []any{a.OGRN}
	}
	list, err := db.All[Applicant](ctx, r, "SELECT "+applicantColumns+" FROM applicants WHERE "+query+" ORDER BY id LIMIT 1", args...)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return &list[0], nil
}

// fillFrom keeps what was known and is not told now.
func (a *Applicant) fillFrom(known Applicant) {
	for _, f := range []struct{ now, was *string }{{&a.SNILS, &known.SNILS}, {&a.INN, &known.INN}, {&a.OGRN, &known.OGRN}, {&a.Patronymic, &known.Patronymic},
		{&a.Email, &known.Email}, {&a.Phone, &known.Phone}, {&a.Address, &known.Address}} {
		if *f.now == "" {
			*f.now = *f.was
		}
	}
	if a.BornOn.IsZero() {
		a.BornOn = known.BornOn
	}
}

func (a Applicant) samePerson(known Applicant) bool {
	a.ChangedAt = known.ChangedAt
	return a == known
}

func clean(s string) string { return strings.Join(strings.Fields(s), " ") }

var applicantColumns = db.Columns[Applicant]("")

// ApplicantByID finds an applicant.
func (s *Service) ApplicantByID(ctx context.Context, r db.Reader, id int64) (Applicant, error) {
	a, err := db.One[Applicant](ctx, r, "SELECT "+applicantColumns+" FROM applicants WHERE id = $1", id)
	return a, db.Absent(err, "applicant.not_found", id)
}
