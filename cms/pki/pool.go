package pki

import (
	"bytes"
	"encoding/pem"

	"veche/cms/reason"
	"veche/gost"
)

// Pool is a set of certificates to choose issuers from. It may be read by several
// goroutines while nobody adds to it; nil is an empty pool.
type Pool struct {
	all       []*Certificate
	bySubject map[string][]*Certificate
}

// NewPool makes a pool of certificates.
func NewPool(certificates ...*Certificate) *Pool {
	p := &Pool{bySubject: map[string][]*Certificate{}}
	for _, c := range certificates {
		p.Add(c)
	}
	return p
}

// Add puts a certificate into the pool, once.
func (p *Pool) Add(c *Certificate) {
	if !p.Contains(c) {
		p.all = append(p.all, c)
		p.bySubject[c.subject] = append(p.bySubject[c.subject], c)
	}
}

// Contains tells whether the very certificate is in the pool.
func (p *Pool) Contains(c *Certificate) bool { return p.find(c) != nil }

// Same is the certificate of the pool that is equal to c, with all that is known of its key, else c.
func (p *Pool) Same(c *Certificate) *Certificate {
	if known := p.find(c); known != nil {
		return known
	}
	return c
}

func (p *Pool) find(c *Certificate) *Certificate {
	for _, known := range p.named(c.subject) {
		if known.Equal(c) {
			return known
		}
	}
	return nil
}

// Certificates are all certificates of the pool.
func (p *Pool) Certificates() []*Certificate {
	if p == nil {
		return nil
	}
	return p.all
}

// named are the certificates with a name.
func (p *Pool) named(subject string) []*Certificate {
	if p == nil {
		return nil
	}
	return p.bySubject[subject]
}

// Precompute makes tables for the national keys of the pool, which makes verifying
// with them several times as fast: worth while for the authorities that a server meets
// all day. A table takes 0.4 to 1.6 MB.
func (p *Pool) Precompute() {
	for _, c := range p.Certificates() {
		if key, err := c.Key(); err == nil {
			if national, ok := key.(*gost.PublicKey); ok {
				national.Precompute()
			}
		}
	}
}

// ParseCertificates reads a file of certificates: one in DER, or any number in PEM.
func ParseCertificates(file []byte) ([]*Certificate, error) {
	if !bytes.Contains(file, []byte("-----BEGIN")) {
		c, err := ParseCertificate(file)
		if err != nil {
			return nil, err
		}
		return []*Certificate{c}, nil
	}
	var found []*Certificate
	for {
		var block *pem.Block
		if block, file = pem.Decode(file); block == nil {
			break
		}
		if block.Type != "CERTIFICATE" {
			continue
		}
		c, err := ParseCertificate(block.Bytes)
		if err != nil {
			return nil, err
		}
		found = append(found, c)
	}
	if len(found) == 0 {
		return nil, reason.New(reason.Malformed, "no certificate in the file")
	}
	return found, nil
}
