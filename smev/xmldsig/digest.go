package xmldsig

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash"
	"io"

	"veche/cms/pki"
	"veche/smev/transform"
	"veche/smev/xmltoken"
)

// target is an element to be found and digested.
type target struct {
	id      string
	without int64 // offset of the Signature to leave out; negative if none
	hashes  []hash.Hash
	kept    bounded
	also    io.Writer // nil if nobody listens
	limits  transform.Options

	met      int // elements with the id
	name     xmltoken.Name
	path     string
	from, to int64
	depth    int // while it is read
	skip     int // depth of what is left out, while it is read
	out      *transform.Writer
	inside   []int64 // offsets of Signatures in it
	failed   error
	include  bool // an xop:Include stands for itself
}

// bounded keeps octets up to a number, and nothing when there are more. It begins with room for as many as are likely.
type bounded struct {
	most, likely int
	data         []byte
	over         bool
}

func (b *bounded) Write(p []byte) (int, error) {
	if b.data == nil && b.likely <= b.most {
		b.data = make([]byte, 0, b.likely)
	}
	if b.over || len(b.data)+len(p) > b.most {
		b.over, b.data = true, nil
		return len(p), nil
	}
	b.data = append(b.data, p...)
	return len(p), nil
}

// digester transforms and digests elements while a document is read.
type digester struct {
	path    path
	targets []*target
	watched []string // patterns of elements to be counted
	counts  []int    // as many
	ahead   *ahead   // nil if the targets are known
}

func (d *digester) token(t *xmltoken.Token) {
	if t.Kind == xmltoken.Start {
		d.path.enter(t.Name.Local)
		for i, pattern := range d.watched {
			if d.path.spot(pattern) {
				d.counts[i]++
			}
		}
		d.match(t)
	}
	for _, g := range d.targets {
		if g.depth > 0 {
			g.feed(t)
		}
	}
	if t.Kind == xmltoken.End {
		d.path.leave()
	}
}

// run is a pass of its own.
func (d *digester) run(ctx context.Context, document io.Reader, l xmltoken.Limits) error {
	return read(ctx, document, l, func(t *xmltoken.Token) error {
		d.token(t)
		return nil
	})
}

// match looks for the ids that are wanted. An attribute of any namespace counts that some program may take for an Id.
func (d *digester) match(t *xmltoken.Token) {
	for i := range t.Attributes {
		a := &t.Attributes[i]
		if l := a.Name.Local; len(l) != 2 || l[0]|0x20 != 'i' || l[1]|0x20 != 'd' {
			continue
		}
		if d.ahead != nil {
			d.ahead.see(d, t, a)
			continue
		}
		for _, g := range d.targets {
			if g.id != string(a.Value) {
				continue
			}
			g.met++
			if g.met == 1 && a.Name.Is("", "Id") {
				g.begin(t, string(d.path.text))
			}
		}
	}
}

func (g *target) begin(t *xmltoken.Token, path string) {
	g.name, g.path, g.from, g.depth = t.Name, path, t.From, t.Depth
	to := []io.Writer{&g.kept}
	for _, h := range g.hashes {
		to = append(to, h)
	}
	if g.also != nil {
		to = append(to, g.also)
	}
	g.out = transform.NewWriter(io.MultiWriter(to...), g.limits)
}

// feed takes a token of the element.
func (g *target) feed(t *xmltoken.Token) {
	if t.Kind == xmltoken.Start && g.skip == 0 {
		if t.Name.Is(Space, "Signature") {
			g.inside = append(g.inside, t.From)
			if t.From == g.without {
				g.skip = t.Depth
			}
		}
		g.include = g.include || g.limits.Attachment == nil && t.Name.Is(transform.XOPSpace, "Include")
	}
	if g.skip > 0 {
		if t.Kind == xmltoken.End && t.Depth == g.skip {
			g.skip = 0
		}
		return
	}
	if g.failed == nil {
		g.failed = g.out.Token(t)
	}
	if t.Kind == xmltoken.End && t.Depth == g.depth {
		g.depth, g.to = 0, t.To
		if err := g.out.Close(); g.failed == nil {
			g.failed = err
		}
	}
}

// Digests of an element, for a person who looks for the place where two programs differ.
type Digests struct {
	Name        xmltoken.Name
	Path        string
	Streebog256 []byte
	Streebog512 []byte
}

// Digest transforms the element with an Id and digests it as a signature of SMEV 3 would. The transformed octets are
// written to w unless it is nil.
func Digest(ctx context.Context, document io.Reader, id string, w io.Writer, attachment transform.Attachment) (*Digests, error) {
	h256, h512 := pki.Streebog256.New(), pki.Streebog512.New()
	g := &target{
		id: id, without: -1, hashes: []hash.Hash{h256, h512}, also: w, limits: transform.Options{Attachment: attachment},
	}
	d := digester{targets: []*target{g}}
	if err := d.run(ctx, document, xmltoken.Limits{}); err != nil {
		return nil, err
	}
	if f, ok := g.finding(); ok {
		return nil, fmt.Errorf("xmldsig: %w", f)
	}
	return &Digests{Name: g.name, Path: g.path, Streebog256: h256.Sum(nil), Streebog512: h512.Sum(nil)}, nil
}

// finding tells why the digest cannot be relied on, if it cannot.
func (g *target) finding() (Finding, bool) {
	switch {
	case g.met > 1:
		return found(IDDuplicate, "%s", g.id), true
	case g.out == nil:
		return found(TargetMissing, "%s", g.id), true
	case g.include:
		return found(NoAttachment, "xop:Include"), true
	case errors.Is(g.failed, transform.ErrInclude), errors.Is(g.failed, transform.ErrSpace):
		return found(Malformed, "%v", g.failed), true
	case g.failed != nil:
		return found(NoAttachment, "%v", g.failed), true
	}
	return Finding{}, false
}

// equal compares digests; they are no secret.
func (g *target) equal(digest []byte) bool { return bytes.Equal(g.hashes[0].Sum(nil), digest) }
