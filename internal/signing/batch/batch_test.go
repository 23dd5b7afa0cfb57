package batch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"veche/internal/documents"
	"veche/internal/platform/audit/audittest"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs"
	"veche/internal/platform/session"
	"veche/internal/signing"
	"veche/internal/signing/signingtest"
)

// free asks for no approval.
type free struct{}

func (free) Allow(context.Context, db.Reader, documents.Document, documents.Version) error {
	return nil
}

// office is a ministry whose minister has a pile of orders to sign.
type office struct {
	*signingtest.Ministry
	t     testing.TB
	now   time.Time
	s     *Service
	cards []int64
}

func settled(t testing.TB, d *db.DB, many int) *office {
	t.Helper()
	o := &office{t: t, now: d.Now()}
	d.SetClock(func() time.Time { return o.now })
	o.Ministry = signingtest.New(t, d, free{})
	o.s = New(d, o.Signing, o.Documents, o.Town.Org, session.New(d, session.Options{}), slog.New(slog.NewTextHandler(io.Discard, nil)))
	for i := range many {
		o.more(i)
	}
	return o
}

// text of an order.
func text(i int) string { return fmt.Sprintf("Направление № %d", i) }

func (o *office) more(i int) {
	o.t.Helper()
	card, _ := o.Draft(o.Order, text(i))
	o.ok(o.Signing.SendToSignature(o.t.Context(), o.Author, card.ID))
	o.cards = append(o.cards, card.ID)
}

func (o *office) ok(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) refused(err error, code string) {
	o.t.Helper()
	if !fail.Is(err, code) {
		o.t.Errorf("got %v, want %s", err, code)
	}
}

func (o *office) key() Key { return Key{KindID: o.Order} }

// minister has just given his password.
func (o *office) minister() auth.Actor {
	by := o.Town.Actor(o.Minister.PersonID)
	by.SteppedUp = true
	return by
}

// confirms is the minister who has looked at the pile.
func (o *office) confirms(means signing.Means) Batch {
	o.t.Helper()
	seen, err := o.s.Look(o.t.Context(), o.minister(), o.key(), 0, 50)
	o.ok(err)
	b, err := o.s.Begin(o.t.Context(), o.minister(), Confirmation{o.key(), seen.Digest, means})
	o.ok(err)
	return b
}

// works runs the jobs of batches until none is due.
func (o *office) works() error {
	w := jobs.New(o.DB, slog.New(slog.NewTextHandler(io.Discard, nil)))
	Jobs(w, o.s)
	return w.Drain(context.WithoutCancel(o.t.Context()))
}

func (o *office) view(b Batch) View {
	o.t.Helper()
	b, err := o.s.Get(o.t.Context(), o.minister(), b.ID)
	o.ok(err)
	v, err := o.s.View(o.t.Context(), b)
	o.ok(err)
	return v
}

// ended compares how a batch came to its end, and that every document has at most one signature and one line of the journal.
func (o *office) ended(b Batch, state State, signed int, codes ...string) {
	o.t.Helper()
	v := o.view(b)
	var told []string
	for _, one := range v.Omissions {
		told = append(told, one.Code)
	}
	if v.State != state || v.Signed != signed || v.Skipped != len(codes) || !slices.Equal(told, codes) {
		o.t.Errorf("the batch is %s, %d signed, %d skipped: %v; want %s, %d, %v", v.State, v.Signed, v.Skipped, told, state, signed, codes)
	}
	most := "SELECT COALESCE(max(n), 0) FROM (SELECT count(*) AS n FROM signatures GROUP BY document_id) x"
	if n, err := db.One[int](o.t.Context(), o.DB, most); err != nil || n > 1 {
		o.t.Errorf("a document has %d signatures (%v)", n, err)
	}
	lines, err := db.One[int](o.t.Context(), o.DB, "SELECT count(*) FROM audit WHERE action = 'signature.put'")
	if all, fault := db.One[int](o.t.Context(), o.DB, "SELECT count(*) FROM signatures"); errors.Join(err, fault) != nil || lines != all || all != signed {
		o.t.Errorf("%d signatures, %d lines of the journal (%v, %v)", all, lines, err, fault)
	}
}

func TestAPileIsSignedByOneConfirmation(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settled(t, d, 7)
		piles, err := o.s.Piles(t.Context(), o.minister())
		o.ok(err)
		if len(piles) != 1 || piles[0].Count != 7 || piles[0].Kind != "Приказ" || piles[0].Key != o.key() {
			t.Fatalf("piles %+v", piles)
		}
		seen, err := o.s.Look(t.Context(), o.minister(), o.key(), o.cards[1], 3)
		o.ok(err)
		if len(seen.Entries) != 3 || seen.Entries[0].ID != o.cards[2] || seen.Count != 7 || !slices.Equal(seen.Prepared.Means, []signing.Means{signing.Plugin, signing.StandKey}) {
			t.Fatalf("the minister sees %+v", seen)
		}
		b := o.confirms(signing.StandKey)
		o.ok(o.works())
		o.ended(b, Done, 7)
		for _, id := range o.cards {
			if got := o.State(id); got != documents.Signed {
				t.Errorf("card %d is %s", id, got)
			}
		}
		audittest.Has(t, d, b.Ref(), "signing_batch.begun", "", "running")
		audittest.Has(t, d, b.Ref(), "signing_batch.done", "running", "done")
		if piles, err = o.s.Piles(t.Context(), o.minister()); err != nil || len(piles) != 0 {
			t.Errorf("still %v (%v)", piles, err)
		}
		_, err = o.s.Look(t.Context(), o.minister(), o.key(), 0, 50)
		o.refused(err, "signing.nothing_waits")
	})
}

// TestTheSimpleSignatureIsPutByThePasswordOnce: where the kind asks for no key, the password given again is enough for all.
func TestTheSimpleSignatureIsPutByThePasswordOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settled(t, d, 0)
		o.Order = o.Letter
		o.more(1)
		o.more(2)
		b := o.confirms(signing.Password)
		o.ok(o.works())
		o.ended(b, Done, 2)
	})
}

func TestWhatHasMovedMeanwhileIsSkippedAloud(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settled(t, d, 5)
		b := o.confirms(signing.StandKey)
		_, err := o.Documents.Withdraw(t.Context(), o.Author, o.cards[0], "Родитель забрал заявление")
		o.ok(err)
		o.ok(o.Signing.Refuse(t.Context(), o.minister(), o.cards[1], "Исправьте дату"))
		o.Version(o.cards[1], "Исправленный текст")
		o.ok(o.Signing.SendToSignature(t.Context(), o.Author, o.cards[1]))
		o.Damage(o.sha(o.cards[2]))
		o.ok(o.works())
		o.ended(b, Done, 2, "signing.wrong_state", "signing.stale_version", "file.damaged")
	})
}

func (o *office) sha(id int64) string {
	o.t.Helper()
	v, err := o.Documents.CurrentVersion(o.t.Context(), o.DB, id)
	o.ok(err)
	return v.SHA256
}

// dying is signing in a program that is killed at its n-th signature: before it stands, or as soon as it stands.
type dying struct {
	Signatures
	calls atomic.Int32
	at    int32
	after bool
	kill  func()
}

func (k *dying) StandSign(ctx context.Context, by auth.Actor, id int64, sha256 string) (signing.Signature, error) {
	n := k.calls.Add(1)
	if n < k.at || n == k.at && k.after {
		sig, err := k.Signatures.StandSign(context.WithoutCancel(ctx), by, id, sha256)
		if n == k.at {
			k.kill()
		}
		return sig, err
	}
	k.kill()
	return signing.Signature{}, ctx.Err()
}

func TestAnInterruptedBatchGoesOnWhereItStopped(t *testing.T) {
	for name, after := range map[string]bool{"before the signature stands": false, "as soon as the signature stands": true} {
		t.Run(name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				o := settled(t, d, 6)
				b := o.confirms(signing.StandKey)
				life, kill := context.WithCancel(t.Context())
				o.s.signing = &dying{Signatures: o.Signing, at: 3, after: after, kill: kill}
				if err := o.s.work(life, Work{b.ID}); err == nil {
					t.Fatal("the program was not killed")
				}
				if v := o.view(b); v.State != Running || v.Signed > 3 {
					t.Fatalf("killed at %+v", v)
				}
				o.s.signing = o.Signing
				o.ok(o.works())
				o.ended(b, Done, 6)
			})
		})
	}
}

func TestTwoNodesSignOneBatch(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settled(t, d, 8)
		b := o.confirms(signing.StandKey)
		var all sync.WaitGroup
		for range 3 { // the lease of the first ran out while it still works
			all.Go(func() {
				if err := o.s.work(t.Context(), Work{b.ID}); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		o.ended(b, Done, 8)
	})
}

func TestWhoMayNotSignBeginsNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settled(t, d, 3)
		seen, err := o.s.Look(t.Context(), o.minister(), o.key(), 0, 50)
		o.ok(err)
		forgetful := o.minister()
		forgetful.SteppedUp = false
		assistant, author := o.Town.Actor(o.Assistant.PersonID), o.Town.Actor(o.Author.PersonID)
		assistant.SteppedUp, author.SteppedUp = true, true
		for _, c := range []struct {
			name, digest, code string
			by                 auth.Actor
			means              signing.Means
		}{
			{"the minister gives his password first", seen.Digest, "session.step_up", forgetful, signing.StandKey},
			{"an assistant has no pile", seen.Digest, "signing.pile_changed", assistant, signing.StandKey},
			{"the author has none", seen.Digest, "signing.pile_changed", author, signing.StandKey},
			{"another list than the one that was shown", text(1), "signing.pile_changed", o.minister(), signing.StandKey},
			{"the password is not enough for an order", seen.Digest, "signing.means_unknown", o.minister(), signing.Password},
			{"a phone confirms one by one", seen.Digest, "signing.means_unknown", o.minister(), signing.Remote},
		} {
			if _, err := o.s.Begin(t.Context(), c.by, Confirmation{o.key(), c.digest, c.means}); !fail.Is(err, c.code) {
				t.Errorf("%s: %v", c.name, err)
			}
		}
		o.more(9)
		_, err = o.s.Begin(t.Context(), o.minister(), Confirmation{o.key(), seen.Digest, signing.StandKey})
		o.refused(err, "signing.pile_changed")
		b := o.confirms(signing.StandKey)
		for _, by := range []auth.Actor{assistant, author, auth.System("test")} {
			_, err := o.s.Get(t.Context(), by, b.ID)
			o.refused(err, "signing.batch_not_found")
			o.refused(o.s.Stop(t.Context(), by, b.ID), "signing.batch_not_found")
		}
	})
}

func TestAnActingOfficerSignsThePileOfWhomHeReplaces(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settled(t, d, 3)
		today := o.Town.Org.Today(t.Context(), d, o.Body, o.now)
		o.Town.Order(o.Deputy, o.Minister, today.AddDays(-1), today.AddDays(1), "Приказ № 7")
		deputy := o.Town.Actor(o.Deputy.PersonID)
		deputy.SteppedUp = true
		seen, err := o.s.Look(t.Context(), deputy, o.key(), 0, 50)
		o.ok(err)
		_, err = o.s.Begin(t.Context(), deputy, Confirmation{o.key(), seen.Digest, signing.StandKey})
		o.ok(err)
		o.ok(o.works())
		list, err := o.Signing.List(t.Context(), d, o.cards[2])
		if err != nil || len(list) != 1 || list[0].SignerPost != "И. о. министра строительства" {
			t.Errorf("%+v (%v)", list, err)
		}
	})
}

func TestTheConfirmationEnds(t *testing.T) {
	for name, move := range map[string]func(o *office, b Batch){
		"when the signatory stops it":      func(o *office, b Batch) { o.ok(o.s.Stop(o.t.Context(), o.minister(), b.ID)) },
		"when the day is over":             func(o *office, _ Batch) { o.now = o.now.Add(25 * time.Hour) },
		"when nobody has touched it since": func(o *office, _ Batch) { o.now = o.now.Add(25 * time.Hour); o.ok(o.s.endForgotten(o.t.Context())) },
		"when the signatory is dismissed": func(o *office, _ Batch) {
			o.Tx(func(tx *db.Tx) error {
				_, err := tx.Exec(o.t.Context(), "UPDATE employees SET dismissed_at = $1 WHERE id = $2", tx.Now, o.Minister.PersonID)
				return err
			})
		},
	} {
		t.Run(name, func(t *testing.T) {
			dbtest.Each(t, func(t *testing.T, d *db.DB) {
				o := settled(t, d, 2)
				minister, b := o.minister(), o.confirms(signing.StandKey)
				move(o, b)
				o.ok(o.works())
				b, err := o.s.Get(t.Context(), minister, b.ID)
				if err != nil || b.State != Stopped || o.State(o.cards[0]) != documents.OnSignature {
					t.Errorf("the batch is %s (%v)", b.State, err)
				}
			})
		})
	}
}

// brings is the browser of the minister: it fetches pieces and signs them until none is left, or the given number.
func (o *office) brings(b Batch, pieces int) {
	o.t.Helper()
	for range pieces {
		list, err := o.s.Piece(o.t.Context(), o.minister(), b.ID)
		o.ok(err)
		if len(list) == 0 {
			return
		}
		var made []Brought
		for _, one := range list {
			made = append(made, Brought{one.DocumentID, o.CMS(o.Minister, text(slices.Index(o.cards, one.DocumentID)))})
		}
		o.ok(o.s.Bring(o.t.Context(), o.minister(), b.ID, made))
	}
}

func TestTheBrowserSignsPieceByPiece(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settled(t, d, piece+4)
		b := o.confirms(signing.Plugin)
		o.ok(o.works())
		o.brings(b, 1)
		if v := o.view(b); v.State != Running || v.Signed != piece {
			t.Fatalf("after a piece: %+v", v)
		}
		foreign := []Brought{{o.cards[piece], o.CMS(o.Deputy, text(piece))}}
		o.refused(o.s.Bring(t.Context(), o.minister(), b.ID, foreign), "signing.foreign_certificate")
		changed := []Brought{{o.cards[piece], o.CMS(o.Minister, "Другой текст")}}
		o.refused(o.s.Bring(t.Context(), o.minister(), b.ID, changed), "signing.invalid_signature")
		_, err := o.Documents.Withdraw(t.Context(), o.Author, o.cards[piece+1], "Родитель забрал заявление")
		o.ok(err)
		if again := o.confirms(signing.Plugin); again.ID != b.ID { // the browser was shut
			t.Errorf("batch %d goes on as %d", b.ID, again.ID)
		}
		o.brings(b, 5)
		o.ended(b, Done, piece+3, "signing.wrong_state")
		_, err = o.s.Piece(t.Context(), o.minister(), b.ID)
		o.refused(err, "signing.batch_over")
	})
}

func TestTheRestIsSignedByAnotherMeans(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := settled(t, d, piece+4)
		first := o.confirms(signing.Plugin)
		o.brings(first, 1)
		rest := o.confirms(signing.StandKey)
		o.ok(o.works())
		if v := o.view(first); v.State != Stopped || v.Signed != piece {
			t.Errorf("the first: %+v", v)
		}
		if v := o.view(rest); v.State != Done || v.Signed != 4 || v.Total != 4 {
			t.Errorf("the rest: %+v", v)
		}
	})
}
