package signing

import (
	"context"

	"veche/cms/pki"
	"veche/internal/platform/db"
)

// Trust says whom the installation believes and where it may ask.
type Trust interface {
	// Trust is the roots, the candidates for chains, and the lists and answers at hand.
	Trust(ctx context.Context, r db.Reader) (pki.Trust, error)
	// Fetcher asks the addresses of the administrator's list and no others.
	Fetcher(ctx context.Context, r db.Reader) (pki.Fetcher, error)
}

// recorder keeps what was fetched during a check: it is evidence.
type recorder struct {
	from pki.Fetcher
	got  []Evidence
}

func (f *recorder) Fetch(ctx context.Context, what pki.Resource, address string, body []byte) ([]byte, error) {
	answer, err := f.from.Fetch(ctx, what, address, body)
	if err != nil {
		return nil, err
	}
	switch what {
	case pki.ResourceCRL:
		f.got = append(f.got, listEvidence(answer))
	case pki.ResourceOCSP:
		f.got = append(f.got, answerEvidence(answer))
	}
	return answer, nil
}

// Nobody is believed: until the administrator has named the authorities, no signature is proven.
type Nobody struct{}

// Trust has no roots.
func (Nobody) Trust(context.Context, db.Reader) (pki.Trust, error) { return pki.Trust{}, nil }

// Fetcher refuses every address.
func (Nobody) Fetcher(context.Context, db.Reader) (pki.Fetcher, error) { return nil, nil }
