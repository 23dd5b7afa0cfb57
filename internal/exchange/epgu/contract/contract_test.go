package contract

import (
	"bytes"
	"testing"

	"veche/internal/platform/fail"
)

func TestDatesAndCodesThatPortalsRefuse(t *testing.T) {
	for date, good := range map[string]bool{"2026-11-22T12:00:00+03:00": true, "2026-11-22T12:00:00Z": true, "2026-11-22T12:00:00.5": true, "2026-11-22T12:00:00": true,
		"2026-11-22": false, "2026-11-31T12:00:00Z": false, "22.11.2026 12:00": false, "": false, "2026-11-22T25:00:00Z": false, "2026-11-22T12:00Z": false} {
		if err := CheckDate(date); (err == nil) != good || !good && !fail.Is(err, "epgu.date_without_time") {
			t.Errorf("%q: %v", date, err)
		}
	}
	for code, good := range map[string]bool{"3": true, "-1": true, "127": true, "5949=0": false, "": false, "3.0": false, " 3": false, "+3": false, "128": false, "три": false} {
		if err := CheckCode(code, 127); (err == nil) != good {
			t.Errorf("%q: %v", code, err)
		}
	}
}

func TestWhatIsWrittenIsReadAgain(t *testing.T) {
	form := Form{Namespace: "urn:x", OKTMO: "71000000", Order: &Order{OrderID: "123", ServicesType: "s", Organization: Element{"1", "Орган <и> другие"}, BookID: "b",
		Details: []Fact{{"A/B", "1"}, {"A/C/D", "2 & 3"}, {"A/C/E", "4"}, {"F", "5"}}}}
	got, err := ReadForm(WriteForm(form))
	if err != nil || got.Order.Organization != form.Order.Organization || len(got.Order.Details) != 4 || got.Order.Detail("A/C/D") != "2 & 3" || got.OKTMO != form.OKTMO {
		t.Fatalf("%v %+v", err, got.Order)
	}
	if _, err := ReadForm([]byte(`<!DOCTYPE FormData [<!ENTITY x "y">]><FormData><orderId>1</orderId></FormData>`)); err == nil {
		t.Error("a document type was read")
	}
}

func FuzzReadForm(f *testing.F) {
	f.Add(WriteForm(Form{Namespace: "urn:x", OKTMO: "1", Order: &Order{OrderID: "123", Details: []Fact{{"A/B", "1"}}}}))
	f.Add(WriteForm(Form{Namespace: "urn:x", Cancel: &Cancel{OrderID: "1", Reason: "r"}}))
	f.Add([]byte("<FormData><orderId>1</orderId><ApplicationDetails><a><a>1</a><a>2</a></a></ApplicationDetails></FormData>"))
	f.Fuzz(func(t *testing.T, content []byte) {
		form, err := ReadForm(content)
		if err != nil {
			return
		}
		if form.OrderID() == "" || len(form.OrderID()) > 20 {
			t.Errorf("order %q", form.OrderID())
		}
	})
}

func FuzzReadOutcome(f *testing.F) {
	f.Add(WriteEventOutcome(Outcome{Code: 0, Message: "OK"}))
	f.Add(WriteELKOutcome(Outcome{Code: 11, Message: "Completed with errors"}))
	f.Fuzz(func(t *testing.T, content []byte) {
		if o, err := ReadOutcome(content); err == nil && bytes.Contains([]byte(o.Words()), []byte{0}) {
			t.Error("a zero octet")
		}
		_, _ = ReadResponse(content)
		_, _ = ReadEvent(content)
		_, _ = ReadELK(content)
	})
}
