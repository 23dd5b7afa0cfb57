package contract

import (
	"fmt"
	"strconv"
)

// EventNamespace is that of events of the applicant's account.
const EventNamespace = "http://epgu.gosuslugi.ru/lk/order/event/3.1.1"

// EventRoot is the root of an event.
const EventRoot = "eventServiceRequest"

// Event is a status or a message in the form of the applicant's account.
type Event struct {
	Env     string
	OrderID string
	Date    string
	Comment string
	Author  string
	Status  *EventStatus // nil: the comment is a message
}

// EventStatus is a new status.
type EventStatus struct {
	Code               string // techCode
	CancelAllowed      bool
	SendMessageAllowed bool
}

// mostTechCode is xsd:short.
const mostTechCode = 32767

// WriteEvent writes an event; what the portal would refuse is refused here.
func WriteEvent(e Event) ([]byte, error) {
	err := First(checkEnvironment(e.Env, Environments), checkNumber(e.OrderID), CheckDate(e.Date), checkComment(e.Comment))
	if err == nil && e.Status != nil {
		err = CheckCode(e.Status.Code, mostTechCode)
	}
	if err != nil {
		return nil, err
	}
	w := &writer{}
	w.open(EventRoot, "xmlns", EventNamespace, "env", e.Env)
	w.leaf("orderId", e.OrderID)
	w.leaf("eventDate", e.Date)
	w.some("eventComment", e.Comment)
	w.some("eventAuthor", Clean(e.Author, 256))
	w.open("event")
	if e.Status != nil {
		w.open("orderStatusEvent")
		w.open("statusCode")
		w.leaf("techCode", e.Status.Code)
		w.close("statusCode")
		w.leaf("cancelAllowed", fmt.Sprint(e.Status.CancelAllowed))
		w.leaf("sendMessageAllowed", fmt.Sprint(e.Status.SendMessageAllowed))
		w.close("orderStatusEvent")
	} else {
		w.leaf("textMessageEvent", "")
	}
	w.close("event")
	w.close(EventRoot)
	return w.Bytes(), nil
}

// ReadEvent reads an event on the side of the portal.
func ReadEvent(content []byte) (Event, error) {
	root, err := read(content)
	if err != nil {
		return Event{}, err
	}
	if root.name.Local != EventRoot || root.name.Space != EventNamespace {
		return Event{}, fmt.Errorf("%w: its root is %s", ErrUnreadable, root.name.Local)
	}
	e := Event{Env: root.attr("env"), OrderID: root.value("orderId"), Date: root.value("eventDate"), Comment: root.value("eventComment"), Author: root.value("eventAuthor")}
	if at := root.child("event").child("orderStatusEvent"); at != nil {
		e.Status = &EventStatus{Code: at.value("statusCode", "techCode"), CancelAllowed: truth(at.value("cancelAllowed")), SendMessageAllowed: truth(at.value("sendMessageAllowed"))}
	}
	return e, nil
}

// Outcome is what the portal answers to an event or to a status of ЕЛК; 0 is success.
type Outcome struct {
	Code    int
	Message string
	Details []Outcome // of single orders of ЕЛК that were refused
}

// WriteEventOutcome is the answer of a portal to an event.
func WriteEventOutcome(o Outcome) []byte {
	w := &writer{}
	w.open("eventServiceResponse", "xmlns", EventNamespace)
	w.leaf("code", strconv.Itoa(o.Code))
	w.leaf("message", Clean(o.Message, 256))
	w.close("eventServiceResponse")
	return w.Bytes()
}

// ReadOutcome reads the answer of a portal, to an event or to a status of ЕЛК, wherever code and message stand in it.
func ReadOutcome(content []byte) (Outcome, error) {
	root, err := read(content)
	if err != nil {
		return Outcome{}, err
	}
	var all []Outcome
	root.outcomes(&all)
	if len(all) == 0 {
		return Outcome{}, fmt.Errorf("%w: it has no code", ErrUnreadable)
	}
	o := all[0]
	for _, detail := range all[1:] {
		if detail.Code != 0 {
			o.Details = append(o.Details, detail)
		}
	}
	return o, nil
}

func (n *node) outcomes(list *[]Outcome) {
	if code := n.child("code"); code != nil {
		if value, err := strconv.Atoi(n.value("code")); err == nil {
			*list = append(*list, Outcome{Code: value, Message: n.value("message")})
		}
	}
	for _, c := range n.children {
		c.outcomes(list)
	}
}

// Refused reports that the portal did not take it.
func (o Outcome) Refused() bool { return o.Code != 0 || len(o.Details) > 0 }

// Words are what the portal says.
func (o Outcome) Words() string {
	words := fmt.Sprintf("%d: %s", o.Code, o.Message)
	for _, d := range o.Details {
		words += fmt.Sprintf("; %d: %s", d.Code, d.Message)
	}
	return words
}
