package batch

import (
	"context"
	"log/slog"

	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/session"
	"veche/internal/signing"
)

// Signatures is what a batch asks of signing, document by document.
type Signatures interface {
	Expect(ctx context.Context, by auth.Actor, documentID int64, sha256 string) (signing.Prepared, error)
	Sign(ctx context.Context, by auth.Actor, documentID int64, sha256 string) (signing.Signature, error)
	StandSign(ctx context.Context, by auth.Actor, documentID int64, sha256 string) (signing.Signature, error)
	AttachFrom(ctx context.Context, by auth.Actor, documentID int64, sha256 string, cms []byte, means signing.Means) (signing.Signature, error)
	List(ctx context.Context, r db.Reader, documentID int64) ([]signing.Signature, error)
}

// Service holds the use cases of signing many documents.
type Service struct {
	db        *db.DB
	signing   Signatures
	documents *documents.Service
	org       *org.Service
	sessions  *session.Service
	log       *slog.Logger
}

// New takes everything that signing many documents needs.
func New(d *db.DB, s Signatures, docs *documents.Service, o *org.Service, sessions *session.Service, log *slog.Logger) *Service {
	return &Service{d, s, docs, o, sessions, log}
}
