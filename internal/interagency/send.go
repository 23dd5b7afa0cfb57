package interagency

import (
	"context"
	"errors"
	"fmt"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs"
	"veche/smev"
	"veche/smev/message"
)

// Send hands a signed request to SMEV.
type Send struct {
	RequestID int64 `json:"request_id"`
}

func (Send) Kind() string { return "interagency.send" }

// SendNow signs a draft and lets it leave. A real-time request is answered within the call where the other side answers in
// time; otherwise it goes on waiting.
func (s *Service) SendNow(ctx context.Context, by auth.Actor, id int64, signatory *int64) (Request, error) {
	return s.act(ctx, by, id, func(tx *db.Tx, q *Request, k Kind) error {
		if q.State != Draft || q.LetterID != nil {
			return wrongState(*q)
		}
		return s.sign(ctx, tx, q, k, signatory)
	})
}

// Resend sends once more, under an identifier of its own, what was refused or not answered in time. An answer to the
// first sending is still taken.
func (s *Service) Resend(ctx context.Context, by auth.Actor, id int64) (Request, error) {
	q, err := s.act(ctx, by, id, func(tx *db.Tx, q *Request, k Kind) error {
		if q.State != Timeout && q.State != Rejected && !(q.State == Resent && q.Problem != "") {
			return wrongState(*q)
		}
		if q.Channel == ByLetter {
			return fail.New(fail.Conflict, "interagency.by_letter", "request %d goes by letter", q.ID)
		}
		q.State, q.Problem, q.AnsweredAt, q.Wanted = Resent, "", nil, q.Attempts+1
		s.terms(ctx, tx, q, tx.Now)
		if err := save(ctx, tx, q); err != nil {
			return err
		}
		if err := write(ctx, tx, "interagency.resent", *q, nil); err != nil {
			return err
		}
		return jobs.Add(ctx, tx, Send{q.ID})
	})
	if err != nil {
		return q, err
	}
	return s.leave(ctx, q)
}

// leave hands a request over right away: its job would do it a moment later. Trouble with the node is for the job, not
// for the person.
func (s *Service) leave(ctx context.Context, q Request) (Request, error) {
	if err := s.send(ctx, Send{q.ID}); err != nil {
		s.log.WarnContext(ctx, "interagency request waits", "request", q.ID, "error", err)
		return q, nil
	}
	if q.Term == Realtime && s.Connected() {
		s.awaitAnswer(ctx, q.ID)
	}
	return requestByID(ctx, s.db, q.ID, "")
}

const glance = 50 * time.Millisecond

// awaitAnswer looks for the answer to a real-time request until its two seconds are over.
func (s *Service) awaitAnswer(ctx context.Context, id int64) {
	ctx, cancel := context.WithTimeout(ctx, realtime)
	defer cancel()
	tick := time.NewTicker(glance)
	defer tick.Stop()
	for {
		if s.stepping.TryLock() {
			if err := s.step(ctx); err != nil && ctx.Err() == nil {
				s.log.WarnContext(ctx, "interagency step", "error", err)
			}
			s.stepping.Unlock()
		}
		q, err := requestByID(ctx, s.db, id, "")
		if err != nil || q.State == Answered || q.State == Rejected {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// send keeps the message of a request durably and notes the sending. Done twice, it is done once: the number of the
// sending is the key of the message.
func (s *Service) send(ctx context.Context, a Send) error {
	q, err := requestByID(ctx, s.db, a.RequestID, "")
	if err != nil || !s.Connected() || q.Channel != BySMEV || q.Attempts >= q.Wanted {
		return err
	}
	no := q.Attempts + 1
	exchange, err := s.join(ctx)
	if err != nil {
		return err
	}
	out, err := exchange.Request(ctx, fmt.Sprintf("request:%d:%d", q.ID, no),
		message.Request{Body: message.Body{Content: []byte(q.Content), PersonalSignature: []byte(q.Signature)}}, nil, life(q.Term))
	if errors.Is(err, smev.ErrUnwritable) {
		return s.unwritable(ctx, q, err)
	}
	if err != nil {
		return err
	}
	return s.db.Tx(ctx, system(q.BodyID), func(tx *db.Tx) error { return s.noteSending(ctx, tx, q.ID, no, out) })
}

// life is until when SMEV keeps a request for the other side.
func life(t Term) time.Duration {
	if t == Working {
		return 14 * 24 * time.Hour
	}
	return 5 * 24 * time.Hour
}

func (s *Service) noteSending(ctx context.Context, tx *db.Tx, id int64, no int, out *smev.Outgoing) error {
	q, err := requestByID(ctx, tx, id, tx.Words().Lock)
	if err != nil || q.Attempts >= no {
		return err
	}
	if _, err := tx.Exec(ctx, `
		INSERT INTO interagency_sendings (request_id, no, message_id, state, sent_at, checked_at) VALUES ($1, $2, $3, 'waiting', $4, $4)
		ON CONFLICT (request_id, no) DO NOTHING`, id, no, string(out.ID), tx.Now); err != nil {
		return err
	}
	q.Attempts = no
	if q.State == Signed {
		q.State, q.SentAt = Sent, &tx.Now
		s.terms(ctx, tx, &q, tx.Now)
	}
	if err := save(ctx, tx, &q); err != nil {
		return err
	}
	return write(ctx, tx, "interagency.sent", q, map[string]any{"no": no, "message": string(out.ID)})
}

// unwritable brings a request that cannot be written back to its author.
func (s *Service) unwritable(ctx context.Context, q Request, why error) error {
	return s.db.Tx(ctx, system(q.BodyID), func(tx *db.Tx) error {
		now, err := requestByID(ctx, tx, q.ID, tx.Words().Lock)
		if err != nil {
			return err
		}
		now.State, now.Problem = Rejected, short(why.Error())
		if err := save(ctx, tx, &now); err != nil {
			return err
		}
		return write(ctx, tx, "interagency.refused", now, nil)
	})
}

func short(why string) string {
	text := []rune(why)
	return string(text[:min(len(text), 500)])
}
