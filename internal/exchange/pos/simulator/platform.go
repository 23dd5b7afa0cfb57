package simulator

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"time"

	"veche/internal/exchange/pos/contract"
	"veche/smev"
	"veche/smev/message"
)

// Options of a platform.
type Options struct {
	Dir     string // of what it keeps; "": in memory only
	Mapping contract.Mapping
	Client  *smev.Client
	Store   smev.Store
	Now     func() time.Time
}

// Item is what a citizen has sent, with all that came back.
type Item struct {
	Data      contract.Item  `json:"data"`
	Files     []File         `json:"files,omitempty"`
	Status    string         `json:"status"` // a word of the contract
	Steps     []Step         `json:"steps,omitempty"`
	Number    string         `json:"number,omitempty"` // in the document system
	DueOn     string         `json:"due_on,omitempty"`
	Answers   []Answer       `json:"answers,omitempty"`
	Rating    int            `json:"rating,omitempty"`
	Comment   string         `json:"comment,omitempty"`
	Withdrawn bool           `json:"withdrawn,omitempty"`
	Taken     map[string]int `json:"taken,omitempty"` // keys of statuses and answers, and how often each came
}

// File is a content in the store.
type File struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Role string `json:"role,omitempty"`
	Key  string `json:"key"`
	Size int64  `json:"size"`
	// Signature is the verdict on the signature of SMEV's attachment.
	Signature string `json:"signature,omitempty"`
}

// Step is a status that took effect.
type Step struct {
	Status   string    `json:"status"`
	At       time.Time `json:"at"`
	Notified bool      `json:"notified"`
	Reason   string    `json:"reason,omitempty"`
	Cycle    int       `json:"cycle"`
	Key      string    `json:"key,omitempty"` // of the notice
}

// Answer is one that took effect.
type Answer struct {
	Final     bool      `json:"final"`
	Number    string    `json:"number"`
	On        string    `json:"on"`
	Signatory string    `json:"signatory"`
	Result    string    `json:"result"`
	Notified  bool      `json:"notified"`
	InLKO     bool      `json:"in_lko"` // the operator has to look at it before the citizen does
	At        time.Time `json:"at"`
	Files     []File    `json:"files"`
	Cycle     int       `json:"cycle"`
}

// entry is one line of the list of news.
type entry struct {
	Entry contract.Entry `json:"entry"`
	Done  bool           `json:"done"`
}

// Platform is a simulated feedback platform.
type Platform struct {
	options  Options
	exchange *smev.Exchange

	mu      sync.Mutex
	file    *os.File
	items   map[string]*Item
	order   []string
	entries map[string]*entry
	list    []string // of entries, in their order
	open    []string // of those that are not acknowledged
}

// change is a line of the journal.
type change struct {
	Item  *Item  `json:"item,omitempty"`
	Entry *entry `json:"entry,omitempty"`
}

// New opens a platform.
func New(o Options) (*Platform, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	p := &Platform{options: o, items: map[string]*Item{}, entries: map[string]*entry{}}
	if err := p.openJournal(); err != nil {
		return nil, err
	}
	if o.Client != nil {
		p.exchange = smev.NewExchange(o.Client, enclosing{o.Store, p}, smev.Settings{
			Queues: []smev.Queue{{Operation: message.GetRequest, Selector: message.Selector{NamespaceURI: o.Mapping.Namespace, RootElement: o.Mapping.RequestRoot}}},
			Handlers: smev.Handlers{Request: p.answer,
				Rejected: func(context.Context, *smev.Outgoing) error { return nil }},
			Now: o.Now,
		})
	}
	return p, nil
}

// Step does all that can be done now: the document system asks further while it is answered.
func (p *Platform) Step(ctx context.Context) error {
	for {
		moved, err := p.exchange.Move(ctx)
		if err != nil || moved == 0 {
			return err
		}
	}
}

// Close lets another process have the folder.
func (p *Platform) Close() error {
	if p.file == nil {
		return nil
	}
	return p.file.Close()
}

func (p *Platform) openJournal() error {
	if p.options.Dir == "" {
		return nil
	}
	if err := os.MkdirAll(p.uploads(), 0o700); err != nil {
		return fmt.Errorf("simulator: %w", err)
	}
	f, err := os.OpenFile(filepath.Join(p.options.Dir, "platform.jsonl"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return fmt.Errorf("simulator: %w", err)
	}
	whole := int64(0)
	r := bufio.NewReader(f)
	for {
		line, err := r.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			break // half of a line was never promised
		}
		if err != nil {
			return errors.Join(err, f.Close())
		}
		var c change
		if json.Unmarshal(line, &c) != nil {
			break
		}
		p.apply(c)
		whole += int64(len(line))
	}
	if err := errors.Join(f.Truncate(whole), seekTo(f, whole)); err != nil {
		return errors.Join(err, f.Close())
	}
	p.file = f
	return nil
}

func seekTo(f *os.File, at int64) error {
	_, err := f.Seek(at, io.SeekStart)
	return err
}

func (p *Platform) apply(c change) {
	if c.Item != nil {
		id := c.Item.Data.ID
		if p.items[id] == nil {
			p.order = append(p.order, id)
		}
		p.items[id] = c.Item
	}
	if c.Entry != nil {
		id := c.Entry.Entry.ID
		if p.entries[id] == nil {
			p.list, p.open = append(p.list, id), append(p.open, id)
		}
		p.entries[id] = c.Entry
	}
}

// keep makes changes durable, then believes them; the caller holds the lock.
func (p *Platform) keep(changes ...change) error {
	if p.file != nil {
		var text []byte
		for _, c := range changes {
			line, err := json.Marshal(c)
			if err != nil {
				return err
			}
			text = append(append(text, line...), '\n')
		}
		if _, err := p.file.Write(text); err != nil {
			return err
		}
		if err := p.file.Sync(); err != nil {
			return err
		}
	}
	for _, c := range changes {
		p.apply(c)
	}
	return nil
}

// Upload is a file of a citizen.
type Upload struct {
	Name    string
	Content io.Reader
}

// Submit takes what a citizen has written and lists it for the document system. The identifier and the number are given
// here when they are empty.
func (p *Platform) Submit(ctx context.Context, data contract.Item, uploads ...Upload) (string, error) {
	item := &Item{Data: data, Status: contract.StatusArrived, Taken: map[string]int{}}
	for i, u := range uploads {
		key, size, err := p.keepUpload(ctx, u.Content)
		if err != nil {
			return "", err
		}
		item.Files = append(item.Files, File{ID: "f" + strconv.Itoa(i+1), Name: u.Name, Key: key, Size: size})
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if n := len(p.order) + 1; item.Data.ID == "" {
		item.Data.ID = fmt.Sprintf("POS-%06d", n)
	}
	if item.Data.Number == "" {
		item.Data.Number = item.Data.ID
	}
	item.Data.Cycle = 1
	if item.Data.CreatedAt.IsZero() {
		item.Data.CreatedAt = p.options.Now().UTC().Truncate(time.Second)
	}
	for _, f := range item.Files { // attachments of one message need identifiers of their own
		item.Data.Files = append(item.Data.Files, contract.File{AttachmentID: item.Data.ID + "-" + f.ID, Name: f.Name})
	}
	return item.Data.ID, p.keep(change{Item: item}, p.news(item, contract.EventItem, nil, ""))
}

// news is a new line of the list; the caller holds the lock.
func (p *Platform) news(item *Item, event string, rating *contract.Rating, why string) change {
	return change{Entry: &entry{Entry: contract.Entry{ID: strconv.Itoa(len(p.list) + 1), Event: p.options.Mapping.Word(event), ItemID: item.Data.ID, Cycle: item.Data.Cycle,
		At: p.options.Now().UTC().Truncate(time.Second), SendToEDMS: item.Data.SendToEDMS, Body: item.Data.Body, Rating: rating, Reason: why}}}
}

// ErrNoItem is told of an item that is not there.
var ErrNoItem = errors.New("simulator: there is no such item")

// alter changes an item and tells the document system of it.
func (p *Platform) alter(id, event string, do func(*Item) (rating *contract.Rating, why string)) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	was := p.items[id]
	if was == nil {
		return ErrNoItem
	}
	item := clone(was)
	rating, why := do(item)
	changes := []change{{Item: item}}
	if event != "" {
		changes = append(changes, p.news(item, event, rating, why))
	}
	return p.keep(changes...)
}

func clone(i *Item) *Item {
	text, err := json.Marshal(i)
	if err != nil {
		panic(err) // only plain fields
	}
	next := &Item{}
	if err := json.Unmarshal(text, next); err != nil {
		panic(err)
	}
	if next.Taken == nil {
		next.Taken = map[string]int{}
	}
	return next
}

// SendToEDMS puts or takes off «Направить в СЭД».
func (p *Platform) SendToEDMS(id string, flag bool) error {
	return p.alter(id, contract.EventFlag, func(i *Item) (*contract.Rating, string) {
		i.Data.SendToEDMS = flag
		return nil, ""
	})
}

// ProcessInLKO says that answers are finished by the operator.
func (p *Platform) ProcessInLKO(id string, flag bool) error {
	return p.alter(id, "", func(i *Item) (*contract.Rating, string) {
		i.Data.ProcessInLKO = flag
		return nil, ""
	})
}

// Rate is what the citizen thinks of the result.
func (p *Platform) Rate(id string, score int, comment string) error {
	return p.alter(id, contract.EventRating, func(i *Item) (*contract.Rating, string) {
		i.Rating, i.Comment = min(max(score, 1), 5), comment
		return &contract.Rating{Score: i.Rating, Comment: comment}, ""
	})
}

// Withdraw takes the item back.
func (p *Platform) Withdraw(id, why string) error {
	return p.alter(id, contract.EventWithdrawn, func(i *Item) (*contract.Rating, string) {
		i.Withdrawn = true
		return nil, why
	})
}

// Release shows the citizen an answer that was finished in ЛКО.
func (p *Platform) Release(id string) error {
	return p.alter(id, "", func(i *Item) (*contract.Rating, string) {
		for n := range i.Answers {
			i.Answers[n].InLKO = false
		}
		return nil, ""
	})
}

// Get is an item as it stands.
func (p *Platform) Get(id string) (Item, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.items[id] == nil {
		return Item{}, ErrNoItem
	}
	return *clone(p.items[id]), nil
}

// All are the newest items, the newest first.
func (p *Platform) All(limit int) (list []Item) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, id := range slices.Backward(p.order) {
		if len(list) == limit {
			break
		}
		list = append(list, *clone(p.items[id]))
	}
	return list
}
