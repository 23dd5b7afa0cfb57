package simulator_test

import (
	"context"
	"io"
	"runtime"
	"runtime/metrics"
	"sync/atomic"
	"testing"
	"time"

	"veche/smev"
	"veche/smev/message"
)

// pattern is a file that takes no room.
type pattern struct{ left int64 }

func (p *pattern) Read(b []byte) (int, error) {
	if p.left == 0 {
		return 0, io.EOF
	}
	n := int(min(int64(len(b)), p.left))
	for i := range b[:n] {
		b[i] = byte(int(p.left) - i)
	}
	p.left -= int64(n)
	return n, nil
}

// highest watches how much memory objects take until it is stopped.
func highest() (stop func() uint64) {
	var most atomic.Uint64
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		for {
			metrics.Read(sample)
			most.Store(max(most.Load(), sample[0].Value.Uint64()))
			select {
			case <-done:
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	return func() uint64 {
		close(done)
		<-ended
		return most.Load()
	}
}

// 100 MB go from system to system, signed, hashed and checked on their way, beside the envelope and by the file store;
// both systems and the node together need little more memory than for a letter.
func TestALargeFileTakesNoMemory(t *testing.T) {
	const size, most = 100 << 20, 48 << 20
	for name, byReference := range map[string]bool{"beside the envelope": false, "by the file store": true} {
		t.Run(name, func(t *testing.T) {
			s := newStand(t)
			ours, theirs := must(smev.OpenFolderStore(t.TempDir())), must(smev.OpenFolderStore(t.TempDir()))
			defer ours.Close()
			defer theirs.Close()
			arrived := smev.File{}
			provider := smev.NewExchange(s.client(message.V13, s.provider), theirs, smev.Settings{Queues: requests, Handlers: smev.Handlers{
				Request: func(_ context.Context, in *smev.Incoming) (*smev.Reply, error) {
					arrived = in.Files[0]
					return nil, nil
				}}})
			consumer := smev.NewExchange(s.client(message.V13, s.consumer), ours, smev.Settings{})
			runtime.GC()
			stop := highest()
			key, n, err := ours.PutFile(t.Context(), &pattern{size})
			if err != nil || n != size {
				t.Fatal(n, err)
			}
			a := message.Attachment{ID: "c8aac01f-bc02-11e8-af1e-005056b1e729", ByReference: byReference, MimeType: "application/zip"}
			if !byReference {
				a.ID = "archive"
			}
			if _, err := consumer.Request(t.Context(), "", message.Request{Body: message.Body{Content: query(1), Attachments: []message.Attachment{a}}},
				[]smev.File{{Attachment: a.ID, Key: key, Size: n}}, 0); err != nil {
				t.Fatal(err)
			}
			if err := consumer.Step(t.Context()); err != nil {
				t.Fatal(err)
			}
			if err := provider.Step(t.Context()); err != nil {
				t.Fatal(err)
			}
			if peak := stop(); peak > most {
				t.Errorf("%d MB of memory", peak>>20)
			} else {
				t.Logf("%d MB of memory", peak>>20)
			}
			if arrived.Size != size || arrived.Signature != "valid" || arrived.Problem != "" {
				t.Errorf("%+v", arrived)
			}
		})
	}
}
