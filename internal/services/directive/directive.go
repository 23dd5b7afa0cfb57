package directive

import (
	"context"

	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/files"
	"veche/internal/registry"
	"veche/internal/signing"
)

// Service writes the directives of registers.
type Service struct {
	db        *db.DB
	org       *org.Service
	documents *documents.Service
	signing   *signing.Service
	registry  *registry.Service
	registers []Register
}

// New makes the service; it hears of the cards of directives from now on.
func New(d *db.DB, o *org.Service, docs *documents.Service, sign *signing.Service, r *registry.Service) *Service {
	s := &Service{db: d, org: o, documents: docs, signing: sign, registry: r}
	docs.Watch(s.cardMoved)
	return s
}

// Text is a directive as a register composes it.
type Text struct {
	BodyID      int64
	AuthorID    int64
	SignatoryID int64
	Kind        string // of documents
	Heading     string
	Parts       []documents.Part
}

// Write makes the card with its text in the transaction of the register, and tells what the register is to keep of it.
func (s *Service) Write(ctx context.Context, tx *db.Tx, t Text) (Act, error) {
	signatory, err := s.org.Person(ctx, tx, t.SignatoryID)
	if err != nil || signatory.BodyID != t.BodyID || signatory.Dismissed() {
		return Act{}, fail.Field("enrolment.wrong", "signatory_id", "unknown")
	}
	form, err := documents.DirectiveForm(t.Parts)
	if err != nil {
		return Act{}, err
	}
	card, err := s.documents.Write(ctx, tx, documents.Writing{BodyID: t.BodyID, Flow: documents.Directive, Kind: t.Kind, Summary: t.Heading, FileName: t.Kind + ".docx",
		AuthorID: t.AuthorID, SignatoryID: &t.SignatoryID, Form: form, Values: map[string]string{}})
	if err != nil {
		return Act{}, err
	}
	text, err := s.documents.CurrentVersion(ctx, tx, card.ID)
	return Act{DocumentID: card.ID, SHA256: text.SHA256, State: Prepared}, err
}

// Paper is what a register says to one person: a PDF/A that its subject has made.
type Paper struct {
	BodyID      int64
	AuthorID    int64
	SignatoryID int64
	Kind        string // of documents
	Summary     string
	To          documents.Correspondent
	Made        files.Blob
}

// WritePaper makes the card of a paper in the transaction of the register.
func (s *Service) WritePaper(ctx context.Context, tx *db.Tx, p Paper) (Act, error) {
	to, err := s.documents.Person(ctx, tx, p.To)
	if err != nil {
		return Act{}, err
	}
	card, err := s.documents.Write(ctx, tx, documents.Writing{BodyID: p.BodyID, Flow: documents.Outgoing, Kind: p.Kind, Summary: p.Summary, FileName: p.Kind + ".pdf",
		AuthorID: p.AuthorID, SignatoryID: &p.SignatoryID, Made: p.Made, Addressees: []documents.AddresseeLine{{CorrespondentID: to, Channel: documents.ByHand}}})
	return Act{DocumentID: card.ID, SHA256: p.Made.SHA256, State: Prepared}, err
}

// SendAfter gives a paper to its signatory as the consequence of an act that he has signed: it was approved with that, and
// he may sign all that follow the act at once.
func (s *Service) SendAfter(ctx context.Context, tx *db.Tx, id, act int64) error {
	d, err := s.documents.Lock(ctx, tx, id)
	if err != nil {
		return err
	}
	text, err := s.documents.CurrentVersion(ctx, tx, id)
	if err != nil {
		return err
	}
	return s.signing.SendAfter(ctx, tx, &d, text, act)
}

// Send gives the card to its signatory. Where the route of the body asks for an approval first, the author starts that on
// the card, and the signature follows it.
func (s *Service) Send(ctx context.Context, by auth.Actor, id int64) error {
	err := s.signing.SendToSignature(ctx, by, id)
	if fail.Is(err, "signing.approval_needed") {
		return nil
	}
	return err
}

// Number registers a signed card in the journal of its flow and tells the card as it stands then. One that has its
// number keeps it.
func (s *Service) Number(ctx context.Context, id int64) (documents.Document, error) {
	d, err := s.documents.Get(ctx, s.db, id)
	if err != nil || d.State != documents.Signed {
		return d, err
	}
	journals, err := s.registry.Journals(ctx, s.db, d.BodyID, string(d.Flow))
	if err != nil {
		return d, err
	}
	for _, j := range journals {
		if j.Active && j.AccessMark == "" {
			rule := auth.System("services")
			rule.BodyID = d.BodyID
			return s.documents.Register(ctx, rule, id, documents.RegisterInput{JournalID: j.ID})
		}
	}
	return d, fail.New(fail.Unready, "enrolment.no_journal", "body %d has no journal of %s", d.BodyID, d.Flow)
}

// Signatory is who may sign a directive.
type Signatory struct {
	ID   int64  `json:"id"`
	Name string `json:"name"`
	Post string `json:"post"`
}

// Signatories are the executives of a body.
func (s *Service) Signatories(ctx context.Context, r db.Reader, bodyID int64) ([]Signatory, error) {
	people, err := s.org.WithRole(ctx, r, bodyID, org.Executive)
	list := []Signatory{}
	for _, e := range people {
		list = append(list, Signatory{e.ID, e.ShortName, e.Post})
	}
	return list, err
}

// signatoryOf is who has signed a card.
func (s *Service) signatoryOf(ctx context.Context, r db.Reader, d documents.Document) (string, error) {
	if d.SignatoryID == nil {
		return "", nil
	}
	e, err := s.org.Person(ctx, r, *d.SignatoryID)
	return e.Post + " " + e.ShortName, err
}
