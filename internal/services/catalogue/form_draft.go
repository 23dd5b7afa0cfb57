package catalogue

import (
	"context"
	"strings"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/services/form"
)

// FormInput is the form as the builder wrote it, over the version of the draft that was shown to him. An empty one gives
// the form back to the passport: it is built from it again.
type FormInput struct {
	Form    string `json:"form" maxLength:"524288"`
	Version int64  `json:"version" minimum:"1"`
}

// FormText is a form that is looked at and not kept.
type FormText struct {
	Form string `json:"form" maxLength:"524288"`
}

// FormReport says what keeps a form from being published and what it would change.
type FormReport struct {
	Mistakes []form.Mistake `json:"mistakes" doc:"In the order of asking"`
	Changes  []Change       `json:"changes" doc:"Against the draft as it is kept, or the newest version where there is none"`
}

func formRoutes(a *api.API, s *Service) {
	save := api.Put("catalogue-form-save", "/catalogue/{id}/form", "Keep the form that the builder wrote")
	save.MaxBodyBytes = 2 << 20
	api.Add(a, save, func(ctx context.Context, by auth.Actor, in *api.Command[FormInput]) (*api.Body[Card], error) {
		return s.card(ctx, by, in.ID, s.SaveForm(ctx, by, in.ID, in.Body))
	})
	check := api.Post("catalogue-form-check", "/catalogue/{id}/form/check", "What is wrong with a form and what it would change; nothing is kept")
	check.MaxBodyBytes = 2 << 20
	api.Add(a, check, func(ctx context.Context, by auth.Actor, in *api.Command[FormText]) (*api.Body[FormReport], error) {
		r, err := s.CheckForm(ctx, by, in.ID, in.Body.Form)
		return &api.Body[FormReport]{Body: r}, err
	})
}

// SaveForm keeps the form alone, finished or not. The draft has one version for passport and form together, so of two who
// write at once the slower one is told.
func (s *Service) SaveForm(ctx context.Context, by auth.Actor, id int64, in FormInput) error {
	return s.keep(ctx, by, id, "service.form_saved", func(tx *db.Tx, _ Entry) (any, error) {
		d, err := s.shown(ctx, tx, id, in.Version)
		if err != nil {
			return nil, err
		}
		was := formOf(d.Passport.V, d.Form)
		d.Form = strings.TrimSpace(in.Form)
		return map[string]any{"changes": len(FormDifference(was, formOf(d.Passport.V, d.Form)))}, writeDraft(ctx, tx, d)
	})
}

// CheckForm looks at a form while it is being written.
func (s *Service) CheckForm(ctx context.Context, by auth.Actor, id int64, own string) (r FormReport, err error) {
	r = FormReport{Mistakes: []form.Mistake{}, Changes: []Change{}}
	if _, err = s.Own(ctx, s.db, by, id); err != nil {
		return r, err
	}
	d, drafted, err := s.DraftOf(ctx, s.db, id)
	if err != nil {
		return r, err
	}
	p, kept := d.Passport.V, formOf(d.Passport.V, d.Form)
	if !drafted {
		newest, err := lastVersion(ctx, s.db, id)
		if err != nil {
			return r, err
		}
		p, kept = newest.Passport.V, newest.Form
	}
	r.Mistakes = append(r.Mistakes, formMistakes(p, own)...)
	r.Changes = append(r.Changes, FormDifference(kept, formOf(p, strings.TrimSpace(own)))...)
	return r, nil
}

// formOf is the form of a draft: its own, or the general one built from the passport.
func formOf(p Passport, own string) string {
	if own != "" {
		return own
	}
	return FormOf(p)
}

// isGeneral tells a version whose form was built from its passport.
func isGeneral(v Version) bool { return v.Form == FormOf(v.Passport.V) }

// formProblems says what is wrong with the form of a draft in the list of all problems.
func formProblems(p Passport, own string) []Problem {
	var found []Problem
	for _, m := range formMistakes(p, own) {
		found = append(found, Problem{SectionForm, "Форма заявления: " + m.Error()})
	}
	return found
}

// formMistakes are those of the form itself, and what it does not ask though the passport needs it: every question of the
// decision table, and what the order is counted by.
func formMistakes(p Passport, own string) []form.Mistake {
	raw := []byte(formOf(p, own))
	if found := form.Mistakes(raw); len(found) > 0 {
		return found
	}
	f, err := form.Compile(raw)
	if err != nil {
		return nil // Mistakes has said it
	}
	var found []form.Mistake
	for _, q := range p.Questions {
		if !asks(f.Pages(), q.Path) {
			found = append(found, form.Mistake{Text: "Форма не спрашивает «" + q.Title + "» (" + q.Path + "), а от этого зависит вариант."})
		}
	}
	if o := p.Order; o != nil {
		for _, path := range append(append([]string{}, o.Subject...), o.Place...) {
			if !asks(f.Pages(), path) {
				found = append(found, form.Mistake{Text: "Форма не спрашивает «" + path + "», а по этому ответу считается очередь."})
			}
		}
	}
	return found
}

func asks(pages []form.Page, path string) bool {
	return has(pages, func(p form.Page) bool { return within(p.Asks, path) })
}

func within(questions []form.Question, path string) bool {
	return has(questions, func(q form.Question) bool { return q.Path == path || within(q.Asks, path) })
}
