package trust

import (
	"context"
	"crypto/rand"
	"sync"

	"veche/cms/fetch"
	"veche/cms/pki"
	"veche/internal/org"
	"veche/internal/platform/db"
	"veche/internal/platform/files"
)

// Service holds the use cases of trust and answers whom to believe.
type Service struct {
	db    *db.DB
	org   *org.Service
	files *files.Store

	mu     sync.Mutex // of what is remembered
	memory memory
}

// New needs the database, the bodies and the store that keeps lists.
func New(d *db.DB, o *org.Service, f *files.Store) *Service {
	return &Service{db: d, org: o, files: f, memory: memory{versions: map[string]string{}, lists: map[string]*pki.CRL{}}}
}

// memory is what was read last, each part under the version of its reading. Nodes share nothing but the versions.
type memory struct {
	versions map[string]string
	pools    pools
	current  []*pki.CRL
	lists    map[string]*pki.CRL // by hash: a list verifies the signature of its issuer once
	hosts    []string
}

type pools struct{ roots, intermediates, responders *pki.Pool }

// Parts of the list that change by themselves.
const (
	certificates = "certificates"
	lists        = "lists"
	hosts        = "hosts"
)

// changed tells all nodes that a part is another now. The word is random, so that a transaction that is rolled back
// leaves nothing behind that a later one could repeat.
func changed(ctx context.Context, tx *db.Tx, part string) error {
	_, err := tx.Exec(ctx, "UPDATE trust_versions SET version = $2 WHERE part = $1", part, rand.Text())
	return err
}

// Trust is what a check of signatures may rely on now. Answers of OCSP are asked for each time: one that is older than a
// signature proves nothing of the moment when it was put, and would hide a revocation until it grows stale. It carries no Fetcher: who checks decides whether to ask the
// network, and adds it.
func (s *Service) Trust(ctx context.Context, r db.Reader) (pki.Trust, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := &s.memory
	err := s.remember(ctx, r, map[string]func(context.Context, db.Reader) error{
		certificates: s.readCertificates, lists: s.readLists,
	})
	if err != nil {
		return pki.Trust{}, err
	}
	return pki.Trust{Roots: m.pools.roots, Intermediates: m.pools.intermediates, Responders: m.pools.responders, CRLs: m.current}, nil
}

// Fetcher gets lists, answers, issuers and time stamps from the hosts of the list, and from nowhere else.
func (s *Service) Fetcher(ctx context.Context, r db.Reader) (*fetch.AllowList, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.remember(ctx, r, map[string]func(context.Context, db.Reader) error{hosts: s.readHosts}); err != nil {
		return nil, err
	}
	f := &fetch.AllowList{MaxSize: ListLimit}
	for _, host := range s.memory.hosts {
		f.Allow = append(f.Allow, "http://"+host+"/", "https://"+host+"/")
	}
	return f, nil
}

// remember reads the parts whose version is another than that of the last reading. The version is read first: what
// changes meanwhile is read again the next time.
func (s *Service) remember(ctx context.Context, r db.Reader, parts map[string]func(context.Context, db.Reader) error) error {
	type row struct {
		Part    string `db:"part"`
		Version string `db:"version"`
	}
	now, err := db.All[row](ctx, r, "SELECT part, version FROM trust_versions")
	if err != nil {
		return err
	}
	for _, v := range now {
		read, wanted := parts[v.Part]
		if known, ok := s.memory.versions[v.Part]; !wanted || ok && known == v.Version {
			continue
		}
		if err := read(ctx, r); err != nil {
			return err
		}
		s.memory.versions[v.Part] = v.Version
	}
	return nil
}
