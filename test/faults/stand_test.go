package faults

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// stand is one installation of the program: its data, its database, and the process that serves it while it runs.
type stand struct {
	*testing.T
	data, database string
	address        string // "http://127.0.0.1:PORT"
	child          *child
}

// child is the running program.
type child struct {
	process *exec.Cmd
	ended   chan struct{} // closed when it has ended
	err     error         // how it ended
	log     *log
}

// log keeps what the program says, for the report of a failed test.
type log struct {
	mu    sync.Mutex
	lines []string
}

func (l *log) add(line string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lines = append(l.lines, line)
}

func (l *log) has(word string) (found []string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, line := range l.lines {
		if strings.Contains(line, word) {
			found = append(found, line)
		}
	}
	return found
}

// patience is how long a test waits for what must happen soon; a busy machine is slow, not wrong.
const patience = 60 * time.Second

// start runs the program on the stand and waits until it serves.
func (s *stand) start() {
	s.Helper()
	cmd := exec.Command(binary(), "serve", "--demo", "--data", s.data, "--database", s.database, "--listen", "127.0.0.1:0", "--log", "json")
	work := s.TempDir()
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME"), "TMPDIR=" + work}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	out, err := cmd.StderrPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		s.Fatal(err)
	}
	c := &child{process: cmd, ended: make(chan struct{}), log: &log{}}
	s.child = c
	serving := make(chan string, 1)
	go func() {
		c.listen(out, serving)
		c.err = cmd.Wait()
		close(c.ended)
	}()
	s.Cleanup(func() {
		syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
		<-c.ended
		endThoseIn(work)
		s.noPanic(c)
	})
	select {
	case at := <-serving:
		s.address = "http://" + at
	case <-c.ended:
		s.Fatalf("the program ended: %v\n%s", c.err, strings.Join(c.log.has(""), "\n"))
	case <-time.After(patience):
		s.Fatal("the program does not serve")
	}
}

// listen reads the log to its end; the line «serving» tells the address.
func (c *child) listen(out io.Reader, serving chan<- string) {
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		c.log.add(lines.Text())
		var line struct{ Msg, Address string }
		if json.Unmarshal(lines.Bytes(), &line) == nil && line.Msg == "serving" {
			serving <- line.Address
		}
	}
}

// noPanic fails the test when the program met something that nobody had thought of.
func (s *stand) noPanic(c *child) {
	if found := c.log.has("panic"); len(found) > 0 {
		s.Errorf("panic: %s", strings.Join(found, "\n"))
	}
}

// kill ends the program as a power cut does to a process: at once, with nothing put in order.
func (s *stand) kill() {
	s.Helper()
	if err := s.child.process.Process.Signal(syscall.SIGKILL); err != nil {
		s.Fatal(err)
	}
	<-s.child.ended
}

// stop ends the program in order.
func (s *stand) stop() {
	s.Helper()
	if err := s.child.process.Process.Signal(syscall.SIGTERM); err != nil {
		s.Fatal(err)
	}
	select {
	case <-s.child.ended:
	case <-time.After(patience):
		s.Fatal("the program does not stop")
	}
	if s.child.err != nil {
		s.Fatalf("the program stopped with %v", s.child.err)
	}
}

// endThoseIn ends converters that outlive a killed program: each leads a group of its own and writes into a folder that
// the test removes.
func endThoseIn(folder string) {
	processes, _ := filepath.Glob("/proc/[0-9]*/cwd")
	for _, cwd := range processes {
		if at, err := os.Readlink(cwd); err == nil && strings.HasPrefix(at, folder) {
			pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(cwd)))
			syscall.Kill(pid, syscall.SIGKILL)
		}
	}
}

// command runs another command of the program on the stand and tells its exit code and what it said.
func (s *stand) command(args ...string) (code int, said string) {
	s.Helper()
	cmd := exec.Command(binary(), append(args, "--data", s.data, "--database", s.database)...)
	out, err := cmd.CombinedOutput()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		s.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), string(out)
}

// until waits for a condition.
func (s *stand) until(what string, holds func() bool) {
	s.Helper()
	s.within(patience, what, holds)
}

// within waits for a condition no longer than a promise allows.
func (s *stand) within(promise time.Duration, what string, holds func() bool) {
	s.Helper()
	deadline := time.NewTimer(promise)
	defer deadline.Stop()
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for !holds() {
		select {
		case <-deadline.C:
			s.Fatalf("not within %v: %s", promise, what)
		case <-look.C:
		}
	}
}
