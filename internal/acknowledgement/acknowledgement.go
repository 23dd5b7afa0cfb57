package acknowledgement

import (
	"context"
	"slices"
	"time"

	"veche/cms"
	"veche/internal/assignments"
	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/db"
	"veche/internal/signing"
)

// Service holds the use cases of acknowledgement.
type Service struct {
	db          *db.DB
	documents   *documents.Service
	org         *org.Service
	assignments *assignments.Service
	signing     *signing.Service
}

// New takes everything it needs.
func New(d *db.DB, docs *documents.Service, o *org.Service, a *assignments.Service, s *signing.Service) *Service {
	return &Service{db: d, documents: docs, org: o, assignments: a, signing: s}
}

// Mark is the signature of a reader on the sheet.
type Mark struct {
	SignatureID int64           `json:"signature_id"`
	PersonID    int64           `json:"person_id"`
	SignedAt    time.Time       `json:"signed_at"`
	Verdict     signing.Verdict `json:"verdict" enum:"valid,invalid,indeterminate,unchecked"`
	Words       string          `json:"words" doc:"Kind, certificate and verdict in Russian"`
	Level       cms.Level       `json:"level" enum:",CMS,CAdES-BES,CAdES-T,CAdES-LT,CAdES-LTA"`
	Stand       bool            `json:"stand" doc:"Made with a key of the demonstration: no legal force"`
	FileID      *int64          `json:"file_id"`
}

// Card is what a card shows of it beside the list of those who were asked.
type Card struct {
	Demand documents.Demand `json:"demand" enum:"simple,enhanced,qualified" doc:"Signature that the kind asks of readers"`
	Marks  []Mark           `json:"marks"`
}

// Of is the acknowledgement of a card; the caller has asked whether the reader sees it.
func (s *Service) Of(ctx context.Context, r db.Reader, d documents.Document) (Card, error) {
	kind, err := s.documents.KindOf(ctx, r, d)
	if err != nil {
		return Card{}, err
	}
	marks, err := s.marks(ctx, r, d.ID)
	return Card{Demand: kind.AcknowledgeWith, Marks: marks}, err
}

func (s *Service) marks(ctx context.Context, r db.Reader, documentID int64) ([]Mark, error) {
	puts, err := s.signing.Acknowledgements(ctx, r, documentID)
	marks := make([]Mark, 0, len(puts))
	for _, p := range puts {
		m := Mark{SignatureID: p.ID, SignedAt: p.SignedAt, Verdict: p.Verdict, Words: p.Words, Level: p.Level, Stand: p.Stand, FileID: p.FileID}
		if p.SignerID != nil {
			m.PersonID = *p.SignerID
		}
		marks = append(marks, m)
	}
	return marks, err
}

// of is the mark with which a line of the sheet was ended, if it was.
func of(marks []Mark, line assignments.Acknowledgement) (Mark, bool) {
	i := slices.IndexFunc(marks, func(m Mark) bool {
		return m.PersonID == line.ID && line.AcknowledgedAt != nil && m.SignedAt.Equal(*line.AcknowledgedAt)
	})
	if i < 0 {
		return Mark{}, false
	}
	return marks[i], true
}
