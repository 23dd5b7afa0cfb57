package trust

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"veche/cms/pki"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/text"
)

// usable tells a certificate that can be believed in as an authority's. One that ended is: signatures of its time are
// judged by it. One of an algorithm that is not known here proves nothing.
func usable(c *pki.Certificate) bool {
	if role := roleOf(c); role != Root && role != Intermediate {
		return false
	}
	_, badKey := c.Key()
	_, badSignature := c.Algorithm()
	return badKey == nil && badSignature == nil
}

// ApplyTSL makes a list that was read take effect: its authorities, their accreditation, and their certificates. What
// the administrator has removed stays removed. The same file a second time changes nothing.
func (s *Service) ApplyTSL(ctx context.Context, by auth.Actor, id int64) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if err := s.change(ctx, tx, by); err != nil {
			return err
		}
		row, err := s.undecided(ctx, tx, id)
		if err != nil {
			return err
		}
		last, err := lastApplied(ctx, tx)
		if err != nil {
			return err
		}
		if last.ID != row.AfterID {
			return fail.New(fail.Conflict, "trust.tsl_stale", "import %d was applied after %d had been read", last.ID, id)
		}
		if err := s.apply(ctx, tx, &row); err != nil {
			return err
		}
		if err := decide(ctx, tx, &row, "applied"); err != nil {
			return err
		}
		if err := changed(ctx, tx, certificates); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "trust.tsl_applied", Object: row.Ref(), From: "read", To: "applied",
			Detail: map[string]any{"sha256": row.SHA256, "number": row.Number, "dated": row.Dated, "changes": row.Preview.V}})
	})
}

// DiscardTSL drops a list that was read.
func (s *Service) DiscardTSL(ctx context.Context, by auth.Actor, id int64) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if err := s.see(ctx, tx, by); err != nil {
			return err
		}
		row, err := s.undecided(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := decide(ctx, tx, &row, "discarded"); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "trust.tsl_discarded", Object: row.Ref(), From: "read", To: "discarded"})
	})
}

func (s *Service) undecided(ctx context.Context, tx *db.Tx, id int64) (Import, error) {
	row, err := db.One[Import](ctx, tx, "SELECT "+importColumns+" FROM tsl_imports WHERE id = $1"+tx.Words().Lock, id)
	if err != nil {
		return row, db.Absent(err, "trust.tsl_absent", id)
	}
	if row.State != "read" {
		return row, fail.New(fail.Conflict, "trust.tsl_decided", "import %d is %s", id, row.State)
	}
	return row, nil
}

func decide(ctx context.Context, tx *db.Tx, row *Import, state string) error {
	row.State, row.DecidedBy, row.DecidedAt = state, tx.By.Name, &tx.Now
	_, err := db.Update(ctx, tx, "tsl_imports", *row)
	return err
}

// apply reads the file again and writes what it says.
func (s *Service) apply(ctx context.Context, tx *db.Tx, row *Import) error {
	c, err := s.compare(ctx, tx)
	if err != nil {
		return err
	}
	_, err = s.walk(ctx, row.SHA256, func(e entry) error { return s.applyEntry(ctx, tx, row, c, e) })
	if err != nil {
		return err
	}
	date := row.date(tx.Now)
	for _, a := range c.gone() {
		if _, err := tx.Exec(ctx, "UPDATE accredited_authorities SET gone_at = $2 WHERE id = $1", a.ID, date); err != nil {
			return err
		}
	}
	row.Preview.V = c.finish()
	return nil
}

func (s *Service) applyEntry(ctx context.Context, tx *db.Tx, row *Import, c *comparison, e entry) error {
	add := []*pki.Certificate{}
	for _, cert := range e.certificates {
		if c.count(cert.Fingerprint(), usable(cert)) {
			add = append(add, cert)
		}
	}
	certificates := e.certificates
	e.certificates = nil // counted
	if err := c.look(e); err != nil {
		return err
	}
	authority, err := saveAuthority(ctx, tx, row.ID, c, e.Authority, row.date(tx.Now))
	if err != nil {
		return err
	}
	for _, cert := range add {
		trusted := describe(cert, roleOf(cert), FromTSL)
		trusted.Reason, trusted.AddedBy, trusted.AddedAt = listName(*row), tx.By.Name, tx.Now
		if _, err := db.Insert(ctx, tx, "trusted_certificates", trusted); err != nil {
			return err
		}
	}
	for _, cert := range certificates {
		_, err := tx.Exec(ctx, "INSERT INTO authority_certificates (authority_id, sha256) VALUES ($1, $2) ON CONFLICT DO NOTHING", authority, cert.Fingerprint())
		if err != nil {
			return err
		}
	}
	for _, address := range e.addresses {
		if err := addPoint(ctx, tx, address); err != nil {
			return err
		}
	}
	return nil
}

// date is when what a list says became known.
func (i Import) date(now time.Time) time.Time {
	if i.Dated != nil {
		return *i.Dated
	}
	return now
}

// listName is the ground on which a certificate of the list is trusted.
func listName(row Import) string {
	name := "Перечень аккредитованных УЦ"
	if row.Number != "" {
		name += " № " + row.Number
	}
	if row.Dated != nil {
		name += " от " + row.Dated.In(moscow).Format("02.01.2006")
	}
	return name
}

// saveAuthority writes an authority. States that an earlier list has told of stay in its history: a list may tell the
// present one alone.
func saveAuthority(ctx context.Context, tx *db.Tx, tslID int64, c *comparison, a Authority, date time.Time) (int64, error) {
	before, known := c.known[a.Key]
	a.TSLID = tslID
	if !known {
		id, err := db.Insert(ctx, tx, "accredited_authorities", a)
		a.ID = id
		c.known[a.Key] = a
		return id, err
	}
	a.ID = before.ID
	stages := slices.Clone(before.History.V)
	for _, st := range a.History.V {
		if st.From.IsZero() && st.State != before.State { // since when is not said: since this list
			st.From = date
		}
		if !slices.ContainsFunc(stages, func(x Stage) bool { return x.State == st.State && x.From.Equal(st.From) }) {
			stages = append(stages, st)
		}
	}
	slices.SortStableFunc(stages, func(x, y Stage) int { return x.From.Compare(y.From) })
	a.History.V = stages
	if before.GoneAt != nil { // it was away and is back
		a.History.V = append(a.History.V, Stage{State: a.State, From: date, Word: "снова в перечне"})
	}
	c.known[a.Key] = a
	_, err := db.Update(ctx, tx, "accredited_authorities", a)
	return a.ID, err
}

// Imports are the lists that were read, the newest first.
func (s *Service) Imports(ctx context.Context, by auth.Actor) ([]ImportView, error) {
	if err := s.see(ctx, s.db, by); err != nil {
		return nil, err
	}
	rows, err := db.All[Import](ctx, s.db, "SELECT "+importColumns+" FROM tsl_imports ORDER BY id DESC LIMIT 20")
	list := make([]ImportView, 0, len(rows))
	for _, row := range rows {
		list = append(list, row.view())
	}
	return list, err
}

// AuthorityView is an authority as the administrator sees it.
type AuthorityView struct {
	ID             int64      `json:"id"`
	Name           string     `json:"name"`
	ShortName      string     `json:"short_name"`
	OGRN           string     `json:"ogrn"`
	RegisterNumber string     `json:"register_number"`
	State          State      `json:"state" enum:"accredited,suspended,terminated,unknown"`
	Since          *time.Time `json:"since"`
	Gone           bool       `json:"gone" doc:"The newest list does not name it"`
	History        []Stage    `json:"history"`
}

// Authorities lists those that are or were accredited, in the order of names; next is the key of the following page.
func (s *Service) Authorities(ctx context.Context, by auth.Actor, typed string, state State, after int64, limit int) ([]AuthorityView, string, error) {
	if err := s.see(ctx, s.db, by); err != nil {
		return nil, "", err
	}
	var args []any
	where := "1 = 1"
	if state != "" {
		where += " AND state = " + db.Arg(&args, state)
	}
	for _, word := range strings.Fields(text.Fold(typed)) {
		where += " AND fold LIKE " + db.Arg(&args, "%"+likeWords.Replace(word)+"%") + ` ESCAPE '\'`
	}
	if after != 0 {
		where += " AND (name, id) > (SELECT name, id FROM accredited_authorities WHERE id = " + db.Arg(&args, after) + ")"
	}
	rows, err := db.All[Authority](ctx, s.db, "SELECT "+db.Columns[Authority]("")+" FROM accredited_authorities WHERE "+where+
		" ORDER BY name, id LIMIT "+db.Arg(&args, limit+1), args...)
	next := ""
	if len(rows) > limit {
		rows = rows[:limit]
		next = strconv.FormatInt(rows[limit-1].ID, 10)
	}
	now, list := s.db.Now(), make([]AuthorityView, 0, len(rows))
	for _, a := range rows {
		v := AuthorityView{ID: a.ID, Name: a.Name, ShortName: a.ShortName, OGRN: a.OGRN, RegisterNumber: a.RegisterNumber,
			State: a.State, Gone: a.GoneAt != nil, History: a.History.V}
		if st := a.at(now); st != nil && !st.From.IsZero() {
			v.State, v.Since = st.State, &st.From
		}
		list = append(list, v)
	}
	return list, next, err
}
