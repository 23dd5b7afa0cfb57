package pos

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"veche/internal/appeals"
	"veche/internal/documents"
	"veche/internal/exchange/pos/contract"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs"
)

// Work makes cards of what a person has sorted or mended, also where there is no way to the platform.
type Work struct{}

func (Work) Kind() string { return "pos.work" }

// TimeLimit is for thousands of items, or one with hundreds of megabytes of files.
func (Work) TimeLimit() time.Duration { return 5 * time.Minute }

func (s *Service) work(ctx context.Context, _ Work) error { return s.Cards(ctx) }

// chunk is how many items become cards in one transaction: one wait for the disk for all of them.
const chunk = 50

// atOnce is how many chunks are worked side by side: one waits for the disk while the other uses the processor.
const atOnce = 2

// crowded is how far the jobs of the new cards – previews, words for the search – stand behind those of people when more
// than a chunk of items waits.
const crowded = time.Minute

// Cards makes the cards of all items that are stored. What it has done is done once: a card belongs to its item and cycle.
func (s *Service) Cards(ctx context.Context) error {
	ids, err := db.All[int64](ctx, s.db, "SELECT id FROM pos_items WHERE state = $1 ORDER BY id", Stored)
	if err != nil || len(ids) == 0 {
		return err
	}
	if len(ids) > chunk {
		ctx = jobs.Behind(ctx, crowded)
	}
	parts, errs := make(chan []int64), make([]error, atOnce)
	var all sync.WaitGroup
	for n := range atOnce {
		all.Go(func() {
			for part := range parts {
				errs[n] = errors.Join(errs[n], s.workAll(ctx, part))
			}
		})
	}
	for part := range slices.Chunk(ids, chunk) {
		parts <- part
	}
	close(parts)
	all.Wait()
	return errors.Join(errs...)
}

// workAll makes cards of some items together; when one of them stands in the way, of each alone.
func (s *Service) workAll(ctx context.Context, ids []int64) error {
	args := []any{Stored}
	list, err := db.All[Item](ctx, s.db, "SELECT "+itemColumns+" FROM pos_items WHERE state = $1 AND id IN "+db.In(&args, ids)+" ORDER BY id", args...)
	if err != nil {
		return err
	}
	v, err := settingsOf(ctx, s.db, "")
	if err != nil {
		return err
	}
	m, err := v.Words()
	if err != nil {
		return err
	}
	ready, errs := s.letters(ctx, m, list)
	err = s.db.Tx(ctx, system(0), func(tx *db.Tx) error {
		for _, p := range ready {
			if err := s.card(ctx, tx, p); err != nil {
				return err
			}
		}
		return nil
	})
	if fail.KindOf(err) == fail.Internal || len(ready) == 0 {
		return errors.Join(err, s.faulty(ctx, errs))
	}
	for _, p := range ready {
		if err := s.db.Tx(ctx, system(0), func(tx *db.Tx) error { return s.card(ctx, tx, p) }); err != nil {
			errs[p.item.ID] = err
		}
	}
	return s.faulty(ctx, errs)
}

// prepared is an item that is read and whose text is durable as a file.
type prepared struct {
	item   Item
	data   contract.Item
	letter documents.Stored
	files  []documents.Stored
}

// letters reads the items and stores their texts side by side, before the transaction that needs them.
func (s *Service) letters(ctx context.Context, m contract.Mapping, list []Item) (ready []prepared, errs map[int64]error) {
	made, failed := make([]prepared, len(list)), make([]error, len(list))
	var all sync.WaitGroup
	for i := range list {
		all.Go(func() { made[i], failed[i] = s.prepare(ctx, m, list[i]) })
	}
	all.Wait()
	errs = map[int64]error{}
	for i := range list {
		if failed[i] != nil {
			errs[list[i].ID] = failed[i]
			continue
		}
		ready = append(ready, made[i])
	}
	return ready, errs
}

func (s *Service) prepare(ctx context.Context, m contract.Mapping, item Item) (p prepared, err error) {
	p.item = item
	answer, err := m.ReadResponse([]byte(item.Raw))
	if err != nil || answer.Data == nil || len(answer.Data.Items) != 1 {
		return p, fail.New(fail.Invalid, "pos.item_unreadable", "item %d: %v", item.ID, err)
	}
	p.data = answer.Data.Items[0]
	if p.files, err = item.stored(); err != nil {
		return p, err
	}
	if item.Reopened != "" { // the citizen was not content with the answer and said why
		p.data.Text += "\n\nПовторное рассмотрение. " + item.Reopened
	}
	p.letter, err = s.Documents.StoreText(ctx, appeals.LetterName, p.data.Text)
	return p, err
}

// card makes the card of an item, or puts the item where a person names its body.
func (s *Service) card(ctx context.Context, tx *db.Tx, p prepared) error {
	item, err := itemByID(ctx, tx, p.item.ID, tx.Words().Lock)
	if err != nil || item.State != Stored || item.Source != p.item.Source {
		return err // somebody else was faster
	}
	if item.BodyID == nil {
		body, known, err := bodyOf(ctx, tx, item.BodyCode, calendar.DateOf(tx.Now, time.UTC))
		if err != nil {
			return err
		}
		if !known {
			item.State = Sorting
			return saveItem(ctx, tx, &item)
		}
		item.BodyID = &body
	}
	lodged, err := s.lodged(ctx, tx, item, p)
	if err != nil {
		return err
	}
	tx.By.BodyID = *item.BodyID
	d, err := s.Appeals.Lodge(ctx, tx, lodged)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, "INSERT INTO pos_cards (item_id, cycle, document_id, made_at) VALUES ($1, $2, $3, $4)", item.ID, item.Cycle, d.ID, tx.Now); err != nil {
		return fmt.Errorf("a second card of item %d: %w", item.ID, err)
	}
	item.State, item.DocumentID, item.Shown = Carded, &d.ID, contract.StatusArrived
	if _, err := tx.Exec(ctx, "UPDATE pos_ledger SET document_id = $1, body_id = $2 WHERE item_id = $3 AND document_id IS NULL", d.ID, *item.BodyID, item.ID); err != nil {
		return err
	}
	if err := saveItem(ctx, tx, &item); err != nil {
		return err
	}
	return s.line(ctx, tx, item, appeals.Shown{BodyID: d.BodyID}, contract.StatusArrived, "", "")
}

var kinds = map[string]appeals.Kind{contract.KindProposal: appeals.Proposal, contract.KindApplication: appeals.Application,
	contract.KindComplaint: appeals.Complaint, contract.KindMessage: appeals.Message}

// lodged is the item in the words of appeals. Nothing is left for anybody to type.
func (s *Service) lodged(ctx context.Context, r db.Reader, item Item, p prepared) (appeals.Lodged, error) {
	kind, known := kinds[item.Kind]
	if !known {
		return appeals.Lodged{}, fail.New(fail.Invalid, "pos.kind_unknown", "item %d is of kind %q", item.ID, p.data.Kind)
	}
	l := appeals.Lodged{
		BodyID: *item.BodyID, Kind: kind, Form: appeals.Electronic, Origin: appeals.Portal, Channel: documents.ByPOS, Collective: p.data.Collective,
		Text: p.data.Text, Letter: &p.letter, Subject: p.data.Subject, Files: p.files, ForeignNo: item.Number,
		ForeignDate: calendar.DateOf(item.CreatedAt, s.Org.Zone(ctx, r, *item.BodyID)), MessageDays: p.data.TermDays, RepeatOf: item.DocumentID,
	}
	if p.data.Addressee != nil {
		l.Unit, l.Official = p.data.Addressee.Unit, p.data.Addressee.Official
	}
	for _, a := range p.data.Authors {
		l.Authors = append(l.Authors, appeals.Author{Name: strings.Join(strings.Fields(a.Surname+" "+a.GivenName+" "+a.Patronymic), " "),
			Address: a.Address, District: a.District, Email: a.Email, Phone: a.Phone, Status: a.SocialStatus})
	}
	for i, q := range p.data.Questions {
		line := appeals.QuestionLine{No: i + 1, Text: q.Text}
		if appeals.CheckCode(q.Theme) == nil {
			line.Code = q.Theme
		}
		l.Questions = append(l.Questions, line)
	}
	if len(l.Questions) == 0 {
		l.Questions = []appeals.QuestionLine{{No: 1, Text: p.data.Subject}}
	}
	return l, nil
}

// faulty notes what keeps items from becoming cards; trouble of the machine is an error of the job, which tries again.
func (s *Service) faulty(ctx context.Context, errs map[int64]error) error {
	var trouble []error
	for id, why := range errs {
		if fail.KindOf(why) == fail.Internal || fail.KindOf(why) == fail.Unready {
			trouble = append(trouble, why)
			continue
		}
		s.log.WarnContext(ctx, "pos item cannot become a card", "item", id, "error", why)
		err := s.db.Tx(ctx, system(0), func(tx *db.Tx) error {
			_, err := tx.Exec(ctx, "UPDATE pos_items SET state = $1, error = $2, changed_at = $3 WHERE id = $4 AND state = $5", Faulty, fail.Code(why), tx.Now, id, Stored)
			return err
		})
		trouble = append(trouble, err)
	}
	return errors.Join(trouble...)
}
