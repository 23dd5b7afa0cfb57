//go:build unix

package convert

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strconv"
	"syscall"
	"time"
)

// output is what a program said.
type output struct {
	stdout []byte
	stderr string
	cut    bool // stdout was longer than asked for
}

// failed is a program that ended badly by itself.
type failed struct {
	name   string
	status *exec.ExitError
	stderr string
}

func (f *failed) Error() string { return fmt.Sprintf("%s: %v: %s", f.name, f.status, f.stderr) }

// run starts a program in the private folder and waits for it, within the limits. At most keep bytes
// of its output are kept; a program that goes on writing is stopped, which is not an error.
func (t Tools) run(ctx context.Context, dir string, keep int64, name string, args ...string) (output, error) {
	path, err := t.find(name)
	if err != nil {
		return output{}, err
	}
	limits := t.Limits.orDefault()
	limited, cancel := context.WithTimeout(ctx, limits.Time)
	defer cancel()

	stdout, stderr := &bounded{most: keep}, &bounded{most: 4096}
	err = t.start(limited, dir, stdout, stderr, path, args)
	out := output{stdout.kept.Bytes(), stderr.kept.String(), stdout.full}

	var status *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return out, ctx.Err()
	case limited.Err() != nil:
		return out, fmt.Errorf("%w: %s was stopped after %v", ErrTimeout, name, limits.Time)
	case err == nil, out.cut:
		return out, nil
	case !errors.As(err, &status):
		return out, fmt.Errorf("%s: %w", name, err)
	case status.Sys().(syscall.WaitStatus).Signal() == syscall.SIGXFSZ:
		return out, fmt.Errorf("%w: %s wrote more than %d bytes", ErrTooLarge, name, limits.Output)
	default:
		return out, &failed{name, status, out.stderr}
	}
}

// start runs the program as the leader of a process group and leaves nobody of the group behind.
// The limits of memory and file size are set by the shell, as Go cannot set them for a child alone.
func (t Tools) start(ctx context.Context, dir string, stdout, stderr *bounded, path string, args []string) error {
	const limit = `ulimit -v "$1" && ulimit -f "$2" && ulimit -c 0 && shift 2 && exec "$@"`
	limits := t.Limits.orDefault()
	cmd := exec.CommandContext(ctx, "/bin/sh", append([]string{"-c", limit, "limits",
		strconv.FormatInt(limits.Memory/1024, 10), strconv.FormatInt(limits.Output/512, 10), path}, args...)...)
	cmd.Dir = dir
	cmd.Env = environment(dir)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if isolates() {
		cmd.SysProcAttr = isolated()
	}
	cmd.Stdout, cmd.Stderr = stdout, stderr
	killGroup := func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.Cancel = killGroup
	cmd.WaitDelay = 2 * time.Second
	stdout.whenFull = killGroup
	if err := cmd.Start(); err != nil {
		return err
	}
	err := cmd.Wait()
	_ = killGroup() // children that outlived their parent; usually there are none
	return err
}

// environment gives programs nothing of ours: no home, no secrets of the server, no way out by proxy.
func environment(dir string) []string {
	const nowhere = "http://127.0.0.1:9"
	return []string{
		"PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8", "HOME=" + dir, "TMPDIR=" + dir, "TZ=UTC",
		"http_proxy=" + nowhere, "https_proxy=" + nowhere, "SAL_USE_VCLPLUGIN=svp",
	}
}

// bounded keeps the beginning of what is written into it. The buffer is not embedded: its ReadFrom
// would take everything past the bound.
type bounded struct {
	kept     bytes.Buffer
	most     int64
	full     bool
	whenFull func() error
}

func (b *bounded) Write(p []byte) (int, error) {
	n := len(p)
	if room := b.most - int64(b.kept.Len()); int64(n) > room {
		p = p[:room]
		if !b.full && b.whenFull != nil {
			_ = b.whenFull()
		}
		b.full = true
	}
	b.kept.Write(p)
	return n, nil
}
