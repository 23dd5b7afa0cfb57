package interagency

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/text"
)

// FindInput says what is looked for: names have no place in addresses, so they are posted.
type FindInput struct {
	What string `json:"what" minLength:"1" maxLength:"200" doc:"Number of the request or of its matter; the beginning of a name or a title; СНИЛС or ИНН; the kind; the other body"`
}

// Find is a page of the requests of the body that an officer has described by a word.
func (s *Service) Find(ctx context.Context, by auth.Actor, in FindInput, f Filter, after string) ([]Row, string, error) {
	if err := may(by, RightAsk); err != nil {
		return nil, "", err
	}
	n, err := s.found(ctx, by, asked, in.What, f, after)
	if err != nil {
		return nil, "", err
	}
	return cut(db.All[Row](ctx, s.db, row+n.where, n.args...))
}

// FindInquiries is the same of the requests of others.
func (s *Service) FindInquiries(ctx context.Context, by auth.Actor, in FindInput, f Filter, after string) ([]InquiryRow, string, error) {
	if err := may(by, RightAsk); err != nil {
		return nil, "", err
	}
	n, err := s.found(ctx, by, served, in.What, f, after)
	if err != nil {
		return nil, "", err
	}
	return cut(db.All[InquiryRow](ctx, s.db, inquiryRow+n.where, n.args...))
}

// found narrows a list to what the words may mean: a name, a number, a kind, another body. Each is looked up in its index.
func (s *Service) found(ctx context.Context, by auth.Actor, of side, what string, f Filter, after string) (n narrowed, err error) {
	name := nameOf(what)
	if name == "" {
		return n, fail.Field("request.invalid", "what", "required")
	}
	if n, err = s.narrow(ctx, by, f, after); err != nil {
		return n, err
	}
	kinds, err := s.kindsNamed(ctx, of, wordsOf(text.Fold(what)))
	if err != nil {
		return n, err
	}
	ours := " WHERE body_id = $1 AND " // as every list begins
	ways := []string{"SELECT row_id AS id FROM interagency_names" + ours + "side = '" + of.name + "' AND " + db.Begins(&n.args, "name", name)}
	if len(kinds) > 0 { // many rows may have one kind: no more are taken than stand on the page
		ways = append(ways, "SELECT id FROM (SELECT x.id FROM "+of.table+" x WHERE "+n.where+" AND x.kind_id IN "+db.In(&n.args, kinds)+inOrder+limit+") AS of_kind")
	}
	if key := text.NumberKey(what); strings.ContainsAny(key, "0123456789") {
		if id, err := strconv.ParseInt(key, 10, 64); err == nil {
			ways = append(ways, "SELECT id FROM "+of.table+" WHERE id = "+db.Arg(&n.args, id))
		}
		if of == asked {
			ways = append(ways, "SELECT id FROM "+of.table+ours+db.Begins(&n.args, "about_key", key))
		}
	}
	n.where = " JOIN (" + strings.Join(ways, " UNION ") + ") found ON found.id = x.id WHERE " + each.Replace(n.where+inOrder) + limit
	return n, nil
}

// each lets a condition be tried on the rows that were found: without it both databases would walk the whole list of the body
// in its order, and try each of its rows.
var each = strings.NewReplacer("x.body_id", "+x.body_id", "x.queue_sort", "+x.queue_sort", "x.kind_id", "+x.kind_id")

// kindsNamed are the kinds in whose name, or in that of the body they are asked of, every word begins a word. The dictionary
// is small, and is read as a whole.
func (s *Service) kindsNamed(ctx context.Context, of side, typed []string) (ids []int64, err error) {
	type named struct {
		ID   int64  `db:"id"`
		Name string `db:"name"`
	}
	others := "coalesce(b.name, '') || ' ' || coalesce(b.short_name, '') || ' ' || k.to_name"
	if of == served { // asked of the reader's own body: its name finds nothing
		others = "''"
	}
	list, err := db.All[named](ctx, s.db, "SELECT k.id, k.name || ' ' || "+others+" AS name FROM request_kinds k LEFT JOIN bodies b ON b.id = k.to_body_id")
	for _, k := range list {
		words := wordsOf(text.Fold(k.Name))
		if !slices.ContainsFunc(typed, func(beginning string) bool {
			return !slices.ContainsFunc(words, func(word string) bool { return strings.HasPrefix(word, beginning) })
		}) {
			ids = append(ids, k.ID)
		}
	}
	return ids, err
}
