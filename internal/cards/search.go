package cards

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/text"
)

// Query is what a person looks for. It is sent as a body: a name or a text never stands in an address (architecture §8).
type Query struct {
	Text            string            `json:"text,omitempty" maxLength:"500" doc:"Words of the text and of names, a number or its beginning, a date"`
	Number          string            `json:"number,omitempty" maxLength:"100" doc:"Number or sender's number, or their beginning"`
	Flow            documents.Flow    `json:"flow,omitempty" enum:",incoming,outgoing,internal,directive,appeal"`
	KindID          int64             `json:"kind_id,omitempty" minimum:"0"`
	States          []documents.State `json:"states,omitempty" maxItems:"24"`
	CorrespondentID int64             `json:"correspondent_id,omitempty" minimum:"0" doc:"Sender or addressee"`
	PersonID        int64             `json:"person_id,omitempty" minimum:"0" doc:"Author, signatory, addressee, registrar or responsible executor"`
	From            calendar.Date     `json:"from,omitempty" format:"date" doc:"Registered from this day"`
	To              calendar.Date     `json:"to,omitempty" format:"date" doc:"Registered up to this day"`
	Order           string            `json:"order,omitempty" enum:",newest,relevance"`
	After           string            `json:"after,omitempty" maxLength:"30" doc:"next of the previous page"`
	Limit           int               `json:"limit,omitempty" minimum:"0" maximum:"100" doc:"20 when it is not given"`
}

// Found is a page of a search.
type Found struct {
	Items   []Hit  `json:"items"`
	Next    string `json:"next"`
	Bounded bool   `json:"bounded" doc:"There is more than was looked at: narrow the search to be sure to see everything"`
}

// Hit is one card that was found, with the places that answer the question.
type Hit struct {
	Row
	ByNumber  bool       `json:"by_number" doc:"Its number answers the question"`
	Fragments []Fragment `json:"fragments"`
}

// rankedAmong is how many of the newest matches are ordered by relevance.
const rankedAmong = 2000

// Search finds cards that the actor sees.
func (s *Service) Search(ctx context.Context, by auth.Actor, q Query) (Found, error) {
	if q.Limit == 0 {
		q.Limit = 20
	}
	before := int64(0)
	if q.After != "" {
		var err error
		if before, err = keyID(q.After); err != nil {
			return Found{}, err
		}
	}
	t := read(q.Text)
	found, err := s.find(ctx, by, q, t, before)
	if err != nil {
		return Found{}, err
	}
	hits, err := s.hits(ctx, by, found, t.words)
	return Found{Items: hits, Next: found.next, Bounded: found.bounded}, err
}

// finding is what a search found: first what its number answers, then the rest.
type finding struct {
	numbers []int64
	others  []int64
	next    string
	bounded bool
}

func (s *Service) find(ctx context.Context, by auth.Actor, q Query, t typed, before int64) (f finding, err error) {
	var args []any
	where := q.conditions(by, t, &args)
	if t.number != "" {
		if f.numbers, err = s.numbered(ctx, by, t, where, args); err != nil {
			return f, err
		}
	}
	switch {
	case len(t.words) > 0:
		err = s.byWords(ctx, by, q, t, where, args, before, &f)
	case strings.TrimSpace(q.Text) != "" && t.day.IsZero():
		return f, nil // nothing but signs and prepositions
	case t.day.IsZero():
		err = s.byFilters(ctx, by, q, where, args, before, &f)
	default:
		err = s.byDay(ctx, by, t.day, where, args, before, q.Limit, &f)
	}
	if before != 0 {
		f.numbers = nil // they stand on the first page
	}
	return f, err
}

// numbered are the cards whose number begins as the line says, and in which the words beside it stand.
func (s *Service) numbered(ctx context.Context, by auth.Actor, t typed, where string, args []any) ([]int64, error) {
	ids, err := s.byNumber(ctx, by, t.number, where, slices.Clone(args), numberHits)
	if err != nil || len(ids) == 0 || len(t.beside) == 0 {
		return ids, err
	}
	words := fullTexts[s.db.Words().Name]
	args = nil
	among := " AND d.id IN " + db.In(&args, ids)
	matching, err := db.All[int64](ctx, s.db, words.newest(&args, words.question(tag(by.BodyID), t.beside), among, 0, numberHits), args...)
	return slices.DeleteFunc(ids, func(id int64) bool { return !slices.Contains(matching, id) }), err
}

// byWords finds the cards in whose heading, people or files all words stand.
func (s *Service) byWords(ctx context.Context, by auth.Actor, q Query, t typed, where string, args []any, before int64, f *finding) error {
	words := fullTexts[s.db.Words().Name]
	question := words.question(tag(by.BodyID), t.words)
	if list, ok, err := s.few(ctx, by); err != nil {
		return err
	} else if ok {
		where += " AND " + words.id + " IN " + db.In(&args, list)
	}
	where += " AND " + visible("d.id", by, &args)
	if len(f.numbers) > 0 {
		where += " AND d.id NOT IN " + db.In(&args, f.numbers)
	}
	if q.Order == "relevance" {
		if before != 0 {
			return nil // the most relevant are one page
		}
		query := words.best(&args, question, where, rankedAmong, q.Limit+1)
		return s.fill(ctx, f, q.Limit, true, query, args)
	}
	return s.fill(ctx, f, q.Limit, false, words.newest(&args, question, where, before, q.Limit+1), args)
}

// fewCards are so few that the words are looked for in these cards; whoever sees more meets some of them soon enough
// among all matches, the newest first.
const fewCards = 500

// few lists what the actor sees, if that is little.
func (s *Service) few(ctx context.Context, by auth.Actor) ([]int64, bool, error) {
	w := walk{principals: by.Principals, bodyID: by.BodyID, limit: fewCards + 1}
	if err := s.begin(ctx, &w); err != nil {
		return nil, false, err
	}
	var args []any
	list, err := db.All[int64](ctx, s.db, "SELECT DISTINCT document_id FROM ("+w.query(&args)+") AS seen LIMIT "+db.Arg(&args, fewCards+1), args...)
	return list, len(list) <= fewCards, err
}

// fill takes the ids of a page; one more than the page tells that there is a next one.
func (s *Service) fill(ctx context.Context, f *finding, limit int, ranked bool, query string, args []any) error {
	ids, err := db.All[int64](ctx, s.db, query, args...)
	if len(ids) > limit {
		ids = ids[:limit]
		if f.bounded = ranked; !ranked {
			f.next = strconv.FormatInt(ids[limit-1], 10)
		}
	}
	f.others = ids
	return err
}

// byDay finds the cards registered on a day or sent to us with that date.
func (s *Service) byDay(ctx context.Context, by auth.Actor, day calendar.Date, where string, args []any, before int64, limit int, f *finding) error {
	body, on := db.Arg(&args, by.BodyID), db.Arg(&args, day)
	if before != 0 {
		where += " AND d.id < " + db.Arg(&args, before)
	}
	query := "SELECT d.id FROM (SELECT id FROM documents WHERE body_id = " + body + " AND registered_on = " + on +
		" UNION SELECT id FROM documents WHERE body_id = " + body + " AND sender_date = " + on + ") AS day JOIN documents d ON d.id = day.id WHERE " +
		visible("d.id", by, &args) + where + " ORDER BY d.id DESC LIMIT " + db.Arg(&args, limit+1)
	return s.fill(ctx, f, limit, false, query, args)
}

// byFilters finds cards without a word, among the newest.
func (s *Service) byFilters(ctx context.Context, by auth.Actor, q Query, where string, args []any, before int64, f *finding) error {
	w := walk{principals: by.Principals, bodyID: by.BodyID, flow: q.Flow, states: q.States, kindID: q.KindID, before: before, limit: bound}
	if err := s.begin(ctx, &w); err != nil {
		return err
	}
	query := "SELECT d.id FROM (SELECT DISTINCT document_id FROM (" + w.query(&args) + ") AS seen) AS page JOIN documents d ON d.id = page.document_id WHERE 1 = 1" +
		where + " ORDER BY d.id DESC LIMIT " + db.Arg(&args, q.Limit+1)
	if err := s.fill(ctx, f, q.Limit, false, query, args); err != nil {
		return err
	}
	var err error
	f.bounded, err = s.hasMore(ctx, w)
	return err
}

// conditions are the filters as conditions on documents d.
func (q Query) conditions(by auth.Actor, t typed, args *[]any) string {
	where := ""
	and := func(use bool, condition string, values ...any) {
		if !use {
			return
		}
		for _, v := range values {
			condition = strings.Replace(condition, "?", db.Arg(args, v), 1)
		}
		where += " AND " + condition
	}
	and(q.Flow != "", "d.flow = ?", q.Flow)
	and(q.KindID != 0, "d.kind_id = ?", q.KindID)
	if len(q.States) > 0 {
		where += " AND d.state IN " + db.In(args, q.States)
	}
	and(q.CorrespondentID != 0, "(d.correspondent_id = ? OR EXISTS (SELECT 1 FROM addressees t WHERE t.document_id = d.id AND t.correspondent_id = ?))",
		q.CorrespondentID, q.CorrespondentID)
	and(q.PersonID != 0, `(d.author_id = ? OR d.signatory_id = ? OR d.addressee_id = ? OR d.registrar_id = ?
		OR EXISTS (SELECT 1 FROM assignments t WHERE t.document_id = d.id AND t.responsible_id = ? AND t.state <> 'draft'))`,
		q.PersonID, q.PersonID, q.PersonID, q.PersonID, q.PersonID)
	and(!q.From.IsZero(), "d.registered_on >= ?", q.From)
	and(!q.To.IsZero(), "d.registered_on <= ?", q.To)
	and(!t.day.IsZero(), "(d.registered_on = ? OR d.sender_date = ?)", t.day, t.day)
	if key := text.NumberKey(q.Number); key != "" {
		where += " AND EXISTS (SELECT 1 FROM search_numbers n WHERE n.document_id = d.id AND n.body_id = " + db.Arg(args, by.BodyID) + " AND " + db.Begins(args, "n.key", key) + ")"
	}
	return where
}

// hits are the rows of what was found with the places that answer the question.
func (s *Service) hits(ctx context.Context, by auth.Actor, f finding, words []text.Term) ([]Hit, error) {
	ids := slices.Concat(f.numbers, f.others)
	hits := make([]Hit, 0, len(ids))
	if len(ids) == 0 {
		return hits, nil
	}
	rows, err := s.rows(ctx, by, ids)
	if err != nil {
		return nil, err
	}
	fragments, err := s.fragments(ctx, rows, words)
	for i, r := range rows {
		hits = append(hits, Hit{Row: r, ByNumber: slices.Contains(f.numbers, r.ID), Fragments: fragments[i]})
	}
	return hits, err
}

// rows are the lines of the given cards, in the given order; the caller knows that they are visible.
func (s *Service) rows(ctx context.Context, by auth.Actor, ids []int64) ([]Row, error) {
	today, err := s.today(by)
	if err != nil {
		return nil, err
	}
	args := []any{}
	rows, err := db.All[Row](ctx, s.db, "SELECT "+rowColumns+" FROM documents d"+rowTables+" WHERE d.id IN "+db.In(&args, ids), args...)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(rows, func(a, b Row) int { return slices.Index(ids, a.ID) - slices.Index(ids, b.ID) })
	return rows, s.complete(ctx, by, today, rows)
}
