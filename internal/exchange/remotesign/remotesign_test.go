package remotesign_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"veche/cms"
	"veche/internal/documents"
	"veche/internal/exchange/remotesign"
	"veche/internal/exchange/remotesign/simulator"
	"veche/internal/org"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/jobs"
	"veche/internal/platform/session"
	"veche/internal/signing"
	"veche/internal/signing/signingtest"
)

// free lets every text be signed.
type free struct{}

func (free) Allow(context.Context, db.Reader, documents.Document, documents.Version) error {
	return nil
}

// office is a ministry with a remote signing service.
type office struct {
	*signingtest.Ministry
	t       *testing.T
	remote  *remotesign.Service
	phone   *simulator.Service
	worker  *jobs.Worker
	now     time.Time
	wire    *wire
	form    remotesign.Form
	session *session.Service
}

// wire is the way to the service, which can break.
type wire struct {
	to     http.RoundTripper
	before func(r *http.Request) error // nil: nothing happens
	calls  []string
}

func (w *wire) RoundTrip(r *http.Request) (*http.Response, error) {
	w.calls = append(w.calls, r.Method+" "+r.URL.Path)
	if w.before != nil {
		if err := w.before(r); err != nil {
			return nil, err
		}
	}
	return w.to.RoundTrip(r)
}

// called counts the calls whose path ends so.
func (w *wire) called(end string) (n int) {
	for _, c := range w.calls {
		if strings.HasSuffix(c, end) {
			n++
		}
	}
	return n
}

// standKeys are the keys of the demonstration's authority.
type standKeys struct{ m *signingtest.Ministry }

func (k standKeys) Of(ctx context.Context, who remotesign.Signer) (cms.Key, error) {
	id, err := strconv.ParseInt(strings.TrimPrefix(who.ID, "person-"), 10, 64)
	if err != nil {
		return cms.Key{}, simulator.ErrUnknownSigner
	}
	return k.m.Stand.Key(org.Employee{ID: id, Surname: who.Surname, Name: who.Name, Patronymic: who.Patronymic, Post: who.Post})
}

// settle makes the office; the clock stands until a test moves it.
func settle(t *testing.T, d *db.DB, mood simulator.Mood, form remotesign.Form) *office {
	t.Helper()
	o := &office{t: t, now: d.Now(), form: form}
	d.SetClock(func() time.Time { return o.now })
	o.Ministry = signingtest.New(t, d, free{})
	o.session = session.New(d, session.Options{})
	o.in(mood)
	return o
}

// in puts another service, in this mood, in the place of the one before.
func (o *office) in(mood simulator.Mood) {
	o.phone = simulator.New(simulator.Options{Mood: mood, Keys: standKeys{o.Ministry}, Token: "secret", Now: o.DB.Now})
	o.wire = &wire{to: simulator.Transport{Handler: o.phone.Handler()}}
	o.restart()
}

// run is a part of a test on the same database.
func (o *office) run(name string, part func()) {
	outer := o.t
	outer.Run(name, func(t *testing.T) {
		o.t = t
		defer func() { o.t = outer }()
		part()
	})
}

// restart is the program anew: nothing is kept but the database.
func (o *office) restart() {
	server := remotesign.Server{URL: "http://phone", Token: "secret", Form: o.form, HTTP: &http.Client{Transport: o.wire}}
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	o.remote = remotesign.New(o.DB, server, 10*time.Minute, remotesign.Subjects{Signing: o.Signing, Documents: o.Documents, Org: o.Town.Org,
		Sessions: o.session, Files: o.Files}, log)
	o.worker = jobs.New(o.DB, log)
	remotesign.Jobs(o.worker, o.remote)
}

// sent is an order that waits for the minister.
func (o *office) sent() (documents.Document, documents.Version) {
	o.t.Helper()
	card, v := o.Draft(o.Order, "Приказ о ремонте дорог")
	o.ok(o.Signing.SendToSignature(o.t.Context(), o.Author, card.ID))
	return card, v
}

// begun is a request to the minister.
func (o *office) begun() (documents.Document, remotesign.RemoteSigning) {
	o.t.Helper()
	card, v := o.sent()
	x, err := o.remote.Begin(o.t.Context(), o.Minister, card.ID, v.SHA256)
	o.ok(err)
	return card, x
}

func (o *office) ok(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

// pass lets the worker look so many times, two seconds apart. A failed job is told by the job itself.
func (o *office) pass(times int) {
	o.t.Helper()
	for range times {
		_ = o.worker.Drain(context.WithoutCancel(o.t.Context())) // snoozes count as errors here
		o.now = o.now.Add(5 * time.Second)
	}
}

// request is how a request stands now.
func (o *office) request(id int64) remotesign.RemoteSigning {
	o.t.Helper()
	x, err := o.remote.Get(o.t.Context(), o.Minister, id)
	o.ok(err)
	return x
}

// signatures are those under a card.
func (o *office) signatures(card documents.Document) []signing.Signature {
	o.t.Helper()
	list, err := o.Signing.List(o.t.Context(), o.DB, card.ID)
	o.ok(err)
	return list
}

// unsigned checks that a request ended so, and that the document is as it was.
func (o *office) unsigned(card documents.Document, id int64, state remotesign.State, trouble string) {
	o.t.Helper()
	x := o.request(id)
	if x.State != state || x.Trouble != trouble {
		o.t.Errorf("the request is %s %q, want %s %q", x.State, x.Trouble, state, trouble)
	}
	if n := len(o.signatures(card)); n != 0 {
		o.t.Errorf("there are %d signatures", n)
	}
	if now := o.State(card.ID); state != remotesign.Cancelled && trouble != "signing.wrong_state" && now != documents.OnSignature {
		o.t.Errorf("the card is %s", now)
	}
}

// signed checks that the request put exactly one signature.
func (o *office) signed(card documents.Document, id int64) {
	o.t.Helper()
	x := o.request(id)
	list := o.signatures(card)
	if x.State != remotesign.Signed || x.Trouble != "" || len(list) != 1 || x.SignatureID == nil || *x.SignatureID != list[0].ID {
		o.t.Fatalf("the request is %s %q %q, %d signatures", x.State, x.Trouble, x.Reason, len(list))
	}
	if sig := list[0]; sig.Means != signing.Remote || sig.Verdict != signing.Valid || *sig.SignerID != x.SignerID || sig.Level == cms.LevelBES {
		o.t.Errorf("the signature is %s %s %s", sig.Means, sig.Verdict, sig.Level)
	}
	if now := o.State(card.ID); now != documents.Signed {
		o.t.Errorf("the card is %s", now)
	}
}

// each runs a test in the form of messages on both databases, and in the form of raw signatures, which differs in the
// exchange alone, on one.
func each(t *testing.T, mood simulator.Mood, test func(o *office)) {
	t.Helper()
	t.Run("messages", func(t *testing.T) {
		dbtest.Each(t, func(t *testing.T, d *db.DB) { test(settle(t, d, mood, remotesign.FormCMS)) })
	})
	t.Run("raw signatures", func(t *testing.T) { test(settle(t, dbtest.SQLite(t), mood, remotesign.FormRaw)) })
}
