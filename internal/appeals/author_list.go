package appeals

import (
	"context"

	"veche/internal/documents"
	"veche/internal/platform/db"
)

// ForAuthors reads appeals for the list of their author, by card: how each of them goes, without its letters. The caller
// has made sure who he is.
//
// Cost: four statements, however many appeals there are, each by the key of the appeals.
func (s *Service) ForAuthors(ctx context.Context, r db.Reader, ids []int64) (map[int64]AuthorView, error) {
	found := make(map[int64]AuthorView, len(ids))
	if len(ids) == 0 {
		return found, nil
	}
	cards, err := among[documents.Document](ctx, r, "documents", "id", ids)
	if err != nil {
		return nil, err
	}
	list, err := among[Appeal](ctx, r, "appeals", "document_id", ids)
	if err != nil {
		return nil, err
	}
	asked, err := among[Question](ctx, r, "appeal_questions", "document_id", ids)
	if err != nil {
		return nil, err
	}
	answered, err := answeredAmong(ctx, r, ids)
	if err != nil {
		return nil, err
	}
	matters := make(map[int64]*matter, len(list))
	for _, a := range list {
		matters[a.DocumentID] = &matter{Appeal: a}
	}
	for _, q := range asked {
		matters[q.DocumentID].questions = append(matters[q.DocumentID].questions, q)
	}
	for _, card := range cards {
		if m := matters[card.ID]; m != nil {
			m.card = card
			found[card.ID] = m.outline(answered[card.ID])
		}
	}
	return found, nil
}

// among are the rows of a table that belong to the cards.
func among[T any](ctx context.Context, r db.Reader, table, column string, ids []int64) ([]T, error) {
	var args []any
	return db.All[T](ctx, r, "SELECT "+db.Columns[T]("")+" FROM "+table+" WHERE "+db.Among(r, &args, column, ids), args...)
}

// answeredAmong tells which of the appeals have an answer that their author may open.
func answeredAmong(ctx context.Context, r db.Reader, ids []int64) (map[int64]bool, error) {
	var args []any
	list, err := db.All[int64](ctx, r, "SELECT DISTINCT in_reply_to_id FROM documents WHERE "+db.Among(r, &args, "in_reply_to_id", ids)+
		" AND flow = "+db.Arg(&args, documents.Outgoing)+" AND number <> '' AND access_mark = '' AND state <> "+db.Arg(&args, documents.Annulled), args...)
	answered := make(map[int64]bool, len(list))
	for _, id := range list {
		answered[id] = true
	}
	return answered, err
}
