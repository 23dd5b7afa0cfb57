package intake

import (
	"context"
	"errors"
	"time"

	"veche/internal/platform/db"
)

// series is a service in a year: what has one order, one counter and one log.
type series struct {
	ServiceID int64
	Year      int
}

// counter is the last place given out.
type counter struct {
	Sequence int64     `db:"sequence"`
	LastAt   time.Time `db:"last_at"`
}

// lock holds the counter of a series until the end of the transaction, in a statement of its own: what the following
// statements read was committed by everybody who held it before.
func lock(ctx context.Context, tx *db.Tx, in series) (counter, error) {
	const text = "SELECT sequence, last_at FROM intake_counters WHERE service_id = $1 AND year = $2"
	c, err := db.One[counter](ctx, tx, text+tx.Words().Lock, in.ServiceID, in.Year)
	if !errors.Is(err, db.ErrNone) {
		return c, err
	}
	if _, err := tx.Exec(ctx, "INSERT INTO intake_counters (service_id, year, sequence, last_at) VALUES ($1, $2, 0, $3) ON CONFLICT DO NOTHING",
		in.ServiceID, in.Year, time.Unix(0, 0).UTC()); err != nil {
		return c, err
	}
	return db.One[counter](ctx, tx, text+tx.Words().Lock, in.ServiceID, in.Year)
}

// guard moves the counter on from where it stood.
func (c counter) guard(in series, from counter) db.Guard {
	return db.Guard{Update: `UPDATE intake_counters SET sequence = $1, last_at = $2
		WHERE service_id = $3 AND year = $4 AND sequence = $5 AND last_at = $6`,
		Args: []any{c.Sequence, c.LastAt, in.ServiceID, in.Year, from.Sequence, from.LastAt}}
}

var columns = db.Columns[Accepted]("")

// standing finds what stands already by these keys and subjects, in any series. It names no series: then no other index
// than those of keys and subjects could serve it, whatever the planner believes of a table that grows by the second.
func standing(ctx context.Context, tx db.Reader, keys [][]byte, subjects []string) ([]Accepted, error) {
	var args []any
	query := "SELECT " + columns + " FROM intake WHERE " + db.Among(tx, &args, "key", keys)
	if len(subjects) > 0 {
		query += " UNION ALL SELECT " + columns + " FROM intake WHERE subject <> '' AND " + db.Among(tx, &args, "subject", subjects)
	}
	list, err := db.All[Accepted](ctx, tx, query, args...)
	for i := range list {
		list[i].complete()
	}
	return list, err
}

// queued is how many stand in one place.
type queued struct {
	Place string `db:"place"`
	Taken int64  `db:"taken"`
}

func taken(ctx context.Context, tx db.Reader, in series, places []string) (map[string]int64, error) {
	found := make(map[string]int64, len(places))
	if len(places) == 0 {
		return found, nil
	}
	args := []any{in.ServiceID, in.Year}
	query := "SELECT place, taken FROM intake_places WHERE service_id = $1 AND year = $2 AND " + db.Among(tx, &args, "place", places)
	list, err := db.All[queued](ctx, tx, query, args...)
	for _, q := range list {
		found[q.Place] = q.Taken
	}
	return found, err
}

// placesRows are the counts of places as rows.
func placesRows(in series, counts map[string]int64) db.Rows {
	services, years := make([]int64, 0, len(counts)), make([]int64, 0, len(counts))
	places, numbers := make([]string, 0, len(counts)), make([]int64, 0, len(counts))
	for place, n := range counts {
		services, years = append(services, in.ServiceID), append(years, int64(in.Year))
		places, numbers = append(places, place), append(numbers, n)
	}
	return db.Rows{Table: "intake_places", Key: []string{"service_id", "year", "place"}, Columns: []db.Column{
		{Name: "service_id", Values: services}, {Name: "year", Values: years}, {Name: "place", Values: places}, {Name: "taken", Values: numbers}}}
}

// intakeRows is what is new, in its order.
func intakeRows(fresh []*waiting) db.Rows {
	n := len(fresh)
	var (
		services, years, sequences = make([]int64, n), make([]int64, n), make([]int64, n)
		versions, applicants       = make([]int64, n), make([]int64, n)
		placeNumbers, drafts       = make([]int64, n), make([]int64, n)
		moments                    = make([]time.Time, n)
		keys, salts, leaves        = make([][]byte, n), make([][]byte, n), make([][]byte, n)
		channels, subjects         = make([]string, n), make([]string, n)
		places, forms              = make([]string, n), make([]string, n)
	)
	for i, w := range fresh {
		a := &w.accepted
		services[i], years[i], sequences[i], moments[i] = a.ServiceID, int64(a.Year), a.Sequence, a.At
		versions[i], applicants[i], keys[i], salts[i] = a.VersionID, a.Applicant, a.Key, a.Salt
		leaves[i] = a.Hash
		channels[i], subjects[i], places[i], placeNumbers[i] = a.Channel, a.Subject, a.Place, a.PlaceNo
		drafts[i], forms[i] = a.DraftID, a.Form
	}
	return db.Rows{Table: "intake", Columns: []db.Column{
		{Name: "service_id", Values: services}, {Name: "year", Values: years}, {Name: "sequence", Values: sequences},
		{Name: "at", Values: moments}, {Name: "version_id", Values: versions}, {Name: "key", Values: keys},
		{Name: "applicant", Values: applicants}, {Name: "channel", Values: channels}, {Name: "subject", Values: subjects},
		{Name: "place", Values: places}, {Name: "place_no", Values: placeNumbers}, {Name: "salt", Values: salts},
		{Name: "leaf", Values: leaves}, {Name: "draft_id", Values: drafts}, {Name: "form", Values: forms}}}
}

// After lists a series in its order, from the application after a sequence. It is how everybody behind the door follows:
// what has a sequence is committed, and nothing ever appears before it.
func (s *Service) After(ctx context.Context, r db.Reader, serviceID int64, year int, sequence int64, limit int) ([]Accepted, error) {
	list, err := db.All[Accepted](ctx, r, "SELECT "+columns+` FROM intake
		WHERE service_id = $1 AND year = $2 AND sequence > $3 ORDER BY sequence LIMIT $4`, serviceID, year, sequence, limit)
	for i := range list {
		list[i].complete()
	}
	return list, err
}

// Series is a service in a year with the last sequence that was given out.
type Series struct {
	ServiceID int64     `db:"service_id"`
	Year      int       `db:"year"`
	Sequence  int64     `db:"sequence"`
	LastAt    time.Time `db:"last_at"`
}

// Series lists every series that somebody stands in: whoever follows the order compares it with where he is.
func (s *Service) Series(ctx context.Context, r db.Reader) ([]Series, error) {
	return db.All[Series](ctx, r, "SELECT service_id, year, sequence, last_at FROM intake_counters WHERE sequence > 0 ORDER BY service_id, year")
}

// ByKey finds the application of an applicant by its idempotency key, ErrNone where there is none.
func (s *Service) ByKey(ctx context.Context, r db.Reader, applicant int64, key [16]byte) (Accepted, error) {
	a, err := db.One[Accepted](ctx, r, "SELECT "+columns+" FROM intake WHERE key = $1 AND applicant = $2", key[:], applicant)
	a.complete()
	return a, err
}
