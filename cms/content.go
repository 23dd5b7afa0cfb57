package cms

import (
	"context"
	"fmt"
	"hash"
	"io"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"

	"veche/cms/internal/der"
	"veche/cms/pki"
)

// Content is what is signed: octets, a stream of any length, or digests computed
// before. The zero Content means that the content is within the message.
type Content struct {
	reader  io.Reader
	octets  []byte
	inside  bool
	digests map[pki.Hash][]byte
}

// Octets is a content in memory.
func Octets(content []byte) Content { return Content{octets: content, inside: true} }

// Stream is a content that is read once, in constant memory.
func Stream(r io.Reader) Content { return Content{reader: r} }

// Digests is a content known by its digests only, as a store of files keeps them. A
// signature that needs another digest cannot be checked with it.
func Digests(known map[pki.Hash][]byte) Content { return Content{digests: known} }

func (c Content) given() bool { return c.reader != nil || c.inside || c.digests != nil }

// digested is a content after it was read: digests by function, and its beginning.
type digested struct {
	digests map[pki.Hash][]byte
	head    []byte // the first octets
	whole   bool   // the head is all
}

// headSize is enough for any attributes; see forgedContent.
const headSize = 64 << 10

// digest reads the content once and computes all digests wanted.
func (c Content) digest(ctx context.Context, wanted map[pki.Hash]bool) (digested, error) {
	if c.digests != nil {
		return digested{digests: c.digests}, nil
	}
	running := map[pki.Hash]hash.Hash{}
	var writers []io.Writer
	for h := range wanted {
		running[h] = h.New()
		writers = append(writers, running[h])
	}
	d := digested{digests: map[pki.Hash][]byte{}}
	if c.reader == nil {
		for _, w := range writers {
			w.Write(c.octets) // a hash takes everything
		}
		d.head, d.whole = c.octets[:min(len(c.octets), headSize)], len(c.octets) <= headSize
	} else if err := d.read(ctx, c.reader, io.MultiWriter(writers...)); err != nil {
		return d, err
	}
	for h, r := range running {
		d.digests[h] = r.Sum(nil)
	}
	return d, nil
}

// read streams a content into the hashes.
func (d *digested) read(ctx context.Context, from io.Reader, to io.Writer) error {
	d.whole = true
	buffer := make([]byte, 256<<10)
	for {
		n, err := from.Read(buffer)
		to.Write(buffer[:n]) // a hash takes everything
		room := headSize - len(d.head)
		d.head = append(d.head, buffer[:min(n, room)]...)
		d.whole = d.whole && n <= room
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("cms: read the content: %w", err)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
}

// forgedContent tells that a content is itself the signed attributes of a message. A
// signature without attributes covers the content directly, so one could be made of
// the signature of any message by presenting its attributes as the content.
func (d digested) forgedContent() bool {
	if !d.whole {
		return false
	}
	set, ok := der.Only(d.head, tags.SET)
	if !ok {
		return false
	}
	attributes, ok := parseAttributes(cryptobyte.String(set))
	return ok && len(valuesOf(attributes, oidMessageDigest)) > 0
}
