package intake_test

import (
	"context"
	"time"

	"veche/internal/platform/db"
	"veche/internal/services/catalogue"
	"veche/internal/services/intake"
)

// region is a catalogue of as many services as one likes, all with the same version, in Izhevsk.
type region struct{ catalogue.Version }

var izhevsk = must(time.LoadLocation("Europe/Samara"))

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// plain asks for nothing that stands in an order.
const plain = `{"schema":{"type":"object","properties":{"child":{"type":"string","title":"Ребёнок","maxLength":50},
	"school":{"type":"string","title":"Школа","maxLength":50},"applicant":{"type":"integer","title":"Заявитель"}}},
	"pages":[{"code":"all","title":"Всё","fields":["child","school","applicant"]}]}`

func (r region) EntryByID(context.Context, db.Reader, int64) (catalogue.Entry, error) {
	return catalogue.Entry{ID: r.ServiceID, BodyID: 1}, nil
}

// VersionByID gives each service the version that has its own number.
func (r region) VersionByID(_ context.Context, _ db.Reader, id int64) (catalogue.Version, error) {
	v := r.Version
	v.ID, v.ServiceID = id, id
	return v, nil
}

func (r region) Published(ctx context.Context, d db.Reader, serviceID int64, _ time.Time) (catalogue.Version, error) {
	return r.VersionByID(ctx, d, serviceID)
}

func (r region) Zone(context.Context, db.Reader, int64) *time.Location { return izhevsk }

// open opens a door to services with this form and order.
func open(d *db.DB, with ...func(*catalogue.Version)) *intake.Service {
	r := region{catalogue.Version{Form: plain}}
	for _, set := range with {
		set(&r.Version)
	}
	return intake.New(d, r, r, quiet)
}
