package trust

import (
	"context"
	"errors"
	"io"
	"slices"
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Change is what a list would change of one authority.
type Change struct {
	Name   string     `json:"name"`
	OGRN   string     `json:"ogrn"`
	Number string     `json:"number" doc:"In the register"`
	From   State      `json:"from" enum:"accredited,suspended,terminated,unknown," doc:"Empty for a new one"`
	To     State      `json:"to" enum:"accredited,suspended,terminated,unknown," doc:"Empty for one that is gone"`
	Since  *time.Time `json:"since"`
}

// Changes is what a list would change, shown before it takes effect.
type Changes struct {
	Authorities  int      `json:"authorities" doc:"In the file"`
	Accredited   int      `json:"accredited"`
	Certificates int      `json:"certificates" doc:"In the file"`
	News         []Change `json:"news" doc:"Authorities that were not known; the first 500"`
	Gone         []Change `json:"gone" doc:"Authorities that the file names no more; the first 500"`
	Changed      []Change `json:"changed" doc:"Authorities whose state is another; the first 500"`
	NewsCount    int      `json:"news_count"`
	GoneCount    int      `json:"gone_count"`
	ChangedCount int      `json:"changed_count"`
	Added        int      `json:"added" doc:"Certificates that would be trusted anew"`
	KeptOut      int      `json:"kept_out" doc:"Certificates that the administrator has removed; they stay out"`
	Unusable     int      `json:"unusable" doc:"Certificates that are unreadable, of no authority or of an algorithm not known"`
}

// mostChanges are shown of each kind.
const mostChanges = 500

func note(list *[]Change, count *int, c Change) {
	if *count++; len(*list) < mostChanges {
		*list = append(*list, c)
	}
}

// Import is a list that was read.
type Import struct {
	ID        int64            `db:"id" json:"id"`
	SHA256    string           `db:"sha256" json:"sha256"`
	Name      string           `db:"name" json:"name"`
	Size      int64            `db:"size" json:"size"`
	Number    string           `db:"number" json:"number"`
	Dated     *time.Time       `db:"dated" json:"dated"`
	Signed    bool             `db:"signed" json:"signed" doc:"The file carries an XML signature, which is not checked here: compare the hash"`
	State     string           `db:"state" json:"state" enum:"read,applied,discarded"`
	AfterID   int64            `db:"after_id" json:"-"`
	Preview   db.JSON[Changes] `db:"preview" json:"-"`
	ReadBy    string           `db:"read_by" json:"read_by"`
	ReadAt    time.Time        `db:"read_at" json:"read_at"`
	DecidedBy string           `db:"decided_by" json:"decided_by"`
	DecidedAt *time.Time       `db:"decided_at" json:"decided_at"`
}

// Ref names the list in the audit.
func (i Import) Ref() audit.Ref { return audit.Ref{Kind: "tsl", ID: i.ID, Title: i.Name} }

// ImportView is an import with what it changes.
type ImportView struct {
	Import
	Changes Changes `json:"changes"`
}

func (i Import) view() ImportView { return ImportView{Import: i, Changes: i.Preview.V} }

var importColumns = db.Columns[Import]("")

// ReadTSL stores a list of the ministry and shows what it would change. Nothing takes effect yet.
func (s *Service) ReadTSL(ctx context.Context, by auth.Actor, name string, file io.Reader) (ImportView, error) {
	if err := s.see(ctx, s.db, by); err != nil {
		return ImportView{}, err
	}
	blob, err := s.files.Put(ctx, file, TSLLimit)
	if err != nil {
		return ImportView{}, err
	}
	row := Import{SHA256: blob.SHA256, Name: name, Size: blob.Size, State: "read"}
	last, err := lastApplied(ctx, s.db)
	if err != nil {
		return ImportView{}, err
	}
	row.AfterID = last.ID
	c, err := s.compare(ctx, s.db)
	if err != nil {
		return ImportView{}, err
	}
	h, err := s.walk(ctx, blob.SHA256, c.look)
	if err != nil {
		return ImportView{}, err
	}
	row.Number, row.Dated, row.Signed, row.Preview.V = h.number, h.dated, h.signed, c.finish()
	if older(row, last) {
		return ImportView{}, fail.New(fail.Conflict, "trust.tsl_old", "a list of %v is in force", last.Dated)
	}
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if err := s.files.Keep(ctx, tx, blob); err != nil {
			return err
		}
		row.ReadBy, row.ReadAt = tx.By.Name, tx.Now
		row.ID, err = db.Insert(ctx, tx, "tsl_imports", row)
		if err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "trust.tsl_read", Object: row.Ref(),
			Detail: map[string]any{"sha256": row.SHA256, "number": row.Number, "dated": row.Dated}})
	})
	return row.view(), err
}

func older(row, than Import) bool {
	return row.Dated != nil && than.Dated != nil && row.Dated.Before(*than.Dated)
}

// walk reads the stored file once.
func (s *Service) walk(ctx context.Context, sha string, each func(entry) error) (head, error) {
	f, err := s.files.Open(ctx, sha)
	if err != nil {
		return head{}, err
	}
	h, err := readTSL(f, each)
	return h, errors.Join(err, f.Close())
}

func lastApplied(ctx context.Context, r db.Reader) (Import, error) {
	row, err := db.One[Import](ctx, r, "SELECT "+importColumns+" FROM tsl_imports WHERE state = 'applied' ORDER BY id DESC LIMIT 1")
	if errors.Is(err, db.ErrNone) {
		return Import{}, nil
	}
	return row, err
}

// comparison tells what a list changes against what is known.
type comparison struct {
	known   map[string]Authority // by key
	seen    map[string]bool
	trusted map[string]bool // hashes on the list
	removed map[string]bool // hashes that the administrator has taken off it
	counted map[string]bool
	changes Changes
}

func (s *Service) compare(ctx context.Context, r db.Reader) (*comparison, error) {
	c := &comparison{known: map[string]Authority{}, seen: map[string]bool{}, trusted: map[string]bool{}, removed: map[string]bool{}, counted: map[string]bool{}}
	authorities, err := db.All[Authority](ctx, r, "SELECT "+db.Columns[Authority]("")+" FROM accredited_authorities")
	if err != nil {
		return nil, err
	}
	for _, a := range authorities {
		c.known[a.Key] = a
	}
	type row struct {
		SHA256  string `db:"sha256"`
		Removed bool   `db:"removed"`
	}
	rows, err := db.All[row](ctx, r, "SELECT sha256, removed_at IS NOT NULL AS removed FROM trusted_certificates")
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		if r.Removed {
			c.removed[r.SHA256] = true
		} else {
			c.trusted[r.SHA256] = true
		}
	}
	return c, nil
}

// look counts what one authority of the list changes.
func (c *comparison) look(e entry) error {
	ch := &c.changes
	for _, cert := range e.certificates {
		c.count(cert.Fingerprint(), usable(cert))
	}
	ch.Certificates += e.unreadable
	ch.Unusable += e.unreadable
	if c.seen[e.Key] {
		return nil
	}
	c.seen[e.Key] = true
	ch.Authorities++
	if e.State == Accredited {
		ch.Accredited++
	}
	change := Change{Name: e.Name, OGRN: e.OGRN, Number: e.RegisterNumber, To: e.State}
	if n := len(e.History.V); n > 0 && !e.History.V[n-1].From.IsZero() {
		change.Since = &e.History.V[n-1].From
	}
	before, known := c.known[e.Key]
	switch {
	case !known || before.GoneAt != nil:
		note(&ch.News, &ch.NewsCount, change)
	case before.State != e.State:
		change.From = before.State
		note(&ch.Changed, &ch.ChangedCount, change)
	}
	return nil
}

// count tells whether a certificate is to be trusted anew.
func (c *comparison) count(sha string, usable bool) (add bool) {
	if c.counted[sha] {
		return false
	}
	c.counted[sha] = true
	c.changes.Certificates++
	switch {
	case !usable:
		c.changes.Unusable++
	case c.trusted[sha]:
	case c.removed[sha]:
		c.changes.KeptOut++
	default:
		c.changes.Added++
		return true
	}
	return false
}

// finish names the authorities that the list does not name any more.
func (c *comparison) finish() Changes {
	for _, a := range c.gone() {
		note(&c.changes.Gone, &c.changes.GoneCount, Change{Name: a.Name, OGRN: a.OGRN, Number: a.RegisterNumber, From: a.State})
	}
	for _, list := range []*[]Change{&c.changes.News, &c.changes.Gone, &c.changes.Changed} {
		if *list == nil {
			*list = []Change{}
		}
	}
	return c.changes
}

func (c *comparison) gone() (list []Authority) {
	for key, a := range c.known {
		if !c.seen[key] && a.GoneAt == nil {
			list = append(list, a)
		}
	}
	slices.SortFunc(list, func(a, b Authority) int { return int(a.ID - b.ID) })
	return list
}
