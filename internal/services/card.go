package services

import (
	"context"
	"errors"
	"slices"
	"time"

	"veche/internal/documents"
	"veche/internal/interagency"
	"veche/internal/org"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services/catalogue"
	"veche/internal/services/form"
	"veche/internal/signing"
)

// Card is everything that an officer sees of an application: the record, its pinned regulation, and what he may do now.
type Card struct {
	ID             int64               `json:"id"`
	Number         string              `json:"number"`
	State          State               `json:"state"`
	Status         PublicStatus        `json:"status" doc:"As the applicant sees it"`
	Service        string              `json:"service"`
	ServiceID      int64               `json:"service_id"`
	VersionNo      int                 `json:"version_no" doc:"Of the passport that is pinned"`
	VersionFrom    calendar.Date       `json:"version_from"`
	Variant        string              `json:"variant"`
	Body           string              `json:"body"`
	BodyID         int64               `json:"body_id"`
	Unit           string              `json:"unit"`
	OfficerID      *int64              `json:"officer_id"`
	Officer        string              `json:"officer"`
	Channel        Channel             `json:"channel"`
	Territory      string              `json:"territory"`
	Applicant      ApplicantView       `json:"applicant"`
	Representative string              `json:"representative" doc:"Who acts for him, with the power; empty where he acts himself"`
	AcceptedAt     time.Time           `json:"accepted_at"`
	RegisteredOn   calendar.Date       `json:"registered_on"`
	Clock          []Term              `json:"clock"`
	Answers        []Section           `json:"answers"`
	Checklist      []DocumentCheck     `json:"checklist"`
	Requests       []catalogue.Request `json:"requests" doc:"Kinds of interagency requests that the regulation names"`
	Steps          []StepShown         `json:"steps"`
	History        []Event             `json:"history"`
	Messages       []MessageShown      `json:"messages"`
	Files          []File              `json:"files"`
	Told           []interagency.Told  `json:"told" doc:"What other bodies have answered"`
	Papers         []PaperShown        `json:"papers"`
	PaperID        *int64              `json:"paper_id" doc:"The paper that lies with its signatory: until then nothing takes effect"`
	Suspension     *SuspensionShown    `json:"suspension,omitempty"`
	Refusal        *RefusalShown       `json:"refusal,omitempty"`
	Before         *RefusedBefore      `json:"before,omitempty" doc:"An earlier refusal to the same applicant: documents that it did not name may not be demanded now"`
	Cancel         *CancelShown        `json:"cancel,omitempty"`
	Way            Way                 `json:"way" enum:"account,visit,post,mfc"`
	WayPlace       string              `json:"way_place"`
	Invitation     *Invitation         `json:"invitation,omitempty"`
	Issued         *Issued             `json:"issued,omitempty"`
	Corrections    []CorrectionShown   `json:"corrections"`
	Complaints     []ComplaintView     `json:"complaints"`
	Grounds        Grounds             `json:"grounds"`
	Results        []catalogue.Result  `json:"results"`
	Signatories    []Signatory         `json:"signatories" doc:"Who may sign a decision of this body"`
	Actions        []Act               `json:"actions"`
	Version        int64               `json:"version"`
}

// ApplicantView is the applicant as an officer sees him.
type ApplicantView struct {
	ID      int64         `json:"id"`
	Kind    ApplicantKind `json:"kind" enum:"person,entrepreneur,organisation"`
	Name    string        `json:"name"`
	SNILS   string        `json:"snils" doc:"Its last figures; the whole number is read by an act of its own"`
	INN     string        `json:"inn"`
	OGRN    string        `json:"ogrn"`
	BornOn  calendar.Date `json:"born_on"`
	Email   string        `json:"email"`
	Phone   string        `json:"phone"`
	Address string        `json:"address"`
}

// Term is a day of the clock with its derivation («почему эта дата»).
type Term struct {
	Code    string        `json:"code" enum:"register,service"`
	Title   string        `json:"title"`
	Date    calendar.Date `json:"date"`
	Why     string        `json:"why"`
	Basis   string        `json:"basis"`
	Days    int           `json:"days" doc:"Left until the day, in the unit of the term; negative when it is over"`
	Working bool          `json:"working" doc:"The days are working days"`
	Overdue bool          `json:"overdue"`
	Stopped bool          `json:"stopped"`
	Current bool          `json:"current" doc:"This is the day that presses now"`
}

// Section is a page of the form with the answers in words.
type Section struct {
	Title string      `json:"title"`
	Rows  []AnswerRow `json:"rows"`
}

// AnswerRow is one answer; rows of a group stand deeper.
type AnswerRow struct {
	Path  string `json:"path"`
	Title string `json:"title"`
	Words string `json:"words"`
	Depth int    `json:"depth"`

	Hidden bool `json:"hidden" doc:"Only the last figures of the number are shown"`
}

// DocumentCheck is a line of the checklist.
type DocumentCheck struct {
	Code    string           `json:"code"`
	Name    string           `json:"name"`
	Source  catalogue.Source `json:"source" enum:"applicant,interagency,voluntary"`
	Form    string           `json:"form"`
	Note    string           `json:"note"`
	Request string           `json:"request" doc:"Kind of interagency request that brings it"`
	Verdict string           `json:"verdict" enum:",ok,wrong,missing"`
	Remark  string           `json:"remark"`
	Files   []int64          `json:"files"`
}

// StepShown is a procedure of the regulation: behind, running or ahead.
type StepShown struct {
	Code    string             `json:"code"`
	Kind    catalogue.StepKind `json:"kind" enum:"intake_check,interagency,suspension,extra_information,decision,result,issue"`
	Name    string             `json:"name"`
	Actor   string             `json:"actor"`
	BegunAt *time.Time         `json:"begun_at,omitempty"`
	EndedAt *time.Time         `json:"ended_at,omitempty"`
	Outcome catalogue.Outcome  `json:"outcome"`
	DueOn   calendar.Date      `json:"due_on"`
	Why     string             `json:"why"`
	Running bool               `json:"running"`
}

// MessageShown is a message as both sides see it.
type MessageShown struct {
	ID     int64         `json:"id"`
	Author Author        `json:"author" enum:"office,applicant"`
	Name   string        `json:"name"`
	Text   string        `json:"text"`
	Asks   []string      `json:"asks" doc:"Names of documents that are asked for"`
	Until  calendar.Date `json:"until"`
	At     time.Time     `json:"at"`
}

// PaperShown is a decision on paper.
type PaperShown struct {
	DocumentID   int64           `db:"document_id" json:"document_id"`
	Kind         PaperKind       `db:"kind" json:"kind" enum:"grant,refusal,intake_refusal,suspension,invitation,fact,correction,complaint_answer"`
	Summary      string          `db:"summary" json:"summary"`
	State        documents.State `db:"state" json:"state"`
	Number       string          `db:"number" json:"number"`
	RegisteredOn calendar.Date   `db:"registered_on" json:"registered_on"`
	SignatoryID  *int64          `db:"signatory_id" json:"signatory_id"`
	Signatory    string          `db:"signatory" json:"signatory"`
	Verdict      signing.Verdict `db:"-" json:"verdict" enum:",valid,invalid,indeterminate,unchecked" doc:"On its newest signature"`
	Visible      bool            `db:"visible" json:"visible" doc:"The reader may open its card"`
	BodyID       int64           `db:"body_id" json:"-"`
	Waits        bool            `db:"-" json:"waits_for_journal" doc:"It is signed, and its body has no journal of outgoing documents to number it in"`
}

// SuspensionShown is the suspension that runs.
type SuspensionShown struct {
	Ground string        `json:"ground"`
	Reason string        `json:"reason"`
	From   calendar.Date `json:"from"`
	Until  calendar.Date `json:"until"`
	Why    string        `json:"why"`
}

// RefusalShown is the refusal with which it ended.
type RefusalShown struct {
	Ground  string   `json:"ground"`
	Reason  string   `json:"reason"`
	Missing []string `json:"missing" doc:"Names of the documents"`
}

// RefusedBefore is an earlier refusal that binds this one (210-ФЗ ст. 7 ч. 1 п. 4).
type RefusedBefore struct {
	Number  string   `json:"number"`
	Missing []string `json:"missing" doc:"Codes of the documents that it named"`
}

// CancelShown is the wish of the applicant to withdraw.
type CancelShown struct {
	AskedAt time.Time `json:"asked_at"`
	Reason  string    `json:"reason"`
}

// CorrectionShown is a correction with its day.
type CorrectionShown struct {
	Correction
	DueOn calendar.Date `json:"due_on"`
	Why   string        `json:"why"`
}

// Grounds are the closed lists of the pinned version.
type Grounds struct {
	Intake     []catalogue.Ground `json:"intake"`
	Suspension []catalogue.Ground `json:"suspension"`
	Refusal    []catalogue.Ground `json:"refusal"`
}

// Signatory is who may sign a decision.
type Signatory struct {
	ID   int64  `json:"id"`
	Name string `json:"name"`
	Post string `json:"post"`
}

// Get is the card of an application that the actor sees. Reading it is an act: it is written into the audit (152-ФЗ ст. 19).
func (s *Service) Get(ctx context.Context, by auth.Actor, id int64) (c Card, err error) {
	m := matter{by: by}
	if m.Application, err = seenBy(ctx, s.db, by, id, ""); err != nil {
		return c, err
	}
	if err := audit.Seen(ctx, s.db, by, m.Ref()); err != nil {
		return c, err
	}
	version, err := s.Catalogue.VersionByID(ctx, s.db, m.VersionID)
	if err != nil {
		return c, err
	}
	if m.procedure, err = procedureOf(version, m.Variant); err != nil {
		return c, err
	}
	c = s.recordOf(m)
	c.VersionNo, c.VersionFrom = version.Number, version.From
	c.Answers = s.answersIn(version, m.Application)
	return c, errors.Join(s.people(ctx, &c, m), s.course(ctx, &c, m), s.talk(ctx, &c, m), s.ends(ctx, &c, m))
}

// offered are the acts that the officer is offered: a suspension only where the regulation knows a ground for one.
func (m matter) offered() []Act {
	if len(m.procedure.Passport.SuspensionsOf(m.Variant)) > 0 {
		return m.Actions(m.by)
	}
	return slices.DeleteFunc(m.Actions(m.by), func(act Act) bool { return act == Suspend })
}

// recordOf is what the row itself says.
func (s *Service) recordOf(m matter) Card {
	p, v := m.procedure.Passport, m.Variant
	c := Card{ID: m.ID, Number: m.Number, State: m.State, Status: ShownToApplicant(m.State), Service: p.Name, ServiceID: m.ServiceID, Variant: m.procedure.Variant.Name,
		BodyID: m.BodyID, OfficerID: m.OfficerID, Channel: m.Channel, Territory: m.Territory, AcceptedAt: m.AcceptedAt, RegisteredOn: m.RegisteredOn,
		Requests: list(p.RequestsOf(v)), PaperID: m.PaperID, Way: m.Way, WayPlace: m.WayPlace, Results: list(p.ResultsOf(v)), Version: m.Version, Actions: m.offered(),
		Grounds: Grounds{list(p.IntakeRefusalsOf(v)), list(p.SuspensionsOf(v)), list(p.RefusalsOf(v))}}
	if r := m.Representative.V; r.FullName() != "" {
		c.Representative = r.FullName() + ", " + r.Basis
	}
	if m.CancelAskedAt != nil {
		c.Cancel = &CancelShown{*m.CancelAskedAt, m.CancelReason}
	}
	if m.Invitation.V.Place != "" {
		c.Invitation = &m.Application.Invitation.V
	}
	if m.Issued.V.At != nil {
		c.Issued = &m.Application.Issued.V
	}
	if m.Ground != "" {
		c.Refusal = &RefusalShown{m.GroundWords, m.Reason, m.namesOf(m.Missing.V)}
	}
	return c
}

// list is never nil: the wire knows no null lists.
func list[T any](of []T) []T {
	if of == nil {
		return []T{}
	}
	return of
}

// namesOf are the names of documents by their codes.
func (m matter) namesOf(codes []string) []string {
	names := []string{}
	for _, d := range m.procedure.Passport.DocumentsOf(m.Variant) {
		for _, code := range codes {
			if d.Code == code {
				names = append(names, d.Name)
			}
		}
	}
	return names
}

// answersIn puts the answers into words by the form with which they were given; a form of an older version that does not
// compile any more leaves them out.
func (s *Service) answersIn(v catalogue.Version, a Application) []Section {
	sections := []Section{}
	f, err := s.forms.of(v)
	if err != nil {
		return sections
	}
	for _, page := range f.Answered([]byte(a.Answers)) {
		section := Section{Title: page.Title, Rows: []AnswerRow{}}
		section.add(page.Rows, 0)
		sections = append(sections, section)
	}
	return sections
}

func (s *Section) add(rows []form.Row, depth int) {
	for _, r := range rows {
		row := AnswerRow{Path: r.Path, Title: r.Title, Words: r.Words, Depth: depth, Hidden: r.Number}
		if r.Number {
			row.Words = lastFigures(r.Words)
		}
		s.Rows = append(s.Rows, row)
		s.add(r.Rows, depth+1)
	}
}

// people are the applicant, the officers and the signatories.
func (s *Service) people(ctx context.Context, c *Card, m matter) error {
	who, err := s.ApplicantByID(ctx, s.db, m.ApplicantID)
	if err != nil {
		return err
	}
	c.Applicant = ApplicantView{ID: who.ID, Kind: who.Kind, Name: who.FullName(), SNILS: lastFigures(snilsWords(who.SNILS)), INN: who.INN, OGRN: who.OGRN, BornOn: who.BornOn,
		Email: who.Email, Phone: who.Phone, Address: who.Address}
	body, err := s.Org.Body(ctx, s.db, m.BodyID)
	if err != nil {
		return err
	}
	c.Body = body.ShortName
	if m.UnitID != nil {
		u, err := s.Org.Unit(ctx, s.db, *m.UnitID)
		if err != nil {
			return err
		}
		c.Unit = u.Name
	}
	if m.OfficerID != nil {
		e, err := s.Org.Person(ctx, s.db, *m.OfficerID)
		if err != nil {
			return err
		}
		c.Officer = e.ShortName
	}
	signs, err := s.Org.WithRole(ctx, s.db, m.BodyID, org.Executive)
	c.Signatories = []Signatory{}
	for _, e := range signs {
		c.Signatories = append(c.Signatories, Signatory{e.ID, e.ShortName, e.Post})
	}
	return err
}

// ends are how it ended, or is about to: papers, corrections, complaints, an earlier refusal.
func (s *Service) ends(ctx context.Context, c *Card, m matter) error {
	args := []any{m.ID}
	mine := db.In(&args, m.by.Principals)
	var err error
	if c.Papers, err = db.All[PaperShown](ctx, s.db, `
		SELECT p.document_id, p.kind, d.summary, d.state, d.number, d.registered_on, d.signatory_id, COALESCE(e.short_name, '') AS signatory, d.body_id,
		       EXISTS (SELECT 1 FROM access x WHERE x.document_id = d.id AND x.principal IN `+mine+`) AS visible
		  FROM application_papers p JOIN documents d ON d.id = p.document_id LEFT JOIN employees e ON e.id = d.signatory_id
		 WHERE p.application_id = $1 ORDER BY p.document_id`, args...); err != nil {
		return err
	}
	for i, p := range c.Papers {
		signed, err := s.Signing.List(ctx, s.db, p.DocumentID)
		if err != nil {
			return err
		}
		if len(signed) > 0 {
			c.Papers[i].Verdict = signed[len(signed)-1].Verdict
		}
		if p.State == documents.Signed {
			_, err := s.journalOf(ctx, s.db, p.BodyID)
			c.Papers[i].Waits = fail.Is(err, "application.no_journal")
		}
	}
	asked, err := corrections(ctx, s.db, m.ID)
	if err != nil {
		return err
	}
	c.Corrections = []CorrectionShown{}
	for _, one := range asked {
		c.Corrections = append(c.Corrections, CorrectionShown{one, one.Due.Date, one.Due.Explain()})
	}
	complaints, err := s.ComplaintsOf(ctx, s.db, m.ID)
	if err != nil {
		return err
	}
	c.Complaints = []ComplaintView{}
	for _, one := range complaints {
		v, err := s.complaintView(ctx, m.by, one)
		if err != nil {
			return err
		}
		c.Complaints = append(c.Complaints, v)
	}
	before, err := s.namedBefore(ctx, s.db, m.Application)
	if before != nil {
		c.Before = &RefusedBefore{before.number, before.missing}
	}
	return err
}
