package approval

import (
	"context"
	"slices"
	"strings"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// AnswerInput is the author's position on a remark.
type AnswerInput struct {
	Position Position `json:"position" enum:"accepted,declined"`
	Text     string   `json:"text,omitempty" maxLength:"10000" doc:"Needed when the remark is declined"`
}

// SettleInput is the word of the one who objected.
type SettleInput struct {
	Settled bool `json:"settled"`
}

// Answer writes the author's position on a remark into the table. It may be written anew until the signature.
func (s *Service) Answer(ctx context.Context, by auth.Actor, visaID int64, in AnswerInput) error {
	if in.Text = strings.TrimSpace(in.Text); in.Position != Accepted && in.Text == "" {
		return fail.Field("approval.answer_required", "text", "required")
	}
	return s.onRemark(ctx, by, visaID, "answered", author,
		func(tx *db.Tx, v Visa) (map[string]any, error) {
			_, err := tx.Exec(ctx, `
				INSERT INTO disagreements (visa_id, position, answer, answered_by, answered_name, answered_at) VALUES ($1, $2, $3, $4, $5, $6)
				ON CONFLICT (visa_id) DO UPDATE SET position = excluded.position, answer = excluded.answer, answered_by = excluded.answered_by,
					answered_name = excluded.answered_name, answered_at = excluded.answered_at, outcome = '', settled_name = '', settled_at = NULL`,
				v.ID, in.Position, in.Text, by.PersonID, by.Name, tx.Now)
			return map[string]any{"visa": v.ID, "position": in.Position}, err
		})
}

// Settle says whether the one who objected is content with the answer.
func (s *Service) Settle(ctx context.Context, by auth.Actor, visaID int64, in SettleInput) error {
	outcome := Unsettled
	if in.Settled {
		outcome = Settled
	}
	return s.onRemark(ctx, by, visaID, "settled", objector,
		func(tx *db.Tx, v Visa) (map[string]any, error) {
			_, err := tx.Exec(ctx, `
				INSERT INTO disagreements (visa_id, outcome, settled_name, settled_at) VALUES ($1, $2, $3, $4)
				ON CONFLICT (visa_id) DO UPDATE SET outcome = excluded.outcome, settled_name = excluded.settled_name, settled_at = excluded.settled_at`,
				v.ID, outcome, by.Name, tx.Now)
			return map[string]any{"visa": v.ID, "outcome": outcome}, err
		})
}

// onRemark runs a verb on one row of the table: load, may, save, journal.
func (s *Service) onRemark(ctx context.Context, by auth.Actor, visaID int64, act string, whose func(r *run, v Visa) int64, write func(tx *db.Tx, v Visa) (map[string]any, error)) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		v, err := db.One[Visa](ctx, tx, "SELECT "+visaColumns+" FROM visas WHERE id = $1", visaID)
		if err != nil {
			return db.Absent(err, "approval.visa_not_found", visaID)
		}
		r, err := s.load(ctx, tx, by, v.ApprovalID)
		if fail.Is(err, "approval.not_found") {
			return fail.New(fail.NotFound, "approval.visa_not_found", "visa %d is not visible", visaID)
		}
		if err != nil {
			return err
		}
		if err := r.mayDiscuss(by, whose(r, v)); err != nil {
			return err
		}
		if !v.objects() {
			return fail.New(fail.Conflict, "approval.no_remark", "visa %d has no remark", visaID)
		}
		detail, err := write(tx, v)
		if err != nil {
			return err
		}
		return r.write(ctx, tx, "approval.remark_"+act, by.OnBehalfOf(whose(r, v)), detail)
	})
}

// discussed are the states in which a disagreement may still be talked over: until the signature.
var discussed = []documents.State{documents.Draft, documents.InApproval, documents.InRevision, documents.Approved, documents.OnSignature, documents.SignatureRefused}

// author and objector are the two who speak in a row of the table.
func author(r *run, _ Visa) int64   { return r.InitiatorID }
func objector(_ *run, v Visa) int64 { return v.EmployeeID }

func (r *run) mayDiscuss(by auth.Actor, person int64) error {
	if !by.ActsFor(person) {
		return fail.New(fail.Denied, "approval.denied", "this word is not of person %d", by.PersonID)
	}
	if !slices.Contains(discussed, r.card.State) {
		return fail.New(fail.Conflict, "approval.wrong_state", "the card is %s", r.card.State).With("state", string(r.card.State))
	}
	return nil
}
