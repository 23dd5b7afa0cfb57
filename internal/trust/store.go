package trust

import (
	"context"
	"errors"
	"io"

	"veche/cms/pki"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

var (
	certificateColumns = db.Columns[Certificate]("")
	hostColumns        = db.Columns[Host]("")
	listColumns        = db.Columns[List]("")
	pointColumns       = db.Columns[Point]("")
)

// fewAuthorities is how many keys get tables that make checks several times as fast; a table takes about a megabyte.
const fewAuthorities = 24

// readCertificates makes the pools. Certificates that ended stay in them: signatures of their time are judged by it.
// That of the stand stands on the list to be seen; a demonstration adds it to whom it believes, and nobody else does,
// also when the same database is served in earnest later.
func (s *Service) readCertificates(ctx context.Context, r db.Reader) error {
	rows, err := db.All[Certificate](ctx, r, "SELECT "+certificateColumns+" FROM trusted_certificates WHERE removed_at IS NULL AND source <> $1 ORDER BY id", FromStand)
	if err != nil {
		return err
	}
	p := pools{roots: pki.NewPool(), intermediates: pki.NewPool(), responders: pki.NewPool()}
	for _, row := range rows {
		c, err := pki.ParseCertificate(row.DER)
		if err != nil {
			return err
		}
		switch row.Role {
		case Root, TimeStamps:
			p.roots.Add(c)
		case Intermediate:
			p.intermediates.Add(c)
		case Responder:
			p.responders.Add(c)
		}
	}
	for _, pool := range []*pki.Pool{p.roots, p.intermediates} {
		if len(pool.Certificates()) <= fewAuthorities {
			pool.Precompute()
		}
	}
	s.memory.pools = p
	return nil
}

// readLists brings the current lists into memory. One whose bytes are damaged is passed over: the sweep of the store
// raises the alarm, and a verdict that needs it says that the status is unknown.
func (s *Service) readLists(ctx context.Context, r db.Reader) error {
	hashes, err := db.All[string](ctx, r, "SELECT sha256 FROM revocation_lists WHERE superseded_at IS NULL ORDER BY id")
	if err != nil {
		return err
	}
	known, current := map[string]*pki.CRL{}, []*pki.CRL{}
	for _, sha := range hashes {
		list := s.memory.lists[sha]
		if list == nil {
			raw, err := s.bytes(ctx, sha)
			if fail.Is(err, "file.damaged") || fail.Is(err, "file.not_found") {
				continue
			}
			if err != nil {
				return err
			}
			if list, err = pki.ParseCRL(raw); err != nil {
				return err
			}
		}
		known[sha], current = list, append(current, list)
	}
	s.memory.lists, s.memory.current = known, current
	return nil
}

// bytes reads a file of the store whose size the limits of this subject bound.
func (s *Service) bytes(ctx context.Context, sha string) ([]byte, error) {
	f, err := s.files.Open(ctx, sha)
	if err != nil {
		return nil, err
	}
	raw, err := io.ReadAll(f)
	return raw, errors.Join(err, f.Close())
}

func (s *Service) readHosts(ctx context.Context, r db.Reader) (err error) {
	s.memory.hosts, err = db.All[string](ctx, r, "SELECT host FROM fetch_hosts WHERE removed_at IS NULL ORDER BY host")
	return err
}

func (s *Service) byID(ctx context.Context, tx *db.Tx, id int64) (Certificate, error) {
	c, err := db.One[Certificate](ctx, tx, "SELECT "+certificateColumns+" FROM trusted_certificates WHERE id = $1"+tx.Words().Lock, id)
	return c, db.Absent(err, "trust.certificate_absent", id)
}

func (s *Service) hostByID(ctx context.Context, tx *db.Tx, id int64) (Host, error) {
	h, err := db.One[Host](ctx, tx, "SELECT "+hostColumns+" FROM fetch_hosts WHERE id = $1"+tx.Words().Lock, id)
	return h, db.Absent(err, "trust.host_absent", id)
}
