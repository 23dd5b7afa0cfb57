package signing

import (
	"context"
	"strings"

	"veche/internal/platform/db"
)

// Put is a signature as sheets and papers name it.
type Put struct {
	Signature
	Words string // kind, certificate and verdict in Russian
}

// Puts are the signatures under the text that counts, in their order, with their words.
func (s *Service) Puts(ctx context.Context, r db.Reader, documentID int64) ([]Put, error) {
	d, err := s.documents.Get(ctx, r, documentID)
	if err != nil {
		return nil, err
	}
	list, err := s.standing(ctx, r, d)
	puts := make([]Put, 0, len(list))
	for _, sig := range list {
		puts = append(puts, Put{sig, sig.inWords()})
	}
	return puts, err
}

// verdicts in words.
var verdicts = map[Verdict]string{
	Valid: "действительна", Invalid: "недействительна", Indeterminate: "не подтверждена", Unchecked: "не проверена",
}

// inWords is what the signature is and what the last check found.
func (s Signature) inWords() string {
	parts := []string{"Простая электронная подпись"}
	if s.Kind == CMS {
		parts[0] = "Усиленная электронная подпись"
	}
	if s.Stand {
		parts = append(parts, "стенд, без юридической силы")
	}
	if c := s.Certificate.V; c != nil {
		parts = append(parts, "сертификат "+strings.ToUpper(c.Serial)+" с "+c.From.Russian()+" по "+c.To.Russian())
	}
	words := strings.Join(append(parts, verdicts[s.Verdict]), ", ")
	if s.Reason != "" {
		words += ". " + strings.TrimSuffix(s.Reason.Russian(), ".")
	}
	return words
}
