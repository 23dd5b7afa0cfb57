package simulator

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"veche/internal/exchange/epgu/contract"
	"veche/smev"
	"veche/smev/message"
)

// Field is what a citizen fills in.
type Field struct {
	Path  string `json:"path"` // within ApplicationDetails
	Label string `json:"label"`
	Value string `json:"value,omitempty"` // what stands there before he does
}

// Template is an application that can be sent from the page.
type Template struct {
	Title     string  `json:"title"`
	Namespace string  `json:"namespace"`
	Code      string  `json:"code"`
	Fields    []Field `json:"fields"`
	Files     []Slot  `json:"files"`
}

// Slot is a document that the citizen adds; its files are called by its code.
type Slot struct {
	Code  string `json:"code"`
	Label string `json:"label"`
}

// Options of a portal.
type Options struct {
	Dir       string // of what it keeps; "": in memory only
	Client    *smev.Client
	Store     smev.Store
	Templates []Template
	Now       func() time.Time
}

// Order is an application of a citizen, with all that came back.
type Order struct {
	ID        string              `json:"id"`
	Title     string              `json:"title"`
	Namespace string              `json:"namespace"`
	OKTMO     string              `json:"oktmo"`
	At        time.Time           `json:"at"`
	Messages  []message.MessageID `json:"messages"` // that were sent about it
	Steps     []Step              `json:"steps,omitempty"`
	Results   []File              `json:"results,omitempty"`
	Cancel    string              `json:"cancel,omitempty"`
	Texts     int                 `json:"texts,omitempty"` // messages that were taken
	Problem   string              `json:"problem,omitempty"`
}

// Step is a status that came.
type Step struct {
	Code          string    `json:"code"`
	Comment       string    `json:"comment,omitempty"`
	Way           string    `json:"way"`
	At            time.Time `json:"at"`
	CancelAllowed bool      `json:"cancel_allowed"`
	WriteAllowed  bool      `json:"write_allowed"`
}

// File is a file of a result.
type File struct {
	Name      string `json:"name"`
	Key       string `json:"key"`
	Size      int64  `json:"size"`
	Signature string `json:"signature,omitempty"`
}

// Portal is a simulated portal.
type Portal struct {
	options  Options
	exchange *smev.Exchange

	mu     sync.Mutex
	orders []*Order
	seen   map[message.MessageID]bool // what has taken effect
}

// kept is what is written down.
type kept struct {
	Orders []*Order            `json:"orders"`
	Seen   []message.MessageID `json:"seen"`
}

// New opens a portal.
func New(o Options) (*Portal, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	p := &Portal{options: o, seen: map[message.MessageID]bool{}}
	if err := p.load(); err != nil {
		return nil, err
	}
	p.exchange = smev.NewExchange(o.Client, o.Store, smev.Settings{
		Queues: []smev.Queue{{Operation: message.GetResponse}, {Operation: message.GetStatus},
			{Operation: message.GetRequest, Selector: message.Selector{NamespaceURI: contract.EventNamespace, RootElement: contract.EventRoot}},
			{Operation: message.GetRequest, Selector: message.Selector{NamespaceURI: contract.ELKNamespace, RootElement: contract.ELKRoot}}},
		Handlers: smev.Handlers{Request: p.told, Response: p.answered, Rejected: p.rejected}, Now: o.Now,
	})
	return p, nil
}

// Step does once all that can be done now.
func (p *Portal) Step(ctx context.Context) error { return p.exchange.Step(ctx) }

func (p *Portal) path() string { return filepath.Join(p.options.Dir, "portal.json") }

func (p *Portal) load() error {
	if p.options.Dir == "" {
		return nil
	}
	text, err := os.ReadFile(p.path())
	if errors.Is(err, fs.ErrNotExist) {
		return os.MkdirAll(p.options.Dir, 0o700)
	}
	if err != nil {
		return fmt.Errorf("simulator: %w", err)
	}
	var k kept
	if err := json.Unmarshal(text, &k); err != nil {
		return fmt.Errorf("simulator: %w", err)
	}
	p.orders = k.Orders
	for _, id := range k.Seen {
		p.seen[id] = true
	}
	return nil
}

// keep writes everything whole; the caller holds the lock.
func (p *Portal) keep() error {
	if p.options.Dir == "" {
		return nil
	}
	k := kept{Orders: p.orders}
	for id := range p.seen {
		k.Seen = append(k.Seen, id)
	}
	text, err := json.Marshal(k)
	if err != nil {
		return err
	}
	if err := os.WriteFile(p.path()+".new", text, 0o600); err != nil {
		return err
	}
	return os.Rename(p.path()+".new", p.path())
}

// Upload is a file of a citizen.
type Upload struct {
	Slot    string // code of the document; "": any other file
	Name    string
	Content io.Reader
}

// Submit sends an application of a template with the citizen's values; it tells the number of the order.
func (p *Portal) Submit(ctx context.Context, template int, values map[string]string, uploads ...Upload) (string, error) {
	if template < 0 || template >= len(p.options.Templates) {
		return "", fmt.Errorf("simulator: there is no template %d", template)
	}
	t := p.options.Templates[template]
	o := contract.Order{ServicesType: t.Code, Organization: contract.Element{Code: "72", Title: "Демонстрационная область"}, BookID: "1"}
	for _, f := range t.Fields {
		value := f.Value
		if given, ok := values[f.Path]; ok {
			value = given
		}
		if value != "" {
			o.Details = append(o.Details, contract.Fact{Path: f.Path, Value: value})
		}
	}
	p.mu.Lock()
	o.OrderID = strconv.FormatInt(p.options.Now().UnixMilli()*100+int64(len(p.orders)%100), 10)
	order := &Order{ID: o.OrderID, Title: t.Title, Namespace: t.Namespace, OKTMO: "71000000", At: p.options.Now().UTC()}
	p.orders = append(p.orders, order)
	p.mu.Unlock()
	return order.ID, p.Send(ctx, contract.Form{Namespace: t.Namespace, OKTMO: order.OKTMO, Order: &o}, uploads...)
}

// Send sends a content about an order as it is.
func (p *Portal) Send(ctx context.Context, form contract.Form, uploads ...Upload) error {
	r := message.Request{Body: message.Body{Content: contract.WriteForm(form)}}
	var files []smev.File
	for i, u := range uploads {
		key, size, err := p.options.Store.PutFile(ctx, u.Content)
		if err != nil {
			return err
		}
		id := fmt.Sprintf("%s-%d%s", cmp.Or(u.Slot, "file"), i+1, strings.ToLower(filepath.Ext(u.Name)))
		r.Attachments = append(r.Attachments, message.Attachment{ID: id, MimeType: "application/octet-stream"})
		files = append(files, smev.File{Attachment: id, Key: key, Size: size})
	}
	out, err := p.exchange.Request(ctx, "", r, files, 0)
	if err != nil {
		return err
	}
	return p.alter(form.OrderID(), "", func(o *Order) { o.Messages = append(o.Messages, out.ID) })
}

// Cancel sends the citizen's wish to take his application back.
func (p *Portal) Cancel(ctx context.Context, id, reason string) error {
	o, err := p.Get(id)
	if err != nil {
		return err
	}
	return p.Send(ctx, contract.Form{Namespace: o.Namespace, OKTMO: o.OKTMO, Cancel: &contract.Cancel{OrderID: id, Reason: reason}})
}

// Write sends a message of the citizen.
func (p *Portal) Write(ctx context.Context, id, text string) error {
	o, err := p.Get(id)
	if err != nil {
		return err
	}
	return p.Send(ctx, contract.Form{Namespace: o.Namespace, OKTMO: o.OKTMO, Text: &contract.Text{OrderID: id, Text: text}})
}

// ErrNoOrder is told of an order that is not there.
var ErrNoOrder = errors.New("simulator: there is no such order")

// alter changes an order by a message, once for it.
func (p *Portal) alter(id string, by message.MessageID, do func(o *Order)) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	i := slices.IndexFunc(p.orders, func(o *Order) bool { return o.ID == id })
	if i < 0 {
		return ErrNoOrder
	}
	if by != "" && p.seen[by] {
		return nil
	}
	do(p.orders[i])
	if by != "" {
		p.seen[by] = true
	}
	return p.keep()
}

// Get is an order as it stands.
func (p *Portal) Get(id string) (Order, error) {
	for _, o := range p.List() {
		if o.ID == id {
			return o, nil
		}
	}
	return Order{}, ErrNoOrder
}

// List are all orders, newest first.
func (p *Portal) List() []Order {
	p.mu.Lock()
	defer p.mu.Unlock()
	list := []Order{}
	for _, o := range slices.Backward(p.orders) {
		copied := *o
		copied.Steps, copied.Results = slices.Clone(o.Steps), slices.Clone(o.Results)
		list = append(list, copied)
	}
	return list
}
