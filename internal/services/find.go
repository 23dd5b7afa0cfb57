package services

import (
	"context"
	"strings"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/text"
)

// FindInput names an applicant: names have no place in addresses, so they are posted.
type FindInput struct {
	Who string `json:"who" minLength:"2" maxLength:"200" doc:"The beginning of a name or a title, a СНИЛС or an ИНН"`
}

// found is the queue of Find: all that stands and has ended, newest first.
const found = "found"

// Find is a page of the applications of somebody who has called or come without the number.
func (s *Service) Find(ctx context.Context, by auth.Actor, in FindInput, after string, limit int) (Queue, error) {
	if text.Fold(in.Who) == "" {
		return Queue{}, fail.Field("request.invalid", "who", "required")
	}
	return s.List(ctx, by, Filter{Queue: found, who: in.Who}, after, limit)
}

// ofApplicant narrows a query to the applications of whom somebody has named.
func ofApplicant(who string, args *[]any) string {
	return "a.applicant_id IN (SELECT id FROM applicants WHERE " + named(who, args) + ")"
}

// named is the condition by which applicants are found; each has its index.
func named(who string, args *[]any) string {
	figures := strings.NewReplacer(" ", "", "-", "").Replace(who)
	if strings.Trim(figures, "0123456789") == "" {
		switch len(figures) {
		case 11:
			return "kind = 'person' AND snils <> '' AND snils = " + db.Arg(args, figures)
		case 10, 12:
			return "inn <> '' AND inn = " + db.Arg(args, figures)
		}
	}
	return db.Begins(args, "name_fold", text.Fold(who))
}
