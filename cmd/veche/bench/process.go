package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Server is the built program, serving as a child process.
type Server struct {
	Address string
	Surge   string // its entrance for applications alone
	process *exec.Cmd
	ended   chan struct{}
}

// startTime is enough for a server to come up on a busy machine, after a kill too.
const startTime = 60 * time.Second

// surging are the arguments of a server that has an entrance for applications alone.
var surging = []string{"serve", "--surge-listen", "127.0.0.1:0"}

// Serve starts the program on a data folder and a database and waits until it serves. What it logs goes into the folder.
func Serve(ctx context.Context, program, data, database, listen string, arguments ...string) (*Server, error) {
	path := filepath.Join(data, "serve.log")
	logged, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer logged.Close()
	s := &Server{ended: make(chan struct{})}
	s.process = exec.Command(program, append(arguments, "--data", data, "--database", database, "--listen", listen, "--log", "json")...)
	s.process.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	s.process.Stderr = logged
	if err := s.process.Start(); err != nil {
		return nil, fmt.Errorf("start the server: %w", err)
	}
	go func() {
		s.process.Wait()
		close(s.ended)
	}()
	for until := time.Now().Add(startTime); time.Now().Before(until) && ctx.Err() == nil; time.Sleep(20 * time.Millisecond) {
		if s.Address, s.Surge = servingAt(path); s.Address != "" {
			return s, nil
		}
		select {
		case <-s.ended:
			return nil, fmt.Errorf("the server ended; see %s", path)
		default:
		}
	}
	s.Kill()
	return nil, fmt.Errorf("the server does not serve; see %s", path)
}

// servingAt finds the line of the log that tells the addresses.
func servingAt(path string) (main, surge string) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return "", ""
	}
	for text := range strings.SplitSeq(string(raw), "\n") {
		var line struct{ Msg, Address, Surge string }
		if json.Unmarshal([]byte(text), &line) == nil && line.Msg == "serving" {
			return line.Address, line.Surge
		}
	}
	return "", ""
}

// Kill ends it as a power cut does: at once.
func (s *Server) Kill() {
	s.process.Process.Kill()
	<-s.ended
}

// Stop lets it end in order.
func (s *Server) Stop() {
	s.process.Process.Signal(syscall.SIGTERM)
	<-s.ended
}

// PID is its process.
func (s *Server) PID() int { return s.process.Process.Pid }

// children are the processes that a process has started.
func children(parent int) (list []int) {
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return nil
	}
	for _, e := range entries {
		if pid, err := strconv.Atoi(e.Name()); err == nil && parentOf(pid) == parent {
			list = append(list, pid)
		}
	}
	return list
}

// stat reads the fields of /proc/PID/stat that stand behind the name of the process.
func stat(pid int) []string {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return nil
	}
	text := string(raw)
	return strings.Fields(text[strings.LastIndexByte(text, ')')+1:])
}

func parentOf(pid int) int {
	fields := stat(pid)
	if len(fields) < 2 {
		return 0
	}
	n, _ := strconv.Atoi(fields[1])
	return n
}
