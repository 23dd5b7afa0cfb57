package stand

import (
	"context"
	"fmt"
	"slices"
	"time"

	"veche/cms/pki"
	"veche/internal/platform/db"
	"veche/internal/signing"
)

// Addresses in the certificates of the stand. Nobody listens there: the program answers itself.
const (
	here     = "http://stand.veche.invalid/"
	rootList = here + "root.crl"
	answers  = here + "ocsp"
)

// listTerm is how long a list of the root is in force.
const listTerm = 24 * time.Hour

// Over adds the stand to those whom the installation believes: a demonstration only.
func (s *Stand) Over(other signing.Trust) signing.Trust { return over{s, other} }

type over struct {
	stand *Stand
	other signing.Trust
}

func (o over) Trust(ctx context.Context, r db.Reader) (pki.Trust, error) {
	t, err := o.other.Trust(ctx, r)
	if err == nil && (t.Roots == nil || !t.Roots.Contains(o.stand.Root())) {
		t.Roots = pki.NewPool(slices.Concat(t.Roots.Certificates(), []*pki.Certificate{o.stand.Root()})...)
	}
	return t, err
}

func (o over) Fetcher(ctx context.Context, r db.Reader) (pki.Fetcher, error) {
	f, err := o.other.Fetcher(ctx, r)
	return fetcher{o.stand, f}, err
}

// Accredited asks the list; the stand's own authority is on none.
func (o over) Accredited(ctx context.Context, r db.Reader, chain []string, issued, signed time.Time) (*signing.Accreditation, error) {
	if list, knows := o.other.(signing.Accreditor); knows {
		return list.Accredited(ctx, r, chain, issued, signed)
	}
	return nil, nil
}

// KeepRevocations leaves the stand's own list alone: it is made anew whenever it is asked for.
func (o over) KeepRevocations(ctx context.Context, address string, list []byte) error {
	if keeper, keeps := o.other.(signing.ListKeeper); keeps && address != rootList {
		return keeper.KeepRevocations(ctx, address, list)
	}
	return nil
}

// fetcher answers for the addresses of the stand; others go their way.
type fetcher struct {
	stand *Stand
	other pki.Fetcher
}

func (f fetcher) Fetch(ctx context.Context, what pki.Resource, address string, body []byte) ([]byte, error) {
	switch {
	case address == rootList:
		list, err := f.stand.root.CRL(listTerm)
		if err != nil {
			return nil, err
		}
		return list.Raw, nil
	case address == answers:
		return f.stand.ocsp.Answer(body), nil
	case f.other == nil:
		return nil, fmt.Errorf("fetch: %s: nothing is fetched here", what)
	}
	return f.other.Fetch(ctx, what, address, body)
}
