package batch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/signing"
	"veche/internal/tasks"
)

// Key names a pile: documents of one kind, and the act that they follow, if they follow one.
type Key struct {
	KindID  int64 `query:"kind_id" json:"kind_id" db:"kind_id" minimum:"1"`
	BasisID int64 `query:"basis_id" json:"basis_id" db:"basis_id" minimum:"0" doc:"Card of the act in consequence of which they are signed, 0 for none"`
}

// Pile is several documents of one kind that wait for the signature of one person.
type Pile struct {
	Key
	Kind  string `db:"kind" json:"kind"`
	Basis string `db:"-" json:"basis" doc:"The act by its kind and number; empty for none"`
	Count int    `db:"n" json:"count"`
}

// Entry is a document of a pile.
type Entry struct {
	ID      int64  `db:"id" json:"id"`
	Summary string `db:"summary" json:"summary"`
	To      string `db:"addressee" json:"to" doc:"To whom it is addressed"`
	SHA256  string `db:"sha256" json:"-"`
}

// Sight is what the signatory looks at before he confirms.
type Sight struct {
	Pile
	Digest   string           `json:"digest" doc:"Of the whole list with its texts: the confirmation names it"`
	Entries  []Entry          `json:"entries" doc:"From the place asked for on"`
	Prepared signing.Prepared `json:"prepared" doc:"Of the first document: whose certificate is expected, and with what it may be signed"`
	Running  *View            `json:"running,omitempty" doc:"A confirmation of this pile that has not come to its end"`
}

// mostAtOnce bounds one confirmation: what is more stays in the pile.
const mostAtOnce = 5000

// waits are the documents that wait for a signature of the actor, or of whom he replaces: what an assistant sees of his
// executive is not his to sign (§2.9).
func waits(args *[]any, by auth.Actor) string {
	people := []int64{by.PersonID}
	for _, p := range by.Acting {
		people = append(people, p.ID)
	}
	var whose []auth.Principal
	for _, id := range people {
		whose = append(whose, auth.Employee(id), auth.Named(id))
	}
	return ` FROM tasks t JOIN documents d ON d.id = t.document_id JOIN kinds k ON k.id = d.kind_id
		WHERE t.principal IN ` + db.In(args, whose) + ` AND t.kind = ` + db.Arg(args, tasks.Sign) + ` AND t.done_at IS NULL
		  AND d.state = ` + db.Arg(args, documents.OnSignature) + ` AND (COALESCE(d.access_mark, '') = '' OR t.principal LIKE 'named:%')`
}

// Piles are what the actor may sign at once, the highest first.
func (s *Service) Piles(ctx context.Context, by auth.Actor) ([]Pile, error) {
	var args []any
	list, err := db.All[Pile](ctx, s.db, "SELECT d.kind_id, COALESCE(t.basis_id, 0) AS basis_id, k.name AS kind, count(DISTINCT d.id) AS n"+waits(&args, by)+
		" GROUP BY d.kind_id, COALESCE(t.basis_id, 0), k.name HAVING count(DISTINCT d.id) > 1 ORDER BY n DESC, d.kind_id, basis_id", args...)
	for i := range list {
		if list[i].Basis, err = s.basis(ctx, by, list[i].BasisID); err != nil {
			return nil, err
		}
	}
	return list, err
}

// basis names an act, as far as the actor sees it.
func (s *Service) basis(ctx context.Context, by auth.Actor, id int64) (string, error) {
	if id == 0 {
		return "", nil
	}
	d, err := s.documents.Open(ctx, s.db, by, id)
	if fail.KindOf(err) == fail.NotFound {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	kind, err := s.documents.KindByID(ctx, s.db, d.KindID)
	if err != nil || d.Number == "" {
		return kind.Name, err
	}
	return kind.Name + " № " + d.Number + " от " + d.RegisteredOn.Russian(), nil
}

// addressee is to whom a document d goes first.
const addressee = `COALESCE((SELECT c.name FROM addressees a JOIN correspondents c ON c.id = a.correspondent_id WHERE a.document_id = d.id ORDER BY a.id LIMIT 1), '') AS addressee`

// entries are the documents of a pile in the order in which they are signed.
func (s *Service) entries(ctx context.Context, r db.Reader, by auth.Actor, key Key) ([]Entry, error) {
	var args []any
	from := waits(&args, by)
	return db.All[Entry](ctx, r, `SELECT d.id, d.summary, `+addressee+`,
		   (SELECT v.sha256 FROM document_versions v WHERE v.document_id = d.id ORDER BY v.no DESC LIMIT 1) AS sha256
		FROM (SELECT DISTINCT d.id, d.summary`+from+" AND d.kind_id = "+db.Arg(&args, key.KindID)+" AND COALESCE(t.basis_id, 0) = "+db.Arg(&args, key.BasisID)+
		" ORDER BY d.id LIMIT "+db.Arg(&args, mostAtOnce)+") AS d ORDER BY d.id", args...)
}

// digest is what a confirmation names: other documents or another text than those that were shown have another one.
func digest(list []Entry) string {
	sum := sha256.New()
	for _, e := range list {
		fmt.Fprintf(sum, "%d:%s\n", e.ID, e.SHA256)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// Look shows a pile, its documents from after the given one on.
func (s *Service) Look(ctx context.Context, by auth.Actor, key Key, after int64, limit int) (v Sight, err error) {
	list, err := s.entries(ctx, s.db, by, key)
	if err != nil {
		return v, err
	}
	if v.Running, err = s.running(ctx, by, key); err != nil {
		return v, err
	}
	if len(list) == 0 && v.Running == nil {
		return v, fail.New(fail.NotFound, "signing.nothing_waits", "nothing of kind %d waits", key.KindID)
	}
	kind, err := s.documents.KindByID(ctx, s.db, key.KindID)
	if err != nil {
		return v, err
	}
	v.Pile = Pile{Key: key, Kind: kind.Name, Count: len(list)}
	if v.Basis, err = s.basis(ctx, by, key.BasisID); err != nil {
		return v, err
	}
	v.Digest = digest(list)
	at, _ := slices.BinarySearchFunc(list, after+1, func(e Entry, id int64) int { return int(e.ID - id) })
	v.Entries = append([]Entry{}, list[at:min(at+limit, len(list))]...)
	if len(list) > 0 {
		v.Prepared, err = s.expected(ctx, by, list[0])
	}
	return v, err
}

// expected says with what a pile may be signed. On a phone each signature is confirmed by itself (63-ФЗ ст. 10: its owner
// keeps his key under his control), so that way is not for many.
func (s *Service) expected(ctx context.Context, by auth.Actor, first Entry) (signing.Prepared, error) {
	p, err := s.signing.Expect(ctx, by, first.ID, first.SHA256)
	if fail.Is(err, "signing.stale_version") || fail.Is(err, "signing.wrong_state") { // it moved this very moment
		return p, fail.New(fail.Conflict, "signing.pile_changed", "document %d has moved", first.ID)
	}
	p.Means = slices.DeleteFunc(p.Means, func(m signing.Means) bool { return m != signing.Plugin && !slices.Contains(here, m) })
	return p, err
}
