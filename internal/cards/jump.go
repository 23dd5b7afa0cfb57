package cards

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"veche/internal/org"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/text"
)

// Jump is what the command menu offers to what is being typed.
type Jump struct {
	Cards          []Small  `json:"cards" doc:"Whose number begins so"`
	People         []Person `json:"people"`
	Correspondents []Named  `json:"correspondents"`
}

const (
	jumpCards   = 7
	jumpOthers  = 5
	jumpLetters = 2 // letters of a name that must be typed
)

// Jump finds cards by the beginning of a number, people and correspondents by the beginnings of their names.
func (s *Service) Jump(ctx context.Context, by auth.Actor, line string) (Jump, error) {
	out := Jump{Cards: []Small{}, People: []Person{}, Correspondents: []Named{}}
	if t := read(line); t.number != "" && len(t.beside) == 0 {
		ids, err := s.byNumber(ctx, by, t.number, "", nil, jumpCards)
		if err != nil {
			return out, err
		}
		if out.Cards, err = s.smalls(ctx, ids); err != nil {
			return out, err
		}
	}
	if utf8.RuneCountInString(strings.TrimSpace(text.Fold(line))) < jumpLetters {
		return out, nil
	}
	people, err := s.org.Employees(ctx, by, org.EmployeeFilter{Query: line, Limit: jumpOthers})
	if err != nil {
		return out, err
	}
	for _, e := range people {
		out.People = append(out.People, Person{ID: e.ID, Name: e.ShortName, Initials: initials(e.Surname, e.Name), Post: e.Post})
	}
	correspondents, err := s.documents.Correspondents(ctx, by, line, jumpOthers)
	for _, c := range correspondents {
		out.Correspondents = append(out.Correspondents, Named{ID: c.ID, Name: c.Name})
	}
	return out, err
}

// smalls are cards named shortly, in the given order; the caller knows that they are visible.
func (s *Service) smalls(ctx context.Context, ids []int64) ([]Small, error) {
	var args []any
	list, err := db.All[Small](ctx, s.db, "SELECT "+smallColumns+" FROM documents d JOIN kinds k ON k.id = d.kind_id WHERE d.id IN "+db.In(&args, ids), args...)
	slices.SortFunc(list, func(a, b Small) int { return slices.Index(ids, a.ID) - slices.Index(ids, b.ID) })
	return list, err
}
