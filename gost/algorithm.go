package gost

import (
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
)

// DigestAlgorithm is the AlgorithmIdentifier of the digest, with no parameters.
func (h Hash) DigestAlgorithm() pkix.AlgorithmIdentifier {
	return pkix.AlgorithmIdentifier{Algorithm: h.OID()}
}

// SignatureAlgorithm is the AlgorithmIdentifier of certificates, CRLs and requests
// (RFC 9215, section 3), with no parameters.
func (h Hash) SignatureAlgorithm() pkix.AlgorithmIdentifier {
	return pkix.AlgorithmIdentifier{Algorithm: h.SignatureOID()}
}

// ParseDigestAlgorithm recognises the digest. Standards leave the parameters out,
// programs in the field also write NULL: both are accepted.
func ParseDigestAlgorithm(id pkix.AlgorithmIdentifier) (Hash, error) {
	return recognise(id, Hash.OID)
}

// ParseSignatureAlgorithm recognises a signature by the digest that it signs. It may
// be named by the algorithm of the signature or, as in the SignerInfo of many
// programs, by the algorithm of the key; with NULL or no parameters.
func ParseSignatureAlgorithm(id pkix.AlgorithmIdentifier) (Hash, error) {
	return recognise(id, Hash.SignatureOID, Hash.KeyOID)
}

func recognise(id pkix.AlgorithmIdentifier, names ...func(Hash) asn1.ObjectIdentifier) (Hash, error) {
	for _, h := range []Hash{Streebog256, Streebog512} {
		for _, name := range names {
			if !id.Algorithm.Equal(name(h)) {
				continue
			}
			if !withoutParameters(id.Parameters) {
				return 0, fmt.Errorf("gost: algorithm %v has unexpected parameters", id.Algorithm)
			}
			return h, nil
		}
	}
	return 0, fmt.Errorf("gost: algorithm %v is not of GOST R 34.10-2012 or 34.11-2012", id.Algorithm)
}

func withoutParameters(raw asn1.RawValue) bool {
	if raw.Class == asn1.ClassUniversal && raw.Tag == asn1.TagNull {
		return len(raw.Bytes) == 0
	}
	return len(raw.FullBytes) == 0 && len(raw.Bytes) == 0 && raw.Tag == 0
}
