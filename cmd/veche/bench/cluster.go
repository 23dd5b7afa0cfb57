package bench

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// Cluster is a PostgreSQL of the bench itself, with the settings by which the figures are measured.
type Cluster struct {
	dir     string
	bin     string
	owner   *syscall.Credential // PostgreSQL refuses to run as root
	process *exec.Cmd
	ended   chan struct{}
}

// settings of the cluster: every commit reaches the disk before it is acknowledged; the rest is room to work. A region
// gives it more memory.
var settings = []string{
	"fsync=on", "synchronous_commit=on", "full_page_writes=on", "wal_compression=lz4", "shared_buffers=4GB", "max_wal_size=24GB", "min_wal_size=16GB", "wal_buffers=64MB",
	"checkpoint_timeout=30min", "checkpoint_completion_target=0.9", "max_connections=100", "listen_addresses=", "jit=off", "bgwriter_delay=50ms", "bgwriter_lru_maxpages=1000",
	"log_checkpoints=on", "log_autovacuum_min_duration=0", "log_lock_waits=on",
}

// NewCluster makes a cluster in a folder and starts it.
func NewCluster(ctx context.Context, dir string) (*Cluster, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin")
	if err != nil || len(found) == 0 {
		return nil, fmt.Errorf("PostgreSQL is not installed in /usr/lib/postgresql")
	}
	c := &Cluster{dir: dir, bin: found[len(found)-1]}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	if os.Getuid() == 0 {
		if c.owner, err = ownerOfPostgres(); err != nil {
			return nil, err
		}
		if err := os.Chown(dir, int(c.owner.Uid), int(c.owner.Gid)); err != nil {
			return nil, err
		}
	}
	init := c.command("initdb", "-D", c.data(), "-U", "veche", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")
	if out, err := init.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w\n%s", err, out)
	}
	return c, c.Start(ctx)
}

// segments are how many files of its log a run fills: a live cluster has as many from the days before (min_wal_size).
func (o Options) segments() int {
	const row, file, atMost = 3 << 10, 16 << 20, 30_000 // bytes of the log for an application, of a file; applications a second
	rate := o.Rate
	if rate == 0 {
		rate = atMost
	}
	return 64 + (o.Rows+rate*int(o.Duration.Seconds()))*row/file
}

// ripen gives a new cluster the files of its log. A log that grows for the first time fills every file of 16 MB with
// zeros within somebody's commit, twice a second in a surge; later it takes the old ones again.
func (c *Cluster) ripen(segments int) error {
	script := strings.Repeat("SELECT pg_create_restore_point('bench');\nSELECT pg_switch_wal();\n", segments) + "CHECKPOINT;\n"
	psql := c.command("psql", "-q", "-h", c.dir, "-U", "veche", "-d", "postgres", "-o", os.DevNull)
	psql.Stdin = strings.NewReader(script)
	if out, err := psql.CombinedOutput(); err != nil {
		return fmt.Errorf("ripen the cluster: %w\n%s", err, out)
	}
	return nil
}

func (c *Cluster) data() string { return filepath.Join(c.dir, "db") }

func (c *Cluster) command(name string, arguments ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(c.bin, name), arguments...)
	cmd.Dir = c.dir
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: c.owner, Pdeathsig: syscall.SIGINT}
	return cmd
}

// URL of its database.
func (c *Cluster) URL() string { return "postgres://veche@/postgres?host=" + c.dir }

// Start starts it and waits until it answers: after a kill it first reads its log of writes again.
func (c *Cluster) Start(ctx context.Context) error {
	arguments := []string{"-D", c.data(), "-c", "unix_socket_directories=" + c.dir}
	for _, one := range settings {
		arguments = append(arguments, "-c", one)
	}
	cmd := c.command("postgres", arguments...)
	logged, err := os.OpenFile(filepath.Join(c.dir, "log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer logged.Close()
	cmd.Stdout, cmd.Stderr = logged, logged
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start PostgreSQL: %w", err)
	}
	c.process, c.ended = cmd, make(chan struct{})
	go func() {
		cmd.Wait()
		close(c.ended)
	}()
	for until := time.Now().Add(startTime); time.Now().Before(until) && ctx.Err() == nil; time.Sleep(50 * time.Millisecond) {
		if c.command("pg_isready", "-q", "-h", c.dir).Run() == nil {
			return nil
		}
	}
	return fmt.Errorf("PostgreSQL does not answer; see %s", logged.Name())
}

// Kill ends all its processes at once.
func (c *Cluster) Kill() {
	family := append(children(c.process.Process.Pid), c.process.Process.Pid)
	for _, pid := range family {
		syscall.Kill(pid, syscall.SIGKILL)
	}
	<-c.ended
	for _, pid := range family {
		for syscall.Kill(pid, 0) == nil {
			time.Sleep(time.Millisecond)
		}
	}
}

// Stop ends it without waiting for those who are connected.
func (c *Cluster) Stop() {
	c.process.Process.Signal(syscall.SIGINT)
	<-c.ended
}

// PID is its first process.
func (c *Cluster) PID() int { return c.process.Process.Pid }

func ownerOfPostgres() (*syscall.Credential, error) {
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, err
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, err
}
