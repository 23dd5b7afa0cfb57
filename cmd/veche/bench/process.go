package bench

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
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
	process *exec.Cmd
	ended   chan struct{}
	log     *os.File
}

// startTime is enough for a server to come up on a busy machine, after a kill too.
const startTime = 60 * time.Second

// Serve starts the program on a data folder and a database and waits until it serves. What it logs goes into the folder.
func Serve(ctx context.Context, program, data, database, listen string, arguments ...string) (*Server, error) {
	logged, err := os.OpenFile(filepath.Join(data, "serve.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	s := &Server{log: logged, ended: make(chan struct{})}
	s.process = exec.Command(program, append(arguments, "--data", data, "--database", database, "--listen", listen, "--log", "json")...)
	s.process.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	out, err := s.process.StderrPipe()
	if err == nil {
		err = s.process.Start()
	}
	if err != nil {
		return nil, fmt.Errorf("start the server: %w", err)
	}
	serving := make(chan string, 1)
	go s.listen(out, serving)
	select {
	case s.Address = <-serving:
		return s, nil
	case <-s.ended:
		return nil, fmt.Errorf("the server ended; see %s", logged.Name())
	case <-time.After(startTime):
	case <-ctx.Done():
	}
	s.Kill()
	return nil, fmt.Errorf("the server does not serve; see %s", logged.Name())
}

// listen copies the log and finds the line that tells the address.
func (s *Server) listen(out io.Reader, serving chan<- string) {
	lines := bufio.NewReaderSize(out, 1<<16)
	for known := false; !known; {
		text, err := lines.ReadBytes('\n')
		s.log.Write(text)
		if err != nil {
			break
		}
		var line struct{ Msg, Address string }
		if known = json.Unmarshal(text, &line) == nil && line.Msg == "serving"; known {
			serving <- line.Address
		}
	}
	io.Copy(s.log, lines)
	s.process.Wait()
	s.log.Close()
	close(s.ended)
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
