// Command pocketbase measures PocketBase on the work of the intake: one record of the same length created over HTTP, with
// as many indexes, by connections that go on as soon as they are answered. It is a module of its own, so that the program
// does not depend on its peer.
//
//	cd test/load/pocketbase && go run . --connections 64 --duration 12s
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase"
	"github.com/pocketbase/pocketbase/core"
)

const address = "127.0.0.1:8097"

func main() {
	if len(os.Args) > 1 && os.Args[1] == "serve" {
		if err := serve(os.Args[2], os.Args[3]); err != nil {
			log.Fatal(err)
		}
		return
	}
	connections := flag.Int("connections", 64, "keep-alive connections")
	duration := flag.Duration("duration", 12*time.Second, "how long")
	synchronous := flag.String("synchronous", "FULL", "of SQLite; FULL makes a commit survive a power cut, NORMAL is how PocketBase comes")
	answers := flag.String("answers", "../../../cmd/veche/bench/answers.json", "what one application holds")
	flag.Parse()
	if err := measure(*connections, *duration, *synchronous, *answers); err != nil {
		log.Fatal(err)
	}
}

// serve is PocketBase as it comes, but for how its commits reach the disk, with one collection that everybody may write to.
func serve(dir, synchronous string) error {
	app := pocketbase.NewWithConfig(pocketbase.Config{HideStartBanner: true, DefaultDataDir: dir, DBConnect: func(path string) (*dbx.DB, error) {
		return dbx.Open("sqlite", path+"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=journal_size_limit(200000000)&_pragma=synchronous("+
			synchronous+")&_pragma=foreign_keys(ON)&_pragma=temp_store(MEMORY)&_pragma=cache_size(-32000)")
	}})
	if err := app.Bootstrap(); err != nil {
		return err
	}
	if err := app.RunAllMigrations(); err != nil {
		return err
	}
	c := core.NewBaseCollection("applications")
	everybody := ""
	c.CreateRule = &everybody
	for _, name := range []string{"key", "subject", "place", "channel"} {
		c.Fields.Add(&core.TextField{Name: name})
	}
	c.Fields.Add(&core.NumberField{Name: "applicant"}, &core.JSONField{Name: "form", MaxSize: 65536}, &core.AutodateField{Name: "created", OnCreate: true})
	c.AddIndex("by_key", true, "key", "")
	c.AddIndex("by_subject", true, "subject", "")
	c.AddIndex("by_place", false, "place, created", "")
	c.AddIndex("by_applicant", false, "applicant", "")
	if err := app.Save(c); err != nil {
		return err
	}
	app.RootCmd.SetArgs([]string{"serve", "--http", address, "--dir", dir})
	return app.Start()
}

func measure(connections int, duration time.Duration, synchronous, answers string) error {
	form, err := os.ReadFile(answers)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "pocketbase-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	server := exec.Command(os.Args[0], "serve", dir, synchronous)
	server.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	server.Stderr = os.Stderr
	if err := server.Start(); err != nil {
		return err
	}
	defer func() { server.Process.Kill(); server.Wait() }()
	if err := healthy(); err != nil {
		return err
	}
	took, failed := offer(connections, duration, strings.TrimSpace(string(form)))
	if len(took) == 0 {
		return fmt.Errorf("nothing was created; %d failed", failed)
	}
	slices.Sort(took)
	fmt.Printf("PocketBase, synchronous=%s, %d connections: %.0f/s, p50 %v, p99 %v, failed %d\n", synchronous, connections,
		float64(len(took))/duration.Seconds(), took[len(took)/2], took[len(took)*99/100], failed)
	return nil
}

func healthy() error {
	for until := time.Now().Add(time.Minute); time.Now().Before(until); time.Sleep(50 * time.Millisecond) {
		if answer, err := http.Get("http://" + address + "/api/health"); err == nil {
			answer.Body.Close()
			return nil
		}
	}
	return fmt.Errorf("PocketBase does not answer")
}

// offer creates records over keep-alive connections until the time is over.
func offer(connections int, duration time.Duration, form string) (took []time.Duration, failed int64) {
	var (
		all    sync.WaitGroup
		turn   atomic.Int64
		wrong  atomic.Int64
		each   = make([][]time.Duration, connections)
		finish = time.Now().Add(duration)
	)
	for i := range each {
		all.Go(func() {
			conn, err := net.Dial("tcp", address)
			if err != nil {
				wrong.Add(1)
				return
			}
			defer conn.Close()
			in := bufio.NewReader(conn)
			for time.Now().Before(finish) {
				began := time.Now()
				if err := create(conn, in, turn.Add(1), form); err != nil {
					wrong.Add(1)
					return
				}
				each[i] = append(each[i], time.Since(began))
			}
		})
	}
	all.Wait()
	return slices.Concat(each...), wrong.Load()
}

func create(conn net.Conn, in *bufio.Reader, n int64, form string) error {
	body := fmt.Sprintf(`{"key":"%032x","subject":"%022x","place":"izh-%03d","channel":"portal","applicant":%d,"form":%s}`,
		uint64(n)*0x9E3779B97F4A7C15, uint64(n)*0xD1342543DE82EF95, n%200, n, form)
	if _, err := fmt.Fprintf(conn, "POST /api/collections/applications/records HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
		address, len(body), body); err != nil {
		return err
	}
	answer, err := http.ReadResponse(in, nil)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("%d %s", answer.StatusCode, text)
	}
	return err
}
