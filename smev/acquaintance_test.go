package smev

import (
	"fmt"
	"testing"
	"time"

	"veche/cms/authority"
	"veche/cms/pki"
	"veche/gost"
)

func certificates(t *testing.T, n int) []*pki.Certificate {
	t.Helper()
	list := make([]*pki.Certificate, n)
	for i := range list {
		key, err := gost.GenerateKey(gost.Curve256A(), nil)
		if err != nil {
			t.Fatal(err)
		}
		at := time.Now()
		ca, err := authority.NewRoot(pki.Name{{Field: pki.CommonName, Value: fmt.Sprintf("Узел %d", i)}}, key, at.Add(-time.Hour), at.Add(time.Hour))
		if err != nil {
			t.Fatal(err)
		}
		list[i] = ca.Certificate
	}
	return list
}

func TestASignerIsKnownFromHisSecondSignatureOn(t *testing.T) {
	var a acquaintances
	list := certificates(t, mostAcquaintances+3)
	a.met(nil)
	a.met(list[0])
	if a.known().Contains(list[0]) {
		t.Error("a table is made for a key that may never come again")
	}
	a.met(list[0])
	if !a.known().Contains(list[0]) {
		t.Error("a key that has come twice is not known")
	}
	for _, c := range list {
		a.met(c)
		a.met(c)
	}
	if got := len(a.known().Certificates()); got != mostAcquaintances {
		t.Errorf("%d certificates are kept, want %d", got, mostAcquaintances)
	}
	if !a.known().Contains(list[len(list)-1]) || a.known().Contains(list[0]) {
		t.Error("the newest stay")
	}
}
