package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"veche/smev/simulator"
)

// TestExchange runs the scripts of testdata/exchange against `veche smev simulate`.
func TestExchange(t *testing.T) {
	t.Parallel()
	play(t, "testdata/exchange", &smevSimulate{Redeliver: time.Hour})
}

// TestEveryMoodOfTheSimulatedNode shows what a person with the tools sees of each mood.
func TestEveryMoodOfTheSimulatedNode(t *testing.T) {
	t.Parallel()
	play(t, "testdata/moods", &smevSimulate{Redeliver: time.Nanosecond, Mood: map[simulator.Mood]int{simulator.Overflow: 1}})
}

// play runs scripts against a node.
func play(t *testing.T, scripts string, command *smevSimulate) {
	command.Listen, command.FTP, command.Dir = freePort(t), freePort(t), t.TempDir()
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- command.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	await(t, command.Listen)
	await(t, command.FTP)
	testscript.Run(t, testscript.Params{
		Dir:                 scripts,
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("NODE", "http://"+command.Listen)
			env.Setenv("STORE", command.FTP)
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){"written": written, "answer": answerLast, "mood": switchMood, "calm": calm, "same": same, "holds": holds},
	})
}

// switchMood has the node misbehave: mood NAME TIMES [MILLISECONDS].
func switchMood(ts *testscript.TestScript, _ bool, args []string) {
	body := fmt.Sprintf(`{"moods":{%q:%s}}`, args[0], args[1])
	if len(args) > 2 {
		body = fmt.Sprintf(`{"moods":{%q:%s},"delay_ms":%s}`, args[0], args[1], args[2])
	}
	request, err := http.NewRequest(http.MethodPut, ts.Getenv("NODE")+"/control/moods", strings.NewReader(body))
	ts.Check(err)
	response, err := http.DefaultClient.Do(request)
	ts.Check(err)
	response.Body.Close()
	if response.StatusCode != http.StatusOK {
		ts.Fatalf("%s: %s", body, response.Status)
	}
}

// calm makes sure that every mood has struck.
func calm(ts *testscript.TestScript, _ bool, _ []string) {
	response, err := http.Get(ts.Getenv("NODE") + "/control/moods")
	ts.Check(err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	ts.Check(err)
	if !strings.Contains(string(text), `"moods":{}`) {
		ts.Fatalf("moods are left: %s", text)
	}
}

// same makes sure that whatever came into a folder was one message, however often it came.
func same(ts *testscript.TestScript, _ bool, args []string) {
	if found, err := os.ReadDir(args[0]); err != nil || len(found) != 1 {
		ts.Fatalf("%v, %v", found, err)
	}
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

// holds makes sure that the one message of a folder has a text in its content: holds FOLDER TEXT.
func holds(ts *testscript.TestScript, _ bool, args []string) {
	found, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "*", "content.xml"))
	ts.Check(err)
	if len(found) != 1 || !strings.Contains(ts.ReadFile(found[0]), args[1]) {
		ts.Fatalf("%v does not hold %s", found, args[1])
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
