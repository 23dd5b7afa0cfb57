//go:build unix

package convert

import (
	"context"
	"crypto/md5" // LibreOffice names its socket so; nothing is protected by it
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Bounds of a LibreOffice that stays.
const (
	mostFiles  = 100              // then another takes its place: what leaks goes with it
	idleTime   = time.Minute      // it takes some 200 MB
	startTime  = 30 * time.Second // until it is ready
	shareTime  = 4                // of a call's time, before the file is tried by a start of its own
	lookPeriod = 10 * time.Millisecond
	settled    = 10 // looks at which it is ready, one after another: its document may still be loading behind its lock
)

// residents are LibreOffices that stay between files: to start one costs as much as to convert some fifty letters. Each has
// a profile, a folder and a process group of its own, no network, and the limits of a call; it has one file open at a time.
// It goes after so many files, when nobody has needed it for a while, with the program, and at the first thing that is not
// as it should be. The file is then converted by a start of its own, whose word counts: a resident can make a conversion
// faster, and never make it fail.
type residents struct{ seats chan *resident }

// resident is one of them.
type resident struct {
	dir     string
	profile string // as an address
	process *exec.Cmd
	alive   io.Closer // tells it that we are
	ended   chan struct{}
	idle    *time.Timer
	files   int
}

// WithResidents are the same tools with up to n LibreOffices that stay. Close ends them; whoever converts then or later
// does so by starts of his own.
func (t Tools) WithResidents(n int) (with Tools, close func() error) {
	r := &residents{seats: make(chan *resident, n)}
	for range n {
		r.seats <- nil
	}
	with = t
	with.residents = r
	return with, func() error {
		for range n {
			if one := <-r.seats; one != nil {
				one.end()
			}
		}
		return nil
	}
}

// convertWith has a resident convert a file; false when a start of its own must do it.
func (r *residents) convertWith(ctx context.Context, t Tools, dir, made string, args []string) bool {
	if !t.hasModule("sw") { // the document that keeps it is one of Writer
		return false
	}
	var one *resident
	select {
	case one = <-r.seats:
	default: // all are busy, or there are none any more
		return false
	}
	one = one.awake()
	defer func() { r.seats <- one.rest() }()
	if one == nil {
		if one = t.startResident(ctx); one == nil {
			return false
		}
	}
	hurried := t
	hurried.Limits.Time = t.Limits.orDefault().Time / shareTime
	_, err := hurried.run(ctx, dir, 4096, soffice, append(officeArgs(one.profile), args...)...)
	info, missing := os.Stat(made)
	if err != nil || missing != nil || info.Size() == 0 {
		one.end()
		one = nil
		os.Remove(made)
		return false
	}
	one.files++
	return true
}

// officeArgs are those of every start.
func officeArgs(profile string) []string {
	return []string{"--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "-env:UserInstallation=" + profile}
}

// open is a document that it has open all the time: without one it would leave after the first conversion.
func (r *resident) open() string { return filepath.Join(r.dir, "open.txt") }

// ready tells that it listens and has its document open, which it shows by a lock beside it.
func (r *resident) ready() bool {
	_, listens := os.Stat(socketOf(r.profile))
	_, open := os.Stat(filepath.Join(r.dir, ".~lock.open.txt#"))
	return listens == nil && open == nil
}

// startResident starts a LibreOffice and waits until it is ready.
func (t Tools) startResident(ctx context.Context) *resident {
	dir, err := t.private()
	if err != nil {
		return nil
	}
	home := filepath.Join(dir, "profile")
	r := &resident{dir: dir, profile: fileURL(home), ended: make(chan struct{})}
	path, err := t.find(soffice)
	err = errors.Join(err, writeProfile(home), os.WriteFile(r.open(), []byte("open\n"), 0o600))
	if err == nil {
		err = r.begin(t.Limits.orDefault(), path)
	}
	if err != nil {
		os.RemoveAll(dir)
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, startTime)
	defer cancel()
	look := time.NewTicker(lookPeriod)
	defer look.Stop()
	for seen := 0; ; {
		if !r.ready() {
			seen = 0
		} else if seen++; seen == settled {
			return r
		}
		select {
		case <-look.C:
		case <-r.ended:
			r.end()
			return nil
		case <-ctx.Done():
			r.end()
			return nil
		}
	}
}

// begin starts the process as the leader of a group that ends with it and with us: a pipe from us tells that we live.
func (r *resident) begin(limits Limits, path string) error {
	const script = `ulimit -v "$1" && ulimit -f "$2" && ulimit -c 0 && shift 2 && exec 3<&0 </dev/null && {
		(cat <&3 >/dev/null; kill -KILL 0) & exec 3<&-
		"$@"; kill -KILL 0; }`
	args := []string{"-c", script, "limits", strconv.FormatInt(limits.Memory/1024, 10), strconv.FormatInt(limits.Output/512, 10), path}
	r.process = exec.Command("/bin/sh", append(append(args, officeArgs(r.profile)...), r.open())...)
	r.process.Dir, r.process.Env = r.dir, environment(r.dir)
	r.process.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if isolates() {
		r.process.SysProcAttr = isolated()
	}
	var err error
	if r.alive, err = r.process.StdinPipe(); err != nil {
		return err
	}
	if err := r.process.Start(); err != nil {
		return fmt.Errorf("start LibreOffice: %w", err)
	}
	go func() {
		_ = r.process.Wait() // how it ends says nothing: it is killed
		close(r.ended)
	}()
	return nil
}

// awake takes a resident to work; nil when it has gone.
func (r *resident) awake() *resident {
	if r == nil {
		return nil
	}
	r.idle.Stop()
	select {
	case <-r.ended:
		r.end()
		return nil
	default:
		return r
	}
}

// rest lays a resident aside until the next file; nil when it has done enough.
func (r *resident) rest() *resident {
	if r == nil {
		return nil
	}
	if r.files >= mostFiles {
		r.end()
		return nil
	}
	r.idle = time.AfterFunc(idleTime, r.kill)
	return r
}

func (r *resident) kill() { _ = syscall.Kill(-r.process.Process.Pid, syscall.SIGKILL) }

// end leaves nothing of a resident behind.
func (r *resident) end() {
	if r.idle != nil {
		r.idle.Stop()
	}
	r.kill()
	<-r.ended
	os.Remove(socketOf(r.profile))
	os.RemoveAll(r.dir)
}

// socketOf is where a LibreOffice with a profile listens to further calls: the name holds the MD5 of the profile's address
// in UTF-16, each octet without leading zeros.
func socketOf(profile string) string {
	var text []byte
	for _, c := range profile { // an address is of ASCII
		text = append(text, byte(c), 0)
	}
	var name strings.Builder
	for _, octet := range md5.Sum(text) {
		fmt.Fprintf(&name, "%x", octet)
	}
	return fmt.Sprintf("/tmp/OSL_PIPE_%d_SingleOfficeIPC_%s", os.Getuid(), &name)
}

func fileURL(path string) string { return (&url.URL{Scheme: "file", Path: path}).String() }
