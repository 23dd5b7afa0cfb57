//go:build pkcs11

package pkcs11

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"encoding/asn1"
	"encoding/binary"
	"fmt"
	"math/big"

	p11 "github.com/miekg/pkcs11"

	"veche/gost"
)

// readPublic reads the public key that stands beside the private one.
func (s *Signer) readPublic() (crypto.PublicKey, error) {
	object, err := s.object(p11.CKO_PUBLIC_KEY)
	if err != nil {
		return nil, err
	}
	kind, err := s.attribute(object, p11.CKA_KEY_TYPE)
	if err != nil {
		return nil, err
	}
	switch number(kind) {
	case p11.CKK_EC:
		return s.readECDSA(object)
	case s.settings.Mechanisms.KeyType256, s.settings.Mechanisms.KeyType512:
		return s.readNational(object)
	}
	return nil, fmt.Errorf("a key of type %#x: %w", number(kind), ErrNoKey)
}

func (s *Signer) attribute(object p11.ObjectHandle, what uint) ([]byte, error) {
	list, err := s.module.GetAttributeValue(s.session, object, []*p11.Attribute{p11.NewAttribute(what, nil)})
	if err != nil {
		return nil, explain("read the public key", err)
	}
	if len(list) != 1 {
		return nil, fmt.Errorf("read the public key: %d values of %#x", len(list), what)
	}
	return list[0].Value, nil
}

// number reads a CK_ULONG as the machine has it.
func number(raw []byte) uint {
	switch len(raw) {
	case 8:
		return uint(binary.NativeEndian.Uint64(raw))
	case 4:
		return uint(binary.NativeEndian.Uint32(raw))
	}
	return 0
}

var curves = map[string]elliptic.Curve{
	"1.2.840.10045.3.1.7": elliptic.P256(), "1.3.132.0.34": elliptic.P384(), "1.3.132.0.35": elliptic.P521(),
}

func (s *Signer) readECDSA(object p11.ObjectHandle) (crypto.PublicKey, error) {
	params, err := s.attribute(object, p11.CKA_EC_PARAMS)
	if err != nil {
		return nil, err
	}
	point, err := s.attribute(object, p11.CKA_EC_POINT)
	if err != nil {
		return nil, err
	}
	var oid asn1.ObjectIdentifier
	if _, err := asn1.Unmarshal(params, &oid); err != nil {
		return nil, fmt.Errorf("read the curve of the key: %w", err)
	}
	curve, known := curves[oid.String()]
	if !known {
		return nil, fmt.Errorf("the curve %s is unknown", oid)
	}
	var inner []byte
	if _, err := asn1.Unmarshal(point, &inner); err == nil { // the standard wraps the point, some modules do not
		point = inner
	}
	return ecdsa.ParseUncompressedPublicKey(curve, point)
}

func (s *Signer) readNational(object p11.ObjectHandle) (crypto.PublicKey, error) {
	params, err := s.attribute(object, s.settings.Mechanisms.Params)
	if err != nil {
		return nil, err
	}
	value, err := s.attribute(object, p11.CKA_VALUE)
	if err != nil {
		return nil, err
	}
	var oid asn1.ObjectIdentifier
	if _, err := asn1.Unmarshal(params, &oid); err != nil {
		return nil, fmt.Errorf("read the parameters of the key: %w", err)
	}
	curve, known := gost.CurveByOID(oid)
	if !known {
		return nil, fmt.Errorf("the parameters %s are unknown", oid)
	}
	return gost.NewPublicKey(curve, value)
}

// sequence writes r and s, which the token puts side by side, as certificates have them.
func sequence(raw []byte) ([]byte, error) {
	if len(raw) == 0 || len(raw)%2 != 0 {
		return nil, fmt.Errorf("a signature of %d octets", len(raw))
	}
	half := len(raw) / 2
	return asn1.Marshal(struct{ R, S *big.Int }{new(big.Int).SetBytes(raw[:half]), new(big.Int).SetBytes(raw[half:])})
}
