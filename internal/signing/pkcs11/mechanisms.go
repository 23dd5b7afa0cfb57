package pkcs11

import "fmt"

// Mechanisms are the numbers by which a module calls the national algorithms. They differ between makers: those of 256
// bits stand in PKCS#11 v2.30, those of 512 bits in the range of the technical committee 26.
type Mechanisms struct {
	KeyType256 uint `default:"0x30" help:"CKK_GOSTR3410."`
	Sign256    uint `default:"0x1201" help:"CKM_GOSTR3410."`
	KeyType512 uint `default:"0xD4321003" help:"CKK_GOSTR3410_512."`
	Sign512    uint `default:"0xD4321006" help:"CKM_GOSTR3410_512."`
	Params     uint `default:"0x250" help:"CKA_GOSTR3410_PARAMS."`

	Order Order `default:"any" enum:"any,s-r,r-s,reversed" help:"Order of the halves of a GOST signature as the module returns it: s-r (RFC 4491), r-s, reversed (all octets backwards), or any: the one that verifies."`
}

// Usual are the numbers of the standards.
var Usual = Mechanisms{KeyType256: 0x30, Sign256: 0x1201, KeyType512: 0xD4321003, Sign512: 0xD4321006, Params: 0x250, Order: AnyOrder}

// Order is how a module writes the two halves of a GOST signature.
type Order string

const (
	AnyOrder      Order = "any"
	OrderSR       Order = "s-r"      // as in certificates and CMS
	OrderRS       Order = "r-s"      // halves exchanged
	OrderReversed Order = "reversed" // all octets backwards, as CryptoPro CSP
)

// orders are those to be tried.
func (o Order) orders() []Order {
	if o == AnyOrder || o == "" {
		return []Order{OrderSR, OrderRS, OrderReversed}
	}
	return []Order{o}
}

// arrange writes a signature of a module as certificates and CMS have it: s and r, most significant octet first.
func (o Order) arrange(signature []byte) ([]byte, error) {
	n := len(signature)
	if n == 0 || n%2 != 0 {
		return nil, fmt.Errorf("a signature of %d octets", n)
	}
	out := make([]byte, n)
	switch o {
	case OrderSR:
		copy(out, signature)
	case OrderRS:
		copy(out, signature[n/2:])
		copy(out[n/2:], signature[:n/2])
	case OrderReversed:
		for i, b := range signature {
			out[n-1-i] = b
		}
	default:
		return nil, fmt.Errorf("no order %q", o)
	}
	return out, nil
}
