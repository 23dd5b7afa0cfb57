package xmldsig_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"veche/smev/transform"
	"veche/smev/xmldsig"
)

const (
	large   = 100 << 20
	ceiling = 4 << 20
)

// gauge passes octets through and keeps the largest heap that it has seen on the way.
type gauge struct {
	io.Reader
	since, most uint64
}

func (g *gauge) Read(p []byte) (int, error) {
	n, err := g.Reader.Read(p)
	if g.since += uint64(n); g.since > 4<<20 {
		g.since = 0
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		g.most = max(g.most, m.HeapAlloc)
	}
	return n, err
}

// base64Text is a text of so many octets that looks like base64, made as it is read.
type base64Text struct{ left int }

func (b *base64Text) Read(p []byte) (int, error) {
	if b.left == 0 {
		return 0, io.EOF
	}
	n := min(len(p), b.left)
	for i := range p[:n] {
		p[i] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"[(b.left-i)&63]
	}
	b.left -= n
	return n, nil
}

// file is a file of the test made of parts.
func file(t *testing.T, parts ...io.Reader) *os.File {
	t.Helper()
	f := must(os.CreateTemp(t.TempDir(), "*.xml"))(t)
	t.Cleanup(func() { f.Close() })
	if _, err := io.Copy(f, io.MultiReader(parts...)); err != nil {
		t.Fatal(err)
	}
	rewind(t, f)
	return f
}

func rewind(t *testing.T, f io.Seeker) {
	t.Helper()
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		t.Fatal(err)
	}
}

// gauged is a file that is read through a gauge.
type gauged struct {
	*gauge
	io.Seeker
}

func through(f *os.File) gauged { return gauged{&gauge{Reader: f}, f} }

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func TestATextOf100MegabytesTakesNoMemory(t *testing.T) {
	s := newStand(t)
	head, tail, _ := strings.Cut(envelope("<q>#</q>"), "#")
	document := file(t, strings.NewReader(head), &base64Text{left: large}, strings.NewReader(tail))
	signed := must(os.Create(filepath.Join(t.TempDir(), "signed.xml")))(t)
	defer signed.Close()

	before := heap()
	signing := through(document)
	if err := xmldsig.SignStream(t.Context(), signed, signing, xmldsig.SignOptions{
		ID: "SIGNED_BY_CONSUMER", Into: "CallerInformationSystemSignature", Key: s.keys["256"],
	}); err != nil {
		t.Fatal(err)
	}
	rewind(t, signed)
	checking := through(signed)
	report := must(xmldsig.Verify(t.Context(), checking, xmldsig.VerifyOptions{
		Trust: s.trust, At: now, Expected: expected, Keep: -1,
	}))(t)
	if err := report.Err(); err != nil {
		t.Fatal(err)
	}
	if report.Expected[0].Signed != nil {
		t.Error("nothing was to be kept")
	}
	below(t, before, signing.gauge, checking.gauge)
}

func TestAnAttachmentOf100MegabytesTakesNoMemory(t *testing.T) {
	s := newStand(t)
	content := file(t, &base64Text{left: large})
	document := envelope(`<q><x:Include xmlns:x="` + transform.XOPSpace + `" href="cid:1"/></q>`)
	reading := through(content)
	attachment := func(string) (io.ReadCloser, error) {
		rewind(t, content)
		return io.NopCloser(reading), nil
	}
	before := heap()
	signed := must(xmldsig.Sign(t.Context(), []byte(document), xmldsig.SignOptions{
		ID: "SIGNED_BY_CONSUMER", Into: "CallerInformationSystemSignature", Key: s.keys["256"], Attachment: attachment,
	}))(t)
	report := must(xmldsig.Verify(t.Context(), bytes.NewReader(signed), xmldsig.VerifyOptions{
		Expected: expected, Attachment: attachment, Keep: -1,
	}))(t)
	if err := report.Err(); err != nil {
		t.Fatal(err)
	}
	below(t, before, reading.gauge)

	without := must(xmldsig.Verify(t.Context(), bytes.NewReader(signed), xmldsig.VerifyOptions{Expected: expected}))(t)
	if !strings.Contains(strings.Join(codes(without), " "), string(xmldsig.NoAttachment)) {
		t.Errorf("without the attachment: %v", codes(without))
	}
	broken := must(xmldsig.Verify(t.Context(), bytes.NewReader(signed), xmldsig.VerifyOptions{
		Expected: expected, Attachment: func(string) (io.ReadCloser, error) { return nil, errors.New("the part is not there") },
	}))(t)
	if !strings.Contains(strings.Join(codes(broken), " "), string(xmldsig.NoAttachment)) {
		t.Errorf("with an attachment that is not there: %v", codes(broken))
	}
}

func below(t *testing.T, before uint64, gauges ...*gauge) {
	t.Helper()
	for _, g := range gauges {
		if g.most == 0 {
			t.Fatal("nothing was measured")
		}
		t.Logf("at most %d KB over the %d KB before", (max(g.most, before)-before)>>10, before>>10)
		if g.most > before+ceiling {
			t.Errorf("%d MB of memory", (g.most-before)>>20)
		}
	}
}

// TestHostileDocumentsTakeBoundedMemory: whatever repeats without end costs what the limits allow.
func TestHostileDocumentsTakeBoundedMemory(t *testing.T) {
	repeat := func(s string) io.Reader { return &repeated{s: s, left: 16 << 20} }
	for why, c := range map[string][]io.Reader{
		"elements with Ids":           {strings.NewReader("<a>"), repeat(`<b Id="x">`), strings.NewReader("</a>")},
		"different Ids":               {strings.NewReader("<a>"), repeat(`<b Id="0123456789"/>`), strings.NewReader("</a>")},
		"signatures":                  {strings.NewReader("<a>"), repeat(`<Signature xmlns="` + xmldsig.Space + `"><SignedInfo/></Signature>`), strings.NewReader("</a>")},
		"a signature that has no end": {strings.NewReader(`<Signature xmlns="` + xmldsig.Space + `"><SignedInfo>`), repeat("<x/>text")},
		"one tag":                     {strings.NewReader("<a "), repeat("b ")},
		"one comment":                 {strings.NewReader("<a><!--"), repeat("b ")},
		"white space":                 {strings.NewReader(`<a Id="x">`), repeat(" ")},
		"names":                       {strings.NewReader("<a>"), &counted{left: 16 << 20}, strings.NewReader("</a>")},
	} {
		before := heap()
		f := file(t, c...)
		g := through(f)
		_, _ = xmldsig.Verify(t.Context(), g, xmldsig.VerifyOptions{})
		if g.most > before+2*ceiling {
			t.Errorf("%s: %d MB of memory", why, (g.most-before)>>20)
		}
	}
}

// repeated is a string again and again.
type repeated struct {
	s    string
	left int
}

func (r *repeated) Read(p []byte) (int, error) {
	if r.left <= 0 {
		return 0, io.EOF
	}
	n := 0
	for n+len(r.s) <= len(p) {
		n += copy(p[n:], r.s)
	}
	r.left -= n
	return n, nil
}

// counted is empty elements of ever new names.
type counted struct{ left, n int }

func (c *counted) Read(p []byte) (int, error) {
	if c.left <= 0 {
		return 0, io.EOF
	}
	var b bytes.Buffer
	for b.Len() < len(p)-40 {
		c.n++
		b.WriteString("<n" + strings.Repeat("x", c.n%7))
		for d := c.n; d > 0; d /= 10 {
			b.WriteByte(byte('0' + d%10))
		}
		b.WriteString("/>")
	}
	c.left -= b.Len()
	return copy(p, b.Bytes()), nil
}
