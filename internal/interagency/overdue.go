package interagency

import (
	"context"
	"errors"

	"veche/internal/platform/db"
)

// Sweep marks what was not answered in its term and tells of it, once. It changes nothing of what the request was asked
// for: a missing answer is no ground to refuse or to extend (210-ФЗ art. 7.1; scenario 18).
func (s *Service) Sweep(ctx context.Context) error {
	now := s.db.Now()
	ids, err := db.All[int64](ctx, s.db, `
		SELECT id FROM interagency_requests WHERE state IN ('sent', 'delivered', 'resent') AND lapses_at < $1 ORDER BY lapses_at LIMIT 200`, now)
	if err != nil {
		return err
	}
	for _, id := range ids {
		err = errors.Join(err, s.db.Tx(ctx, system(0), func(tx *db.Tx) error { return s.lapse(ctx, tx, id) }))
	}
	late, failed := db.All[int64](ctx, s.db, "SELECT id FROM interagency_inquiries WHERE state = 'received' AND NOT overdue AND due_at < $1 ORDER BY due_at LIMIT 200", now)
	err = errors.Join(err, failed)
	for _, id := range late {
		err = errors.Join(err, s.db.Tx(ctx, system(0), func(tx *db.Tx) error { return s.lapseInquiry(ctx, tx, id) }))
	}
	return err
}

func (s *Service) lapse(ctx context.Context, tx *db.Tx, id int64) error {
	q, err := requestByID(ctx, tx, id, tx.Words().Lock)
	if err != nil || q.State != Sent && q.State != Delivered && q.State != Resent || q.LapsesAt == nil || !q.LapsesAt.Before(tx.Now) {
		return err
	}
	q.State, q.Overdue = Timeout, true
	if err := save(ctx, tx, &q); err != nil {
		return err
	}
	if err := write(ctx, tx, "interagency.overdue", q, nil); err != nil {
		return err
	}
	return s.notice(ctx, tx, q, "interagency.overdue")
}

func (s *Service) lapseInquiry(ctx context.Context, tx *db.Tx, id int64) error {
	n, err := inquiryByID(ctx, tx, id, tx.Words().Lock)
	if err != nil || n.State != Received || n.Overdue {
		return err
	}
	n.Overdue = true
	if err := saveInquiry(ctx, tx, &n); err != nil {
		return err
	}
	return s.noticeInquiry(ctx, tx, n, "interagency.inquiry_overdue")
}
