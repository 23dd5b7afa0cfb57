package ber

import (
	"bytes"
	"encoding/hex"
	"errors"
	"strings"
	"testing"
)

func octets(t testing.TB, text string) []byte {
	t.Helper()
	b, err := hex.DecodeString(strings.ReplaceAll(text, " ", ""))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestToDER(t *testing.T) {
	for _, c := range []struct{ name, in, out string }{
		{"DER stays as it is", "3003 020105", "3003 020105"},
		{"an indefinite length becomes definite", "3080 020105 0000", "3003 020105"},
		{"indefinite lengths nest", "3080 a080 020105 0000 0000", "3005 a003 020105"},
		{"a long form of a short length is shortened", "308103 020105", "3003 020105"},
		{"leading zeros of a length go away", "30820003 020105", "3003 020105"},
		{"an octet string in pieces is joined", "2480 0402 0102 0401 03 0000", "0403 010203"},
		{"an octet string in definite pieces is joined", "2407 0402 0102 0401 03", "0403 010203"},
		{"pieces within pieces are joined", "2480 2480 0401 01 0000 0401 02 0000", "0402 0102"},
		{"a bit string in pieces keeps the unused bits of the last", "2380 0302 00ff 0302 04f0 0000", "0303 04fff0"},
		{"an empty octet string in pieces", "2480 0000", "0400"},
		{"the order of a set is kept", "3180 020102 020101 0000", "3106 020102 020101"},
		{"an empty indefinite sequence", "3080 0000", "3000"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := ToDER(octets(t, c.in))
			if err != nil {
				t.Fatal(err)
			}
			if want := octets(t, c.out); !bytes.Equal(got, want) {
				t.Errorf("got %x, want %x", got, want)
			}
		})
	}
}

func TestToDERMakesLongLengths(t *testing.T) {
	for _, size := range []int{127, 128, 255, 256, 65535, 65536, 1 << 20} {
		piece := bytes.Repeat([]byte{7}, size)
		in := []byte{0x30, 0x80, 0x24, 0x80}
		in = append(in, 0x04, 0x84, byte(size>>24), byte(size>>16), byte(size>>8), byte(size))
		in = append(append(in, piece...), 0, 0, 0, 0)
		out, err := ToDER(in)
		if err != nil {
			t.Fatal(size, err)
		}
		again, err := ToDER(out)
		if err != nil || &again[0] != &out[0] {
			t.Fatalf("%d: the result is not DER: %v", size, err)
		}
		if !bytes.HasSuffix(out, piece) {
			t.Errorf("%d: the content is lost", size)
		}
	}
}

func TestToDERRefuses(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     error
	}{
		{"nothing", "", errTruncated},
		{"a cut element", "3005 020105", errTruncated},
		{"an indefinite length that is not closed", "3080 020105", errTruncated},
		{"an indefinite length of a primitive", "0480 00 0000", errLength},
		{"a huge length", "3088 ffffffffffffffff", errLength},
		{"a child longer than its parent", "3003 0204 01 020304", errLength},
		{"data after the end", "3000 00", errTrailing},
		{"a string of other pieces", "2480 020101 0000", errString},
		{"a bit string whose first piece has unused bits", "2380 0302 04f0 0302 00ff 0000", errString},
		{"a high tag number", "3f8101 00", errTag},
		{"deep nesting", strings.Repeat("3080", 1000), errDepth},
		{"deep nesting of pieces", strings.Repeat("2480", 1000), errDepth},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := ToDER(octets(t, c.in)); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

func TestTooManyElementsAreRefused(t *testing.T) {
	in := append([]byte{0x30, 0x80}, bytes.Repeat([]byte{0x05, 0x00}, maxElements+1)...)
	if _, err := ToDER(append(in, 0, 0)); !errors.Is(err, errCount) {
		t.Error(err)
	}
}

func FuzzToDER(f *testing.F) {
	for _, s := range []string{"3003020105", "3080a0800201050000" + "0000", "24800402010204010300" + "00", "23800302" + "00ff030204f00000"} {
		f.Add(octets(f, s))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		out, err := ToDER(in)
		if err != nil {
			return
		}
		again, err := ToDER(out)
		if err != nil || !bytes.Equal(again, out) {
			t.Fatalf("%x became %x, then %x (%v)", in, out, again, err)
		}
	})
}
