package faults

import (
	"bufio"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"veche/gost"
)

// TestTheKeyServerIsKilledAndComesBack: the process that holds a key dies without a word; the next one takes its socket.
func TestTheKeyServerIsKilledAndComesBack(t *testing.T) {
	dir := t.TempDir()
	key, err := gost.GenerateKey(gost.Curve256A(), nil)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := gost.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	file, socket := filepath.Join(dir, "seal.key"), filepath.Join(dir, "socket")
	if err := os.WriteFile(file, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	check := func() (string, error) {
		out, err := exec.Command(binary(), "signer", "check", "--socket", socket, "--key", "seal").CombinedOutput()
		return string(out), err
	}
	for range 2 {
		server, _ := said(t, "serving", "signer", "serve", "--socket", socket, "--software-key", "seal="+file)
		if out, err := check(); err != nil || !strings.Contains(out, "the signature verifies") {
			t.Errorf("%v: %s", err, out)
		}
		server.Process.Kill()
		server.Wait()
		if out, err := check(); err == nil {
			t.Errorf("signed by nobody: %s", out)
		}
	}
	out, err := exec.Command(binary(), "signer", "serve", "--socket", socket).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "no key is named") {
		t.Errorf("served without a key: %v %s", err, out)
	}
}

// TestTheSimulatorStandsAlone: the other side of the protocol as a program of its own.
func TestTheSimulatorStandsAlone(t *testing.T) {
	dir := t.TempDir()
	_, heard := said(t, "root.cer", "remote-signer", "simulate", "--listen", "127.0.0.1:0", "--token", "secret", "--mood", "refuse", "--keys", dir)
	base := strings.TrimSuffix(regexp.MustCompile(`http://\S+`).FindString(heard), "/")
	for path, want := range map[string]int{"/": 200, "/phone.css": 200, "/v1/requests/none": 401} {
		answer, err := http.Get(base + path)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != want {
			t.Errorf("%s: %d", path, answer.StatusCode)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "root.cer")); err != nil {
		t.Error(err)
	}
}

// said starts the program and waits until it says a word; the test ends it.
func said(t *testing.T, word string, args ...string) (cmd *exec.Cmd, heard string) {
	t.Helper()
	cmd = exec.Command(binary(), args...)
	out, err := cmd.StderrPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if heard += lines.Text() + "\n"; strings.Contains(lines.Text(), word) {
			go io.Copy(io.Discard, out)
			return cmd, heard
		}
	}
	t.Fatalf("%v ended:\n%s", args, heard)
	return nil, ""
}
