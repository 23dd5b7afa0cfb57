package signing

import (
	"context"
	"encoding/json"
	"time"

	"veche/cms"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Report is a verdict with every step of its check and what it rests on.
type Report struct {
	SignatureID int64       `json:"signature_id"`
	Verdict     Verdict     `json:"verdict" enum:"valid,invalid,indeterminate,unchecked"`
	Reason      Reason      `json:"reason"`
	ReasonWords string      `json:"reason_words" doc:"The reason in Russian"`
	Level       cms.Level   `json:"level"`
	Stand       bool        `json:"stand" doc:"Of the demonstration: no legal force"`
	Qualified   bool        `json:"qualified"`
	AwaitsStamp bool        `json:"awaits_stamp"`
	Report      *cms.Report `json:"report,omitempty" doc:"Every step of the check, as package cms gives it; absent on a simple signature"`
	Text        string      `json:"text" doc:"The report in Russian"`
	CheckedAt   time.Time   `json:"checked_at"`
	ConfirmedAt time.Time   `json:"confirmed_at" doc:"The last check that found the same"`
	CheckedBy   string      `json:"checked_by" doc:"Empty when the program checked by itself"`
	FileID      *int64      `json:"file_id" doc:"File of the detached signature"`
	Evidence    []Evidence  `json:"evidence"`
	Earlier     []Verdicts  `json:"earlier" doc:"Verdicts before this one, the newest first"`
}

// Verdicts is a verdict of an earlier time.
type Verdicts struct {
	Verdict     Verdict   `json:"verdict" enum:"valid,invalid,indeterminate,unchecked"`
	ReasonWords string    `json:"reason_words"`
	Level       cms.Level `json:"level"`
	CheckedAt   time.Time `json:"checked_at"`
	ConfirmedAt time.Time `json:"confirmed_at"`
	CheckedBy   string    `json:"checked_by"`
}

// ByID is a signature of a card that the actor sees.
func (s *Service) ByID(ctx context.Context, by auth.Actor, id int64) (Signature, error) {
	sig, err := s.byID(ctx, s.db, id)
	if err != nil {
		return sig, err
	}
	_, err = s.documents.Open(ctx, s.db, by, sig.DocumentID)
	if fail.KindOf(err) == fail.NotFound {
		err = fail.New(fail.NotFound, "signature.not_found", "signature %d is not visible", id)
	}
	return sig, err
}

func (s *Service) byID(ctx context.Context, r db.Reader, id int64) (Signature, error) {
	sig, err := db.One[Signature](ctx, r, "SELECT "+signatureColumns+" FROM signatures WHERE id = $1", id)
	return sig, db.Absent(err, "signature.not_found", id)
}

// Report is the last verdict on a signature with its grounds.
func (s *Service) Report(ctx context.Context, by auth.Actor, id int64) (Report, error) {
	sig, err := s.ByID(ctx, by, id)
	if err != nil {
		return Report{}, err
	}
	checks, err := checksOf(ctx, s.db, id)
	if err != nil {
		return Report{}, err
	}
	out := Report{
		SignatureID: sig.ID, Verdict: sig.Verdict, Reason: sig.Reason, ReasonWords: sig.Reason.Russian(), Level: sig.Level, Stand: sig.Stand,
		Qualified: sig.Qualified, AwaitsStamp: sig.AwaitsStamp, FileID: sig.FileID, Evidence: []Evidence{}, Earlier: []Verdicts{},
	}
	for i, c := range checks {
		if i > 0 {
			out.Earlier = append(out.Earlier, Verdicts{c.Verdict, c.Reason.Russian(), c.Level, c.CheckedAt, c.ConfirmedAt, c.CheckedBy})
			continue
		}
		out.Text, out.CheckedAt, out.ConfirmedAt, out.CheckedBy = c.Words, c.CheckedAt, c.ConfirmedAt, c.CheckedBy
		out.Evidence = append(out.Evidence, c.Evidence.V...)
		if c.Report != "" {
			if err := json.Unmarshal([]byte(c.Report), &out.Report); err != nil {
				return out, err
			}
		}
	}
	return out, nil
}

// EvidenceOf finds a piece of evidence of a signature that the actor sees.
func (s *Service) EvidenceOf(ctx context.Context, by auth.Actor, id int64, sha256 string) (Evidence, error) {
	if _, err := s.ByID(ctx, by, id); err != nil {
		return Evidence{}, err
	}
	checks, err := checksOf(ctx, s.db, id)
	if err != nil {
		return Evidence{}, err
	}
	for _, c := range checks {
		if e, ok := c.find(sha256); ok {
			return e, nil
		}
	}
	return Evidence{}, fail.New(fail.NotFound, "evidence.not_found", "signature %d has no evidence %s", id, sha256)
}
