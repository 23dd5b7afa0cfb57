package services

import (
	"context"

	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
)

// Listed is an application in the list of its applicant: what it is about, how it stands, and whether something is waited
// for from him.
type Listed struct {
	ID      int64             `db:"id"`
	Number  string            `db:"number"`
	State   State             `db:"state"`
	Due     db.JSON[Clock]    `db:"due"`
	Service string            `db:"service"`
	Body    string            `db:"body"`
	Asked   calendar.Deadline `db:"asked"`  // of the last question of the office
	Unread  int               `db:"unread"` // messages of the office that he has not opened
}

// Status is the status in the words of the account.
func (l Listed) Status() PublicStatus { return ShownToApplicant(l.State) }

// Final tells whether it is ended.
func (l Listed) Final() bool { return l.State.Final() }

// Waits tells whether the office waits for the applicant.
func (l Listed) Waits() bool { return l.State == AwaitingApplicant }

// DueOn is the day until which the service is provided.
func (l Listed) DueOn() calendar.Date { return l.Due.V.Date }

// ListOf are the applications of one applicant, the newest first.
//
// Cost: one statement, however many there are. It walks the index (applicant_id, id) and for each of the rows shown the
// index (application_id, id) of messages twice; no passport is read.
func (s *Service) ListOf(ctx context.Context, r db.Reader, applicantID int64, limit int) ([]Listed, error) {
	return db.All[Listed](ctx, r, `
		SELECT a.id, a.number, a.state, a.due, s.name AS service, b.name AS body,
		       (SELECT m.due FROM application_messages m
		         WHERE m.application_id = a.id AND m.author = 'office' AND m.due IS NOT NULL ORDER BY m.id DESC LIMIT 1) AS asked,
		       (SELECT count(*) FROM application_messages m WHERE m.application_id = a.id AND m.author = 'office' AND m.seen_at IS NULL) AS unread
		  FROM applications a JOIN services s ON s.id = a.service_id JOIN bodies b ON b.id = a.body_id
		 WHERE a.applicant_id = $1 ORDER BY a.id DESC LIMIT $2`, applicantID, limit)
}

// ByNumber tells which numbers of an applicant are applications already: what the intake has accepted becomes one in its
// turn, and after a surge that takes minutes. Cost: one statement along the index (applicant_id, id).
func (s *Service) ByNumber(ctx context.Context, r db.Reader, applicantID int64, numbers ...string) (map[string]int64, error) {
	args := []any{applicantID}
	list, err := db.All[struct {
		ID     int64  `db:"id"`
		Number string `db:"number"`
	}](ctx, r, "SELECT id, number FROM applications WHERE applicant_id = $1 AND "+db.Among(r, &args, "number", numbers), args...)
	found := make(map[string]int64, len(list))
	for _, a := range list {
		found[a.Number] = a.ID
	}
	return found, err
}
