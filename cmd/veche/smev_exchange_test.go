package main

import (
	"context"
	"net"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestExchange runs the scripts of testdata/exchange against `veche smev simulate`.
func TestExchange(t *testing.T) {
	t.Parallel()
	node, store := freePort(t), freePort(t)
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() {
		ended <- (&smevSimulate{Listen: node, FTP: store, Dir: t.TempDir(), Redeliver: time.Hour}).Run(ctx)
	}()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	await(t, node)
	await(t, store)
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/exchange",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("NODE", "http://"+node)
			env.Setenv("STORE", store)
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){"written": written, "answer": answerLast},
	})
}

func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// await connects as soon as somebody listens.
func await(t *testing.T, address string) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); {
		if conn, err := net.Dial("tcp", address); err == nil {
			conn.Close()
			return
		}
	}
	t.Fatalf("nobody listens at %s", address)
}

// written makes sure that a folder has the content, the envelope and the file of one message.
func written(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range []string{"envelope.xml", "content.xml", "file-1"} {
		if found, err := filepath.Glob(filepath.Join(args[0], "*", name)); err != nil || len(found) != 1 {
			ts.Fatalf("%s: %v, %v", name, found, err)
		}
	}
}

var replyTo = regexp.MustCompile(`Адрес ответа: (\S+)`)

// answerLast answers the request that the command before has shown.
func answerLast(ts *testscript.TestScript, _ bool, args []string) {
	m := replyTo.FindStringSubmatch(ts.ReadFile("stdout"))
	if m == nil {
		ts.Fatalf("no return address was shown")
	}
	err := ts.Exec("veche", "smev", "send", "--endpoint", ts.Getenv("NODE")+"/smev/v1.2/ws", "--key", ts.MkAbs(args[0]), "--to", m[1], ts.MkAbs("answer.xml"))
	ts.Check(err)
}
