package signing

import (
	"context"
	"errors"

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

// ListKeeper is met by a Trust that keeps lists of revoked certificates for later checks. It believes no list that a
// trusted authority has not signed.
type ListKeeper interface {
	KeepRevocations(ctx context.Context, address string, list []byte) error
}

// recorder keeps what was fetched during a check: it is evidence, and a list serves other signatures too.
type recorder struct {
	from  pki.Fetcher
	got   []Evidence
	lists map[string][]byte // by their addresses
}

// handOn gives the lists that were fetched to whoever keeps them, so that the next check asks nobody.
func (f *recorder) handOn(ctx context.Context, to Trust) error {
	keeper, keeps := to.(ListKeeper)
	if !keeps {
		return nil
	}
	var failed []error
	for address, list := range f.lists {
		failed = append(failed, keeper.KeepRevocations(ctx, address, list))
	}
	return errors.Join(failed...)
}

func (f *recorder) Fetch(ctx context.Context, what pki.Resource, address string, body []byte) ([]byte, error) {
	answer, err := f.from.Fetch(ctx, what, address, body)
	if err != nil {
		return nil, err
	}
	switch what {
	case pki.ResourceCRL:
		f.got = append(f.got, listEvidence(answer))
		if f.lists == nil {
			f.lists = map[string][]byte{}
		}
		f.lists[address] = answer
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
