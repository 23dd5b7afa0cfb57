package queuelog_test

import (
	"context"
	"time"

	"veche/internal/platform/db"
	"veche/internal/services/catalogue"
	"veche/internal/services/intake"
)

// region has services with one plain form and no order of their own: what a place is counted in is said by the caller.
type region struct{}

const form = `{"schema":{"type":"object","properties":{"child":{"type":"integer","title":"Ребёнок"}}},
	"pages":[{"code":"all","title":"Всё","fields":["child"]}]}`

func (region) EntryByID(_ context.Context, _ db.Reader, id int64) (catalogue.Entry, error) {
	return catalogue.Entry{ID: id, BodyID: 1}, nil
}

func (region) VersionByID(_ context.Context, _ db.Reader, id int64) (catalogue.Version, error) {
	return catalogue.Version{ID: id, ServiceID: school.ServiceID, Form: form}, nil
}

func (r region) Published(ctx context.Context, d db.Reader, _ int64, _ time.Time) (catalogue.Version, error) {
	return r.VersionByID(ctx, d, 1)
}

func (region) Zone(context.Context, db.Reader, int64) *time.Location { return time.UTC }

func newIntake(d *db.DB) *intake.Service { return intake.New(d, region{}, region{}, quiet) }
