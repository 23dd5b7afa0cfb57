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
func (s *Service) toSign(ctx context.Context, x RemoteSigning) (*Digest, string, error) {
	certificate, err := s.certificate(ctx, &x)
	if err != nil {
		return nil, "", err
	}
	public, err := certificate.Key()
	if err != nil {
		return nil, "", err
	}
	pen := &pen{public: public}
	if _, err := s.write(ctx, x, certificate, pen); !errors.Is(err, errOnlyAsked) {
		return nil, "", errors.Join(errors.New("no digest was asked for"), err)
	}
	a, err := pki.AlgorithmFor(public, 0, false)
	if err != nil {
		return nil, "", err
	}
	name, err := nameOf(a.Hash)
	return &Digest{Algorithm: name, Value: pen.asked}, certificate.Fingerprint(), err
}

// certificate is the one that the person signs with: chosen once, by the service.
func (s *Service) certificate(ctx context.Context, x *RemoteSigning) (*pki.Certificate, error) {
	if len(x.Certificate) == 0 {
		who, err := s.signer(ctx, x.SignerID)
		if err != nil {
			return nil, err
		}
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
		return nil, errors.New("signed with another certificate than was asked for")
	}
	certificate, err := pki.ParseCertificate(x.Certificate)
	if err != nil {
		return nil, err
	}
	public, err := certificate.Key()
	if err != nil {
		return nil, err
	}
	return s.write(ctx, x, certificate, &pen{public: public, signature: r.Signature})
}

// write makes the message with a pen: the moment that it names is that of the request, so that both ways give the same
// attributes.
func (s *Service) write(ctx context.Context, x RemoteSigning, certificate *pki.Certificate, p *pen) ([]byte, error) {
	text, err := s.Files.Open(ctx, x.SHA256)
	if err != nil {
		return nil, err
	}
	defer text.Close()
	return cms.Sign(ctx, cms.Stream(text), cms.SigningOptions{Time: x.CreatedAt}, cms.Key{Private: p, Certificate: certificate})
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
