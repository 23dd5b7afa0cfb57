package contract

import (
	"fmt"
	"unicode/utf8"
)

// ELKNamespace is that of statuses of the single account (ЕЛК).
const ELKNamespace = "http://epgu.gosuslugi.ru/elk/status/1.0.2"

// ELKRoot is the root of such a message.
const ELKRoot = "ElkOrderRequest"

// ELKStatus is a status of an application in the form of ЕЛК.
type ELKStatus struct {
	Env         string
	SNILS       string
	Target      string // serviceTargetCode
	Region      string // ОКТМО; 00000000 when the service is electronic
	OrderNumber string
	RequestDate string
	Office      string
	SenderKPP   string
	SenderINN   string
	Status      string // integer
	StatusDate  string // xs:dateTime
	Comment     string
	Files       []string // identifiers of attachments with the result
}

// mostStatus is xs:int.
const mostStatus = 1<<31 - 1

// ELKResult is the type of a document that is a result.
const ELKResult = "ELK_RESULT"

// WriteELK writes a status of ЕЛК; what it has been seen to refuse – a date without time, a status that is no integer – is
// refused here.
func WriteELK(s ELKStatus) ([]byte, error) {
	err := First(checkEnvironment(s.Env, ELKEnvironments), CheckCode(s.Status, mostStatus), CheckDate(s.StatusDate), CheckDate(s.RequestDate), checkComment(s.Comment))
	if err != nil {
		return nil, err
	}
	if n := utf8.RuneCountInString(s.OrderNumber); n == 0 || n > 36 {
		return nil, checkOrder("")
	}
	w := &writer{}
	w.open(ELKRoot, "xmlns", ELKNamespace, "env", s.Env)
	for _, name := range []string{"UpdateOrdersRequest", "orders", "order"} {
		w.open(name)
	}
	w.open("user")
	w.open("userDocSnils")
	w.leaf("snils", s.SNILS)
	w.close("userDocSnils")
	w.close("user")
	w.leaf("serviceTargetCode", s.Target)
	w.leaf("userSelectedRegion", s.Region)
	w.leaf("orderNumber", s.OrderNumber)
	w.leaf("requestDate", s.RequestDate)
	w.open("OfficeInfo")
	w.some("OfficeName", s.Office)
	w.leaf("ApplicationAcceptance", "1")
	w.close("OfficeInfo")
	w.some("senderKpp", s.SenderKPP)
	w.some("senderInn", s.SenderINN)
	w.open("statusHistoryList")
	w.history(s)
	w.close("statusHistoryList")
	for _, name := range []string{"order", "orders", "UpdateOrdersRequest"} {
		w.close(name)
	}
	w.close(ELKRoot)
	return w.Bytes(), nil
}

func (w *writer) history(s ELKStatus) {
	w.open("statusHistory")
	w.leaf("status", s.Status)
	w.leaf("IsInformed", "true")
	w.leaf("statusDate", s.StatusDate)
	w.some("statusComment", s.Comment)
	if len(s.Files) > 0 {
		w.open("attachments")
		for _, id := range s.Files {
			w.open("attachment")
			w.leaf("FSuuid", id)
			w.leaf("docTypeId", ELKResult)
			w.close("attachment")
		}
		w.close("attachments")
	}
	w.close("statusHistory")
}

// ReadELK reads a status of ЕЛК on the side of the portal.
func ReadELK(content []byte) (ELKStatus, error) {
	root, err := read(content)
	if err != nil {
		return ELKStatus{}, err
	}
	order := root.child("UpdateOrdersRequest").child("orders").child("order")
	history := order.child("statusHistoryList").child("statusHistory")
	if root.name.Local != ELKRoot || order == nil || history == nil {
		return ELKStatus{}, fmt.Errorf("%w: it has no order", ErrUnreadable)
	}
	s := ELKStatus{Env: root.attr("env"), SNILS: order.value("user", "userDocSnils", "snils"), Target: order.value("serviceTargetCode"), Region: order.value("userSelectedRegion"),
		OrderNumber: order.value("orderNumber"), RequestDate: order.value("requestDate"), Office: order.value("OfficeInfo", "OfficeName"), SenderKPP: order.value("senderKpp"),
		SenderINN: order.value("senderInn"), Status: history.value("status"), StatusDate: history.value("statusDate"), Comment: history.value("statusComment")}
	if files := history.child("attachments"); files != nil {
		for _, f := range files.children {
			s.Files = append(s.Files, f.value("FSuuid"))
		}
	}
	return s, nil
}

// WriteELKOutcome is the answer of a portal to a status of ЕЛК.
func WriteELKOutcome(o Outcome) []byte {
	w := &writer{}
	w.open("ElkOrderResponse", "xmlns", ELKNamespace)
	w.open("UpdateOrdersResponse")
	w.leaf("code", fmt.Sprint(o.Code))
	w.leaf("message", o.Message)
	w.close("UpdateOrdersResponse")
	w.close("ElkOrderResponse")
	return w.Bytes()
}
