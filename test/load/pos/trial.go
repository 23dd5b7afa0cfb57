package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"

	"veche/internal/exchange/pos/contract"
	"veche/internal/platform/db"
)

// trial is one measurement.
type trial struct {
	items, answers, kills int
	database              string
	seed                  uint64
	rough, pause          bool
	dir                   string
	binary                string // built when it is not given
	say                   func(format string, args ...any)

	random   *rand.Rand
	tables   *db.DB // read beside the program, as an administrator could
	node     *process
	platform *process
	program  *process
	places   places
}

func (t *trial) run(ctx context.Context) error {
	if t.seed == 0 {
		t.seed = uint64(time.Now().UnixNano())
	}
	t.random = rand.New(rand.NewPCG(t.seed, 9))
	if t.database == "" {
		t.database = "sqlite:" + filepath.Join(t.data(), "veche.db")
	}
	t.say("%d items, %d answers, %d kills, %s, seed %d", t.items, t.answers, t.kills, strings.SplitN(t.database, ":", 2)[0], t.seed)
	if err := t.prepare(ctx); err != nil {
		return err
	}
	defer t.end()
	if t.pause {
		t.say("prepared")
		if _, err := bufio.NewReader(os.Stdin).ReadString('\n'); err != nil {
			return err
		}
	}
	if err := t.tookIn(ctx); err != nil {
		return err
	}
	return t.tookOut(ctx)
}

func (t *trial) data() string { return filepath.Join(t.dir, "data") }

// prepare settles a region, fills the platform and starts the node, which is never killed: it is SMEV.
func (t *trial) prepare(ctx context.Context) (err error) {
	if err := t.build(ctx); err != nil {
		return err
	}
	if err := t.command(ctx, "seed", "--documents", "1", "--data", t.data(), "--database", t.database); err != nil {
		return err
	}
	if t.tables, err = db.Open(ctx, t.database); err != nil {
		return err
	}
	if err := t.fill(ctx); err != nil {
		return err
	}
	return t.startNode(ctx)
}

func (t *trial) end() {
	for _, p := range []*process{t.program, t.platform, t.node} {
		p.kill()
	}
	t.tables.Close()
}

// tookIn measures from the start of the program to the last durable card.
func (t *trial) tookIn(ctx context.Context) error {
	if err := errors.Join(t.startPlatform(ctx), t.startProgram(ctx)); err != nil {
		return err
	}
	started := time.Now()
	took, err := t.until(ctx, "SELECT count(*) FROM pos_cards", t.items)
	if err != nil {
		return err
	}
	t.say("in: %d items in %s: %.0f items/s", t.items, took.Round(time.Millisecond), float64(t.items)/took.Seconds())
	if t.kills == 0 {
		t.say("in: seconds of processor: the program %.1f, the platform %.1f, the node %.1f, of %.1f that two cores have", t.program.processor().Seconds(),
			t.platform.processor().Seconds(), t.node.processor().Seconds(), 2*time.Since(started).Seconds())
	}
	return t.exactlyOneCard(ctx)
}

// tookOut answers cards and measures until the platform has accepted the last line.
func (t *trial) tookOut(ctx context.Context) error {
	if t.answers == 0 {
		return nil
	}
	t.program.stop()
	if err := t.answer(ctx, min(t.answers, t.items)); err != nil {
		return fmt.Errorf("answer: %w", err)
	}
	if err := t.startProgram(ctx); err != nil {
		return err
	}
	took, err := t.until(ctx, "SELECT count(*) FROM pos_ledger WHERE what = 'answer' AND state = 'accepted'", t.answers)
	if err != nil {
		return err
	}
	t.say("out: %d answers in %s: %.0f answers/s", t.answers, took.Round(time.Millisecond), float64(t.answers)/took.Seconds())
	// «Рассмотрено» is written down only when its letter has arrived: it is the last word on an item.
	if _, err := t.until(ctx, "SELECT count(*) FROM pos_ledger WHERE what = 'status' AND status = '"+contract.StatusConsidered+"' AND state = 'accepted'", t.answers); err != nil {
		return err
	}
	t.program.kill()
	t.platform.kill()
	return t.eachAnswerOnce(ctx)
}

// until waits for a count and kills meanwhile, spread over the way to it.
func (t *trial) until(ctx context.Context, query string, want int) (time.Duration, error) {
	started, killed := time.Now(), 0
	deadline := started.Add(10*time.Minute + time.Duration(t.items)*100*time.Millisecond)
	next := t.moment(killed, want)
	for last, told := -1, started; ; {
		n, err := db.One[int](ctx, t.tables, query)
		switch {
		case err != nil:
			return 0, err
		case n >= want:
			return time.Since(started), nil
		case time.Now().After(deadline):
			return 0, fmt.Errorf("%d of %d after %s; seed %d", n, want, time.Since(started), t.seed)
		}
		if n != last && time.Since(told) > 10*time.Second {
			t.say("  %d of %d after %s", n, want, time.Since(started).Round(time.Second))
			last, told = n, time.Now()
		}
		if killed < t.kills && n >= next {
			if err := t.strike(ctx); err != nil {
				return 0, err
			}
			killed++
			next = t.moment(killed, want)
		}
		select {
		case <-ctx.Done():
			return 0, ctx.Err()
		case <-time.After(time.Duration(50+t.random.IntN(150)) * time.Millisecond):
		}
	}
}

// moment is how much must be done before the next kill.
func (t *trial) moment(killed, want int) int {
	if t.kills == 0 || want < 2 {
		return 0
	}
	each := max(want/t.kills, 1)
	return killed*each + t.random.IntN(max(each*2/3, 1))
}

// strike kills one side or both and starts them again.
func (t *trial) strike(ctx context.Context) error {
	side := t.random.IntN(3)
	if side != 0 {
		t.program.kill()
	}
	if side != 1 {
		t.platform.kill()
	}
	t.say("  killed: %s", []string{"the platform", "the program", "both"}[side])
	if side != 1 {
		if err := t.startPlatform(ctx); err != nil {
			return err
		}
	}
	if side != 0 {
		return t.startProgram(ctx)
	}
	return nil
}
