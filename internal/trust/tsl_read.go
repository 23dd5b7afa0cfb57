package trust

import (
	"encoding/base64"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/encoding/charmap"

	"veche/cms/pki"
	"veche/internal/platform/fail"
	"veche/internal/platform/text"
)

// Bounds of one file. The list of 2024 has some 600 authorities with some thousand certificates in 30 MB.
const (
	TSLLimit       = 128 << 20
	maxToken       = 1 << 20
	maxDepth       = 40
	maxAuthorities = 20_000
	maxOfAuthority = 2_000 // certificates, addresses, states
)

// head is what a list says of itself.
type head struct {
	number string
	dated  *time.Time
	signed bool
}

// entry is one authority of a list.
type entry struct {
	Authority
	certificates []*pki.Certificate
	addresses    []string // of lists of revoked certificates
	unreadable   int      // certificates that are none
}

// tslReader walks through a list in bounded memory: one authority at a time. Elements are known by their local names
// without regard to case; those that are not known are passed over with all they hold.
type tslReader struct {
	decoder *xml.Decoder
	bound   *perToken
	path    []string
	text    strings.Builder
	head    head
	now     *entry
	current Stage // of the element that is being read
	until   time.Time
	seen    int
	each    func(entry) error
}

// perToken bounds what the decoder may read before it gives something: it holds a token whole.
type perToken struct {
	r    io.Reader
	left int
}

var errToken = errors.New("a token is too long")

func (p *perToken) Read(b []byte) (int, error) {
	if p.left <= 0 {
		return 0, errToken
	}
	n, err := p.r.Read(b)
	p.left -= n
	return n, err
}

// readTSL gives the authorities of a list one by one. What each returns ends the reading.
func readTSL(r io.Reader, each func(entry) error) (head, error) {
	bound := &perToken{r: r, left: maxToken}
	t := &tslReader{decoder: xml.NewDecoder(bound), bound: bound, each: each}
	t.decoder.CharsetReader = charset
	for {
		token, err := t.decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return t.head, unreadable("%v", err)
		}
		if err := t.take(token); err != nil {
			return t.head, err
		}
		bound.left = maxToken
	}
	if t.seen == 0 {
		return t.head, unreadable("no authority in it")
	}
	return t.head, nil
}

func unreadable(format string, args ...any) error {
	err := fail.New(fail.Invalid, "trust.tsl_unreadable", format, args...)
	err.Fields = map[string]string{"file": "wrong_format"}
	return err
}

func charset(label string, in io.Reader) (io.Reader, error) {
	switch strings.ToLower(label) {
	case "utf-8", "utf8":
		return in, nil
	case "windows-1251", "cp1251":
		return charmap.Windows1251.NewDecoder().Reader(in), nil
	}
	return nil, errors.New("encoding " + label)
}

func (t *tslReader) take(token xml.Token) error {
	switch token := token.(type) {
	case xml.Directive: // a DTD may name other files and grow without bound
		return fail.New(fail.Invalid, "trust.tsl_dtd", "the file has a DTD")
	case xml.StartElement:
		return t.open(strings.ToLower(token.Name.Local))
	case xml.CharData:
		if t.text.Len()+len(token) > maxToken {
			return unreadable("a text is too long")
		}
		t.text.Write(token)
	case xml.EndElement:
		return t.close()
	}
	return nil
}

func (t *tslReader) open(name string) error {
	if len(t.path) >= maxDepth {
		return unreadable("deeper than %d", maxDepth)
	}
	t.path = append(t.path, name)
	t.text.Reset()
	switch name {
	case "удостоверяющийцентр":
		if t.seen++; t.seen > maxAuthorities {
			return unreadable("more than %d authorities", maxAuthorities)
		}
		t.now = &entry{}
	case "статусаккредитации":
		t.current, t.until = Stage{}, time.Time{}
	case "signature":
		t.head.signed = true
	}
	return nil
}

func (t *tslReader) close() error {
	name := t.path[len(t.path)-1]
	t.path = t.path[:len(t.path)-1]
	value := strings.TrimSpace(t.text.String())
	t.text.Reset()
	if t.inside("signature") {
		return nil
	}
	if t.now == nil {
		t.closeHead(name, value)
		return nil
	}
	if name == "удостоверяющийцентр" {
		done := t.now
		t.now = nil
		return t.finish(done)
	}
	t.closePart(name, value)
	if len(t.now.certificates)+t.now.unreadable+len(t.now.addresses)+len(t.now.History.V) > maxOfAuthority {
		return unreadable("more than %d parts in an authority", maxOfAuthority)
	}
	return nil
}

func (t *tslReader) inside(name string) bool { return slices.Contains(t.path, name) }

func (t *tslReader) within(name string) bool { return len(t.path) > 0 && t.path[len(t.path)-1] == name }

func (t *tslReader) closeHead(name, value string) {
	if len(t.path) != 1 {
		return
	}
	switch name {
	case "версия":
		t.head.number = value
	case "дата":
		if at, ok := parseMoment(value); ok {
			t.head.dated = &at
		}
	}
}

// closePart takes what stands inside of an authority.
func (t *tslReader) closePart(name, value string) {
	a := t.now
	if t.inside("статусаккредитации") || name == "статусаккредитации" {
		t.closeStage(name, value)
		return
	}
	if t.within("удостоверяющийцентр") {
		switch name {
		case "название":
			a.Name = value
		case "краткоеназвание":
			a.ShortName = value
		case "огрн":
			a.OGRN = value
		case "инн":
			a.INN = value
		case "реестровыйномер":
			a.RegisterNumber = value
		}
		return
	}
	switch {
	case name == "адрес" && t.within("адресасписковотзыва") && value != "":
		a.addresses = append(a.addresses, value)
	case name == "данные" && t.inside("сертификаты"):
		if c, err := decodeCertificate(value); err == nil {
			a.certificates = append(a.certificates, c)
		} else {
			a.unreadable++
		}
	}
}

func decodeCertificate(value string) (*pki.Certificate, error) {
	raw, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(value), ""))
	if err != nil {
		return nil, err
	}
	found, err := pki.ParseCertificates(raw)
	if err != nil {
		return nil, err
	}
	return found[0], nil
}

// closeStage reads a state of the accreditation, of now or of the history. An end that is named beside it is a state too.
func (t *tslReader) closeStage(name, value string) {
	switch name {
	case "статус":
		t.current.State, t.current.Word = stateOf(value), value
	case "действуетс", "датаначала":
		t.current.From, _ = parseMoment(value)
	case "действуетпо", "действуетдо", "датаокончания":
		t.until, _ = parseMoment(value)
	case "статусаккредитации":
		if t.current.Word == "" { // the word stands in the element itself
			t.current.State, t.current.Word = stateOf(value), value
		}
		if t.current.Word == "" {
			return
		}
		stages := &t.now.History.V
		*stages = append(*stages, t.current)
		if t.current.State == Accredited && !t.until.IsZero() {
			*stages = append(*stages, Stage{State: Terminated, From: t.until, Word: "срок аккредитации истёк"})
		}
		if !t.inside("историястатусоваккредитации") {
			t.now.State = t.current.State
		}
		t.current, t.until = Stage{}, time.Time{}
	}
}

// stateOf reads the words in which the list tells the state.
func stateOf(word string) State {
	w := text.Fold(word)
	has := func(parts ...string) bool {
		return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(w, p) })
	}
	switch {
	case has("приостан"):
		return Suspended
	case has("прекращ", "аннулир", "истек", "не действует", "отозван", "исключен"):
		return Terminated
	case has("действ", "возобнов"):
		return Accredited
	}
	return Unknown
}

func parseMoment(value string) (time.Time, bool) {
	for _, form := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999", "2006-01-02 15:04:05", time.DateOnly, "02.01.2006 15:04:05", "02.01.2006"} {
		if at, err := time.ParseInLocation(form, value, moscow); err == nil {
			return at.UTC().Truncate(time.Microsecond), true
		}
	}
	return time.Time{}, false
}

// finish gives an authority that can be told from others; its history in the order of time.
func (t *tslReader) finish(e *entry) error {
	a := &e.Authority
	if a.Name == "" {
		a.Name = a.ShortName
	}
	switch {
	case a.RegisterNumber != "":
		a.Key = "number:" + a.RegisterNumber
	case a.OGRN != "":
		a.Key = "ogrn:" + a.OGRN
	case a.Name != "":
		a.Key = "name:" + text.Fold(a.Name)
	default:
		return unreadable("authority %d has no name", t.seen)
	}
	if a.State == "" {
		a.State = Unknown
	}
	slices.SortStableFunc(a.History.V, func(x, y Stage) int { return x.From.Compare(y.From) })
	a.History.V = slices.CompactFunc(a.History.V, func(x, y Stage) bool { return x.State == y.State && x.From.Equal(y.From) })
	a.Fold = text.Fold(strings.Join([]string{a.Name, a.ShortName, a.OGRN, a.INN, a.RegisterNumber}, " "))
	return t.each(*e)
}
