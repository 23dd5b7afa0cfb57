package services

import (
	"context"
	"slices"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services/catalogue"
)

// Take puts an application before an officer: from now on it is his to check.
func (s *Service) Take(ctx context.Context, by auth.Actor, id int64) error {
	return s.act(ctx, by, id, Take, func(_ *db.Tx, m *matter) (line, error) {
		if m.OfficerID != nil && !m.heldBy(by) {
			return line{}, fail.New(fail.Conflict, "application.taken", "application %d is with officer %d", id, *m.OfficerID)
		}
		m.OfficerID = &by.PersonID
		return line{inner: true}, nil
	})
}

// CheckInput is what an officer has found of one document of the passport.
type CheckInput struct {
	Document string `json:"document" minLength:"1" maxLength:"40"`
	Verdict  string `json:"verdict" enum:"ok,wrong,missing"`
	Note     string `json:"note,omitempty" maxLength:"1000"`
}

// CheckDocument writes down what was found of a document.
func (s *Service) CheckDocument(ctx context.Context, by auth.Actor, id int64, in CheckInput) error {
	return s.act(ctx, by, id, CheckDocument, func(tx *db.Tx, m *matter) (line, error) {
		list := m.procedure.Passport.DocumentsOf(m.Variant)
		i := slices.IndexFunc(list, func(d catalogue.Document) bool { return d.Code == in.Document })
		if i < 0 {
			return line{}, fail.New(fail.Invalid, "application.document_unnamed", "the regulation names no document %q", in.Document)
		}
		_, err := tx.Exec(ctx, `
			INSERT INTO application_checks (application_id, document, verdict, note, by_id, at) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (application_id, document) DO UPDATE SET verdict = excluded.verdict, note = excluded.note, by_id = excluded.by_id, at = excluded.at`,
			m.ID, in.Document, in.Verdict, in.Note, by.PersonID, tx.Now)
		return line{words: list[i].Name, inner: true, detail: in}, err
	})
}

// Register accepts the application: it pins the version of the passport in force, its clock starts, and it goes by itself to
// the body responsible. Registration is due within one working day (domain.md §6.4).
func (s *Service) Register(ctx context.Context, by auth.Actor, id int64) error {
	err := s.act(ctx, by, id, Register, func(tx *db.Tx, m *matter) (line, error) {
		if err := s.pin(ctx, tx, m); err != nil {
			return line{}, err
		}
		next, err := m.procedure.Leads(m.Step, catalogue.Accepted)
		if err != nil {
			return line{}, err
		}
		if err := s.end(ctx, tx, m, catalogue.Accepted); err != nil {
			return line{}, err
		}
		m.Step, m.RegisteredAt, m.RegisteredOn = next.Code, &tx.Now, s.today(ctx, tx, m)
		term, ok := m.procedure.Passport.TermOf(catalogue.TermTotal, m.Variant)
		if ok {
			m.Due.V = NewClock(s.Calendar, s.eventDay(ctx, tx, m, term.From), term)
		}
		return line{detail: map[string]any{"version": m.VersionID, "variant": m.Variant, "due": m.Due.V.Date}}, nil
	})
	if err != nil {
		return err
	}
	return s.routeByTable(ctx, id)
}

// pin holds the application at the version in force now (scenario 19). Where that version has no variant for its answers,
// it stays with the one by which its form was checked.
func (s *Service) pin(ctx context.Context, tx *db.Tx, m *matter) error {
	now, err := s.Catalogue.Published(ctx, tx, m.ServiceID, tx.Now)
	if err != nil {
		if fail.KindOf(err) == fail.NotFound { // the service is no longer offered; what came before goes on
			return nil
		}
		return err
	}
	variant, ok := choose(now.Passport.V, m.Answer)
	if now.ID == m.VersionID || !ok {
		return nil
	}
	first, ok := variant.First()
	if !ok {
		return nil
	}
	if _, err := tx.Exec(ctx, "UPDATE application_steps SET step = $1 WHERE application_id = $2 AND step = $3 AND ended_at IS NULL", first.Code, m.ID, m.Step); err != nil {
		return err
	}
	m.Territory = territoryIn(now.Passport.V, []byte(m.Answers))
	m.VersionID, m.Variant, m.Step, m.procedure = now.ID, variant.Code, first.Code, Procedure{now.Passport.V, variant}
	return nil
}

// RefusalInput is a refusal with its ground from the closed list of the pinned version.
type RefusalInput struct {
	Ground  string   `json:"ground" minLength:"1" maxLength:"40" doc:"Code of the ground in the pinned version"`
	Reason  string   `json:"reason" minLength:"1" maxLength:"2000" doc:"What exactly is wrong, and how to cure it"`
	Missing []string `json:"missing,omitempty" maxItems:"40" doc:"Documents that are missing or wrong: a later refusal may name no others (210-ФЗ ст. 7 ч. 1 п. 4)"`
	Except  Except   `json:"except,omitempty" enum:",law_changed,applicant_error,expired,official_error" doc:"Exception of the law by which a document not named before may be demanded"`

	SignatoryID int64 `json:"signatory_id,omitempty" doc:"Who signs the notice; the officer himself where nobody is named"`
}

// Except is why a document that the first refusal did not name may be demanded after all (210-ФЗ ст. 7 ч. 1 п. 4 а–г).
type Except string

const (
	LawChanged     Except = "law_changed"     // requirements have changed since
	ApplicantError Except = "applicant_error" // mistakes in what was brought after the first refusal
	Expired        Except = "expired"         // a document has run out, or what it says has changed
	OfficialError  Except = "official_error"  // a documented mistake of an official, told to the applicant by the head
)

// RefuseIntake refuses to accept the documents: the first of the three refusals. Nothing was considered; the applicant may
// cure it and apply anew. It takes effect with the signature of its notice, which its officer puts himself where nobody
// else is named.
func (s *Service) RefuseIntake(ctx context.Context, by auth.Actor, id int64, in RefusalInput) (documentID int64, err error) {
	paper := PaperInput{Kind: PaperIntake, Ground: in.Ground, Reason: in.Reason, Missing: in.Missing, Except: in.Except, SignatoryID: in.SignatoryID}
	return s.withPaper(ctx, by, id, RefuseIntake, paper, lies)
}

// turnedAway is the signature of a refusal to accept the documents.
func (s *Service) turnedAway(ctx context.Context, tx *db.Tx, m *matter, p Paper) error {
	if !slices.Contains(unchecked, m.State) { // withdrawn meanwhile
		return nil
	}
	return s.refusedOn(ctx, tx, m, p, m.procedure.Passport.IntakeRefusalsOf(m.Variant), TurnAway)
}

// nothingNew refuses to demand a document that the first refusal of the same service did not name, but for the four
// exceptions of the law (210-ФЗ ст. 7 ч. 1 п. 4).
func (s *Service) nothingNew(ctx context.Context, r db.Reader, m *matter, missing []string, except Except) error {
	if err := m.procedure.demandable(missing); err != nil {
		return err
	}
	if len(missing) == 0 || except != "" {
		return nil
	}
	before, err := s.namedBefore(ctx, r, m.Application)
	if err != nil || before == nil {
		return err
	}
	for _, code := range missing {
		if !slices.Contains(before.missing, code) {
			return fail.New(fail.Conflict, "application.demanded_anew", "document %q was not named in the first refusal", code).With("number", before.number)
		}
	}
	return nil
}

type refusalBefore struct {
	number  string
	missing []string
}

// repeatWithin is how long an earlier refusal binds: an application of the next year is another matter.
const repeatWithin = 365 * 24 * time.Hour

// namedBefore is the first refusal to the same applicant in the same service, nil where there was none.
func (s *Service) namedBefore(ctx context.Context, r db.Reader, a Application) (*refusalBefore, error) {
	list, err := db.All[Application](ctx, r, "SELECT "+applicationColumns+` FROM applications
		 WHERE applicant_id = $1 AND service_id = $2 AND id <> $3 AND state IN ('intake_refused', 'refused') AND accepted_at > $4
		   AND missing <> '[]' AND missing <> 'null' ORDER BY id LIMIT 1`, a.ApplicantID, a.ServiceID, a.ID, a.AcceptedAt.Add(-repeatWithin))
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return &refusalBefore{list[0].Number, list[0].Missing.V}, nil
}
