package pkcs11

import (
	"bytes"
	"testing"
)

func TestHalvesOfASignatureAreArranged(t *testing.T) {
	in := []byte{1, 2, 3, 4}
	for _, c := range []struct {
		order Order
		want  []byte
	}{
		{OrderSR, []byte{1, 2, 3, 4}},
		{OrderRS, []byte{3, 4, 1, 2}},
		{OrderReversed, []byte{4, 3, 2, 1}},
	} {
		if got, err := c.order.arrange(in); err != nil || !bytes.Equal(got, c.want) {
			t.Errorf("%s: %v %v", c.order, got, err)
		}
	}
	for _, bad := range [][]byte{nil, {1, 2, 3}} {
		if _, err := OrderSR.arrange(bad); err == nil {
			t.Errorf("%v was taken", bad)
		}
	}
	if _, err := Order("upside-down").arrange(in); err == nil {
		t.Error("an unknown order was taken")
	}
}
