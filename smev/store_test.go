package smev_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"veche/smev"
	"veche/smev/message"
)

var now = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

func outgoing(id message.MessageID, key string) *smev.Outgoing {
	return &smev.Outgoing{ID: id, Key: key, State: smev.Waiting, Created: now, Next: now, Request: &message.Request{MessageID: id, Body: message.Body{Content: []byte("<a/>")}}}
}

func incoming(id message.MessageID) *smev.Incoming {
	return &smev.Incoming{ID: id, Received: &message.Received{Request: &message.Request{MessageID: id}}, Arrived: now, Next: now}
}

// each runs a test on both stores; again is the same store after a restart.
func each(t *testing.T, test func(t *testing.T, s smev.Store, again func() smev.Store)) {
	t.Run("in memory", func(t *testing.T) {
		s := smev.NewMemoryStore()
		test(t, s, func() smev.Store { return s })
	})
	t.Run("in a folder", func(t *testing.T) {
		dir := t.TempDir()
		s := open(t, dir)
		t.Cleanup(func() { s.Close() })
		test(t, s, func() smev.Store {
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			s = open(t, dir)
			return s
		})
	})
}

func open(t testing.TB, dir string) *smev.FolderStore {
	t.Helper()
	s, err := smev.OpenFolderStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestAStoreKeepsWhatItWasGiven(t *testing.T) {
	each(t, func(t *testing.T, s smev.Store, again func() smev.Store) {
		ctx := t.Context()
		first, err := s.AddOutgoing(ctx, outgoing("id-1", "key"))
		if err != nil || first.Revision != 1 {
			t.Fatal(first, err)
		}
		if same, err := s.AddOutgoing(ctx, outgoing("id-2", "key")); err != nil || same.ID != "id-1" {
			t.Errorf("the same key is kept twice: %+v, %v", same, err)
		}
		old := *first
		first.Earlier, first.ID = append(first.Earlier, "id-1"), "id-3"
		if err := s.SaveOutgoing(ctx, first); err != nil {
			t.Fatal(err)
		}
		if err := s.SaveOutgoing(ctx, &old); !errors.Is(err, smev.ErrChanged) {
			t.Errorf("an old copy is saved: %v", err)
		}
		if added, err := s.AddIncoming(ctx, incoming("in-1")); !added || err != nil {
			t.Error(err)
		}
		if added, err := s.AddIncoming(ctx, incoming("in-1")); added || err != nil {
			t.Error("a repetition is added")
		}
		s = again()
		for _, id := range []message.MessageID{"id-1", "id-3"} {
			if o, err := s.Outgoing(ctx, id); err != nil || o.ID != "id-3" || string(o.Request.Content) != "<a/>" {
				t.Errorf("%s: %+v, %v", id, o, err)
			}
		}
		if _, err := s.Outgoing(ctx, "id-2"); !errors.Is(err, smev.ErrNotFound) {
			t.Error(err)
		}
		due, err := s.DueOutgoing(ctx, now, 10)
		if err != nil || len(due) != 1 {
			t.Fatal(due, err)
		}
		if early, _ := s.DueOutgoing(ctx, now.Add(-time.Second), 10); len(early) != 0 {
			t.Error("a message is due before its time")
		}
		in, err := s.Incoming(ctx, "in-1")
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Finish(ctx, in, outgoing("answer", "reply")); err != nil {
			t.Fatal(err)
		}
		s = again()
		if left, _ := s.DueIncoming(ctx, now, 10); len(left) != 0 {
			t.Error("a finished message is due")
		}
		if o, err := s.Outgoing(ctx, "answer"); err != nil || o.State != smev.Waiting {
			t.Error(o, err)
		}
	})
}

func TestFilesOfAStore(t *testing.T) {
	each(t, func(t *testing.T, s smev.Store, again func() smev.Store) {
		key, size, err := s.PutFile(t.Context(), strings.NewReader("файл"))
		if err != nil || size != 8 {
			t.Fatal(size, err)
		}
		orphan, _, err := s.PutFile(t.Context(), strings.NewReader("ничей"))
		if err != nil {
			t.Fatal(err)
		}
		o := outgoing("id", "")
		o.Files = []smev.File{{Attachment: "a", Key: key, Size: size}}
		if _, err := s.AddOutgoing(t.Context(), o); err != nil {
			t.Fatal(err)
		}
		s = again()
		r, err := s.OpenFile(t.Context(), key)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		if got, err := io.ReadAll(r); err != nil || string(got) != "файл" {
			t.Errorf("%s, %v", got, err)
		}
		if _, folder := s.(*smev.FolderStore); folder {
			if _, err := s.OpenFile(t.Context(), orphan); err == nil {
				t.Error("a file without message stays for ever")
			}
		}
		if _, err := s.OpenFile(t.Context(), "../messages.jsonl"); err == nil {
			t.Error("a file outside is opened")
		}
	})
}

// Whatever a loss of power leaves of the last line, the store opens with all lines before it.
func TestAJournalCutShortOpens(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	if _, err := s.AddOutgoing(t.Context(), outgoing("one", "")); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "messages.jsonl")
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.AddOutgoing(t.Context(), outgoing("two", "")); err != nil {
		t.Fatal(err)
	}
	if _, err := smev.OpenFolderStore(dir); err == nil {
		t.Error("two processes use one folder")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for end := len(before); end < len(whole); end++ {
		if err := os.WriteFile(path, whole[:end], 0o600); err != nil {
			t.Fatal(err)
		}
		s := open(t, dir)
		if _, err := s.Outgoing(t.Context(), "one"); err != nil {
			t.Fatalf("cut at %d: %v", end, err)
		}
		if _, err := s.Outgoing(t.Context(), "two"); err == nil {
			t.Fatalf("cut at %d: half a line is read", end)
		}
		if _, err := s.AddOutgoing(t.Context(), outgoing("three", "")); err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(path, []byte("not JSON\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := smev.OpenFolderStore(dir); err == nil {
		t.Error("a damaged journal opens as if nothing were wrong")
	}
}
