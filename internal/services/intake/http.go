package intake

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services/catalogue"
	"veche/internal/services/receipt"
)

// Routes declares the door. It asks for no session: a pass was given to somebody who had one, and it lets nobody do
// anything but lodge that one application, so a page of another site has nothing to gain with it either.
func Routes(a *api.API, s *Service) {
	a.Open(lodging, api.Limit{}, s.lodge)
}

// scheme stands before the pass in Authorization.
const scheme = "Pass "

// bodyTime is enough for a few kilobytes over the slowest line.
const bodyTime = 15 * time.Second

// Receipt is the answer to an accepted application. The proof of its place follows within seconds.
type Receipt struct {
	Number    string       `json:"number"`
	ServiceID int64        `json:"service_id"`
	Year      int          `json:"year"`
	Sequence  int64        `json:"sequence"`
	At        time.Time    `json:"at"`
	Place     string       `json:"place,omitempty"`
	PlaceNo   int64        `json:"place_no,omitempty"`
	Content   receipt.Hash `json:"content,omitzero"`
	Salt      receipt.Salt `json:"salt,omitzero"`
	Leaf      receipt.Hash `json:"leaf,omitzero"`
	Repeat    bool         `json:"repeat,omitempty"`
	Foreign   bool         `json:"foreign,omitempty"`
}

// Receipt is what the applicant is told. Who repeats the application of another is told its number and place alone.
func (a *Accepted) Receipt() Receipt {
	r := Receipt{Number: a.Number, ServiceID: a.ServiceID, Year: a.Year, Sequence: a.Sequence, At: a.At, Place: a.Place, PlaceNo: a.PlaceNo,
		Repeat: a.Repeat, Foreign: a.Foreign}
	if !a.Foreign {
		r.Content, r.Salt, r.Leaf = a.Content, receipt.Salt(a.Salt), receipt.Hash(a.Hash)
	}
	return r
}

// Append writes the receipt as JSON, as json.Marshal would: ten thousand a second are written beside those who wait.
func (r *Receipt) Append(b []byte) []byte {
	b = append(append(b, `{"number":"`...), r.Number...) // figures and hyphens
	b = strconv.AppendInt(append(b, `","service_id":`...), r.ServiceID, 10)
	b = strconv.AppendInt(append(b, `,"year":`...), int64(r.Year), 10)
	b = strconv.AppendInt(append(b, `,"sequence":`...), r.Sequence, 10)
	b = r.At.AppendFormat(append(b, `,"at":"`...), time.RFC3339Nano)
	b = append(b, '"')
	if r.Place != "" {
		place, _ := json.Marshal(r.Place) // a string always has its JSON
		b = append(append(b, `,"place":`...), place...)
	}
	if r.PlaceNo != 0 {
		b = strconv.AppendInt(append(b, `,"place_no":`...), r.PlaceNo, 10)
	}
	if !r.Foreign {
		b = hex.AppendEncode(append(b, `,"content":"`...), r.Content[:])
		b = hex.AppendEncode(append(b, `","salt":"`...), r.Salt[:])
		b = append(hex.AppendEncode(append(b, `","leaf":"`...), r.Leaf[:]), '"')
	}
	if r.Repeat {
		b = append(b, `,"repeat":true`...)
	}
	if r.Foreign {
		b = append(b, `,"foreign":true`...)
	}
	return append(b, '}')
}

// lodge takes an application: the pass in Authorization, and the answers as the body – or none, when the pass names a draft
// that was checked before.
func (s *Service) lodge(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
	api.Quiet(r) // what was accepted stands in the order
	a, err := s.come(r.Context(), knock{pass: r.Header.Get("Authorization"), address: func() string { return by.Address }, form: func() ([]byte, error) { return body(w, r) }})
	if err != nil {
		return err
	}
	receipt := a.Receipt()
	w.Header()["Content-Type"] = jsonType
	_, err = w.Write(receipt.Append(make([]byte, 0, mostReceipt)))
	return err
}

var jsonType = []string{"application/json"}

// mostReceipt is enough for nearly every receipt.
const mostReceipt = 512

// knock is a request at the door, whoever has read it from the line.
type knock struct {
	pass    string                 // as Authorization says it
	address func() string          // asked for when it is not good
	form    func() ([]byte, error) // asked for when it is
}

// come is the way from the knock to the place in the order.
func (s *Service) come(ctx context.Context, k knock) (a Accepted, err error) {
	p, err := s.known(ctx, k)
	if err != nil {
		return a, err
	}
	d, err := s.desk(ctx, p.VersionID)
	if err != nil {
		return a, err
	}
	if _, err := s.window(ctx, d, s.db.Now()); err != nil {
		return a, err
	}
	current, err := s.inForce(ctx, p.ServiceID)
	if err != nil {
		return a, err
	}
	if current != p.VersionID {
		return a, fail.New(fail.Conflict, "intake.version_over", "version %d, in force is %d", p.VersionID, current)
	}
	in := Submission{ServiceID: p.ServiceID, VersionID: p.VersionID, Key: p.Key, Applicant: p.Applicant, Channel: Portal, DraftID: p.DraftID}
	if in.Form, err = k.form(); err != nil {
		return a, err
	}
	if len(in.Form) == 0 && p.DraftID != 0 {
		if in.Form, err = s.begun(p.DraftID); fail.Is(err, "intake.no_draft") {
			return s.lodgedBefore(ctx, p, err)
		}
		if err != nil {
			return a, err
		}
	}
	if err := d.take(&in, s.db.Now()); err != nil {
		return a, err
	}
	return s.Submit(ctx, in)
}

// lodgedBefore answers a repeat that comes after the draft has done its work and was emptied.
func (s *Service) lodgedBefore(ctx context.Context, p Pass, refusal error) (Accepted, error) {
	a, err := s.ByKey(ctx, s.db, p.Applicant, p.Key)
	if errors.Is(err, db.ErrNone) {
		return a, refusal
	}
	a.Repeat = true
	return a, err
}

// Portal is the channel of this door.
const Portal = string(catalogue.ByPortal)

// known finds whose pass it is and counts his knock.
func (s *Service) known(ctx context.Context, k knock) (Pass, error) {
	now := s.db.Now()
	written, found := strings.CutPrefix(k.pass, scheme)
	p, err := Pass{}, error(errPass)
	if found {
		p, err = s.pass(ctx, written)
	}
	switch {
	case err == nil:
		return p, s.persons.take(p.Applicant, now)
	case fail.Is(err, errPass.Code):
		if limit := s.strangers.take(k.address(), now); limit != nil {
			return p, limit
		}
	}
	return p, err
}

// body is what was posted, bounded in length and in time.
func body(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	if r.ContentLength > MostForm {
		return nil, tooLarge(r.ContentLength)
	}
	if err := http.NewResponseController(w).SetReadDeadline(time.Now().Add(bodyTime)); err != nil {
		return nil, err
	}
	if r.ContentLength >= 0 {
		body := make([]byte, r.ContentLength)
		_, err := io.ReadFull(r.Body, body)
		return body, broken(err)
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, MostForm))
	return body, broken(err)
}

func tooLarge(bytes int64) error {
	return fail.New(fail.TooLarge, "intake.too_large", "%d bytes", bytes)
}

// broken is a body that did not come whole: nothing was taken, and the same pass may come again.
func broken(err error) error {
	if err == nil {
		return nil
	}
	return fail.New(fail.Invalid, "intake.broken_off", "read the body: %v", err)
}
