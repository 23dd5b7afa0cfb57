package appeals

import (
	"context"

	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Author is one who wrote. The answer goes to the first of them.
type Author struct {
	ID         int64  `db:"id" json:"-"`
	DocumentID int64  `db:"document_id" json:"-"`
	BodyID     int64  `db:"body_id" json:"-"`
	Position   int    `db:"position" json:"-"`
	Name       string `db:"name" json:"name" minLength:"1" maxLength:"300"`
	NameFold   string `db:"name_fold" json:"-"`
	Address    string `db:"address" json:"address,omitempty" maxLength:"500"`
	District   string `db:"district" json:"district,omitempty" maxLength:"200"`
	Email      string `db:"email" json:"email,omitempty" maxLength:"200"`
	Phone      string `db:"phone" json:"phone,omitempty" maxLength:"50"`
	Status     string `db:"status" json:"status,omitempty" maxLength:"100" doc:"Social status, a word of the office's dictionary"`

	Organisation bool `db:"organisation" json:"organisation,omitempty" doc:"A legal entity or an entrepreneur: counted apart"`
}

func byID(ctx context.Context, r db.Reader, documentID int64) (Appeal, error) {
	a, err := db.One[Appeal](ctx, r, "SELECT "+db.Columns[Appeal]("")+" FROM appeals WHERE document_id = $1", documentID)
	return a, db.Absent(err, "appeal.not_found", documentID)
}

// save writes the appeal over the stored one; the version tells whether somebody was faster.
func save(ctx context.Context, tx *db.Tx, a *Appeal) error {
	n, err := tx.Exec(ctx, `
		UPDATE appeals SET kind = $1, form = $2, origin = $3, collective = $4, recurrence = $5, main_id = $6, migration = $7, to_head = $8,
		       site_visit = $9, ground = $10, answer_by = $11, extended_to = $12, extended_why = $13, message_days = $14,
		       withdrawn_at = $15, to_unit = $16, to_official = $17, requalified_why = $18, version = version + 1
		 WHERE document_id = $19 AND version = $20`,
		a.Kind, a.Form, a.Origin, a.Collective, a.Recurrence, a.MainID, a.Migration, a.ToHead, a.SiteVisit, a.Ground, a.AnswerBy,
		a.ExtendedTo, a.ExtendedWhy, a.MessageDays, a.WithdrawnAt, a.ToUnit, a.ToOfficial, a.Requalified, a.DocumentID, a.Version)
	if err != nil {
		return err
	}
	if n == 0 {
		return fail.New(fail.Conflict, "document.stale", "appeal %d was changed by somebody else", a.DocumentID)
	}
	a.Version++
	return nil
}

func authors(ctx context.Context, r db.Reader, documentID int64) ([]Author, error) {
	return db.All[Author](ctx, r, "SELECT "+db.Columns[Author]("")+" FROM appeal_authors WHERE document_id = $1 ORDER BY position", documentID)
}

func questions(ctx context.Context, r db.Reader, documentID int64) ([]Question, error) {
	return db.All[Question](ctx, r, "SELECT "+db.Columns[Question]("")+" FROM appeal_questions WHERE document_id = $1 ORDER BY no", documentID)
}

// complainedOf are the correspondents whose acts the complaint is about.
func complainedOf(ctx context.Context, r db.Reader, documentID int64) ([]int64, error) {
	return db.All[int64](ctx, r, "SELECT correspondent_id FROM appeal_complained WHERE document_id = $1 ORDER BY correspondent_id", documentID)
}
