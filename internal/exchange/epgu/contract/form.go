package contract

import (
	"fmt"
	"strings"
)

// Form is what a portal sends: an application, a wish to take it back, or a message (FormData of the concentrator).
type Form struct {
	Namespace string
	OKTMO     string
	Order     *Order
	Cancel    *Cancel
	Text      *Text
}

// Order is an application.
type Order struct {
	OrderID      string
	ServicesType string
	Organization Element
	BookID       string
	Details      []Fact // of ApplicationDetails
}

// Element is a value with its code.
type Element struct {
	Code  string
	Title string
}

// Cancel is the applicant's wish to take his application back.
type Cancel struct {
	OrderID string
	Reason  string
}

// Text is a message of the applicant.
type Text struct {
	OrderID string
	Text    string
}

// FormRoot is the root element of what a portal sends, and ResponseRoot of what we answer.
const (
	FormRoot     = "FormData"
	ResponseRoot = "FormDataResponse"
)

// OrderID is that of any of the three.
func (f Form) OrderID() string {
	switch {
	case f.Order != nil:
		return f.Order.OrderID
	case f.Cancel != nil:
		return f.Cancel.OrderID
	case f.Text != nil:
		return f.Text.OrderID
	}
	return ""
}

// ReadForm reads what a portal sends.
func ReadForm(content []byte) (Form, error) {
	root, err := read(content)
	if err != nil {
		return Form{}, err
	}
	if root.name.Local != FormRoot {
		return Form{}, fmt.Errorf("%w: its root is %s", ErrUnreadable, root.name.Local)
	}
	f := Form{Namespace: root.name.Space, OKTMO: root.attr("oktmo")}
	switch {
	case root.child("cancelRequest") != nil:
		at := root.child("cancelRequest")
		f.Cancel = &Cancel{OrderID: at.value("orderId"), Reason: at.value("reason")}
	case root.child("textRequest") != nil:
		at := root.child("textRequest")
		f.Text = &Text{OrderID: at.value("orderId"), Text: at.value("text")}
	default:
		organisation := root.child("Organization")
		f.Order = &Order{OrderID: root.value("orderId"), ServicesType: root.value("ServicesType"), BookID: root.value("bookId"),
			Organization: Element{organisation.attr("code"), root.value("Organization")}}
		if details := root.child("ApplicationDetails"); details != nil {
			f.Order.Details = details.facts("", nil)
		}
	}
	if id := f.OrderID(); id == "" || len(id) > 20 {
		return Form{}, fmt.Errorf("%w: it names no order", ErrUnreadable)
	}
	return f, nil
}

// Detail is the value of an application at a path.
func (o Order) Detail(path string) string {
	for _, d := range o.Details {
		if d.Path == path {
			return d.Value
		}
	}
	return ""
}

// WriteForm writes what a portal sends. Details stand in the order in which they are given; those of one parent together.
func WriteForm(f Form) []byte {
	w := &writer{}
	w.open(FormRoot, "xmlns", f.Namespace, "oktmo", f.OKTMO)
	switch {
	case f.Cancel != nil:
		w.open("cancelRequest")
		w.leaf("orderId", f.Cancel.OrderID)
		w.some("reason", f.Cancel.Reason)
		w.close("cancelRequest")
	case f.Text != nil:
		w.open("textRequest")
		w.leaf("orderId", f.Text.OrderID)
		w.leaf("text", f.Text.Text)
		w.close("textRequest")
	case f.Order != nil:
		w.leaf("orderId", f.Order.OrderID)
		w.leaf("ServicesType", f.Order.ServicesType)
		w.open("Organization", "code", f.Order.Organization.Code)
		w.WriteString(escaped(f.Order.Organization.Title))
		w.close("Organization")
		w.leaf("bookId", f.Order.BookID)
		w.open("ApplicationDetails")
		w.details(f.Order.Details)
		w.close("ApplicationDetails")
	}
	w.close(FormRoot)
	return w.Bytes()
}

// details writes facts as nested elements; «Region@code» is the attribute of the element before it.
func (w *writer) details(list []Fact) {
	var at []string
	for i, f := range list {
		name, attribute := f.Path, ""
		if j := strings.IndexByte(name, '@'); j >= 0 {
			continue // written with its element
		}
		if i+1 < len(list) {
			if of, code, found := strings.Cut(list[i+1].Path, "@"); found && of == name {
				attribute = code + "=" + list[i+1].Value
			}
		}
		path := strings.Split(name, "/")
		parents := path[:len(path)-1]
		same := 0
		for same < len(at) && same < len(parents) && at[same] == parents[same] {
			same++
		}
		for len(at) > same {
			w.close(plain(at[len(at)-1]))
			at = at[:len(at)-1]
		}
		for len(at) < len(parents) {
			w.open(plain(parents[len(at)]))
			at = append(at, parents[len(at)])
		}
		leaf := plain(path[len(path)-1])
		if key, value, found := strings.Cut(attribute, "="); found {
			w.open(leaf, key, value)
		} else {
			w.open(leaf)
		}
		w.WriteString(escaped(f.Value))
		w.close(leaf)
	}
	for len(at) > 0 {
		w.close(plain(at[len(at)-1]))
		at = at[:len(at)-1]
	}
}

// plain is the name of an element without its number.
func plain(name string) string {
	name, _, _ = strings.Cut(name, "[")
	return name
}
