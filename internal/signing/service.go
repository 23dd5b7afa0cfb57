package signing

import (
	"context"
	"strings"

	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/api"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/files"
	"veche/internal/tasks"
)

// Approvals tells whether a text may be signed as it stands; the subject of approvals answers.
type Approvals interface {
	// Allow refuses a text that must be approved and is not.
	Allow(ctx context.Context, r db.Reader, d documents.Document, v documents.Version) error
}

// Service holds the use cases of signing.
type Service struct {
	db        *db.DB
	documents *documents.Service
	org       *org.Service
	files     *files.Store
	approvals Approvals
	verifier  Verifier
	owners    Owners
	methods   map[Kind]Method
	stand     Stand   // nil outside a demonstration
	offered   []Means // by which a strong signature may be made here
}

// New takes everything signing needs; stand is nil outside a demonstration.
func New(d *db.DB, docs *documents.Service, o *org.Service, f *files.Store, a Approvals, v Verifier, who Owners, stand Stand) *Service {
	methods := map[Kind]Method{Simple: simple{}, CMS: detached{v}}
	return &Service{db: d, documents: docs, org: o, files: f, approvals: a, verifier: v, owners: who, methods: methods, stand: stand, offered: []Means{Plugin}}
}

// Offer adds a means of signature that this installation has, such as a service of remote signing.
func (s *Service) Offer(m Means) { s.offered = append(s.offered, m) }

// subject names the signing of a card in the inbox.
func subject(documentID int64) string { return tasks.Subject("signature", documentID) }

// current is the text that would be signed.
func (s *Service) current(ctx context.Context, r db.Reader, d documents.Document) (documents.Version, error) {
	v, err := s.documents.CurrentVersion(ctx, r, d.ID)
	if fail.Is(err, "version.not_found") {
		return v, fail.New(fail.Conflict, "signing.no_version", "card %d has no text", d.ID)
	}
	return v, err
}

// keepDenial writes a refused attempt of somebody without the power into the audit: signatures are what people try to
// get round. That the password is asked again is no refusal.
func (s *Service) keepDenial(ctx context.Context, by auth.Actor, act Action, d documents.Document, err error) error {
	if fail.KindOf(err) != fail.Denied || fail.Is(err, api.CodeStepUp) {
		return err
	}
	return audit.Denied(ctx, s.db, by, audit.Entry{Action: "signing." + string(act), Object: d.Ref(), OnBehalfOf: signatoryOf(by, d)}, err)
}

// signatoryOf is the signatory of the card in whose place the actor stands, nil for himself.
func signatoryOf(by auth.Actor, d documents.Document) *auth.Person {
	if d.SignatoryID == nil {
		return nil
	}
	return by.OnBehalfOf(*d.SignatoryID)
}

// principal is the one in whose place the actor signs, nil for himself.
func (o order) principal(by auth.Actor) *auth.Person {
	person, _ := o.place(by)
	return by.OnBehalfOf(person)
}

// mark is how the one who acts is named: an acting officer by the post of his principal.
func mark(by auth.Actor, p *auth.Person) (post, basis string, onBehalf *int64) {
	if p == nil {
		return by.Post, "", nil
	}
	return ActingPost(p.Post), p.Basis, &p.ID
}

// required asks for a text that explains a refusal.
func required(reason string) (string, error) {
	reason = strings.TrimSpace(reason)
	if reason == "" {
		return "", fail.Field("signing.reason_required", "reason", "required")
	}
	return reason, nil
}
