package pki

import (
	"crypto"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"time"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"

	"veche/cms/internal/der"
	"veche/cms/reason"
	"veche/gost"
)

// MarshalPublicKey writes SubjectPublicKeyInfo of a key of any kind.
func MarshalPublicKey(key crypto.PublicKey) ([]byte, error) {
	if k, ok := key.(*gost.PublicKey); ok {
		return gost.MarshalPKIXPublicKey(k)
	}
	spki, err := x509.MarshalPKIXPublicKey(key)
	if err != nil {
		return nil, reason.New(reason.UnsupportedAlgorithm, "%v", err)
	}
	return spki, nil
}

func sequence(oid asn1.ObjectIdentifier, critical bool, write func(*cryptobyte.Builder)) pkix.Extension {
	value := der.Must(func(b *cryptobyte.Builder) { b.AddASN1(tags.SEQUENCE, write) })
	return pkix.Extension{Id: oid, Critical: critical, Value: value}
}

// keyID is the identifier of a key: SHA-1 of its octets (RFC 5280, section 4.2.1.2),
// which serves to find, not to protect.
func keyID(key crypto.PublicKey) ([]byte, error) {
	spki, err := MarshalPublicKey(key)
	if err != nil {
		return nil, err
	}
	s, _ := der.Only(spki, tags.SEQUENCE) // written just now
	var bits asn1.BitString
	s.SkipASN1(tags.SEQUENCE)
	s.ReadASN1BitString(&bits)
	return SHA1.Sum(bits.Bytes), nil
}

// SubjectKey is subjectKeyIdentifier of a key.
func SubjectKey(key crypto.PublicKey) (pkix.Extension, error) {
	id, err := keyID(key)
	if err != nil {
		return pkix.Extension{}, err
	}
	value := der.Must(func(b *cryptobyte.Builder) { b.AddASN1OctetString(id) })
	return pkix.Extension{Id: asn1.ObjectIdentifier{2, 5, 29, 14}, Value: value}, nil
}

// AuthorityKey is authorityKeyIdentifier naming the key of an issuer.
func AuthorityKey(issuer *Certificate) pkix.Extension {
	id := issuer.X509.SubjectKeyId
	if len(id) == 0 {
		id = SHA1.Sum(issuer.keyBits())
	}
	return sequence(oidAuthorityKey, false, func(b *cryptobyte.Builder) {
		b.AddASN1(der.Primitive(0), func(b *cryptobyte.Builder) { b.AddBytes(id) })
	})
}

// Authority is basicConstraints of an authority; a negative number leaves the length
// of the path open.
func Authority(pathLength int) pkix.Extension {
	return sequence(asn1.ObjectIdentifier{2, 5, 29, 19}, true, func(b *cryptobyte.Builder) {
		b.AddASN1Boolean(true)
		if pathLength >= 0 {
			b.AddASN1Int64(int64(pathLength))
		}
	})
}

// KeyUsage is keyUsage.
func KeyUsage(ways x509.KeyUsage) pkix.Extension {
	var octets [2]byte
	last := 0
	for i := range 9 {
		if ways&(1<<i) != 0 {
			octets[i/8] |= 0x80 >> (i % 8)
			last = i
		}
	}
	bits := octets[:last/8+1]
	value := append([]byte{byte(tags.BIT_STRING), byte(len(bits) + 1), byte(7 - last%8)}, bits...)
	return pkix.Extension{Id: oidKeyUsage, Critical: true, Value: value}
}

// Usages of extendedKeyUsage.
var (
	UsageTimeStamping    = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 8}
	UsageOCSPSigning     = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 9}
	UsageClientAuth      = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 2}
	UsageEmailProtection = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 4}
)

// ExtendedKeyUsage is extendedKeyUsage; for a time-stamp service it must be critical
// and name one usage.
func ExtendedKeyUsage(critical bool, usages ...asn1.ObjectIdentifier) pkix.Extension {
	return sequence(oidExtendedKeyUsage, critical, func(b *cryptobyte.Builder) {
		for _, u := range usages {
			b.AddASN1ObjectIdentifier(u)
		}
	})
}

// Policies is certificatePolicies.
func Policies(policies ...asn1.ObjectIdentifier) pkix.Extension {
	return sequence(asn1.ObjectIdentifier{2, 5, 29, 32}, false, func(b *cryptobyte.Builder) {
		for _, p := range policies {
			b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) { b.AddASN1ObjectIdentifier(p) })
		}
	})
}

// KeyPeriod is privateKeyUsagePeriod.
func KeyPeriod(p Period) pkix.Extension {
	return sequence(oidKeyPeriod, false, func(b *cryptobyte.Builder) {
		for i, moment := range []time.Time{p.NotBefore, p.NotAfter} {
			if !moment.IsZero() {
				b.AddASN1(der.Primitive(uint8(i)), func(b *cryptobyte.Builder) {
					b.AddBytes([]byte(moment.UTC().Format("20060102150405Z")))
				})
			}
		}
	})
}

// CRLAddresses is cRLDistributionPoints.
func CRLAddresses(addresses ...string) pkix.Extension {
	return sequence(asn1.ObjectIdentifier{2, 5, 29, 31}, false, func(b *cryptobyte.Builder) {
		for _, a := range addresses {
			b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddASN1(der.Context(0), func(b *cryptobyte.Builder) {
					b.AddASN1(der.Context(0), func(b *cryptobyte.Builder) { addURI(b, a) })
				})
			})
		}
	})
}

func addURI(b *cryptobyte.Builder, address string) {
	b.AddASN1(der.Primitive(nameURI), func(b *cryptobyte.Builder) { b.AddBytes([]byte(address)) })
}

// Services is authorityInfoAccess: where OCSP answers and where the issuer's
// certificate lies. An empty address is left out.
func Services(ocsp, issuer string) pkix.Extension {
	methods := []struct {
		address string
		oid     asn1.ObjectIdentifier
	}{{ocsp, asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 48, 1}}, {issuer, asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 48, 2}}}
	return sequence(asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 1, 1}, false, func(b *cryptobyte.Builder) {
		for _, m := range methods {
			if m.address == "" {
				continue
			}
			b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
				b.AddASN1ObjectIdentifier(m.oid)
				addURI(b, m.address)
			})
		}
	})
}

// OCSPNoCheck tells that the certificate of an OCSP service is not to be asked about.
func OCSPNoCheck() pkix.Extension {
	return pkix.Extension{Id: oidOCSPNoCheck, Value: []byte{asn1.TagNull, 0}}
}

// PermittedNames is nameConstraints that bind an authority to names beginning so, and
// to DNS domains and e-mail hosts where they are named.
func PermittedNames(directories []Name, domains, hosts []string) (pkix.Extension, error) {
	var problem error
	e := sequence(oidNameConstraints, true, func(b *cryptobyte.Builder) {
		b.AddASN1(der.Context(0), func(b *cryptobyte.Builder) {
			for _, d := range directories {
				name, err := d.Marshal()
				if err != nil {
					problem = err
					return
				}
				addSubtree(b, der.Context(nameDirectory), name)
			}
			for _, d := range domains {
				addSubtree(b, der.Primitive(nameDNS), []byte(d))
			}
			for _, h := range hosts {
				addSubtree(b, der.Primitive(nameEmail), []byte(h))
			}
		})
	})
	return e, problem
}

func addSubtree(b *cryptobyte.Builder, tag tags.Tag, value []byte) {
	b.AddASN1(tags.SEQUENCE, func(b *cryptobyte.Builder) {
		b.AddASN1(tag, func(b *cryptobyte.Builder) { b.AddBytes(value) })
	})
}

// SignTool is subjectSignTool: the name of the owner's means of signature.
func SignTool(name string) pkix.Extension {
	value := der.Must(func(b *cryptobyte.Builder) {
		b.AddASN1(tags.UTF8String, func(b *cryptobyte.Builder) { b.AddBytes([]byte(name)) })
	})
	return pkix.Extension{Id: oidSubjectSignTool, Value: value}
}

// IdentifiedInPerson is identificationKind of a personal visit.
func IdentifiedInPerson() pkix.Extension {
	return pkix.Extension{Id: oidCertificateType, Value: []byte{byte(tags.INTEGER), 1, 0}}
}
