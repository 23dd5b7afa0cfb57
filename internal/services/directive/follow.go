package directive

import (
	"context"
	"fmt"

	"veche/internal/documents"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/jobs"
)

// State tells whether an act is in force.
type State string

const (
	Prepared  State = "prepared" // its card waits for the approval or the signature
	InForce   State = "signed"
	Withdrawn State = "withdrawn"
)

// Act is a directive as its register keeps it: what the tables of all registers have in common.
type Act struct {
	ID         int64         `db:"id"`
	DocumentID int64         `db:"document_id"`
	SHA256     string        `db:"sha256"` // of the text as the register has written it
	State      State         `db:"state"`
	Number     string        `db:"number"`
	SignedOn   calendar.Date `db:"signed_on"`
	Signatory  string        `db:"signatory"`
}

// Register is a table of acts, and what its subject does when one of them moves.
type Register struct {
	Flow    documents.Flow // Directive for orders, Outgoing for what is said to one person
	Table   string         // with the columns of Act
	Object  string         // of the audit
	Release func(ctx context.Context, tx *db.Tx, id int64) error
	Settle  func(ctx context.Context, tx *db.Tx, id int64) (n int, err error) // the next few of its outcomes, 0 when none is left
}

// Follow adds a register; its subject does it once, before the program serves.
func (s *Service) Follow(r Register) { s.registers = append(s.registers, r) }

// atOnce is how many outcomes of an act go into the accounts in one transaction.
const atOnce = 50

// Few gives the next records of an act their outcome. The query finds those that have none yet; it ends before its order.
func Few[T any](ctx context.Context, tx *db.Tx, outcome func(T) error, query string, args ...any) (int, error) {
	list, err := db.All[T](ctx, tx, query+" ORDER BY id LIMIT "+db.Arg(&args, atOnce), args...)
	if err != nil {
		return 0, err
	}
	for _, one := range list {
		if err := outcome(one); err != nil {
			return 0, err
		}
	}
	return len(list), nil
}

// WasSigned announces that the card of an act has its signature.
type WasSigned struct {
	DocumentID int64 `json:"document_id"`
}

func (WasSigned) Kind() string { return "directive.signed" }

// Jobs lets signed acts take effect.
func Jobs(w *jobs.Worker, s *Service) { jobs.Handle(w, "directive", s.onSigned) }

// cardMoved hears of every saved card: an act that was signed, or taken back by its author.
func (s *Service) cardMoved(ctx context.Context, tx *db.Tx, from documents.State, d documents.Document) error {
	if from == d.State || d.State != documents.Signed && d.State != documents.Withdrawn {
		return nil
	}
	r, a, err := s.on(ctx, tx, d)
	if err != nil || a.State != Prepared {
		return err
	}
	if d.State == documents.Signed {
		return jobs.Add(ctx, tx, WasSigned{d.ID})
	}
	return s.release(ctx, tx, r, a)
}

// on finds the act of a card and its register; a card that is of none has an act without a state.
func (s *Service) on(ctx context.Context, r db.Reader, d documents.Document) (Register, Act, error) {
	for _, one := range s.registers {
		if one.Flow != d.Flow {
			continue
		}
		list, err := db.All[Act](ctx, r, "SELECT "+db.Columns[Act]("")+" FROM "+one.Table+" WHERE document_id = $1", d.ID)
		if err != nil || len(list) > 0 {
			return one, append(list, Act{})[0], err
		}
	}
	return Register{}, Act{}, nil
}

// release gives what an act that will not be signed holds back to its register.
func (s *Service) release(ctx context.Context, tx *db.Tx, r Register, a Act) error {
	if _, err := tx.Exec(ctx, "UPDATE "+r.Table+" SET state = $1 WHERE id = $2", Withdrawn, a.ID); err != nil {
		return err
	}
	if err := r.Release(ctx, tx, a.ID); err != nil {
		return err
	}
	return audit.Write(ctx, tx, audit.Entry{Action: r.Object + ".withdrawn", Object: audit.Ref{Kind: r.Object, ID: a.ID}, From: string(Prepared), To: string(Withdrawn)})
}

// onSigned lets a signed act take effect: it gets its number, and each of its applications its outcome. The job may come
// twice, and it may be killed halfway: what has its outcome is passed over.
func (s *Service) onSigned(ctx context.Context, job WasSigned) error {
	card, err := s.Number(ctx, job.DocumentID)
	if err != nil {
		return err
	}
	r, a, err := s.comesIntoForce(ctx, card)
	if err != nil || a.State != InForce {
		return err
	}
	for n := 1; n > 0; {
		if err := s.db.Tx(ctx, auth.System("services"), func(tx *db.Tx) (err error) {
			n, err = r.Settle(ctx, tx, a.ID)
			return err
		}); err != nil {
			return fmt.Errorf("%s %d: %w", r.Object, a.ID, err)
		}
	}
	if r.Flow != documents.Outgoing {
		return nil
	}
	return s.db.Tx(ctx, auth.System("services"), func(tx *db.Tx) error { return s.handOut(ctx, tx, card.ID) })
}

// handOut takes the card of a paper to its end: it lies in the account of whom it is for.
func (s *Service) handOut(ctx context.Context, tx *db.Tx, id int64) error {
	d, err := s.documents.Lock(ctx, tx, id)
	if err != nil || d.State != documents.Registered {
		return err
	}
	for _, to := range []documents.State{documents.Dispatching, documents.Dispatched, documents.Delivered} {
		if err := s.documents.Move(ctx, tx, &d, to, "document.handed_out", nil); err != nil {
			return err
		}
	}
	return nil
}

// comesIntoForce writes the number and the signatory. Where another text stands on the card than the register has written,
// nothing takes effect and everything goes back.
func (s *Service) comesIntoForce(ctx context.Context, card documents.Document) (r Register, a Act, err error) {
	err = s.db.Tx(ctx, auth.System("services"), func(tx *db.Tx) error {
		if r, a, err = s.on(ctx, tx, card); err != nil || a.State != Prepared {
			return err
		}
		text, err := s.documents.CurrentVersion(ctx, tx, card.ID)
		if err != nil {
			return err
		}
		if text.SHA256 != a.SHA256 {
			a.State = Withdrawn
			return s.release(ctx, tx, r, a)
		}
		if a.Signatory, err = s.signatoryOf(ctx, tx, card); err != nil {
			return err
		}
		a.State, a.Number, a.SignedOn = InForce, card.Number, card.RegisteredOn
		if _, err := tx.Exec(ctx, "UPDATE "+r.Table+" SET state = $1, number = $2, signed_on = $3, signatory = $4 WHERE id = $5", a.State, a.Number, a.SignedOn, a.Signatory, a.ID); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: r.Object + ".signed", Object: audit.Ref{Kind: r.Object, ID: a.ID}, From: string(Prepared), To: string(InForce),
			Detail: map[string]any{"number": a.Number}})
	})
	return r, a, err
}
