package intake

import (
	"context"
	"time"

	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Window is a time in which applications for a service are taken: a stage of a reception.
type Window struct {
	Opens, Closes time.Time // Closes: from when on no more; zero: open without end
	No            int       // in its year, from 0; who was refused in one may come again in the next (see again.go)
	Standing      bool      // the door has no hours: whose application has ended may come again on any day
}

// Receptions keeps the windows of services whose reception is set year by year: the first class.
type Receptions interface {
	// Windows are those of a service in the order of time; none: its passport alone says when the door is open.
	Windows(ctx context.Context, r db.Reader, serviceID int64) ([]Window, error)
}

// Set tells who keeps the receptions.
func (s *Service) Set(r Receptions) { s.receptions = r }

// window is the one in which an application comes now. The windows are kept in memory and asked anew each second, as the
// version in force is: one asks, and the others go on with what is known.
func (s *Service) window(ctx context.Context, d *desk, now time.Time) (Window, error) {
	if s.receptions != nil && d.subjects > 0 {
		if asked := d.asked.Load(); now.Sub(time.UnixMicro(asked)) >= askedAnew && d.asked.CompareAndSwap(asked, now.UnixMicro()) {
			if err := s.askWindows(ctx, d); err != nil {
				return Window{}, err
			}
		}
	}
	return open(*d.windows.Load(), now)
}

func (s *Service) askWindows(ctx context.Context, d *desk) error {
	list, err := s.receptions.Windows(ctx, s.db, d.serviceID)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		list = d.always
	}
	d.windows.Store(&list)
	return nil
}

// open refuses who comes before the opening, between two windows or after the end, to the microsecond (приказ № 458 п. 17;
// domain.md §6.8). Nothing of him is kept: he has no place.
func open(windows []Window, now time.Time) (Window, error) {
	var closed time.Time
	for _, w := range windows {
		switch {
		case now.Before(w.Opens) && closed.IsZero():
			return w, fail.New(fail.Conflict, "intake.not_open", "opens at %s", w.Opens).With("opens_at", w.Opens)
		case now.Before(w.Opens):
			return w, fail.New(fail.Conflict, "intake.between", "closed at %s, opens at %s", closed, w.Opens).With("opens_at", w.Opens)
		case w.Closes.IsZero() || now.Before(w.Closes):
			return w, nil
		}
		closed = w.Closes
	}
	return Window{}, fail.New(fail.Conflict, "intake.closed", "closed at %s", closed).With("closed_at", closed)
}

// Hours is how the door of a service stands, for its page.
type Hours struct {
	Open   bool
	Opens  time.Time // while it is shut: the next opening, zero where none is set
	Closes time.Time // while it is open: the end of this window, zero where it has none
	Again  bool      // while it is shut: a window of it was open before
	Queued bool      // applications stand in an order
}

// HoursOf tells how the door of a version stands.
func (s *Service) HoursOf(ctx context.Context, versionID int64) (Hours, error) {
	d, err := s.desk(ctx, versionID)
	if err != nil {
		return Hours{}, err
	}
	w, err := s.window(ctx, d, s.db.Now())
	switch fail.Code(err) {
	case "":
		return Hours{Open: err == nil, Closes: w.Closes, Queued: d.subjects > 0}, err
	case "intake.not_open", "intake.between", "intake.closed":
		return Hours{Opens: w.Opens, Again: !fail.Is(err, "intake.not_open"), Queued: true}, nil
	}
	return Hours{}, err
}
