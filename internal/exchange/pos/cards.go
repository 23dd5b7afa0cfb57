package pos

import (
	"context"
	"errors"
	"maps"
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

// When more than a chunk of items waits, here or there, the jobs of the new cards – previews, words for the search – stand
// behind until the heap is likely to be through.
const (
	crowded = time.Minute // and more, when the heap is large
	perItem = 20 * time.Millisecond
)

// apart puts the jobs of the new cards behind those of people when many cards are coming.
func (s *Service) apart(ctx context.Context, stored int) (context.Context, error) {
	v, err := settingsOf(ctx, s.db, "")
	if heap := stored + v.Waiting; heap > chunk {
		ctx = jobs.Behind(ctx, max(crowded, time.Duration(heap)*perItem))
	}
	return ctx, err
}

// Cards makes the cards of all items that are stored. What it has done is done once: a card belongs to its item and cycle.
func (s *Service) Cards(ctx context.Context) error {
	ids, err := db.All[int64](ctx, s.db, "SELECT id FROM pos_items WHERE state = $1 ORDER BY id", Stored)
	if err != nil || len(ids) == 0 {
		return err
	}
	if ctx, err = s.apart(ctx, len(ids)); err != nil {
		return err
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
	m, err := mappingOf(ctx, s.db)
	if err != nil {
		return err
	}
	ready, errs, err := s.letters(ctx, m, list)
	if err != nil {
		return err
	}
	err = s.db.Tx(ctx, system(0), func(tx *db.Tx) error { return s.cards(ctx, tx, ready) })
	if fail.KindOf(err) == fail.Internal || len(ready) == 0 {
		return errors.Join(err, s.faulty(ctx, errs))
	}
	for _, p := range ready {
		if err := s.db.Tx(ctx, system(0), func(tx *db.Tx) error { return s.cards(ctx, tx, []prepared{p}) }); err != nil {
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

// letters reads the items and stores their texts together, before the transaction that needs them.
func (s *Service) letters(ctx context.Context, m contract.Mapping, list []Item) (ready []prepared, errs map[int64]error, err error) {
	errs = map[int64]error{}
	var texts []string
	for _, item := range list {
		p, err := prepare(m, item)
		if err != nil {
			errs[item.ID] = err
			continue
		}
		ready, texts = append(ready, p), append(texts, p.data.Text)
	}
	letters, err := s.Documents.StoreTexts(ctx, appeals.LetterName, texts)
	for i := range letters {
		ready[i].letter = letters[i]
	}
	return ready, errs, err
}

func prepare(m contract.Mapping, item Item) (p prepared, err error) {
	p.item = item
	answer, err := m.ReadResponse([]byte(item.Raw))
	if err != nil || answer.Data == nil || len(answer.Data.Items) != 1 {
		return p, fail.New(fail.Invalid, "pos.item_unreadable", "item %d: %v", item.ID, err)
	}
	p.data = answer.Data.Items[0]
	if item.Reopened != "" { // the citizen was not content with the answer and said why
		p.data.Text += "\n\nПовторное рассмотрение. " + item.Reopened
	}
	p.files, err = item.stored()
	return p, err
}

// cards makes the cards of items in one transaction, or puts items where a person names their body.
func (s *Service) cards(ctx context.Context, tx *db.Tx, list []prepared) error {
	ids, args := make([]int64, len(list)), []any{Stored}
	for i, p := range list {
		ids[i] = p.item.ID
	}
	now, err := db.All[Item](ctx, tx, "SELECT "+itemColumns+" FROM pos_items WHERE state = $1 AND "+db.Among(tx, &args, "id", ids)+" ORDER BY id"+tx.Words().Lock, args...)
	if err != nil {
		return err
	}
	bodies := map[int64][]prepared{}
	for _, p := range list {
		n := slices.IndexFunc(now, func(i Item) bool { return i.ID == p.item.ID && i.Source == p.item.Source })
		if n < 0 {
			continue // somebody else was faster
		}
		p.item = now[n]
		known, err := s.directed(ctx, tx, &p.item)
		if err != nil {
			return err
		}
		if known {
			bodies[*p.item.BodyID] = append(bodies[*p.item.BodyID], p)
		}
	}
	var made []int64
	for _, body := range slices.Sorted(maps.Keys(bodies)) {
		if err := s.cardsOf(ctx, tx, body, bodies[body]); err != nil {
			return err
		}
		for _, p := range bodies[body] {
			made = append(made, p.item.ID)
		}
	}
	return s.carded(ctx, tx, made)
}

// directed finds the body of an item, or puts the item where a person names it.
func (s *Service) directed(ctx context.Context, tx *db.Tx, item *Item) (bool, error) {
	if item.BodyID != nil {
		return true, nil
	}
	body, known, err := bodyOf(ctx, tx, item.BodyCode, calendar.DateOf(tx.Now, time.UTC))
	if err != nil {
		return false, err
	}
	if !known {
		item.State = Sorting
		return false, saveItem(ctx, tx, item)
	}
	item.BodyID = &body
	return true, nil
}

// cardsOf makes the cards of one body. A second card of an item and cycle is refused by its key.
func (s *Service) cardsOf(ctx context.Context, tx *db.Tx, bodyID int64, list []prepared) error {
	heap := make([]appeals.Lodged, len(list))
	for i, p := range list {
		var err error
		if heap[i], err = s.lodged(ctx, tx, p.item, p); err != nil {
			return err
		}
	}
	tx.By.BodyID = bodyID
	made, err := s.Appeals.LodgeAll(ctx, tx, heap)
	if err != nil {
		return err
	}
	for i, p := range list {
		if _, err := db.Insert(ctx, tx, "pos_cards", cardRow{p.item.ID, p.item.Cycle, made[i].ID, tx.Now}); err != nil {
			return err
		}
	}
	return nil
}

// cardRow says which card was made of an item in a cycle.
type cardRow struct {
	ItemID     int64     `db:"item_id"`
	Cycle      int       `db:"cycle"`
	DocumentID int64     `db:"document_id"`
	MadeAt     time.Time `db:"made_at"`
}

// carded joins items with their new cards and makes the lines of their first status.
func (s *Service) carded(ctx context.Context, tx *db.Tx, ids []int64) error {
	if len(ids) == 0 {
		return nil
	}
	args := []any{Carded, contract.StatusArrived, tx.Now}
	if _, err := tx.Exec(ctx, `
		UPDATE pos_items SET state = $1, shown = $2, changed_at = $3,
		       document_id = (SELECT c.document_id FROM pos_cards c WHERE c.item_id = pos_items.id AND c.cycle = pos_items.cycle),
		       body_id = (SELECT d.body_id FROM pos_cards c JOIN documents d ON d.id = c.document_id WHERE c.item_id = pos_items.id AND c.cycle = pos_items.cycle)
		 WHERE `+db.Among(tx, &args, "id", ids), args...); err != nil {
		return err
	}
	args = nil
	if _, err := tx.Exec(ctx, `
		UPDATE pos_ledger SET document_id = (SELECT i.document_id FROM pos_items i WHERE i.id = pos_ledger.item_id),
		       body_id = (SELECT i.body_id FROM pos_items i WHERE i.id = pos_ledger.item_id)
		 WHERE document_id IS NULL AND `+db.Among(tx, &args, "item_id", ids), args...); err != nil {
		return err
	}
	args = []any{tx.Now, contract.StatusArrived}
	_, err := tx.Exec(ctx, `
		INSERT INTO pos_ledger (direction, what, key, item_id, cycle, body_id, document_id, status, state, at, created_at, changed_at)
		SELECT 'out', 'status', i.foreign_id || '/' || i.cycle || '/' || $2, i.id, i.cycle, i.body_id, i.document_id, $2, 'ready', $1, $1, $1
		  FROM pos_items i WHERE `+db.Among(tx, &args, "i.id", ids)+` ORDER BY i.id ON CONFLICT (key) DO NOTHING`, args...)
	return err
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
