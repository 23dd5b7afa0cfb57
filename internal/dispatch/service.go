package dispatch

import (
	"context"
	"errors"

	"veche/internal/assignments"
	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs"
	"veche/internal/signing"
)

// Service sends documents.
type Service struct {
	db          *db.DB
	org         *org.Service
	documents   *documents.Service
	signing     *signing.Service
	assignments *assignments.Service
}

// New takes everything that a dispatch needs.
func New(d *db.DB, o *org.Service, docs *documents.Service, sig *signing.Service, a *assignments.Service) *Service {
	return &Service{db: d, org: o, documents: docs, signing: sig, assignments: a}
}

var deliveryColumns = db.Columns[Delivery]("")

// Deliver brings a letter to another body of the platform.
type Deliver struct {
	DeliveryID int64 `json:"delivery_id"`
}

func (Deliver) Kind() string { return "dispatch.deliver" }

// Mail asks the mail exchange to send a letter; it answers with MailSent or MailFailed.
type Mail struct {
	DeliveryID int64 `json:"delivery_id"`
}

func (Mail) Kind() string { return "dispatch.mail" }

// Send sends a registered document to all its addressees, or once more to those whom it did not reach.
func (s *Service) Send(ctx context.Context, by auth.Actor, documentID int64) ([]Delivery, error) {
	var list []Delivery
	err := s.db.Tx(ctx, by, func(tx *db.Tx) error {
		d, err := s.documents.OpenLocked(ctx, tx, by, documentID)
		if err != nil {
			return err
		}
		if err := can(by, d); err != nil {
			return err
		}
		if list, err = s.begin(ctx, tx, d); err != nil {
			return err
		}
		if err := s.documents.Move(ctx, tx, &d, documents.Dispatching, "document.sent", map[string]any{"deliveries": len(list)}); err != nil {
			return err
		}
		if err := s.proposeRelease(ctx, tx, d); err != nil {
			return err
		}
		return s.announce(ctx, tx, list)
	})
	return list, err
}

// can reports whether the actor may send this card now.
func can(by auth.Actor, d documents.Document) error {
	switch {
	case !by.System && (!by.Can(RightSend) || by.BodyID != d.BodyID):
		return fail.New(fail.Denied, "dispatch.denied", "no right to send")
	case d.Flow != documents.Outgoing:
		return fail.New(fail.Conflict, "dispatch.incoming", "%s documents are not sent", d.Flow)
	case d.State != documents.Registered && d.State != documents.DeliveryFailed:
		return fail.New(fail.Conflict, "document.wrong_state", "cannot send from %s", d.State).With("state", string(d.State))
	}
	return nil
}

// Actions lists what the actor may do about the dispatch of a card now.
func (s *Service) Actions(by auth.Actor, d documents.Document) []string {
	if can(by, d) == nil {
		return []string{"send"}
	}
	return nil
}

// begin makes a delivery for each addressee, once, and takes up again those that failed.
func (s *Service) begin(ctx context.Context, tx *db.Tx, d documents.Document) ([]Delivery, error) {
	addressees, err := s.documents.Addressees(ctx, tx, d.ID)
	if err != nil {
		return nil, err
	}
	if len(addressees) == 0 {
		return nil, fail.Field("dispatch.no_addressees", "addressees", "required")
	}
	known, err := s.deliveries(ctx, tx, d.ID)
	if err != nil || len(known) > 0 {
		return known, errors.Join(err, s.again(ctx, tx, known))
	}
	for _, a := range addressees {
		v, err := s.delivery(ctx, tx, d, a)
		if err != nil {
			return nil, err
		}
		if v.ID, err = db.Insert(ctx, tx, "deliveries", v); err != nil {
			return nil, err
		}
		known = append(known, v)
	}
	return known, nil
}

// delivery checks that the channel can reach the addressee.
func (s *Service) delivery(ctx context.Context, tx *db.Tx, d documents.Document, a documents.Addressee) (Delivery, error) {
	c, err := s.documents.Correspondent(ctx, tx, a.CorrespondentID)
	if err != nil {
		return Delivery{}, err
	}
	switch {
	case a.Channel == documents.ByPlatform && c.OfBodyID == nil:
		return Delivery{}, fail.New(fail.Invalid, "dispatch.not_on_platform", "correspondent %d is no body of the platform", c.ID).With("name", c.Name)
	case a.Channel == documents.ByEmail && c.Email == "":
		return Delivery{}, fail.New(fail.Invalid, "dispatch.no_email", "correspondent %d has no address", c.ID).With("name", c.Name)
	case a.Channel == documents.ByEmail && d.AccessMark == documents.Restricted:
		return Delivery{}, fail.New(fail.Invalid, "dispatch.restricted_email", "a restricted document does not go by e-mail")
	}
	if a.Channel.Returns() {
		if err := s.returnable(ctx, tx, d, a); err != nil {
			return Delivery{}, err
		}
	}
	if a.Channel == documents.ByPlatform {
		registrars, err := s.documents.Registrars(ctx, tx, *c.OfBodyID, d.AccessMark)
		if err != nil {
			return Delivery{}, err
		}
		if len(registrars) == 0 {
			return Delivery{}, fail.New(fail.Invalid, "dispatch.nobody_admitted", "nobody of body %d is admitted to restricted documents", *c.OfBodyID).With("name", c.Name)
		}
	}
	return Delivery{
		BodyID: d.BodyID, DocumentID: d.ID, AddresseeID: a.ID, Channel: a.Channel, State: Waiting,
		ToBodyID: c.OfBodyID, CreatedAt: tx.Now, Version: 1,
	}, nil
}

func (s *Service) again(ctx context.Context, tx *db.Tx, known []Delivery) error {
	for i := range known {
		if known[i].State == Failed {
			known[i].State, known[i].Reason = Waiting, ""
			known[i].RegisterID, known[i].Tracking = nil, "" // what came back goes with another register
			if err := s.save(ctx, tx, &known[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Service) announce(ctx context.Context, tx *db.Tx, list []Delivery) error {
	for _, v := range list {
		var err error
		switch {
		case v.State != Waiting:
		case v.Channel == documents.ByPlatform:
			err = jobs.Add(ctx, tx, Deliver{v.ID})
		case v.Channel == documents.ByEmail:
			err = jobs.Add(ctx, tx, Mail{v.ID})
		case v.Channel.Returns():
			err = jobs.Add(ctx, tx, Return{v.ID})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// proposeRelease tells the assignments of the answered letter that a reply has left; it never closes them (§2.4).
func (s *Service) proposeRelease(ctx context.Context, tx *db.Tx, d documents.Document) error {
	if d.InReplyToID == nil {
		return nil
	}
	return s.assignments.ProposeRelease(ctx, tx, *d.InReplyToID, d.ID)
}

// Deliveries lists the deliveries of a card that the actor may see.
func (s *Service) Deliveries(ctx context.Context, by auth.Actor, documentID int64) ([]Delivery, error) {
	if _, err := s.documents.Open(ctx, s.db, by, documentID); err != nil {
		return nil, err
	}
	return s.deliveries(ctx, s.db, documentID)
}

func (s *Service) deliveries(ctx context.Context, r db.Reader, documentID int64) ([]Delivery, error) {
	return db.All[Delivery](ctx, r, "SELECT "+deliveryColumns+" FROM deliveries WHERE document_id = $1 ORDER BY id", documentID)
}

func (s *Service) lock(ctx context.Context, tx *db.Tx, id int64) (Delivery, error) {
	v, err := db.One[Delivery](ctx, tx, "SELECT "+deliveryColumns+" FROM deliveries WHERE id = $1"+tx.Words().Lock, id)
	return v, db.Absent(err, "delivery.not_found", id)
}

func (s *Service) save(ctx context.Context, tx *db.Tx, v *Delivery) error {
	n, err := db.Update(ctx, tx, "deliveries", *v)
	if err == nil && n == 0 {
		err = fail.New(fail.Conflict, "delivery.stale", "delivery %d was changed by somebody else", v.ID)
	}
	v.Version++
	return err
}

// settle writes a delivery's new state and moves the sender's card where its deliveries stand together.
func (s *Service) settle(ctx context.Context, tx *db.Tx, v *Delivery, action string) error {
	if err := s.save(ctx, tx, v); err != nil {
		return err
	}
	d, err := s.documents.Lock(ctx, tx, v.DocumentID)
	if err != nil {
		return err
	}
	entry := audit.Entry{Action: action, Object: d.Ref(), To: string(v.State), Detail: map[string]any{"delivery_id": v.ID, "channel": v.Channel, "to_number": v.ToNumber}}
	if err := audit.Write(ctx, tx, entry); err != nil {
		return err
	}
	list, err := s.deliveries(ctx, tx, d.ID)
	if err != nil {
		return err
	}
	return s.follow(ctx, tx, d, outcome(list))
}

// follow walks the card through the states between where it is and where it belongs.
func (s *Service) follow(ctx context.Context, tx *db.Tx, d documents.Document, to documents.State) error {
	if d.State == documents.Filed || d.State == to || to == documents.Dispatching {
		return nil
	}
	if (to == documents.Delivered || to == documents.RefusedThere) && d.State == documents.Dispatching {
		if err := s.documents.Move(ctx, tx, &d, documents.Dispatched, "document.dispatched", nil); err != nil {
			return err
		}
	}
	return s.documents.Move(ctx, tx, &d, to, "document."+string(to), nil)
}
