package remotesign

import (
	"bytes"
	"context"
	"crypto"
	"errors"
	"fmt"
	"io"

	"veche/cms"
	"veche/cms/pki"
	"veche/internal/platform/db"
)

// message is the detached CMS of an answer: as it came, or made around a raw signature.
func (s *Service) message(ctx context.Context, x RemoteSigning, r Result) ([]byte, error) {
	if x.Form == FormRaw {
		return s.around(ctx, x, r)
	}
	if _, err := cms.Parse(r.CMS); err != nil {
		return nil, err
	}
	return r.CMS, nil
}

// toSign is the digest of the attributes that a raw signature signs, and the certificate that stands under it. They
// follow from the row alone, so that a repeat asks for the same.
func (s *Service) toSign(ctx context.Context, x RemoteSigning, who Signer) (*Digest, string, error) {
	certificate, err := s.certificate(ctx, &x, who)
	if err != nil {
		return nil, "", err
	}
	public, err := certificate.Key()
	if err != nil {
		return nil, "", err
	}
	pen := &pen{public: public}
	if _, err := s.write(ctx, x, cms.Key{Private: pen, Certificate: certificate}); !errors.Is(err, errOnlyAsked) {
		return nil, "", errors.Join(errors.New("no digest was asked for"), err)
	}
	a, err := pki.AlgorithmFor(public, 0, false)
	if err != nil {
		return nil, "", err
	}
	name, known := hashNames[a.Hash]
	if !known {
		return nil, "", fmt.Errorf("the protocol has no name for %v", a.Hash)
	}
	return &Digest{Algorithm: name, Value: pen.asked}, certificate.Fingerprint(), nil
}

var hashNames = map[pki.Hash]string{
	pki.SHA256: SHA256, pki.SHA384: SHA384, pki.SHA512: SHA512, pki.Streebog256: Streebog256, pki.Streebog512: Streebog512,
}

// certificate is the one that the person signs with: chosen once, by the service.
func (s *Service) certificate(ctx context.Context, x *RemoteSigning, who Signer) (*pki.Certificate, error) {
	if len(x.Certificate) == 0 {
		list, err := s.client.Certificates(ctx, who)
		if err != nil {
			return nil, err
		}
		if len(list.Certificates) == 0 {
			return nil, &Refusal{Problem: Problem{Code: ProblemNoSigner}}
		}
		x.Certificate = list.Certificates[0]
		if err := s.inTx(ctx, func(tx *db.Tx) error { return chosen(ctx, tx, x.ID, x.Certificate) }); err != nil {
			return nil, err
		}
	}
	c, err := pki.ParseCertificate(x.Certificate)
	if err != nil {
		return nil, &Refusal{Problem: Problem{Code: ProblemNoSigner, Text: err.Error()}}
	}
	return c, nil
}

// around makes the message of a raw signature.
func (s *Service) around(ctx context.Context, x RemoteSigning, r Result) ([]byte, error) {
	if !bytes.Equal(r.Certificate, x.Certificate) {
		return nil, errForeign
	}
	certificate, err := pki.ParseCertificate(x.Certificate)
	if err != nil {
		return nil, err
	}
	public, err := certificate.Key()
	if err != nil {
		return nil, err
	}
	key := cms.Key{Private: &pen{public: public, signature: r.Signature}, Certificate: certificate}
	for _, raw := range r.Chain {
		authority, err := pki.ParseCertificate(raw)
		if err != nil {
			return nil, err
		}
		key.Chain = append(key.Chain, authority)
	}
	return s.write(ctx, x, key)
}

// errForeign is a raw signature with another certificate than was asked for.
var errForeign = errors.New("signed with another certificate")

// write makes the message with a pen: the moment that it names is that of the request, so that asking and writing give
// the same attributes.
func (s *Service) write(ctx context.Context, x RemoteSigning, key cms.Key) ([]byte, error) {
	text, err := s.Files.Open(ctx, x.SHA256)
	if err != nil {
		return nil, err
	}
	defer text.Close()
	return cms.Sign(ctx, cms.Stream(text), cms.SigningOptions{Time: x.CreatedAt}, key)
}

// pen signs with a hand that is far away: first it hears what is to be signed, then it writes what came.
type pen struct {
	public    crypto.PublicKey
	asked     []byte
	signature []byte
}

var errOnlyAsked = errors.New("the hand is far away")

func (p *pen) Public() crypto.PublicKey { return p.public }

func (p *pen) Sign(_ io.Reader, digest []byte, _ crypto.SignerOpts) ([]byte, error) {
	if p.signature == nil {
		p.asked = bytes.Clone(digest)
		return nil, fmt.Errorf("sign: %w", errOnlyAsked)
	}
	return p.signature, nil
}
