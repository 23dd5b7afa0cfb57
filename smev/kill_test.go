package smev_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"veche/smev"
	"veche/smev/message"
)

// childFolder names the folder of the store in the process that is killed.
const childFolder = "VECHE_SMEV_STORE"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childFolder); dir != "" {
		if err := keepForEver(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// keepForEver keeps message after message and acknowledges each by a line, until it is killed.
func keepForEver(dir string) error {
	s, err := smev.OpenFolderStore(dir)
	if err != nil {
		return err
	}
	ctx := context.Background()
	ids := message.NewMessageIDs(nil)
	for {
		id := ids.Next()
		key, size, err := s.PutFile(ctx, strings.NewReader("файл "+string(id)))
		if err != nil {
			return err
		}
		in := incoming(id)
		in.Files = []smev.File{{Attachment: "a", Key: key, Size: size}}
		if _, err := s.AddIncoming(ctx, in); err != nil {
			return err
		}
		fmt.Println("in", id)
		o, err := s.AddOutgoing(ctx, outgoing(ids.Next(), "reply:"+string(id)))
		if err != nil {
			return err
		}
		fmt.Println("out", o.ID)
		o.State = smev.Taken
		if err := s.SaveOutgoing(ctx, o); err != nil {
			return err
		}
		fmt.Println("taken", o.ID)
	}
}

// TestNothingAcknowledgedIsLostWhenTheProcessIsKilled kills a process at random moments of its writing, several times on
// the same folder: what it has acknowledged is there, whole, and what is there twice is nothing.
func TestNothingAcknowledgedIsLostWhenTheProcessIsKilled(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 3))
	dir := t.TempDir()
	acknowledged := map[string]string{}
	for range 6 {
		for id, state := range killed(t, dir, 20+random.IntN(200)) {
			acknowledged[id] = state
		}
		look(t, dir, acknowledged)
	}
}

// killed lets a child acknowledge so many lines, kills it, and returns all that it has acknowledged.
func killed(t *testing.T, dir string, lines int) map[string]string {
	t.Helper()
	child := exec.Command(os.Args[0], "-test.run=^$")
	child.Env = append(os.Environ(), childFolder+"="+dir)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err == nil {
		err = child.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	told := map[string]string{}
	in := bufio.NewScanner(out)
	for n := 0; in.Scan(); n++ { // what stood in the pipe when it was killed was acknowledged too
		if word, id, found := strings.Cut(in.Text(), " "); found {
			told[id] = word
		}
		if n == lines {
			if err := child.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := child.Wait(); err == nil || len(told) < lines/3 {
		t.Fatalf("the child ended by itself after %d messages: %v", len(told), err)
	}
	return told
}

func look(t *testing.T, dir string, acknowledged map[string]string) {
	t.Helper()
	s := open(t, dir)
	defer s.Close()
	for id, word := range acknowledged {
		if word == "in" {
			lookAtIncoming(t, s, message.MessageID(id))
			continue
		}
		o, err := s.Outgoing(t.Context(), message.MessageID(id))
		if err != nil {
			t.Errorf("the acknowledged message %s is lost: %v", id, err)
		} else if word == "taken" && o.State != smev.Taken {
			t.Errorf("%s was taken and is %s", id, o.State)
		}
	}
	keys := map[string]bool{}
	due, err := s.DueOutgoing(t.Context(), now.AddDate(100, 0, 0), 1_000_000)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range due {
		if keys[o.Key] {
			t.Errorf("%s is there twice", o.Key)
		}
		keys[o.Key] = true
	}
	if len(due) > 6 { // one in flight for each kill
		t.Errorf("%s messages wait that were told to be taken", strconv.Itoa(len(due)))
	}
}

func lookAtIncoming(t *testing.T, s *smev.FolderStore, id message.MessageID) {
	t.Helper()
	in, err := s.Incoming(t.Context(), id)
	if err != nil {
		t.Errorf("the acknowledged delivery %s is lost: %v", id, err)
		return
	}
	file, err := s.OpenFile(t.Context(), in.Files[0].Key)
	if err != nil {
		t.Errorf("the file of %s: %v", id, err)
		return
	}
	defer file.Close()
	if text, err := io.ReadAll(file); err != nil || string(text) != "файл "+string(id) {
		t.Errorf("the file of %s holds %q, %v", id, text, err)
	}
}
