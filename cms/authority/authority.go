package authority

import (
	"crypto"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"slices"
	"sync"
	"time"

	"veche/cms/pki"
)

// CA is a small certification authority. Its revocations live in memory; a program that
// must not forget them keeps what Revoked returns and gives it back to Restore.
type CA struct {
	Certificate *pki.Certificate
	Key         crypto.Signer
	OCSPAddress string // written into certificates; empty is left out
	CRLAddress  string
	Now         func() time.Time

	mu      sync.Mutex
	revoked []pki.RevokedEntry
	number  int64
}

// NewRoot makes an authority with a self-signed certificate.
func NewRoot(name pki.Name, key crypto.Signer, from, to time.Time) (*CA, error) {
	extensions, err := authorityExtensions(key, -1)
	if err != nil {
		return nil, err
	}
	t := pki.Template{Subject: name, NotBefore: from, NotAfter: to, Key: key.Public(), Extensions: extensions}
	certificate, err := pki.Issue(t, nil, key)
	if err != nil {
		return nil, err
	}
	return &CA{Certificate: certificate, Key: key, Now: time.Now}, nil
}

func authorityExtensions(key crypto.Signer, pathLength int) ([]pkix.Extension, error) {
	id, err := pki.SubjectKey(key.Public())
	if err != nil {
		return nil, err
	}
	usage := pki.KeyUsage(x509.KeyUsageCertSign | x509.KeyUsageCRLSign | x509.KeyUsageDigitalSignature)
	return []pkix.Extension{pki.Authority(pathLength), usage, id}, nil
}

// Subordinate issues the certificate of another authority under this one. More
// extensions may bind it, such as names that are permitted.
func (ca *CA) Subordinate(name pki.Name, key crypto.Signer, from, to time.Time, more ...pkix.Extension) (*CA, error) {
	extensions, err := authorityExtensions(key, -1)
	if err != nil {
		return nil, err
	}
	certificate, err := ca.issue(name, key.Public(), from, to, append(extensions, more...))
	if err != nil {
		return nil, err
	}
	return &CA{Certificate: certificate, Key: key, Now: ca.Now}, nil
}

// Person issues a certificate to sign documents with.
func (ca *CA) Person(name pki.Name, key crypto.PublicKey, from, to time.Time, more ...pkix.Extension) (*pki.Certificate, error) {
	usage := pki.KeyUsage(x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment)
	return ca.owner(name, key, from, to, append([]pkix.Extension{usage}, more...))
}

// StampService issues a certificate to a time-stamp service (RFC 3161, section 2.3).
func (ca *CA) StampService(name pki.Name, key crypto.PublicKey, from, to time.Time) (*pki.Certificate, error) {
	usage := pki.KeyUsage(x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment)
	return ca.owner(name, key, from, to, []pkix.Extension{usage, pki.ExtendedKeyUsage(true, pki.UsageTimeStamping)})
}

// OCSPService issues a certificate to a service that answers for this authority.
func (ca *CA) OCSPService(name pki.Name, key crypto.PublicKey, from, to time.Time) (*pki.Certificate, error) {
	usage := pki.KeyUsage(x509.KeyUsageDigitalSignature)
	return ca.owner(name, key, from, to, []pkix.Extension{usage, pki.ExtendedKeyUsage(false, pki.UsageOCSPSigning), pki.OCSPNoCheck()})
}

func (ca *CA) owner(name pki.Name, key crypto.PublicKey, from, to time.Time, extensions []pkix.Extension) (*pki.Certificate, error) {
	id, err := pki.SubjectKey(key)
	if err != nil {
		return nil, err
	}
	return ca.issue(name, key, from, to, append(extensions, id))
}

func (ca *CA) issue(name pki.Name, key crypto.PublicKey, from, to time.Time, extensions []pkix.Extension) (*pki.Certificate, error) {
	extensions = append(extensions, pki.AuthorityKey(ca.Certificate))
	if ca.OCSPAddress != "" {
		extensions = append(extensions, pki.Services(ca.OCSPAddress, ""))
	}
	if ca.CRLAddress != "" {
		extensions = append(extensions, pki.CRLAddresses(ca.CRLAddress))
	}
	t := pki.Template{Subject: name, NotBefore: from, NotAfter: to, Key: key, Extensions: extensions}
	return pki.Issue(t, ca.Certificate, ca.Key)
}

// Revoke revokes a certificate since a moment. A second time changes nothing.
func (ca *CA) Revoke(serial *big.Int, at time.Time, why pki.RevocationReason) {
	ca.mu.Lock()
	defer ca.mu.Unlock()
	if _, known := ca.find(serial); !known {
		ca.revoked = append(ca.revoked, pki.RevokedEntry{Serial: serial, Revoked: pki.Revoked{At: at, Reason: why}})
	}
}

func (ca *CA) find(serial *big.Int) (pki.Revoked, bool) {
	for _, r := range ca.revoked {
		if r.Serial.Cmp(serial) == 0 {
			return r.Revoked, true
		}
	}
	return pki.Revoked{}, false
}

// Revoked are all revocations.
func (ca *CA) Revoked() []pki.RevokedEntry {
	ca.mu.Lock()
	defer ca.mu.Unlock()
	return slices.Clone(ca.revoked)
}

// Restore sets the revocations that were kept elsewhere.
func (ca *CA) Restore(entries []pki.RevokedEntry) {
	ca.mu.Lock()
	defer ca.mu.Unlock()
	ca.revoked = slices.Clone(entries)
}

// CRL issues a list that is in force for some time. Its number grows with the clock, so
// that it grows over restarts too.
func (ca *CA) CRL(lasting time.Duration) (*pki.CRL, error) {
	now := ca.Now().UTC()
	ca.mu.Lock()
	ca.number = max(ca.number+1, now.UnixMilli())
	t := pki.CRLTemplate{Number: big.NewInt(ca.number), ThisUpdate: now, NextUpdate: now.Add(lasting), Revoked: slices.Clone(ca.revoked)}
	ca.mu.Unlock()
	return pki.IssueCRL(t, ca.Certificate, ca.Key)
}
