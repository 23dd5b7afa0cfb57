package smevstore

import (
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/files"
	"veche/smev"
	"veche/smev/message"
)

var now = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

func outgoingOf(id message.MessageID, key string) *smev.Outgoing {
	return &smev.Outgoing{ID: id, Key: key, State: smev.Waiting, Created: now, Next: now, Request: &message.Request{MessageID: id, Body: message.Body{Content: []byte("<a/>")}}}
}

func incomingOf(id message.MessageID) *smev.Incoming {
	return &smev.Incoming{ID: id, Received: &message.Received{Request: &message.Request{MessageID: id}}, Arrived: now, Next: now}
}

func each(t *testing.T, test func(t *testing.T, s *Store, f *files.Store)) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		f, err := files.Open(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		s, err := Open(d, f, "test", t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		test(t, s, f)
	})
}

func TestAMessageIsSentOnceByItsKey(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *files.Store) {
		ctx := t.Context()
		first, err := s.AddOutgoing(ctx, outgoingOf("id-1", "key"))
		if err != nil || first.Revision != 1 {
			t.Fatal(first, err)
		}
		if same, err := s.AddOutgoing(ctx, outgoingOf("id-2", "key")); err != nil || same.ID != "id-1" {
			t.Errorf("the same key is kept twice: %+v, %v", same, err)
		}
		for _, id := range []message.MessageID{"id-7", "id-8"} { // those without a key are all different
			if _, err := s.AddOutgoing(ctx, outgoingOf(id, "")); err != nil {
				t.Error(err)
			}
		}
		old := *first
		first.Earlier, first.ID = append(first.Earlier, "id-1"), "id-3"
		if err := s.SaveOutgoing(ctx, first); err != nil {
			t.Fatal(err)
		}
		if err := s.SaveOutgoing(ctx, &old); !errors.Is(err, smev.ErrChanged) {
			t.Errorf("an old copy is saved: %v", err)
		}
		for _, id := range []message.MessageID{"id-1", "id-3"} {
			if o, err := s.Outgoing(ctx, id); err != nil || o.ID != "id-3" || o.Revision != 2 {
				t.Errorf("%s: %+v, %v", id, o, err)
			}
		}
		if _, err := s.Outgoing(ctx, "nobody"); !errors.Is(err, smev.ErrNotFound) {
			t.Error(err)
		}
		if due, err := s.DueOutgoing(ctx, now, 10); err != nil || len(due) != 3 {
			t.Errorf("%d are due, %v", len(due), err)
		}
		if due, err := s.DueOutgoing(ctx, now.Add(-time.Second), 10); err != nil || len(due) != 0 {
			t.Errorf("%d are due too early, %v", len(due), err)
		}
	})
}

func TestAnArrivalIsKeptOnceWithItsFiles(t *testing.T) {
	each(t, func(t *testing.T, s *Store, f *files.Store) {
		ctx := t.Context()
		in := incomingOf("in-1")
		for _, text := range []string{"первый", "второй", strings.Repeat("большой ", 10<<10)} {
			key, size, err := s.PutFile(ctx, strings.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			in.Files = append(in.Files, smev.File{Attachment: text, Key: key, Size: size})
		}
		if added, err := s.AddIncoming(ctx, in); !added || err != nil {
			t.Fatal(added, err)
		}
		if added, err := s.AddIncoming(ctx, incomingOf("in-1")); added || err != nil {
			t.Error("a repetition is added", err)
		}
		kept, err := s.Incoming(ctx, "in-1")
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range kept.Files {
			r, err := s.OpenFile(ctx, file.Key)
			if err != nil {
				t.Fatal(err)
			}
			if text, err := io.ReadAll(r); err != nil || string(text) != file.Attachment {
				t.Errorf("%q, %v", text, err)
			}
			r.Close()
			if err := f.Check(ctx, file.Key); err != nil {
				t.Error(err)
			}
		}
		answer := outgoingOf("out-1", "reply")
		if err := s.Finish(ctx, kept, answer); err != nil {
			t.Fatal(err)
		}
		if due, err := s.DueIncoming(ctx, now, 10); err != nil || len(due) != 0 {
			t.Errorf("a finished message is due: %v", err)
		}
		if o, err := s.Outgoing(ctx, "out-1"); err != nil || o.Key != "reply" {
			t.Error(err)
		}
		if err := s.Finish(ctx, incomingOf("in-1"), outgoingOf("out-2", "")); !errors.Is(err, smev.ErrChanged) {
			t.Errorf("finished by an old copy: %v", err)
		}
		if _, err := s.Outgoing(ctx, "out-2"); !errors.Is(err, smev.ErrNotFound) {
			t.Errorf("half of a step was kept: %v", err)
		}
	})
}

func TestARefusedArrivalGivesWayToASoundOne(t *testing.T) {
	each(t, func(t *testing.T, s *Store, _ *files.Store) {
		ctx := t.Context()
		bad := incomingOf("in-1")
		bad.Refused = "signature"
		if added, err := s.AddIncoming(ctx, bad); !added || err != nil {
			t.Fatal(err)
		}
		good := incomingOf("in-1")
		good.Revision = 1
		if err := s.SaveIncoming(ctx, good); err != nil {
			t.Fatal(err)
		}
		if due, err := s.DueIncoming(ctx, now, 10); err != nil || len(due) != 1 || due[0].Refused != "" {
			t.Errorf("%+v, %v", due, err)
		}
	})
}

func TestNodesShareTheFolderOfWhatIsReceived(t *testing.T) {
	f, err := files.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	one, err := openSpool(f, dir)
	if err != nil {
		t.Fatal(err)
	}
	key, _, err := one.PutFile(t.Context(), strings.NewReader(strings.Repeat("большой ", 10<<10)))
	if err != nil {
		t.Fatal(err)
	}
	two, err := openSpool(f, dir) // a node that starts leaves alone what another receives
	if err != nil {
		t.Fatal(err)
	}
	if _, err := one.settle(t.Context(), &smev.Incoming{Files: []smev.File{{Key: key}}}); err != nil {
		t.Error(err)
	}
	old, _, err := one.PutFile(t.Context(), strings.NewReader(strings.Repeat("брошенный ", 10<<10)))
	if err != nil {
		t.Fatal(err)
	}
	if err := two.sweep(time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if _, err := one.OpenFile(t.Context(), old); err == nil {
		t.Error("what a fall has left stays for ever")
	}
}

func TestSmallFilesInMemoryAreBounded(t *testing.T) {
	f, err := files.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	s, err := openSpool(f, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for range mostHeld/smallest + 3 {
		if _, _, err := s.PutFile(t.Context(), strings.NewReader(strings.Repeat("a", smallest))); err != nil {
			t.Fatal(err)
		}
	}
	if s.held > mostHeld {
		t.Errorf("%d octets in memory", s.held)
	}
	s.forget(time.Now().Add(time.Second))
	if s.held != 0 || len(s.small) != 0 {
		t.Errorf("%d octets stay", s.held)
	}
}
