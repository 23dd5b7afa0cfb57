package acquaintance

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
	var s Signers
	c := certificates(t, 1)[0]
	s.Met(nil)
	s.Met(c)
	if s.Known().Contains(c) {
		t.Error("a table is made for a key that may never come again")
	}
	s.Met(c)
	if !s.Known().Contains(c) {
		t.Error("a key that has come twice is not known")
	}
}

func TestAmongManySignersATableIsOnlyForWhoComesOften(t *testing.T) {
	var s Signers
	list := certificates(t, Most+2)
	for range 2 {
		for _, c := range list {
			s.Met(c)
		}
	}
	if got := s.Known().Certificates(); len(got) != Most || !s.Known().Contains(list[0]) || s.Known().Contains(list[Most]) {
		t.Fatalf("%d certificates are kept; a stranger drives out who came before", len(got))
	}
	often := list[Most]
	for range worth {
		s.Met(often)
	}
	if !s.Known().Contains(often) || s.Known().Contains(list[0]) || len(s.Known().Certificates()) != Most {
		t.Error("who comes often does not take the place of the oldest")
	}
}

func TestStrangersTakeNoMemory(t *testing.T) {
	var s Signers
	for i := range 3 * strangers {
		if s.worthy(fmt.Sprint(i), true) {
			t.Fatal("known at once")
		}
	}
	if len(s.met) > strangers {
		t.Errorf("%d are remembered", len(s.met))
	}
	s.worthy("he", true)
	if !s.worthy("he", true) {
		t.Error("who comes twice is not known")
	}
}
