package dispatch

import (
	"time"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
)

// RightSend lets a person send documents; org gives it to the records office.
const RightSend auth.Right = "dispatch.send"

// State is what became of a delivery.
type State string

const (
	Waiting    State = "waiting"
	Sent       State = "sent"
	Delivered  State = "delivered"
	Registered State = "registered"
	Refused    State = "refused"
	Failed     State = "failed"
)

// over reports whether nothing more has to be done to bring the letter there.
func (s State) over() bool { return s == Delivered || s == Registered || s == Refused }

// Delivery is the way of one document to one addressee.
type Delivery struct {
	ID           int64             `db:"id" json:"id"`
	BodyID       int64             `db:"body_id" json:"-"`
	DocumentID   int64             `db:"document_id" json:"document_id"`
	AddresseeID  int64             `db:"addressee_id" json:"addressee_id"`
	Channel      documents.Channel `db:"channel" json:"channel" enum:"platform,email,post,hand,pos,cabinet"`
	State        State             `db:"state" json:"state" enum:"waiting,sent,delivered,registered,refused,failed"`
	ToBodyID     *int64            `db:"to_body_id" json:"-"`
	ToDocumentID *int64            `db:"to_document_id" json:"-"`
	ToNumber     string            `db:"to_number" json:"to_number" doc:"Number under which the addressee registered the letter"`
	ToDate       calendar.Date     `db:"to_date" json:"to_date"`
	Reason       string            `db:"reason" json:"reason" doc:"Why it was refused or failed"`
	Attempts     int               `db:"attempts" json:"attempts"`
	RegisterID   *int64            `db:"register_id" json:"register_id" doc:"List with which it was handed to the post or a courier"`
	Tracking     string            `db:"tracking" json:"tracking" doc:"Postal identifier (ШПИ), or who took it by hand"`
	CreatedAt    time.Time         `db:"created_at" json:"created_at"`
	SentAt       *time.Time        `db:"sent_at" json:"sent_at"`
	DeliveredAt  *time.Time        `db:"delivered_at" json:"delivered_at"`
	AnsweredAt   *time.Time        `db:"answered_at" json:"answered_at"`
	Version      int64             `db:"version" json:"-"`
}

// outcome is the state of the card that follows from the states of its deliveries: what needs somebody's hand comes
// first, then what is under way, then what ended badly.
func outcome(list []Delivery) documents.State {
	has := map[State]bool{}
	open := false
	for _, d := range list {
		has[d.State] = true
		open = open || !d.State.over()
	}
	switch {
	case has[Failed]:
		return documents.DeliveryFailed
	case has[Waiting]:
		return documents.Dispatching
	case open:
		return documents.Dispatched
	case has[Refused]:
		return documents.RefusedThere
	}
	return documents.Delivered
}
