package remotesign

import (
	"context"
	"log/slog"
	"time"

	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/files"
	"veche/internal/platform/session"
	"veche/internal/signing"
)

// Signatures is what the exchange asks of signing.
type Signatures interface {
	Expect(ctx context.Context, by auth.Actor, documentID int64, sha256 string) (signing.Prepared, error)
	AttachFrom(ctx context.Context, by auth.Actor, documentID int64, sha256 string, cms []byte, means signing.Means) (signing.Signature, error)
	List(ctx context.Context, r db.Reader, documentID int64) ([]signing.Signature, error)
}

// Subjects are the parts of the house that the exchange needs.
type Subjects struct {
	Signing   Signatures
	Documents *documents.Service
	Org       *org.Service
	Sessions  *session.Service
	Files     *files.Store
}

// Service holds the use cases of signing from a phone.
type Service struct {
	db     *db.DB
	client *Client // nil: no service is set up
	term   time.Duration
	log    *slog.Logger
	Subjects
}

// New takes everything remote signing needs; term is how long a person has to confirm.
func New(d *db.DB, server Server, term time.Duration, all Subjects, log *slog.Logger) *Service {
	s := &Service{db: d, term: term, log: log, Subjects: all}
	if server.URL != "" {
		s.client = NewClient(server)
	}
	if s.term == 0 {
		s.term = usualTerm
	}
	return s
}

const usualTerm = 10 * time.Minute

// Offered reports whether a remote signing service is set up.
func (s *Service) Offered() bool { return s.client != nil }

// inTx writes one step of a request.
func (s *Service) inTx(ctx context.Context, fn func(tx *db.Tx) error) error {
	return s.db.Tx(ctx, system, fn)
}

// system is who brings requests further; the signature itself is put in the name of its signer.
var system = auth.System("remote_signing")
