package catalogue

import (
	"context"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Row is a service in the editor's list.
type Row struct {
	Entry
	Number    int           `db:"number" json:"number" doc:"Version in force, 0 while there is none"`
	From      calendar.Date `db:"from_day" json:"from,omitempty" format:"date"`
	NextFrom  calendar.Date `db:"next_from" json:"next_from,omitempty" format:"date" doc:"A version that is published and not in force yet"`
	HasDraft  bool          `db:"has_draft" json:"has_draft" doc:"Something is not published"`
	ChangedAt *time.Time    `db:"changed_at" json:"changed_at,omitempty"`
	ChangedBy string        `db:"changed_by" json:"changed_by,omitempty"`
}

// List is every service of the actor's body with what is not published.
func (s *Service) List(ctx context.Context, by auth.Actor) ([]Row, error) {
	if err := mayKeep(by); err != nil {
		return nil, err
	}
	today := calendar.DateOf(s.db.Now(), s.bodies.Zone(ctx, s.db, by.BodyID))
	const force = `(SELECT v.id FROM service_versions v WHERE v.service_id = e.id AND v.from_day <= $1 ORDER BY v.from_day DESC, v.number DESC LIMIT 1)`
	return db.All[Row](ctx, s.db, "SELECT "+db.Columns[Entry]("e")+`,
		COALESCE((SELECT number FROM service_versions WHERE id = `+force+`), 0) AS number,
		COALESCE((SELECT from_day FROM service_versions WHERE id = `+force+`), '') AS from_day,
		COALESCE((SELECT min(v.from_day) FROM service_versions v WHERE v.service_id = e.id AND v.from_day > $1), '') AS next_from,
		d.service_id IS NOT NULL AS has_draft, d.changed_at, COALESCE(d.changed_by, '') AS changed_by
		FROM services e LEFT JOIN service_drafts d ON d.service_id = e.id
		WHERE e.body_id = $2 ORDER BY e.short_name, e.id`, today, by.BodyID)
}

// Edition is a published version in the history.
type Edition struct {
	Number      int           `db:"number" json:"number"`
	From        calendar.Date `db:"from_day" json:"from" format:"date"`
	PublishedAt time.Time     `db:"published_at" json:"published_at"`
	PublishedBy string        `db:"published_by" json:"published_by"`
	Note        string        `db:"note" json:"note"`
	InForce     bool          `db:"-" json:"in_force"`
}

// Card is what the editor works with.
type Card struct {
	Entry
	Editions []Edition `json:"editions" doc:"Newest first"`
	Draft    *Editing  `json:"draft,omitempty"`
	Passport Passport  `json:"passport" doc:"The draft, or the newest version where there is none"`
	Form     string    `json:"form" doc:"Form of that passport"`
	OwnForm  bool      `json:"own_form" doc:"The form was built by hand, not from the passport"`
	Problems []Problem `json:"problems" doc:"Why the draft cannot be published yet"`
	Changes  []Change  `json:"changes" doc:"What publication would change"`
	Today    string    `json:"today" doc:"Earliest day from which it may be in force"`
}

// Editing says whose the draft is.
type Editing struct {
	BasedOn   int       `json:"based_on"`
	ChangedAt time.Time `json:"changed_at"`
	ChangedBy string    `json:"changed_by"`
	Version   int64     `json:"version"`
}

// Get is the card of a service for those who keep it.
func (s *Service) Get(ctx context.Context, by auth.Actor, id int64) (c Card, err error) {
	if c.Entry, err = s.Own(ctx, s.db, by, id); err != nil {
		return c, err
	}
	today := calendar.DateOf(s.db.Now(), s.bodies.Zone(ctx, s.db, c.BodyID))
	c.Today = today.String()
	if c.Editions, err = s.editions(ctx, id, today); err != nil {
		return c, err
	}
	newest, err := lastVersion(ctx, s.db, id)
	if err != nil {
		return c, err
	}
	d, drafted, err := s.DraftOf(ctx, s.db, id)
	if err != nil {
		return c, err
	}
	c.Passport, c.Form, c.Problems, c.Changes = newest.Passport.V, newest.Form, []Problem{}, []Change{}
	if !drafted {
		c.OwnForm = newest.Number > 0 && !isGeneral(newest)
		return c, nil
	}
	c.Draft = &Editing{d.BasedOn, d.ChangedAt, d.ChangedBy, d.Version}
	c.Passport, c.Form, c.OwnForm = d.Passport.V, formOf(d.Passport.V, d.Form), d.Form != ""
	c.Problems = append(c.Problems, c.Passport.Problems()...)
	c.Problems = append(c.Problems, formProblems(c.Passport, d.Form)...)
	if newest.Number > 0 {
		c.Changes = append(c.Changes, Difference(newest.Passport.V, c.Passport)...)
		if d.Form != "" || !isGeneral(newest) {
			c.Changes = append(c.Changes, FormDifference(newest.Form, c.Form)...)
		}
	}
	return c, nil
}

func (s *Service) editions(ctx context.Context, id int64, today calendar.Date) ([]Edition, error) {
	list, err := db.All[Edition](ctx, s.db, "SELECT "+db.Columns[Edition]("")+" FROM service_versions WHERE service_id = $1 ORDER BY from_day DESC, number DESC", id)
	for i := range list {
		if !list[i].From.After(today) {
			list[i].InForce = true
			break
		}
	}
	return list, err
}

// Reading is a version as it can be read: all it says, and what it changed.
type Reading struct {
	Edition
	Lines   []Line   `json:"lines"`
	Changes []Change `json:"changes" doc:"Against the version before"`
}

// Read shows a published version to those who keep the service.
func (s *Service) Read(ctx context.Context, by auth.Actor, id int64, number int) (r Reading, err error) {
	if _, err = s.Own(ctx, s.db, by, id); err != nil {
		return r, err
	}
	list, err := db.All[Version](ctx, s.db, "SELECT "+db.Columns[Version]("")+` FROM service_versions
		WHERE service_id = $1 AND number <= $2 ORDER BY number DESC LIMIT 2`, id, number)
	if err != nil {
		return r, err
	}
	if len(list) == 0 || list[0].Number != number {
		return r, fail.New(fail.NotFound, "service.no_version", "service %d has no version %d", id, number)
	}
	v := list[0]
	r = Reading{Edition: Edition{Number: v.Number, From: v.From, PublishedAt: v.PublishedAt, PublishedBy: v.PublishedBy, Note: v.Note},
		Lines: v.Passport.V.Lines(), Changes: []Change{}}
	if len(list) == 2 {
		r.Changes = append(r.Changes, Difference(list[1].Passport.V, v.Passport.V)...)
		if !isGeneral(list[1]) || !isGeneral(v) {
			r.Changes = append(r.Changes, FormDifference(list[1].Form, v.Form)...)
		}
	}
	return r, nil
}
