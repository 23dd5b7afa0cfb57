package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"veche/smev/message"
)

// process is one of the programs of a trial.
type process struct {
	cmd *exec.Cmd
	out *os.File
}

// kill is kill -9: nothing is said to the process and nothing of it is left.
func (p *process) kill() {
	if p == nil || p.cmd.ProcessState != nil {
		return
	}
	syscall.Kill(-p.cmd.Process.Pid, syscall.SIGKILL) // with its children
	p.cmd.Wait()
	p.out.Close()
}

// stop lets the process end its work.
func (p *process) stop() {
	syscall.Kill(p.cmd.Process.Pid, syscall.SIGTERM)
	p.cmd.Wait()
	p.out.Close()
}

// processor is the time that a running process has used of the processors.
func (p *process) processor() time.Duration {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	fields := bytes.Fields(text[bytes.LastIndexByte(text, ')')+1:])
	var user, system int64
	fmt.Sscan(string(fields[11]), &user)
	fmt.Sscan(string(fields[12]), &system)
	return time.Duration(user+system) * 10 * time.Millisecond // a tick is a hundredth of a second
}

// places are the addresses of the processes; they stay the same over all kills.
type places struct{ node, files, pages, program string }

func (t *trial) build(ctx context.Context) error {
	for _, place := range []*string{&t.places.node, &t.places.files, &t.places.pages, &t.places.program} {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return err
		}
		*place = l.Addr().String()
		l.Close()
	}
	if t.binary != "" {
		return nil
	}
	t.binary = filepath.Join(t.dir, "veche")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", t.binary, "veche/cmd/veche").CombinedOutput(); err != nil {
		return fmt.Errorf("build: %w\n%s", err, out)
	}
	return nil
}

// command runs the program to its end.
func (t *trial) command(ctx context.Context, args ...string) error {
	if out, err := exec.CommandContext(ctx, t.binary, args...).CombinedOutput(); err != nil {
		return fmt.Errorf("veche %s: %w\n%s", args[0], err, out)
	}
	return nil
}

// start runs the program and waits until its address answers.
func (t *trial) start(ctx context.Context, name, address string, args ...string) (*process, error) {
	out, err := os.OpenFile(filepath.Join(t.dir, name+".log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(t.binary, args...)
	cmd.Stdout, cmd.Stderr, cmd.SysProcAttr = out, out, &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		return nil, errors.Join(err, out.Close())
	}
	p := &process{cmd, out}
	for range 1200 {
		if r, err := http.Get("http://" + address + "/"); err == nil {
			r.Body.Close()
			return p, nil
		}
		select {
		case <-ctx.Done():
			return p, ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
	text, _ := os.ReadFile(out.Name())
	return p, fmt.Errorf("%s does not answer\n%s", name, text[max(0, len(text)-2000):])
}

func (t *trial) startNode(ctx context.Context) (err error) {
	dir := filepath.Join(t.dir, "node")
	for _, name := range []string{"edms", "platform"} {
		if err := t.command(ctx, "smev", "key", "--name", name, t.key(name)); err != nil {
			return err
		}
	}
	args := []string{"smev", "simulate", "--listen", t.places.node, "--ftp", t.places.files, "--dir", dir, "--redeliver", "3s"}
	if t.rough {
		args = append(args, "--mood", "lost_ack=20", "--mood", "duplicate=20", "--mood", "reorder=20", "--mood", "lost_answer=2")
	}
	t.node, err = t.start(ctx, "node", t.places.node, args...)
	return err
}

func (t *trial) key(name string) string { return filepath.Join(t.dir, name+".pem") }

func (t *trial) endpoint() string { return "http://" + t.places.node + message.V13.Path() }

func (t *trial) startPlatform(ctx context.Context) (err error) {
	t.platform, err = t.start(ctx, "platform", t.places.pages, "pos", "simulate", "--endpoint", t.endpoint(), "--key", t.key("platform"),
		"--listen", t.places.pages, "--dir", t.folder(), "--poll", "200ms")
	return err
}

func (t *trial) startProgram(ctx context.Context) (err error) {
	t.program, err = t.start(ctx, "program", t.places.program, "serve", "--demo", "--data", t.data(), "--database", t.database, "--listen", t.places.program,
		"--pos-endpoint", t.endpoint(), "--pos-version", string(message.V13), "--pos-key", t.key("edms"))
	return err
}
