package examine

import (
	"bytes"
	"encoding/pem"
	"fmt"
	"time"

	"veche/cms/pki"
)

// Options of an examination.
type Options struct {
	Trust pki.Trust // whom to believe; evidence of a passport is added to it
	At    time.Time // as of which moment; zero is now
	// Compared are fingerprints (SHA-256) of roots that lie in a passport and that a person has compared with their
	// publication: they are believed.
	Compared []string
	Key      string // verifier key of the journal, as the body has published it; empty: what lies in the passport
}

func (o Options) moment() time.Time {
	if o.At.IsZero() {
		return time.Now().UTC().Truncate(time.Second)
	}
	return o.At.UTC()
}

// Believe adds a file of certificates. Those that have signed themselves are roots; others complete chains.
func (o *Options) Believe(file []byte) error {
	list, err := pki.ParseCertificates(file)
	if err != nil {
		return err
	}
	for _, c := range list {
		if selfSigned(c) {
			o.Trust.Roots = with(o.Trust.Roots, c)
		} else {
			o.Trust.Intermediates = with(o.Trust.Intermediates, c)
		}
	}
	return nil
}

// AddCRL adds a file with one revocation list in DER, or any number in PEM.
func (o *Options) AddCRL(file []byte) error {
	if !bytes.Contains(file, []byte("-----BEGIN")) {
		c, err := pki.ParseCRL(file)
		if err != nil {
			return err
		}
		o.Trust.CRLs = append(o.Trust.CRLs, c)
		return nil
	}
	found := 0
	for block, rest := pem.Decode(file); block != nil; block, rest = pem.Decode(rest) {
		if block.Type != "X509 CRL" {
			continue
		}
		c, err := pki.ParseCRL(block.Bytes)
		if err != nil {
			return err
		}
		o.Trust.CRLs = append(o.Trust.CRLs, c)
		found++
	}
	if found == 0 {
		return fmt.Errorf("no revocation list in it")
	}
	return nil
}

// AddOCSP adds an answer of an OCSP service in DER.
func (o *Options) AddOCSP(file []byte) error {
	answer, err := pki.ParseOCSP(file)
	if err == nil {
		o.Trust.OCSP = append(o.Trust.OCSP, answer)
	}
	return err
}

// with copies a pool: the one given may be in use elsewhere.
func with(p *pki.Pool, c *pki.Certificate) *pki.Pool {
	return pki.NewPool(append(p.Certificates(), c)...)
}

func selfSigned(c *pki.Certificate) bool {
	return bytes.Equal(c.X509.RawSubject, c.X509.RawIssuer) && c.IssuedBy(c) == nil
}
