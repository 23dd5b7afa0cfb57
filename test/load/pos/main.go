// Command pos measures the exchange with the feedback platform as it runs in earnest: a node of SMEV, the platform and the
// program are processes of their own, and the last two are killed (kill -9) at random moments. Then it compares both
// sides: every waiting item has exactly one card, every answer took effect exactly once.
//
//	go run ./test/load/pos --items 10000 --kills 10
//	go run ./test/load/pos --items 10000 --database postgres://…
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
)

func main() {
	var t trial
	flag.IntVar(&t.items, "items", 10000, "how many items wait, each with a file")
	flag.IntVar(&t.answers, "answers", 200, "how many cards are answered afterwards")
	flag.IntVar(&t.kills, "kills", 0, "how many times the program and the platform are killed while items come, and again while answers leave")
	flag.StringVar(&t.database, "database", "", "an empty database of PostgreSQL; SQLite when it is not named")
	flag.Uint64Var(&t.seed, "seed", 0, "of the moments of the kills; chosen when it is 0")
	flag.StringVar(&t.binary, "binary", "", "the program; it is built when it is not named")
	flag.BoolVar(&t.pause, "pause", false, "wait for a line on the standard input when all is prepared: the machine can be made quiet by then")
	flag.BoolVar(&t.rough, "rough", true, "the node loses confirmations, repeats and reorders")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	dir, err := os.MkdirTemp("", "veche-load-pos-")
	if err == nil {
		t.dir, t.say = dir, func(format string, args ...any) { fmt.Printf(format+"\n", args...) }
		err = t.run(ctx)
		os.RemoveAll(dir)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		stop()
		os.Exit(1)
	}
}
