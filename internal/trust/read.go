package trust

import (
	"context"
	"strings"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/text"
)

// View is a certificate of the list as the administrator sees it.
type View struct {
	ID            int64      `db:"id" json:"id"`
	SHA256        string     `db:"sha256" json:"sha256"`
	Role          Role       `db:"role" json:"role" enum:"root,intermediate,tsa,ocsp"`
	Source        Source     `db:"source" json:"source" enum:"admin,tsl,stand"`
	Subject       string     `db:"subject" json:"subject"`
	Issuer        string     `db:"issuer" json:"issuer"`
	Serial        string     `db:"serial" json:"serial"`
	NotBefore     time.Time  `db:"not_before" json:"not_before"`
	NotAfter      time.Time  `db:"not_after" json:"not_after"`
	Reason        string     `db:"reason" json:"reason"`
	AddedBy       string     `db:"added_by" json:"added_by"`
	AddedAt       time.Time  `db:"added_at" json:"added_at"`
	RemovedBy     string     `db:"removed_by" json:"removed_by"`
	RemovedAt     *time.Time `db:"removed_at" json:"removed_at"`
	RemovedReason string     `db:"removed_reason" json:"removed_reason"`
}

// Filter chooses certificates; what is empty does not narrow.
type Filter struct {
	Text    string
	Role    Role
	Removed bool // those that were removed, instead of those that are trusted
	After   int64
	Limit   int
}

var likeWords = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// Certificates lists them in the order of their owners; next is the key of the following page.
func (s *Service) Certificates(ctx context.Context, by auth.Actor, f Filter) (list []View, next int64, err error) {
	if err := s.see(ctx, s.db, by); err != nil {
		return nil, 0, err
	}
	var args []any
	where := "removed_at IS NULL"
	if f.Removed {
		where = "removed_at IS NOT NULL"
	}
	if f.Role != "" {
		where += " AND role = " + db.Arg(&args, f.Role)
	}
	for _, word := range strings.Fields(text.Fold(f.Text)) {
		where += " AND fold LIKE " + db.Arg(&args, "%"+likeWords.Replace(word)+"%") + ` ESCAPE '\'`
	}
	if f.After != 0 {
		where += " AND (subject, id) > (SELECT subject, id FROM trusted_certificates WHERE id = " + db.Arg(&args, f.After) + ")"
	}
	list, err = db.All[View](ctx, s.db, "SELECT "+db.Columns[View]("")+" FROM trusted_certificates WHERE "+where+
		" ORDER BY subject, id LIMIT "+db.Arg(&args, f.Limit+1), args...)
	if len(list) > f.Limit {
		list = list[:f.Limit]
		next = list[f.Limit-1].ID
	}
	return list, next, err
}
