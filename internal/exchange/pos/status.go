package pos

import (
	"context"
	"fmt"
	"slices"

	"veche/internal/appeals"
	"veche/internal/dispatch"
	"veche/internal/documents"
	"veche/internal/exchange/pos/contract"
	"veche/internal/platform/db"
	"veche/internal/platform/jobs"
)

// Show asks to write down what the platform must be told of a card.
type Show struct {
	DocumentID int64 `json:"document_id"`
}

func (Show) Kind() string { return "pos.show" }

// AppealsChanged is that of appeals.Follower.
func (s *Service) AppealsChanged(ctx context.Context, tx *db.Tx, documentIDs []int64) error {
	var args []any
	ours, err := db.All[int64](ctx, tx, "SELECT document_id FROM pos_cards WHERE "+db.Among(tx, &args, "document_id", documentIDs)+" ORDER BY document_id", args...)
	if err != nil {
		return err
	}
	for _, id := range ours {
		if err := jobs.Add(ctx, tx, Show{id}); err != nil {
			return err
		}
	}
	return nil
}

// show writes the lines of the statuses that an appeal has reached since the last time.
func (s *Service) show(ctx context.Context, a Show) error {
	return s.db.Tx(ctx, system(0), func(tx *db.Tx) error {
		item, cycle, known, err := itemOfCard(ctx, tx, a.DocumentID)
		if err != nil || !known || cycle != item.Cycle {
			return err // a card of an earlier cycle has nothing more to say
		}
		if item, err = itemByID(ctx, tx, item.ID, tx.Words().Lock); err != nil {
			return err
		}
		shown, err := s.Appeals.ShownOf(ctx, tx, a.DocumentID)
		if err != nil {
			return err
		}
		return s.write(ctx, tx, item, shown)
	})
}

// words are the statuses of the platform for what the author may see.
var words = map[appeals.PortalStatus]string{
	appeals.PortalArrived: contract.StatusArrived, appeals.PortalRegistered: contract.StatusRegistered, appeals.PortalDirected: contract.StatusDirected,
	appeals.PortalUnderReview: contract.StatusUnderReview, appeals.PortalConsidered: contract.StatusConsidered,
	appeals.PortalConsideredUnanswered: contract.StatusNoAnswer,
}

// steps are the statuses through which an item goes to the present one, in their order. «Направлено» has two readings:
// a step of every item on its way to the executors, and the forwarding to another body.
func steps(status string, directed Directed) []string {
	way := []string{contract.StatusArrived}
	if status == contract.StatusArrived {
		return way
	}
	if way = append(way, contract.StatusRegistered); status == contract.StatusRegistered {
		return way
	}
	if status == contract.StatusDirected || status == contract.StatusNoAnswer {
		return append(way, status)
	}
	if directed == AsStep {
		way = append(way, contract.StatusDirected)
	}
	if way = append(way, contract.StatusUnderReview); status == contract.StatusUnderReview {
		return way
	}
	return append(way, contract.StatusConsidered)
}

// rank is the place of a status on its way: a status is never taken back.
func rank(status string) int { return slices.Index(contract.Statuses(), status) }

// write makes a line for each status that is new, and for a new term or kind under the same status.
func (s *Service) write(ctx context.Context, tx *db.Tx, item Item, shown appeals.Shown) error {
	v, err := bodySettings(ctx, tx, shown.BodyID)
	if err != nil {
		return err
	}
	now := words[shown.Status]
	for _, status := range steps(now, v.Directed) {
		if item.Shown != "" && rank(status) <= rank(item.Shown) {
			continue
		}
		why := ""
		if status == contract.StatusNoAnswer {
			why = shown.Ground.Reason() // of a message; why an appeal has no answer is told by a letter
		}
		if err := s.line(ctx, tx, item, shown, status, "", why); err != nil {
			return err
		}
		item.Shown = status
	}
	if shown.ExtendedWhy != "" && now == contract.StatusUnderReview {
		if err := s.line(ctx, tx, item, shown, now, "/"+shown.DueOn.String(), shown.ExtendedWhy); err != nil {
			return err
		}
	}
	if kind := kindWord(shown.Kind); item.Kind != "" && kind != item.Kind {
		if err := s.line(ctx, tx, item, shown, item.Shown, "/"+kind, shown.RequalifiedWhy); err != nil {
			return err
		}
		item.Kind = kind
	}
	return saveItem(ctx, tx, &item)
}

func kindWord(k appeals.Kind) string {
	for word, kind := range kinds {
		if kind == k {
			return word
		}
	}
	return ""
}

func (s *Service) line(ctx context.Context, tx *db.Tx, item Item, shown appeals.Shown, status, suffix, note string) error {
	_, err := enter(ctx, tx, Line{
		Direction: Out, What: AboutStatus, Key: fmt.Sprintf("%s/%d/%s%s", item.ForeignID, item.Cycle, status, suffix), ItemID: item.ID, Cycle: item.Cycle,
		BodyID: &shown.BodyID, DocumentID: item.DocumentID, Status: status, State: Ready, Note: note, At: tx.Now})
	return err
}

// answerBack makes the line of an answer that dispatch has given to this channel.
func (s *Service) answerBack(ctx context.Context, a dispatch.Return) error {
	return s.db.Tx(ctx, system(0), func(tx *db.Tx) error {
		answer, err := s.Dispatch.AnswerBack(ctx, tx, a.DeliveryID, documents.ByPOS)
		if err != nil || answer == nil {
			return err
		}
		item, cycle, known, err := itemOfCard(ctx, tx, answer.To.ID)
		if err != nil {
			return err
		}
		if !known {
			return s.Dispatch.ReturnFailed(ctx, tx, a.DeliveryID, "pos.not_from_pos")
		}
		what, err := s.answerKind(ctx, tx, answer.To.ID, answer.Letter.ID)
		if err != nil {
			return err
		}
		key := fmt.Sprintf("%s/%d/answer/%d", item.ForeignID, cycle, answer.Letter.ID)
		added, err := enter(ctx, tx, Line{Direction: Out, What: what, Key: key, ItemID: item.ID, Cycle: cycle, BodyID: &answer.To.BodyID,
			DocumentID: &answer.To.ID, LetterID: &answer.Letter.ID, DeliveryID: &a.DeliveryID, State: Ready, At: tx.Now})
		if err != nil || added {
			return err
		}
		_, err = tx.Exec(ctx, "UPDATE pos_ledger SET state = $1, error = '', batch = '', changed_at = $2 WHERE key = $3 AND state = $4", Ready, tx.Now, key, Refused)
		return err
	})
}

// answerKind tells an interim answer from the final one: after the final one no question of ours is open.
func (s *Service) answerKind(ctx context.Context, r db.Reader, documentID, letterID int64) (What, error) {
	final, err := s.Appeals.EndsWith(ctx, r, documentID, letterID)
	if err != nil || final {
		return AboutAnswer, err
	}
	return AboutInterim, nil
}
