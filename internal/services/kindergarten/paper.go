package kindergarten

import (
	"bytes"
	"context"
	"strings"
	"time"

	"veche/internal/documents"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services"
	"veche/internal/services/directive"
)

// PaperKind is what a paper says to the parent.
type PaperKind string

const (
	Direction PaperKind = "direction"
	Denial    PaperKind = "refusal"
)

// Paper is a signed document for one parent: it is about his child alone, so he holds the file and checks the signature.
type Paper struct {
	directive.Act
	RecordID int64     `db:"record_id"`
	Kind     PaperKind `db:"kind"`
	Ground   string    `db:"ground"`
	Reason   string    `db:"reason"`
	At       time.Time `db:"at"`
}

// Kinds of documents: both ask for a qualified signature.
const (
	kindDirection = "Направление в детский сад"
	kindDenial    = "Решение по услуге"
)

// papers tells package directive what the signature of a paper brings.
func (s *Service) papers() directive.Register {
	return directive.Register{Flow: documents.Outgoing, Table: "kindergarten_papers", Object: "kindergarten_paper", Release: s.unsigned, Settle: s.handedOver}
}

// paper is the paper of a record that counts now, with the record, held until the end of the transaction. Another paper
// than that changes nothing any more.
func (s *Service) paper(ctx context.Context, tx *db.Tx, id int64) (p Paper, r Record, counts bool, err error) {
	if p, err = db.One[Paper](ctx, tx, "SELECT "+paperColumns+" FROM kindergarten_papers WHERE id = $1", id); err != nil {
		return p, r, false, err
	}
	r, err = db.One[Record](ctx, tx, "SELECT "+recordColumns+" FROM kindergarten_records WHERE id = $1"+tx.Words().Lock, p.RecordID)
	counts = r.PaperID != nil && *r.PaperID == p.ID && (p.Kind == Direction && r.State == Selected || p.Kind == Denial && r.State == Refusing)
	return p, r, counts, err
}

// unsigned gives a record back whose paper was withdrawn: to the queue, or to the checks.
func (s *Service) unsigned(ctx context.Context, tx *db.Tx, id int64) error {
	p, r, counts, err := s.paper(ctx, tx, id)
	if err != nil || !counts {
		return err
	}
	was := r.State
	r.PaperID, r.State, r.Reason = nil, Checks, ""
	if p.Kind == Direction {
		r.State, r.FormationID, r.GroupID = Recorded, nil, nil
	}
	return s.save(ctx, tx, &r, "paper_withdrawn", was)
}

// handedOver brings a signed paper to its parent: he has his term to answer a direction, or his refusal with its ground.
func (s *Service) handedOver(ctx context.Context, tx *db.Tx, id int64) (int, error) {
	p, r, counts, err := s.paper(ctx, tx, id)
	if err != nil || !counts {
		return 0, err
	}
	if p.Kind == Direction {
		return 1, s.directed(ctx, tx, p, r)
	}
	r.State, r.Reason = Refused, p.Reason
	if err := s.save(ctx, tx, &r, "refuse", Refusing); err != nil {
		return 0, err
	}
	return 1, s.applications.NotEnrolled(ctx, tx, r.place(), services.Declined{DocumentID: &p.DocumentID, Ground: p.Ground, Reason: r.Reason})
}

func (s *Service) directed(ctx context.Context, tx *db.Tx, p Paper, r Record) error {
	q, err := s.queue(ctx, tx, r.QueueID)
	if err != nil {
		return err
	}
	where, err := s.where(ctx, tx, *r.GroupID)
	if err != nil {
		return err
	}
	today := s.org.Today(ctx, tx, r.BodyID, tx.Now)
	r.State, r.AnswerBy = Directed, s.calendar.Due(today, calendar.Term{Amount: q.AnswerDays, Unit: calendar.WorkingDay, Basis: "порядок очереди в детские сады"})
	if err := s.save(ctx, tx, &r, "directed", Selected); err != nil {
		return err
	}
	if err := s.moved(ctx, tx, r, false, "directed"); err != nil {
		return err
	}
	words := "Ребёнку выдано направление № " + p.Number + ": " + where + ". Примите место или откажитесь: после отказа ребёнок остаётся на учёте."
	if r.transfer() { // the application has its end already
		return s.applications.Noted(ctx, tx, r.place(), words+" Ответьте до "+r.AnswerBy.Date.Russian()+".")
	}
	return s.applications.Called(ctx, tx, r.place(), words, r.AnswerBy)
}

// write makes the card of a paper and puts it on the record.
func (s *Service) write(ctx context.Context, tx *db.Tx, r *Record, p Paper, author, signatory int64, made []byte) (Paper, error) {
	blob, err := s.applications.Files.Put(ctx, bytes.NewReader(made), mostPaper)
	if err != nil {
		return p, err
	}
	who, err := s.parent(ctx, tx, *r)
	if err != nil {
		return p, err
	}
	kind := kindDirection
	if p.Kind == Denial {
		kind = kindDenial
	}
	p.Act, err = s.directives.WritePaper(ctx, tx, directive.Paper{BodyID: r.BodyID, AuthorID: author, SignatoryID: signatory, Kind: kind,
		Summary: paperTitles[p.Kind] + " (№ " + r.Number + ")", To: documents.Correspondent{BodyID: r.BodyID, Name: who.FullName(), Address: who.Address, Email: who.Email}, Made: blob})
	if err != nil {
		return p, err
	}
	p.RecordID, p.At = r.ID, tx.Now
	if p.ID, err = db.Insert(ctx, tx, "kindergarten_papers", p); err != nil {
		return p, err
	}
	r.PaperID = &p.ID
	return p, audit.Write(ctx, tx, audit.Entry{Action: "kindergarten_paper.made", Object: audit.Ref{Kind: "kindergarten_paper", ID: p.ID, Title: r.Number}, Detail: map[string]any{"document": p.DocumentID}})
}

// mostPaper bounds a paper of one page.
const mostPaper = 2 << 20

// parent is who has applied.
func (s *Service) parent(ctx context.Context, r db.Reader, one Record) (services.Applicant, error) {
	a, err := s.applications.ByOrder(ctx, r, one.ServiceID, one.Year, one.Sequence)
	if err != nil {
		return services.Applicant{}, err
	}
	return s.applications.ApplicantByID(ctx, r, a.ApplicantID)
}

func (s *Service) writeDirection(ctx context.Context, tx *db.Tx, q Queue, f Formation, r *Record) error {
	order, err := s.applications.Documents.Get(ctx, tx, f.DocumentID)
	if err != nil {
		return err
	}
	made, err := s.printDirection(ctx, tx, q, f, *r)
	if err != nil {
		return err
	}
	p, err := s.write(ctx, tx, r, Paper{Kind: Direction}, *order.AuthorID, *order.SignatoryID, made)
	if err != nil {
		return err
	}
	if err := s.save(ctx, tx, r, "direction_written", Selected); err != nil {
		return err
	}
	return s.directives.SendAfter(ctx, tx, p.DocumentID, f.DocumentID)
}

// Refusal is a refusal on a ground of the regulation, and who signs it.
type Refusal struct {
	Ground      string `json:"ground" minLength:"1" maxLength:"40"`
	Reason      string `json:"reason" minLength:"1" maxLength:"1000"`
	SignatoryID int64  `json:"signatory_id" minimum:"1"`
	Version     int64  `json:"version"`
}

// Refuse writes the refusal to put a child on record: it is a document with a signature, and ends nothing before that.
func (s *Service) Refuse(ctx context.Context, by auth.Actor, id int64, in Refusal) (Record, error) {
	var document int64
	r, err := s.act(ctx, by, id, in.Version, Refuse, func(tx *db.Tx, _ Queue, r *Record) error {
		reason := strings.TrimSpace(in.Reason)
		made, err := s.printDenial(ctx, tx, *r, in.Ground, reason)
		if err != nil {
			return err
		}
		r.State, r.Reason = Refusing, reason
		p, err := s.write(ctx, tx, r, Paper{Kind: Denial, Ground: in.Ground, Reason: reason}, by.PersonID, in.SignatoryID, made)
		document = p.DocumentID
		return err
	})
	if err != nil {
		return r, err
	}
	return r, s.directives.Send(ctx, by, document)
}

// mayDeny is a ground of the regulation by its code.
func (s *Service) mayDeny(ctx context.Context, r db.Reader, serviceID int64, code string) (Ground, error) {
	list, err := s.applications.GroundsOf(ctx, r, serviceID)
	if err != nil {
		return Ground{}, err
	}
	for _, g := range list {
		if g.Code == code {
			return Ground{g.Code, g.Text, g.Act}, nil
		}
	}
	return Ground{}, fail.Field("kindergarten.wrong", "ground", "unknown")
}
