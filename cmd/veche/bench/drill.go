package bench

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Victim is what a round of the drill kills.
type Victim string

const (
	KillServer   Victim = "server"
	KillDatabase Victim = "database"
)

// Drill is a stand on which processes are killed under load. One stand goes through all rounds: what a round leaves is what
// the next one starts from.
type Drill struct {
	site   *site
	people *crowd
	data   string
	random *rand.Rand
}

// Round is what one kill has shown.
type Round struct {
	Acknowledged int      // receipts held at the moment of the kill and after
	Cut          int      // requests whose answer was lost
	Returned     int      // retries that found the first receipt
	Wrong        []string // what does not hold
}

// NewDrill lays the ground for the kills: the built program, on sqlite or on a cluster of its own.
func NewDrill(ctx context.Context, program, folder, database string) (*Drill, error) {
	s, err := prepare(ctx, Options{Program: program, Folder: folder, Database: database, Nodes: 1, Say: io.Discard})
	if err != nil {
		if s != nil {
			s.clear()
		}
		return nil, err
	}
	d := &Drill{site: s, data: filepath.Join(s.folder, "node"), random: rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 1))}
	if err := os.MkdirAll(d.data, 0o700); err == nil {
		d.people, err = newCrowd(s.ground, s.door, "drill")
	}
	if err != nil {
		s.clear()
	}
	return d, err
}

// Close removes everything.
func (d *Drill) Close() { d.site.clear() }

// drillRate is offered during a round: enough that the kill meets full batches, on a busy machine too.
const drillRate = 1500

// Round offers a load, kills at a random moment within it, brings everything up again, and looks for every receipt; then
// everybody comes again with his pass, and each receipt gets its proof from the log of the order.
func (d *Drill) Round(ctx context.Context, victim Victim) (r Round, err error) {
	server, err := Serve(ctx, d.site.Program, d.data, d.site.url, "127.0.0.1:0", surging...)
	if err != nil {
		return r, err
	}
	defer func() { server.Kill() }()
	asked := &remembered{crowd: d.people, passes: map[[16]byte]asking{}}
	loading := make(chan outcome, 1)
	load := Load{Rate: drillRate, Duration: 2 * time.Second, Connections: 128, Addresses: []string{server.Surge}}
	go func() { loading <- offer(ctx, load, asked.next) }()
	time.Sleep(400*time.Millisecond + time.Duration(d.random.Int64N(int64(1200*time.Millisecond))))
	switch victim {
	case KillServer:
		server.Kill()
	case KillDatabase:
		d.site.cluster.Kill()
		if err := d.site.cluster.Start(ctx); err != nil {
			return r, err
		}
	}
	out := <-loading
	if victim == KillServer {
		if server, err = Serve(ctx, d.site.Program, d.data, d.site.url, "127.0.0.1:0", surging...); err != nil {
			return r, err
		}
	}
	r.Acknowledged, r.Cut = len(out.receipts), len(asked.passes)-len(out.receipts)
	found, err := reconcile(ctx, d.site.app.DB, d.site.door, d.site.ground.ServiceID, append([]got(nil), out.receipts...))
	if err != nil {
		return r, err
	}
	r.Wrong = found.Wrong
	if err := d.again(ctx, server.Address, asked, out.receipts, &r); err != nil {
		return r, err
	}
	if found, err = reconcile(ctx, d.site.app.DB, d.site.door, d.site.ground.ServiceID, nil); err != nil {
		return r, err
	}
	r.Wrong = append(r.Wrong, found.Wrong...)
	series, err := d.site.door.Series(ctx, d.site.app.DB)
	if err != nil {
		return r, err
	}
	return r, d.prove(ctx, server.Address, series[0].Year, out.receipts)
}

// remembered is a crowd that remembers its passes.
type remembered struct {
	*crowd
	mu     sync.Mutex
	passes map[[16]byte]asking
}

func (a *remembered) next(ctx context.Context, b []byte) ([]byte, [16]byte, error) {
	one, key, err := a.ask(ctx)
	if err != nil {
		return nil, key, err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.passes[key] = one
	return a.write(one, b), key, nil
}

// again comes with every pass once more: who has a receipt gets the same one, who lost the answer gets his first place,
// or a place at the end where the kill was faster than his application.
func (d *Drill) again(ctx context.Context, address string, asked *remembered, receipts []got, r *Round) error {
	held := make(map[[16]byte]got, len(receipts))
	for _, g := range receipts {
		held[g.key] = g
	}
	c := &connection{address: address}
	defer c.close()
	seen := map[int64]bool{}
	for key, one := range asked.passes {
		c.out = asked.write(one, c.out)
		status, body, err := c.exchange(c.out)
		if err != nil || status != 200 {
			return fmt.Errorf("a retry is answered %d %s: %w", status, codeOf(body), err)
		}
		now := receiptOf(key, body)
		if first, was := held[key]; was && now == first {
			r.Returned++
		} else if was {
			r.Wrong = append(r.Wrong, fmt.Sprintf("a retry of %d got %d", first.sequence, now.sequence))
		}
		if seen[now.sequence] {
			r.Wrong = append(r.Wrong, fmt.Sprintf("%d was given twice", now.sequence))
		}
		seen[now.sequence] = true
	}
	return nil
}
