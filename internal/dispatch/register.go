package dispatch

import (
	"context"
	"errors"
	"strings"
	"time"

	"veche/internal/documents"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Register (реестр отправки) is the list with which letters are handed to the post or a courier.
type Register struct {
	ID        int64             `db:"id" json:"id"`
	BodyID    int64             `db:"body_id" json:"-"`
	Channel   documents.Channel `db:"channel" json:"channel" enum:"post,hand"`
	Number    int64             `db:"number" json:"number"`
	Year      int               `db:"year" json:"year"`
	CreatedBy int64             `db:"created_by" json:"created_by"`
	CreatedAt time.Time         `db:"created_at" json:"created_at"`
	HandedAt  *time.Time        `db:"handed_at" json:"handed_at"`
}

// Line is one letter of a register as it is printed.
type Line struct {
	DeliveryID int64  `db:"delivery_id" json:"delivery_id"`
	DocumentID int64  `db:"document_id" json:"document_id"`
	Number     string `db:"number" json:"number"`
	Summary    string `db:"summary" json:"summary"`
	Addressee  string `db:"addressee" json:"addressee"`
	Address    string `db:"address" json:"address"`
	Sheets     int    `db:"sheets" json:"sheets"`
	Tracking   string `db:"tracking" json:"tracking"`
	State      State  `db:"state" json:"state"`
}

// lines selects what registers print; restricted letters are seen by those only who see their cards.
const lines = `
	SELECT v.id AS delivery_id, d.id AS document_id, d.number, d.summary, c.name AS addressee, c.address, d.sheets, v.tracking, v.state
	  FROM deliveries v
	  JOIN documents d ON d.id = v.document_id
	  JOIN addressees a ON a.id = v.addressee_id
	  JOIN correspondents c ON c.id = a.correspondent_id`

// Waiting lists the letters that wait for a register of this channel.
func (s *Service) Waiting(ctx context.Context, by auth.Actor, channel documents.Channel) ([]Line, error) {
	if !by.Can(RightSend) {
		return nil, fail.New(fail.Denied, "dispatch.denied", "no right to send")
	}
	args := []any{by.BodyID, channel}
	return db.All[Line](ctx, s.db, lines+`
		 WHERE v.body_id = $1 AND v.channel = $2 AND v.state = 'waiting' AND v.register_id IS NULL
		   AND EXISTS (SELECT 1 FROM access x WHERE x.document_id = d.id AND x.principal IN `+db.In(&args, by.Principals)+`)
		 ORDER BY v.id LIMIT 500`, args...)
}

// Collect makes a register of waiting letters.
func (s *Service) Collect(ctx context.Context, by auth.Actor, channel documents.Channel, deliveryIDs []int64) (Register, error) {
	var r Register
	if channel != documents.ByPost && channel != documents.ByHand {
		return r, fail.Field("dispatch.wrong_channel", "channel", "unknown")
	}
	err := s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if !by.Can(RightSend) {
			return fail.New(fail.Denied, "dispatch.denied", "no right to send")
		}
		year := s.org.Today(ctx, tx, by.BodyID, tx.Now).Year()
		number, err := db.One[int64](ctx, tx, `
			SELECT COALESCE(MAX(number), 0) + 1 FROM delivery_registers WHERE body_id = $1 AND channel = $2 AND year = $3`, by.BodyID, channel, year)
		if err != nil {
			return err
		}
		r = Register{BodyID: by.BodyID, Channel: channel, Number: number, Year: year, CreatedBy: by.PersonID, CreatedAt: tx.Now}
		if r.ID, err = db.Insert(ctx, tx, "delivery_registers", r); err != nil {
			if _, taken := tx.Words().IsUnique(err); taken {
				return fail.New(fail.Conflict, "dispatch.register_taken", "somebody made a register at the same moment")
			}
			return err
		}
		for _, id := range deliveryIDs {
			if err := s.putInto(ctx, tx, r, id); err != nil {
				return err
			}
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "dispatch.register_made", Object: r.ref(), Detail: map[string]any{"deliveries": deliveryIDs}})
	})
	return r, err
}

func (r Register) ref() audit.Ref { return audit.Ref{Kind: "delivery_register", ID: r.ID} }

func (s *Service) putInto(ctx context.Context, tx *db.Tx, r Register, deliveryID int64) error {
	v, err := s.lock(ctx, tx, deliveryID)
	if err != nil {
		return err
	}
	if sees, err := s.documents.Sees(ctx, tx, tx.By, v.DocumentID); err != nil || !sees || v.BodyID != r.BodyID {
		return errors.Join(err, fail.New(fail.NotFound, "delivery.not_found", "delivery %d", deliveryID))
	}
	if v.State != Waiting || v.Channel != r.Channel || v.RegisterID != nil {
		return fail.New(fail.Conflict, "dispatch.not_waiting", "delivery %d does not wait for this register", deliveryID)
	}
	v.RegisterID = &r.ID
	return s.save(ctx, tx, &v)
}

// HandOver notes that the register left the building; its letters are sent.
func (s *Service) HandOver(ctx context.Context, by auth.Actor, registerID int64) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if _, err := db.All[int64](ctx, tx, "SELECT id FROM delivery_registers WHERE id = $1"+tx.Words().Lock, registerID); err != nil {
			return err // two who hand over at once come one after another
		}
		r, err := s.register(ctx, tx, by, registerID)
		if err != nil {
			return err
		}
		if r.HandedAt != nil {
			return fail.New(fail.Conflict, "dispatch.handed_already", "register %d was handed over", r.ID)
		}
		r.HandedAt = &tx.Now
		if _, err := db.Update(ctx, tx, "delivery_registers", r); err != nil {
			return err
		}
		list, err := db.All[Delivery](ctx, tx, "SELECT "+deliveryColumns+" FROM deliveries WHERE register_id = $1 ORDER BY id"+tx.Words().Lock, r.ID)
		if err != nil {
			return err
		}
		for _, v := range list {
			v.State, v.SentAt = Sent, &tx.Now
			if err := s.settle(ctx, tx, &v, "delivery.sent"); err != nil {
				return err
			}
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "dispatch.register_handed", Object: r.ref()})
	})
}

// Confirm notes the postal identifier of a letter, or that it was taken: by hand the name of who took it.
func (s *Service) Confirm(ctx context.Context, by auth.Actor, deliveryID int64, tracking string, delivered bool) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		v, err := s.mine(ctx, tx, by, deliveryID)
		if err != nil {
			return err
		}
		if v.Channel != documents.ByPost && v.Channel != documents.ByHand || v.State != Sent {
			return fail.New(fail.Conflict, "dispatch.not_sent", "delivery %d is %s", v.ID, v.State)
		}
		if v.Tracking = strings.TrimSpace(tracking); v.Tracking == "" {
			return fail.Field("dispatch.tracking_required", "tracking", "required")
		}
		if delivered {
			v.State, v.DeliveredAt = Delivered, &tx.Now
		}
		return s.settle(ctx, tx, &v, "delivery.confirmed")
	})
}

// ComeBack notes that a letter did not reach its addressee: the post returned it, nobody took it, the mail bounced.
// It may be sent again.
func (s *Service) ComeBack(ctx context.Context, by auth.Actor, deliveryID int64, reason string) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		v, err := s.mine(ctx, tx, by, deliveryID)
		if err != nil {
			return err
		}
		if v.Channel == documents.ByPlatform || v.State != Sent {
			return fail.New(fail.Conflict, "dispatch.not_sent", "delivery %d is %s", v.ID, v.State)
		}
		if v.Reason = strings.TrimSpace(reason); v.Reason == "" {
			return fail.Field("dispatch.reason_required", "reason", "required")
		}
		v.State = Failed
		v.Attempts++
		return s.settle(ctx, tx, &v, "delivery.failed")
	})
}

// mine is a delivery of a card that the actor sees and may send.
func (s *Service) mine(ctx context.Context, tx *db.Tx, by auth.Actor, deliveryID int64) (Delivery, error) {
	v, err := s.lock(ctx, tx, deliveryID)
	if err != nil {
		return v, err
	}
	switch _, err := s.documents.Open(ctx, tx, by, v.DocumentID); {
	case fail.KindOf(err) == fail.NotFound:
		return v, fail.New(fail.NotFound, "delivery.not_found", "delivery %d of an invisible card", deliveryID)
	case err != nil:
		return v, err
	case !by.Can(RightSend):
		return v, fail.New(fail.Denied, "dispatch.denied", "no right to send")
	}
	return v, nil
}

func (s *Service) register(ctx context.Context, r db.Reader, by auth.Actor, id int64) (Register, error) {
	reg, err := db.One[Register](ctx, r, "SELECT "+db.Columns[Register]("")+" FROM delivery_registers WHERE id = $1", id)
	if errors.Is(err, db.ErrNone) || err == nil && (reg.BodyID != by.BodyID || !by.Can(RightSend)) {
		return reg, fail.New(fail.NotFound, "delivery_register.not_found", "register %d", id)
	}
	return reg, err
}

// Registers lists the newest registers of the body.
func (s *Service) Registers(ctx context.Context, by auth.Actor, limit int) ([]Register, error) {
	if !by.Can(RightSend) {
		return nil, fail.New(fail.Denied, "dispatch.denied", "no right to send")
	}
	return db.All[Register](ctx, s.db, "SELECT "+db.Columns[Register]("")+" FROM delivery_registers WHERE body_id = $1 ORDER BY id DESC LIMIT $2", by.BodyID, limit)
}

// Lines are the letters of a register.
func (s *Service) Lines(ctx context.Context, by auth.Actor, registerID int64) (Register, []Line, error) {
	r, err := s.register(ctx, s.db, by, registerID)
	if err != nil {
		return r, nil, err
	}
	args := []any{r.ID}
	list, err := db.All[Line](ctx, s.db, lines+`
		 WHERE v.register_id = $1
		   AND EXISTS (SELECT 1 FROM access x WHERE x.document_id = d.id AND x.principal IN `+db.In(&args, by.Principals)+`)
		 ORDER BY v.id`, args...)
	return r, list, err
}
