package pos

import (
	"context"
	"strconv"
	"strings"

	"veche/internal/appeals"
	"veche/internal/documents"
	"veche/internal/exchange/pos/contract"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs"
)

// Review is a low rating that is looked at within the body.
type Review struct {
	ID         int64  `db:"id" json:"id"`
	ItemID     int64  `db:"item_id" json:"item_id"`
	DocumentID int64  `db:"document_id" json:"document_id"`
	Number     string `db:"number" json:"number"`
	Score      int    `db:"score" json:"score"`
	Comment    string `db:"comment" json:"comment"`
	Open       bool   `db:"open" json:"open"`
	Conclusion string `db:"conclusion" json:"conclusion"`
}

// tellOf does what a word of the citizen leads to; it is called once for each entry.
func (s *Service) tellOf(ctx context.Context, tx *db.Tx, item *Item, event string, e contract.Entry) error {
	switch {
	case event == contract.EventWithdrawn:
		return s.withdrawn(ctx, tx, item, e.Reason)
	case event == contract.EventReopened:
		return s.reopen(ctx, tx, item, max(e.Cycle, item.Cycle+1), e.Reason)
	case e.Rating == nil:
		return nil
	}
	score := min(max(e.Rating.Score, 1), 5)
	item.Rating, item.RatedAt = &score, &tx.Now
	if err := saveItem(ctx, tx, item); err != nil {
		return err
	}
	if item.DocumentID != nil {
		if err := s.Appeals.Rated(ctx, tx, *item.DocumentID, score, e.Rating.Comment); err != nil {
			return err
		}
	}
	v, err := settingsOf(ctx, tx, "")
	if err != nil || score > v.LowRating || item.DocumentID == nil {
		return err
	}
	if v.Reopening == ByCycle {
		return s.reopen(ctx, tx, item, item.Cycle+1, e.Rating.Comment)
	}
	return s.review(ctx, tx, *item, score, e.Rating.Comment)
}

// review opens the inner control of a low rating and tells the records office.
func (s *Service) review(ctx context.Context, tx *db.Tx, item Item, score int, comment string) error {
	n, err := tx.Exec(ctx, `
		INSERT INTO pos_reviews (item_id, document_id, body_id, cycle, score, comment, opened_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (item_id, cycle) DO NOTHING`, item.ID, *item.DocumentID, *item.BodyID, item.Cycle, score, comment, tx.Now)
	if err != nil || n == 0 {
		return err
	}
	return s.tellOffice(ctx, tx, *item.BodyID, *item.DocumentID, "pos.low_rating", map[string]any{"number": item.Number})
}

// reopen begins a new cycle: a new card of the same matter, and all statuses anew.
func (s *Service) reopen(ctx context.Context, tx *db.Tx, item *Item, cycle int, why string) error {
	if item.State != Carded || cycle <= item.Cycle {
		return nil
	}
	item.Cycle, item.State, item.Shown, item.Theirs, item.Reopened = cycle, Stored, "", "", strings.TrimSpace(why)
	if err := saveItem(ctx, tx, item); err != nil {
		return err
	}
	return jobs.Add(ctx, tx, Work{})
}

// withdrawn ends an appeal that its author took back (59-ФЗ ст. 5); one that is not registered is left to the clerk.
func (s *Service) withdrawn(ctx context.Context, tx *db.Tx, item *Item, why string) error {
	if item.DocumentID == nil {
		item.State, item.Flagged = Unflagged, false
		return saveItem(ctx, tx, item)
	}
	return s.tellOffice(ctx, tx, *item.BodyID, *item.DocumentID, "pos.withdrawn", map[string]any{"number": item.Number})
}

// tellOffice puts a notice before the clerks of a body.
func (s *Service) tellOffice(ctx context.Context, tx *db.Tx, bodyID, documentID int64, code string, values map[string]any) error {
	clerks, err := s.Org.WithRight(ctx, tx, bodyID, "registry.register")
	if err != nil {
		return err
	}
	for _, c := range clerks {
		if err := s.Notify.Notify(ctx, tx, c.ID, code, "/documents/"+strconv.FormatInt(documentID, 10), values); err != nil {
			return err
		}
	}
	return nil
}

// Conclude ends the inner control of a low rating; the platform is told the conclusion under the same status.
func (s *Service) Conclude(ctx context.Context, by auth.Actor, documentID int64, conclusion string) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		d, err := s.Documents.OpenLocked(ctx, tx, by, documentID)
		if err != nil {
			return err
		}
		if !by.Can(documents.RightRegister) || by.BodyID != d.BodyID {
			return fail.New(fail.Denied, "pos.denied", "reviews are concluded by the records office")
		}
		if conclusion = strings.TrimSpace(conclusion); conclusion == "" {
			return fail.Field("pos.conclusion_required", "conclusion", "required")
		}
		open, err := db.All[int64](ctx, tx, "SELECT item_id FROM pos_reviews WHERE document_id = $1 AND closed_at IS NULL", documentID)
		if err != nil || len(open) == 0 {
			return err
		}
		if _, err := tx.Exec(ctx, "UPDATE pos_reviews SET closed_at = $1, closed_by = $2, conclusion = $3 WHERE document_id = $4 AND closed_at IS NULL",
			tx.Now, by.PersonID, conclusion, documentID); err != nil {
			return err
		}
		item, err := itemByID(ctx, tx, open[0], "")
		if err != nil {
			return err
		}
		if item.DocumentID != nil && *item.DocumentID == documentID && item.Shown != "" {
			shown := appeals.Shown{BodyID: d.BodyID}
			if err := s.line(ctx, tx, item, shown, item.Shown, "/review", conclusion); err != nil {
				return err
			}
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "pos.review_concluded", Object: d.Ref()})
	})
}
