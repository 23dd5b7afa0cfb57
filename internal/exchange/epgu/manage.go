package epgu

import (
	"context"
	"strings"

	"veche/internal/exchange/epgu/contract"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs"
)

// may: the exchange with portals serves all bodies, so the integration administrator of the operating body keeps it.
func (s *Service) may(ctx context.Context, by auth.Actor) error {
	if by.System {
		return nil
	}
	operator, err := s.Org.Operator(ctx, s.db)
	if err != nil {
		return err
	}
	if !by.Can(RightManage) || by.BodyID != operator {
		return fail.New(fail.Denied, "epgu.denied", "no right %s in the operating body", RightManage)
	}
	return nil
}

// manage runs an act of the administrator and writes it into the audit.
func (s *Service) manage(ctx context.Context, by auth.Actor, entry audit.Entry, do func(tx *db.Tx) error) error {
	if err := s.may(ctx, by); err != nil {
		if fail.KindOf(err) != fail.Denied {
			return err
		}
		return audit.Denied(ctx, s.db, by, entry, err)
	}
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if err := do(tx); err != nil {
			return err
		}
		return audit.Write(ctx, tx, entry)
	})
}

func about(kind string, id int64) audit.Ref { return audit.Ref{Kind: kind, ID: id} }

// Correction mends a line that was refused.
type Correction struct {
	Code       string `json:"code" maxLength:"20"`
	StatusDate string `json:"status_date" maxLength:"40"`
	Comment    string `json:"comment" maxLength:"2048"`
	Version    int64  `json:"version"`
}

// Correct mends a refused line and sends it again under a new identifier. What the portal would refuse again is refused now.
func (s *Service) Correct(ctx context.Context, by auth.Actor, id int64, in Correction) error {
	return s.manage(ctx, by, audit.Entry{Action: "epgu.line_corrected", Object: about("epgu_line", id)}, func(tx *db.Tx) error {
		l, err := s.refusedLine(ctx, tx, id)
		if err != nil {
			return err
		}
		if l.Version != in.Version {
			return stale(0, nil)
		}
		if l.What == AboutStatus {
			if err := contract.First(contract.CheckCode(in.Code, mostOf(l.Way)), contract.CheckDate(in.StatusDate)); err != nil {
				return err
			}
			l.Code, l.StatusDate = in.Code, in.StatusDate
		}
		l.Comment, l.State, l.Error = strings.TrimSpace(in.Comment), Ready, ""
		return saveLine(ctx, tx, &l)
	})
}

// mostOf is the largest status of a way: xs:byte, xs:short, xs:int.
func mostOf(w Way) int {
	switch w {
	case ByEvent:
		return 32767
	case ByELK:
		return 1<<31 - 1
	}
	return 127
}

func (s *Service) refusedLine(ctx context.Context, tx *db.Tx, id int64) (Line, error) {
	l, err := lineByID(ctx, tx, id, tx.Words().Lock)
	if err == nil && (l.Direction != Out || l.State != Refused) {
		err = fail.New(fail.Conflict, "epgu.wrong_state", "line %d is %s", id, l.State)
	}
	return l, err
}

// Resend sends a refused line again as it is, under a new identifier.
func (s *Service) Resend(ctx context.Context, by auth.Actor, id int64) error {
	return s.manage(ctx, by, audit.Entry{Action: "epgu.resent", Object: about("epgu_line", id)}, func(tx *db.Tx) error {
		l, err := s.refusedLine(ctx, tx, id)
		if err != nil {
			return err
		}
		l.State, l.Error = Ready, ""
		return saveLine(ctx, tx, &l)
	})
}

// CorrectedOrder is the content of an application as a person has mended it.
type CorrectedOrder struct {
	Raw     string `json:"raw" minLength:"1" maxLength:"1000000"`
	Version int64  `json:"version"`
}

// CorrectOrder mends the content of an application that could not be lodged. What came stands in the log for ever.
func (s *Service) CorrectOrder(ctx context.Context, by auth.Actor, id int64, in CorrectedOrder) error {
	return s.manage(ctx, by, audit.Entry{Action: "epgu.order_corrected", Object: about("epgu_order", id)}, func(tx *db.Tx) error {
		o, err := s.stuck(ctx, tx, id)
		if err != nil {
			return err
		}
		if o.Version != in.Version {
			return stale(0, nil)
		}
		form, err := contract.ReadForm([]byte(in.Raw))
		if err != nil || form.Order == nil || form.Order.OrderID != o.OrderID {
			return fail.Field("epgu.fields_wrong", "raw", "wrong_format")
		}
		o.Raw, o.Corrected, o.Namespace, o.Code = in.Raw, true, form.Namespace, form.Order.ServicesType
		return s.again(ctx, tx, &o)
	})
}

// Retry works an application again: its service is mapped now, or its form has been mended.
func (s *Service) Retry(ctx context.Context, by auth.Actor, id int64) error {
	return s.manage(ctx, by, audit.Entry{Action: "epgu.retried", Object: about("epgu_order", id)}, func(tx *db.Tx) error {
		o, err := s.stuck(ctx, tx, id)
		if err != nil {
			return err
		}
		return s.again(ctx, tx, &o)
	})
}

func (s *Service) stuck(ctx context.Context, tx *db.Tx, id int64) (Order, error) {
	o, err := orderByID(ctx, tx, id, tx.Words().Lock)
	if err == nil && o.State != Sorting && o.State != Faulty {
		err = fail.New(fail.Conflict, "epgu.wrong_state", "order %d is %s", id, o.State)
	}
	return o, err
}

func (s *Service) again(ctx context.Context, tx *db.Tx, o *Order) error {
	o.State, o.Error = Stored, ""
	if err := saveOrder(ctx, tx, o); err != nil {
		return err
	}
	return jobs.Add(ctx, tx, Work{o.Portal, o.OrderID})
}
