package gost_test

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"veche/gost"
)

// BenchmarkBesideEngine measures our operations and those of OpenSSL with the GOST
// engine by turns, in slices of a tenth of a second of processor time, and reports the
// best slice of each and their ratio. Run it with a fixed number of slices:
//
//	go test -run '^$' -bench BesideEngine -benchtime 2x ./gost
//
// It needs a C compiler and libssl-dev for the peer's loop in testdata.
func BenchmarkBesideEngine(b *testing.B) {
	peer := newPeer(b)
	for _, set := range paramsets {
		if set.curve.Size() == 32 && !strings.HasPrefix(set.name, "TC") {
			continue // the same curves by their older names
		}
		name := strings.TrimPrefix(strings.TrimPrefix(set.curve.Name(), "id-tc26-gost-3410-12-"), "id-tc26-gost-3410-2012-")
		name = strings.Replace(name, "-paramSet", "", 1)
		key := must(gost.GenerateKey(set.curve, nil))(b)
		public := key.Public().(*gost.PublicKey)
		digest := set.curve.Hash().Sum([]byte("message"))
		signature := must(key.Sign(nil, digest, nil))(b)
		cached := must(gost.NewPublicKey(set.curve, public.Bytes()))(b)
		cached.Precompute()
		file := peer.pem("key"+name, "PRIVATE KEY", must(gost.MarshalPKCS8PrivateKey(key))(b))

		verify := func(k *gost.PublicKey) func() {
			return func() {
				if !k.Verify(digest, signature) {
					b.Fatal("a valid signature is refused")
				}
			}
		}
		b.Run("verify/"+name, beside(peer, "verify "+file, 1, verify(public)))
		b.Run("verify-cached/"+name, beside(peer, "verify "+file, 1, verify(cached)))
		b.Run("sign/"+name, beside(peer, "sign "+file, 1, func() { must(key.Sign(nil, digest, nil))(b) }))
	}
	block := make([]byte, 1<<16)
	for _, h := range []gost.Hash{gost.Streebog256, gost.Streebog512} {
		d := h.New()
		b.Run(fmt.Sprintf("streebog/%d", 8*h.Size()), beside(peer, "digest "+md(h), float64(len(block)), func() { d.Write(block) }))
	}
	benchmarkP256(b, peer)
}

// benchmarkP256 puts the curve that everybody knows beside: Go's and OpenSSL's.
func benchmarkP256(b *testing.B, peer *peer) {
	key := must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))(b)
	digest := sha256.Sum256([]byte("message"))
	signature := must(ecdsa.SignASN1(rand.Reader, key, digest[:]))(b)
	file := filepath.Join(peer.dir, "p256")
	peer.run("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", file)
	b.Run("verify/P-256", beside(peer, "verify "+file, 1, func() { ecdsa.VerifyASN1(&key.PublicKey, digest[:], signature) }))
	b.Run("sign/P-256", beside(peer, "sign "+file, 1, func() { must(ecdsa.SignASN1(rand.Reader, key, digest[:]))(b) }))
}

const slice = 100 * time.Millisecond

// beside runs an operation of ours and the peer's by turns; an operation counts for
// so many units.
func beside(p *peer, command string, units float64, operation func()) func(*testing.B) {
	return func(b *testing.B) {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		operation() // makes the tables of the curve
		var ours, theirs float64
		for b.Loop() {
			theirs = max(theirs, p.ask(b, command))
			ours = max(ours, units*rate(operation))
		}
		unit := "op/s"
		if units > 1 {
			ours, theirs, unit = ours/1e6, theirs/1e6, "MB/s"
		}
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(ours, unit)
		b.ReportMetric(theirs, "engine-"+unit)
		b.ReportMetric(ours/theirs, "ratio")
	}
}

// rate is operations per second of processor time of this thread.
func rate(operation func()) float64 {
	count, start := 0, threadTime()
	for {
		for range 8 {
			operation()
		}
		count += 8
		if spent := threadTime() - start; spent >= slice {
			return float64(count) / spent.Seconds()
		}
	}
}

func threadTime() time.Duration {
	const thread = 1 // RUSAGE_THREAD
	var u syscall.Rusage
	if err := syscall.Getrusage(thread, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// peer is the loop of testdata/enginespeed.c.
type peer struct {
	*engine
	in  io.WriteCloser
	out *bufio.Reader
}

func newPeer(b *testing.B) *peer {
	b.Helper()
	e := newEngine(b)
	source := must(filepath.Abs("testdata/enginespeed.c"))(b)
	program := filepath.Join(e.dir, "enginespeed")
	if out, err := exec.Command("cc", "-O2", "-o", program, source, "-lcrypto").CombinedOutput(); err != nil {
		b.Fatalf("compile the peer's loop: %v\n%s", err, out)
	}
	cmd := exec.Command(program)
	cmd.Env = append(os.Environ(), "OPENSSL_CONF="+e.conf)
	cmd.Stderr = os.Stderr
	p := &peer{engine: e, in: must(cmd.StdinPipe())(b)}
	p.out = bufio.NewReader(must(cmd.StdoutPipe())(b))
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		p.in.Close()
		if err := cmd.Wait(); err != nil {
			b.Error(err)
		}
	})
	return p
}

// ask is the peer's operations per second.
func (p *peer) ask(b *testing.B, command string) float64 {
	if _, err := fmt.Fprintf(p.in, "%s %d\n", command, slice.Milliseconds()); err != nil {
		b.Fatal(err)
	}
	line := must(p.out.ReadString('\n'))(b)
	return must(strconv.ParseFloat(strings.TrimSpace(line), 64))(b)
}
