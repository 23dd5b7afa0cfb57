package contract

import (
	"fmt"
	"strings"
)

// Response is what we answer in the concentrator form.
type Response struct {
	Namespace string
	OKTMO     string
	Change    *Change
	Cancel    *CancelResult
	Text      *TextResult
}

// Change is a new status of an application (changeOrderInfo).
type Change struct {
	OrderID            string
	Code               string // techCode
	Comment            string
	CancelAllowed      bool
	SendMessageAllowed bool
}

// CancelResult answers the wish to take an application back.
type CancelResult struct {
	OrderID string
	Result  string // CANCELLED | IN_PROGRESS | REJECTED
	Comment string
}

// Results of a wish to take an application back.
const (
	CancelDone     = "CANCELLED"
	CancelWaits    = "IN_PROGRESS"
	CancelRejected = "REJECTED"
)

// TextResult says that a message was taken.
type TextResult struct{ OrderID string }

// WriteResponse writes our answer; what a portal would refuse is refused here.
func WriteResponse(r Response) ([]byte, error) {
	w := &writer{}
	if r.OKTMO != "" {
		w.open(ResponseRoot, "xmlns", r.Namespace, "oktmo", r.OKTMO)
	} else {
		w.open(ResponseRoot, "xmlns", r.Namespace)
	}
	switch {
	case r.Change != nil:
		c := *r.Change
		if err := First(checkOrder(c.OrderID), CheckCode(c.Code, 127), checkComment(c.Comment)); err != nil {
			return nil, err
		}
		w.open("changeOrderInfo")
		w.open("orderId")
		w.leaf("pguId", c.OrderID)
		w.close("orderId")
		w.open("statusCode")
		w.leaf("techCode", c.Code)
		w.close("statusCode")
		w.some("comment", c.Comment)
		w.leaf("cancelAllowed", fmt.Sprint(c.CancelAllowed))
		w.leaf("sendMessageAllowed", fmt.Sprint(c.SendMessageAllowed))
		w.close("changeOrderInfo")
	case r.Cancel != nil:
		if err := First(checkOrder(r.Cancel.OrderID), checkComment(r.Cancel.Comment)); err != nil {
			return nil, err
		}
		w.open("cancelResponse")
		w.leaf("orderId", r.Cancel.OrderID)
		w.leaf("result", r.Cancel.Result)
		w.some("comment", r.Cancel.Comment)
		w.close("cancelResponse")
	case r.Text != nil:
		if err := checkOrder(r.Text.OrderID); err != nil {
			return nil, err
		}
		w.open("textResponse")
		w.leaf("orderId", r.Text.OrderID)
		w.leaf("result", "OK")
		w.close("textResponse")
	}
	w.close(ResponseRoot)
	return w.Bytes(), nil
}

// ReadResponse reads our answer on the side of the portal.
func ReadResponse(content []byte) (Response, error) {
	root, err := read(content)
	if err != nil {
		return Response{}, err
	}
	if root.name.Local != ResponseRoot {
		return Response{}, fmt.Errorf("%w: its root is %s", ErrUnreadable, root.name.Local)
	}
	r := Response{Namespace: root.name.Space, OKTMO: root.attr("oktmo")}
	switch {
	case root.child("changeOrderInfo") != nil:
		at := root.child("changeOrderInfo")
		r.Change = &Change{OrderID: at.value("orderId", "pguId"), Code: at.value("statusCode", "techCode"), Comment: at.value("comment"),
			CancelAllowed: truth(at.value("cancelAllowed")), SendMessageAllowed: truth(at.value("sendMessageAllowed"))}
	case root.child("cancelResponse") != nil:
		at := root.child("cancelResponse")
		r.Cancel = &CancelResult{OrderID: at.value("orderId"), Result: at.value("result"), Comment: at.value("comment")}
	case root.child("textResponse") != nil:
		r.Text = &TextResult{OrderID: root.child("textResponse").value("orderId")}
	default:
		return Response{}, fmt.Errorf("%w: it answers nothing", ErrUnreadable)
	}
	return r, nil
}

func truth(v string) bool { return v == "1" || strings.EqualFold(v, "true") }
