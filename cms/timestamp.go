package cms

import (
	"bytes"
	"context"
	"encoding/asn1"
	"math/big"
	"time"

	"golang.org/x/crypto/cryptobyte"
	tags "golang.org/x/crypto/cryptobyte/asn1"

	"veche/cms/internal/der"
	"veche/cms/pki"
	"veche/cms/reason"
)

// TimeStamp is a token of RFC 3161: a time-stamp service's signature of a digest and
// the moment when it saw it.
type TimeStamp struct {
	Token    *Message
	Policy   asn1.ObjectIdentifier
	Hash     pki.Hash
	Imprint  []byte
	Serial   *big.Int
	Time     time.Time
	Accuracy time.Duration
	Nonce    *big.Int // nil if absent
}

func malformedStamp(part string) error { return reason.New(reason.Malformed, "time stamp: %s", part) }

// ParseTimeStamp reads a token.
func ParseTimeStamp(token []byte) (*TimeStamp, error) {
	m, err := Parse(token)
	if err != nil {
		return nil, err
	}
	if !m.ContentType.Equal(oidTSTInfo) || m.Content == nil || len(m.Signers) != 1 {
		return nil, malformedStamp("frame")
	}
	t := &TimeStamp{Token: m}
	return t, t.parseInfo(m.Content)
}

func (t *TimeStamp) parseInfo(in []byte) error {
	s, ok := der.Only(in, tags.SEQUENCE)
	var version int
	if !ok || !s.ReadASN1Integer(&version) || version != 1 || !s.ReadASN1ObjectIdentifier(&t.Policy) {
		return malformedStamp("version")
	}
	var err error
	if t.Hash, t.Imprint, err = readImprint(&s); err != nil {
		return err
	}
	t.Serial = new(big.Int)
	if !s.ReadASN1Integer(t.Serial) || !s.PeekASN1Tag(tags.GeneralizedTime) {
		return malformedStamp("number")
	}
	if t.Time, ok = der.Time(&s); !ok {
		return malformedStamp("time")
	}
	if s.PeekASN1Tag(tags.SEQUENCE) {
		if t.Accuracy, ok = readAccuracy(&s); !ok {
			return malformedStamp("accuracy")
		}
	}
	var ordering bool
	if s.PeekASN1Tag(tags.BOOLEAN) && !s.ReadASN1Boolean(&ordering) {
		return malformedStamp("ordering")
	}
	if s.PeekASN1Tag(tags.INTEGER) {
		t.Nonce = new(big.Int)
		if !s.ReadASN1Integer(t.Nonce) {
			return malformedStamp("nonce")
		}
	}
	if !s.SkipOptionalASN1(der.Context(0)) || !s.SkipOptionalASN1(der.Context(1)) || !s.Empty() {
		return malformedStamp("end")
	}
	return nil
}

func readImprint(s *cryptobyte.String) (h pki.Hash, digest []byte, err error) {
	var content, octets cryptobyte.String
	if !s.ReadASN1(&content, tags.SEQUENCE) {
		return 0, nil, malformedStamp("imprint")
	}
	id, ok := der.Algorithm(&content)
	if !ok || !content.ReadASN1(&octets, tags.OCTET_STRING) || !content.Empty() {
		return 0, nil, malformedStamp("imprint")
	}
	if h, err = pki.ParseHash(id); err != nil {
		return 0, nil, err
	}
	if len(octets) != h.Size() {
		return 0, nil, malformedStamp("length of the imprint")
	}
	return h, octets, nil
}

func readAccuracy(s *cryptobyte.String) (time.Duration, bool) {
	var content cryptobyte.String
	if !s.ReadASN1(&content, tags.SEQUENCE) {
		return 0, false
	}
	var total time.Duration
	for _, part := range []struct {
		tag  tags.Tag
		unit time.Duration
	}{{tags.INTEGER, time.Second}, {der.Primitive(0), time.Millisecond}, {der.Primitive(1), time.Microsecond}} {
		if !content.PeekASN1Tag(part.tag) {
			continue
		}
		var number int64
		if !content.ReadASN1Int64WithTag(&number, part.tag) || number < 0 || number > 1<<31 {
			return 0, false
		}
		total += time.Duration(number) * part.unit
	}
	return total, content.Empty()
}

// check verifies a token over a digest of what it stamps. The service is judged at a
// moment at which the token is known to have existed.
func (t *TimeStamp) check(ctx context.Context, kind StampKind, digest []byte, trust *pki.Trust, extra []*pki.Certificate, proven time.Time) *TimeStampReport {
	r := &TimeStampReport{Kind: kind, Time: t.Time, Policy: t.Policy.String(), Serial: t.Serial.Text(16), Hash: t.Hash.String()}
	if t.Accuracy > 0 {
		r.Accuracy = t.Accuracy.String()
	}
	find := func(err error) {
		r.Findings = append(r.Findings, reason.From(err))
	}
	if !bytes.Equal(digest, t.Imprint) {
		find(reason.New(reason.TimestampWrong, "imprint by %v", t.Hash).When(t.Time))
	}
	if t.Hash.Weak() {
		find(reason.New(reason.WeakAlgorithm, "imprint by %v", t.Hash))
	}
	content, _ := Octets(t.Token.Content).digest(ctx, t.Token.hashes()) // from memory
	e := t.Token.examine(t.Token.Signers[0], &content, append(t.Token.Certificates, extra...))
	r.Findings = append(r.Findings, e.findings...)
	if e.certificate == nil {
		r.Verdict = reason.Weigh(r.Findings)
		return r
	}
	r.Service = describe(e.certificate)
	if !e.referenced {
		find(reason.New(reason.CertificateMismatch, "the token does not name its certificate"))
	}
	at := pki.Moment{Proven: proven, Claimed: t.Time}
	r.path = trust.Check(ctx, e.certificate, append(t.Token.Certificates, extra...), at, pki.TimeStamping)
	r.Findings = append(r.Findings, r.path.Findings...)
	r.Revocation = r.path.Revocation
	if t.Time.After(proven) {
		find(reason.New(reason.TimestampOrder, "it stamps a moment after %v", proven).When(t.Time))
	}
	r.Verdict = reason.Weigh(r.Findings)
	return r
}

// broken tells that the token itself is wrong, and not only its service unknown.
func (r *TimeStampReport) broken() *reason.Finding {
	for _, f := range r.Findings {
		switch f.Code {
		case reason.TimestampWrong, reason.ContentChanged, reason.SignatureWrong, reason.Malformed,
			reason.CertificateMismatch, reason.AlgorithmMismatch:
			return reason.New(reason.TimestampWrong, "%v", f).When(r.Time)
		case reason.TimestampOrder:
			return f
		}
	}
	return nil
}

// hashes are the functions that the signers of a message need of the content.
func (m *Message) hashes() map[pki.Hash]bool {
	wanted := map[pki.Hash]bool{}
	for _, g := range m.Signers {
		if h, err := pki.ParseHash(g.digest); err == nil {
			wanted[h] = true
		}
	}
	return wanted
}
