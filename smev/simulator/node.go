package simulator

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"veche/cms"
	"veche/cms/pki"
	"veche/smev/filestore"
	"veche/smev/internal/acquaintance"
	"veche/smev/internal/journal"
	"veche/smev/message"
	"veche/smev/mtom"
)

// Participant is a system that may call the node, known by its certificate.
type Participant struct {
	Mnemonic    string
	Name        string
	Fingerprint string // of the certificate, as pki.Certificate.Fingerprint gives it
}

// Service is a kind of content and who provides it.
type Service struct {
	Namespace string
	Root      string
	Provider  string // mnemonic
}

// Options of a node.
type Options struct {
	Dir string // of files and, unless Forgetful, of messages
	// Forgetful nodes keep messages in memory only.
	Forgetful bool
	Key       cms.Key    // of SMEV; the zero key: the node makes one and keeps it in Dir
	Trust     *pki.Trust // whom to believe; nil: whoever signs rightly

	// Participants and Services that are registered. Without Services the node is open: a caller it does not know is
	// registered by his certificate, and whoever first asks for requests of a kind is its provider.
	Participants []Participant
	Services     []Service
	Unsigned     bool // calls without signature are taken; their caller is «UNSIGNED»

	Redeliver       time.Duration // until a message that was not confirmed is delivered again; zero is 30 s
	QueueLimit      int           // messages that wait for one receiver; zero is 100,000
	AttachmentLimit int64         // octets of all files beside an envelope; zero is 1 GiB
	Now             func() time.Time
}

// Node is a simulated node of SMEV. It is an http.Handler.
type Node struct {
	Moods *Moods

	options Options
	key     cms.Key
	files   *filestore.Server
	ids     *message.MessageIDs
	limits  mtom.Limits
	mux     http.Handler
	callers acquaintance.Signers

	mu           sync.Mutex
	journal      *journal.Journal
	closed       bool
	messages     []*Message // in the order of their arrival
	open         []*Message // those that wait for their receivers, in the same order
	byID         map[message.MessageID]*Message
	participants map[string]Participant // by fingerprint
	services     map[[2]string]string   // kind of content → mnemonic
	written      func(v message.Version, document []byte)
}

// New opens a node.
func New(o Options) (*Node, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Redeliver == 0 {
		o.Redeliver = 30 * time.Second
	}
	if o.QueueLimit == 0 {
		o.QueueLimit = 100_000
	}
	if o.AttachmentLimit == 0 {
		o.AttachmentLimit = 1 << 30
	}
	n := &Node{options: o, ids: message.NewMessageIDs(o.Now), byID: map[message.MessageID]*Message{}, participants: map[string]Participant{},
		services: map[[2]string]string{}, limits: mtom.Limits{Part: o.AttachmentLimit + 1, Total: o.AttachmentLimit + 64<<20}}
	for _, dir := range []string{n.parts(), n.store()} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return nil, fmt.Errorf("simulator: %w", err)
		}
	}
	n.files = filestore.NewServer(n.store())
	n.Moods = &Moods{changed: func() { n.files.SetDown(n.Moods.is(FileStoreDown)) }}
	for _, p := range o.Participants {
		n.participants[p.Fingerprint] = p
	}
	for _, s := range o.Services {
		n.services[[2]string{s.Namespace, s.Root}] = s.Provider
	}
	if err := errors.Join(n.openKey(), n.openJournal()); err != nil {
		return nil, err
	}
	n.mux = n.routes()
	return n, nil
}

func (n *Node) parts() string { return filepath.Join(n.options.Dir, "parts") }
func (n *Node) store() string { return filepath.Join(n.options.Dir, "store") }

// FileStore is the node's file store, to be served on a port of its own.
func (n *Node) FileStore() *filestore.Server { return n.files }

// Certificate of SMEV here: callers check answers with it.
func (n *Node) Certificate() *pki.Certificate { return n.key.Certificate }

// entry is a line of the journal.
type entry struct {
	Messages    []*Message   `json:"messages,omitempty"` // that change together
	Participant *Participant `json:"participant,omitempty"`
	Service     *Service     `json:"service,omitempty"`
}

func (n *Node) openJournal() (err error) {
	if n.options.Forgetful {
		return nil
	}
	n.journal, err = journal.Open(filepath.Join(n.options.Dir, "node.jsonl"), func(line []byte) error {
		var e entry
		if err := json.Unmarshal(line, &e); err != nil {
			return err
		}
		n.apply(e)
		return nil
	})
	return err
}

func (n *Node) apply(e entry) {
	for _, m := range e.Messages {
		old := n.byID[m.ID]
		if old == nil {
			n.messages = append(n.messages, m)
			n.byID[m.ID] = m
			if m.State == Queued {
				n.open = append(n.open, m)
			}
			continue
		}
		*old = *m
		if at := slices.Index(n.open, old); at >= 0 && m.State != Queued {
			n.open = slices.Delete(n.open, at, at+1)
		}
	}
	if e.Participant != nil {
		n.participants[e.Participant.Fingerprint] = *e.Participant
	}
	if s := e.Service; s != nil {
		n.services[[2]string{s.Namespace, s.Root}] = s.Provider
	}
}

// keep writes a change down and makes it; the caller holds the lock.
func (n *Node) keep(e entry) error {
	if n.journal != nil {
		if err := n.journal.Append(e); err != nil {
			return err
		}
	}
	n.apply(e)
	return nil
}

// Close ends the use of the folder. A second time it does nothing.
func (n *Node) Close() error {
	err := n.files.Close()
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.journal != nil && !n.closed {
		err = errors.Join(err, n.journal.Close())
	}
	n.closed = true
	return err
}
