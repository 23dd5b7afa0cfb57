package pki_test

import (
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"testing"

	"veche/cms/pki"
)

func policy(n uint64) x509.OID { return must(x509.OIDFromInts([]uint64{1, 2, 643, 100, 113, n})) }

func oid(n uint64) asn1.ObjectIdentifier { return asn1.ObjectIdentifier{1, 2, 643, 100, 113, int(n)} }

var anyPolicy = must(x509.OIDFromInts([]uint64{2, 5, 29, 32, 0}))

func TestPolicies(t *testing.T) {
	type change = func(*x509.Certificate)
	has := func(p ...x509.OID) change { return func(c *x509.Certificate) { c.Policies = p } }
	and := func(all ...change) change {
		return func(c *x509.Certificate) {
			for _, f := range all {
				f(c)
			}
		}
	}
	extension := func(arc int, value []byte) change {
		return func(c *x509.Certificate) {
			c.ExtraExtensions = append(c.ExtraExtensions, pkix.Extension{Id: asn1.ObjectIdentifier{2, 5, 29, arc}, Critical: true, Value: value})
		}
	}
	explicit := extension(36, []byte{0x30, 3, 0x80, 1, 0})
	noMapping := extension(36, []byte{0x30, 3, 0x81, 1, 0})
	noAny := extension(54, []byte{0x02, 1, 0})
	maps := func(from, to uint64) change {
		type pair struct{ From, To asn1.ObjectIdentifier }
		return extension(33, must(asn1.Marshal([]pair{{oid(from), oid(to)}})))
	}
	for _, c := range []struct {
		name        string
		first, leaf change
		second      change
		wanted      int
		refused     bool
	}{
		{name: "none wanted, none there", first: has(), second: has(), leaf: has()},
		{name: "wanted and there", first: has(policy(1)), second: has(policy(1)), leaf: has(policy(1)), wanted: 1},
		{name: "wanted and not there", first: has(policy(1)), second: has(policy(1)), leaf: has(policy(1)), wanted: 2, refused: true},
		{name: "an authority lacks it", first: has(policy(2)), second: has(policy(1)), leaf: has(policy(1)), wanted: 1, refused: true},
		{name: "any policy above", first: has(anyPolicy), second: has(anyPolicy), leaf: has(policy(3)), wanted: 3},
		{name: "any policy below", first: has(policy(3)), second: has(policy(3)), leaf: has(anyPolicy), wanted: 3},
		{name: "any policy inhibited", first: and(has(anyPolicy), noAny), second: has(anyPolicy), leaf: has(policy(3)), wanted: 3, refused: true},
		{name: "an authority demands a policy", first: and(has(policy(1)), explicit), second: has(policy(1)), leaf: has(), refused: true},
		{name: "mapped", first: has(policy(1)), second: and(has(policy(1)), maps(1, 7)), leaf: has(policy(7)), wanted: 1},
		{name: "mapped, wanted by the name below", first: has(policy(1)), second: and(has(policy(1)), maps(1, 7)), leaf: has(policy(7)), wanted: 7, refused: true},
		{name: "mapping inhibited", first: and(has(policy(1)), noMapping), second: and(has(policy(1)), maps(1, 7)), leaf: has(policy(7)), wanted: 1, refused: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			var none *node
			root := none.issue("Корень", authority(nil))
			first := root.issue("УЦ 1", authority(c.first))
			second := first.issue("УЦ 2", authority(c.second))
			leaf := second.issue("Лицо", c.leaf)
			trust := only(root)
			if c.wanted > 0 {
				trust.Policies = []asn1.ObjectIdentifier{oid(uint64(c.wanted))}
			}
			if p := check(t, trust, leaf, first, second); (codes(p) == "policy ") != c.refused || !c.refused && codes(p) != "" {
				t.Errorf("got %q", codes(p))
			}
		})
	}
}

func TestClassesHaveTheirPolicies(t *testing.T) {
	if oid, ok := pki.PolicyOf("КВ2"); !ok || oid.String() != "1.2.643.100.113.5" {
		t.Error(oid, ok)
	}
	if _, ok := pki.PolicyOf("КС9"); ok {
		t.Error("an unknown class has a policy")
	}
}
