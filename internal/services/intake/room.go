package intake

import (
	"context"
	"encoding/binary"
	"sync"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
)

// letIn is how many people a second go from the waiting room of a service to its form. A form is ten pages, and two cores
// serve some thousands of them a second beside the applications themselves.
const letIn = 300

// Wait is what somebody in the waiting room is told. The zero Wait lets him in.
type Wait struct {
	Ahead   int64 // people who came before him and were not let in yet
	Seconds int   // honest: those people at the pace at which people are let in
}

// Enter brings somebody to the form of a service, or tells how long he waits. The ticket holds the moment of his arrival
// under a seal, so his turn is his own whatever node he meets next and however often he asks; without one he comes now.
// While fewer come than are let in, nobody waits.
func (s *Service) Enter(ctx context.Context, serviceID int64, ticket string) (Wait, string, error) {
	now := s.db.Now()
	arrived, known := s.readTicket(ctx, serviceID, ticket, now)
	r, err := s.rooms.look(ctx, s.orders, serviceID, now, !known)
	if err != nil {
		return Wait{}, "", err
	}
	if !known {
		if ticket, err = s.writeTicket(ctx, serviceID, now); err != nil {
			return Wait{}, "", err
		}
		arrived = now
	}
	ahead := r.ahead(arrived)
	if arrived.Before(r.letInTo) || r.calm {
		return Wait{}, ticket, nil
	}
	return Wait{Ahead: ahead, Seconds: int(ahead/letIn) + 1}, ticket, nil
}

// ticketSize is the service and the moment of arrival.
const ticketSize = 16

func (s *Service) writeTicket(ctx context.Context, serviceID int64, arrived time.Time) (string, error) {
	b := binary.BigEndian.AppendUint64(nil, uint64(serviceID))
	b = binary.BigEndian.AppendUint64(b, uint64(arrived.UnixMicro()))
	k, err := s.seals.of(ctx, s.db, dayOf(arrived))
	if err != nil {
		return "", err
	}
	return writing.EncodeToString(append(b, k.of(b)...)), nil
}

// readTicket is the moment of arrival; a ticket that is not ours, for another service or of the day before last is none.
func (s *Service) readTicket(ctx context.Context, serviceID int64, ticket string, now time.Time) (time.Time, bool) {
	raw, err := writing.DecodeString(ticket)
	if err != nil || len(raw) != ticketSize+sealSize || int64(binary.BigEndian.Uint64(raw)) != serviceID {
		return time.Time{}, false
	}
	arrived := time.UnixMicro(int64(binary.BigEndian.Uint64(raw[8:]))).UTC()
	if arrived.After(now) || now.Sub(arrived) > passTime {
		return time.Time{}, false
	}
	k, err := s.seals.of(ctx, s.db, dayOf(arrived))
	return arrived, err == nil && k.holds(raw[:ticketSize], raw[ticketSize:])
}

// rooms are the waiting rooms as this node sees them: asked of the database each second, by one of those who come.
type rooms struct {
	mu   sync.Mutex
	byID map[int64]*room
}

// room is one waiting room.
type room struct {
	letInTo  time.Time  // whoever arrived before it may go in
	arrivals []arrivals // of those who wait, by the second
	calm     bool       // those who wait go in within a second: nobody is kept

	asked time.Time
	mine  map[int64]int64 // arrivals on this node that the others do not know of yet
	fresh int64           // how many those are
}

// arrivals are the people of one second.
type arrivals struct {
	Second  int64 `db:"second"`
	Arrived int64 `db:"arrived"`
}

func (k *rooms) look(ctx context.Context, d *db.DB, serviceID int64, now time.Time, arrives bool) (room, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.byID == nil {
		k.byID = map[int64]*room{}
	}
	r := k.byID[serviceID]
	if r == nil {
		r = &room{mine: map[int64]int64{}}
		k.byID[serviceID] = r
	}
	if arrives {
		r.mine[now.Unix()]++
		r.fresh++
	}
	if now.Sub(r.asked) >= time.Second {
		mine := r.mine
		r.asked, r.mine, r.fresh = now, map[int64]int64{}, 0
		k.mu.Unlock() // others go on with what is known
		letInTo, list, err := move(ctx, d, serviceID, mine)
		k.mu.Lock()
		if err != nil {
			return room{}, err
		}
		r.letInTo, r.arrivals = letInTo, list
		r.calm = r.ahead(now) <= letIn
	}
	r.calm = r.calm && r.fresh < letIn
	return *r, nil
}

// move tells the others who came here, lets in those whose turn it is, and reads who waits. The row of the room is locked,
// so that nodes do not let in the same people twice.
func move(ctx context.Context, d *db.DB, serviceID int64, mine map[int64]int64) (to time.Time, list []arrivals, err error) {
	err = d.Tx(ctx, auth.System("intake"), func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, "INSERT INTO intake_rooms (service_id, let_in_to, moved_at) VALUES ($1, $2, $2) ON CONFLICT DO NOTHING", serviceID, tx.Now); err != nil {
			return err
		}
		at, err := db.One[struct {
			LetInTo time.Time `db:"let_in_to"`
			MovedAt time.Time `db:"moved_at"`
		}](ctx, tx, "SELECT let_in_to, moved_at FROM intake_rooms WHERE service_id = $1"+tx.Words().Lock, serviceID)
		if err != nil {
			return err
		}
		for second, n := range mine {
			if _, err := tx.Exec(ctx, `INSERT INTO intake_arrivals (service_id, second, arrived) VALUES ($1, $2, $3)
				ON CONFLICT (service_id, second) DO UPDATE SET arrived = intake_arrivals.arrived + excluded.arrived`, serviceID, second, n); err != nil {
				return err
			}
		}
		if list, err = db.All[arrivals](ctx, tx, "SELECT second, arrived FROM intake_arrivals WHERE service_id = $1 AND second >= $2 ORDER BY second",
			serviceID, at.LetInTo.Unix()); err != nil {
			return err
		}
		passed := min(max(tx.Now.Sub(at.MovedAt), 0), longestTurn)
		to, list = advance(at.LetInTo, list, int64(passed.Seconds()*letIn), tx.Now)
		if _, err := tx.Exec(ctx, "UPDATE intake_rooms SET let_in_to = $2, moved_at = $3 WHERE service_id = $1", serviceID, to, tx.Now); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, "DELETE FROM intake_arrivals WHERE service_id = $1 AND second < $2", serviceID, to.Unix())
		return err
	})
	return to, list, err
}

// longestTurn bounds how many are let in after a pause, in which nobody asked or the database was away.
const longestTurn = 2 * time.Second

// settled is after how many seconds all nodes have told who came to them; later seconds are not looked at yet.
const settled = 2

// advance lets so many people in, in the order in which they came, and returns up to which moment that was and who waits
// still. When nobody does, everybody up to the settled seconds is in.
func advance(from time.Time, list []arrivals, people int64, now time.Time) (time.Time, []arrivals) {
	for i, a := range list {
		begin := later(from, time.Unix(a.Second, 0).UTC())
		waiting := a.after(from)
		switch {
		case a.Second > now.Unix()-settled:
			return begin, list[i:]
		case waiting > people:
			share := time.Duration(float64(people) / float64(a.Arrived) * float64(time.Second))
			return begin.Add(share).Truncate(time.Microsecond), list[i:]
		}
		people -= waiting
	}
	return later(from, now.Add(-settled*time.Second)), nil
}

// after is how many of a second came after a moment: they are taken to have come evenly.
func (a arrivals) after(moment time.Time) int64 {
	left := time.Unix(a.Second+1, 0).Sub(moment)
	return int64(float64(a.Arrived) * min(max(left.Seconds(), 0), 1))
}

// ahead is how many wait who came before a moment.
func (r *room) ahead(arrived time.Time) (n int64) {
	for _, a := range r.arrivals {
		n += max(a.after(r.letInTo)-a.after(arrived), 0)
	}
	return n
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
