package passport

import (
	"context"
	"io"
	"strings"

	"veche/internal/cards"
	"veche/internal/documents"
	"veche/internal/passport/container"
	"veche/internal/platform/api"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/files"
	"veche/internal/signing"
	"veche/internal/signing/seal"
)

// Service holds the use case of the export.
type Service struct {
	db        *db.DB
	documents *documents.Service
	cards     *cards.Service
	signing   *signing.Service
	files     *files.Store
	sealer    *audit.Sealer
	seals     *seal.Service
}

// New takes everything an export needs.
func New(d *db.DB, docs *documents.Service, c *cards.Service, s *signing.Service, f *files.Store, sealer *audit.Sealer, seals *seal.Service) *Service {
	return &Service{db: d, documents: docs, cards: c, signing: s, files: f, sealer: sealer, seals: seals}
}

// Export is a passport ready to be written.
type Export struct {
	Name  string
	Size  int64
	parts []container.Part
}

// Write writes the file.
func (e Export) Write(w io.Writer) error { return container.Write(w, e.parts) }

// May is the card whose passport the actor may take now.
func (s *Service) May(ctx context.Context, by auth.Actor, id int64) (documents.Document, error) {
	d, err := s.documents.Open(ctx, s.db, by, id)
	if err != nil {
		return d, err
	}
	if d.Number == "" {
		return d, fail.New(fail.Conflict, "passport.not_registered", "card %d has no number", d.ID)
	}
	if d.AccessMark == documents.Restricted {
		err = api.NeedStepUp(by) // it takes a restricted document out of the house
	}
	return d, err
}

// Exported is the act of the log; a passport does not tell of other exports.
const Exported = "document.passport_exported"

// Export gathers the passport of a card. Everything is read and measured before the first byte is written, so a damaged
// file is refused and never exported.
func (s *Service) Export(ctx context.Context, by auth.Actor, id int64) (Export, error) {
	d, err := s.May(ctx, by, id)
	if err != nil {
		return Export{}, err
	}
	g := gathering{ctx: ctx, by: by, s: s, d: d}
	if err := g.all(); err != nil {
		return Export{}, err
	}
	e := Export{Name: fileName(d), parts: g.parts}
	if e.Size, err = container.Size(e.parts); err != nil {
		return e, err
	}
	seal := g.sealed()
	return e, s.db.Tx(ctx, by, func(tx *db.Tx) error {
		return audit.Write(ctx, tx, audit.Entry{Action: Exported, Object: d.Ref(), Detail: map[string]any{"seal": seal, "size": e.Size}})
	})
}

// fileName is what people see in their folder; a number may hold what a name of a file may not.
func fileName(d documents.Document) string {
	number := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, d.Number)
	return "Паспорт " + number + " от " + d.RegisteredOn.Russian() + ".zip"
}
