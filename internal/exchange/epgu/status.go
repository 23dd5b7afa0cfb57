package epgu

import (
	"context"
	"fmt"
	"time"

	"veche/internal/exchange/epgu/contract"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/jobs"
)

// Show asks to write down what a portal must be told of an application.
type Show struct {
	ApplicationID int64 `json:"application_id"`
}

func (Show) Kind() string { return "epgu.show" }

// Look asks for the application of an order that was lodged: it may have been made before its place was written down.
type Look struct {
	OrderID int64 `json:"order_id"`
}

func (Look) Kind() string { return "epgu.look" }

// ApplicationChanged is that of the followers of applications.
func (s *Service) ApplicationChanged(ctx context.Context, tx *db.Tx, applicationID int64) error {
	ours, err := s.Desk.Foreign(ctx, tx, applicationID)
	if err != nil || !ours {
		return err
	}
	return jobs.Add(ctx, tx, Show{applicationID})
}

// show writes the line of the status that an application has reached since the last time.
func (s *Service) show(ctx context.Context, a Show) error {
	var work *Work
	err := s.db.Tx(ctx, system(), func(tx *db.Tx) error {
		work = nil
		shown, err := s.Desk.Shown(ctx, tx, a.ApplicationID)
		if err != nil {
			return err
		}
		o, known, err := orderAt(ctx, tx, shown.Place, tx.Words().Lock)
		if err != nil || !known {
			return err // lodged, and its place is not written down yet: Look comes after
		}
		first := o.ApplicationID == nil
		if o.ApplicationID = &a.ApplicationID; first && len(o.Files.V) > 0 && !o.FilesGiven && !shown.Final {
			if err := s.hand(ctx, tx, &o, a.ApplicationID); err != nil {
				return err
			}
		}
		if first {
			work = &Work{o.Portal, o.OrderID}
		}
		if err := s.write(ctx, tx, &o, shown); err != nil {
			return err
		}
		if err := s.cancelEnds(ctx, tx, o, shown); err != nil {
			return err
		}
		return saveOrder(ctx, tx, &o)
	})
	if err != nil || work == nil {
		return err
	}
	return s.work(ctx, *work) // what came before the application
}

// hand gives the desk the files of an application once: those of a field beside the answers, the rest as a message of the
// applicant.
func (s *Service) hand(ctx context.Context, tx *db.Tx, o *Order, applicationID int64) error {
	var fields, rest []AttachedFile
	for _, f := range o.Files.V {
		switch {
		case f.Field != "":
			fields = append(fields, f)
		case f.whole():
			rest = append(rest, f)
		}
	}
	o.FilesGiven = true
	if len(fields) > 0 {
		if err := s.Desk.Attach(ctx, tx, applicationID, fields); err != nil {
			return err
		}
	}
	if len(rest) == 0 {
		return nil
	}
	return s.Desk.Write(ctx, tx, applicationID, "Документы, приложенные к заявлению на портале.", rest)
}

// write adds the line of a new status.
func (s *Service) write(ctx context.Context, tx *db.Tx, o *Order, shown Shown) error {
	if shown.Status == o.Shown {
		return nil
	}
	word, known, err := statusOf(ctx, tx, o.Portal, shown.Status, calendar.DateOf(tx.Now, moscow))
	if err != nil || !known {
		return err
	}
	way := ByReply
	if o.RouteID != nil {
		route, err := routeByID(ctx, tx, *o.RouteID)
		if err != nil {
			return err
		}
		way = route.Way
	}
	comment := word.Comment
	if shown.Words != "" {
		comment = shown.Words
	}
	o.Shown = shown.Status
	_, err = enter(ctx, tx, Line{Direction: Out, What: AboutStatus, Key: fmt.Sprintf("status/%d/%s/%d", o.ID, shown.Status, shown.ChangedAt.UnixMicro()),
		Portal: o.Portal, OrderID: o.OrderID, State: Ready, Way: way, Code: word.Code, StatusDate: moment(shown.ChangedAt), Comment: contract.Clean(comment, 2048),
		CancelAllowed: word.CancelAllowed, MessageAllowed: word.MessageAllowed, DocumentID: shown.ResultID, AnswersTo: o.MessageID})
	return err
}

// moscow is the time of the portals.
var moscow = time.FixedZone("MSK", 3*60*60)

// moment is a time as portals take it, with its zone.
func moment(t time.Time) string { return t.In(moscow).Format("2006-01-02T15:04:05Z07:00") }

// cancelEnds tells the portal how the wish to take an application back has ended.
func (s *Service) cancelEnds(ctx context.Context, tx *db.Tx, o Order, shown Shown) error {
	if shown.CancelAsked && !shown.Final {
		return nil
	}
	lines, err := linesOf(ctx, tx, o, In)
	if err != nil {
		return err
	}
	for _, l := range lines {
		if l.What != AboutCancel || l.Code != contract.CancelWaits {
			continue
		}
		result, comment := contract.CancelRejected, "Ведомство продолжает рассматривать заявление."
		if shown.Status == "cancelled" {
			result, comment = contract.CancelDone, ""
		}
		l.Code = result
		if _, err := enter(ctx, tx, Line{Direction: Out, What: CancelResponse, Key: "cancel/" + l.AnswersTo + "/" + result, Portal: o.Portal, OrderID: o.OrderID,
			State: Ready, Way: ByReply, Code: result, Comment: comment, AnswersTo: l.AnswersTo}); err != nil {
			return err
		}
		if err := saveLine(ctx, tx, &l); err != nil {
			return err
		}
	}
	return nil
}

// look shows an application whose place was written down after it had changed.
func (s *Service) look(ctx context.Context, a Look) error {
	o, err := orderByID(ctx, s.db, a.OrderID, "")
	if err != nil || o.ServiceID == nil || o.ApplicationID != nil {
		return err
	}
	id, err := s.Desk.At(ctx, s.db, Place{*o.ServiceID, o.Year, o.Sequence, o.Number})
	if err != nil || id == 0 {
		return err // not made yet: its own change tells of it
	}
	return s.show(ctx, Show{id})
}
