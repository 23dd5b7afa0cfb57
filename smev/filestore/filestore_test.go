package filestore_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"veche/smev/filestore"
)

const uuid = "c8aac01f-bc02-11e8-af1e-005056b1e729"

func stand(t testing.TB) (*filestore.Server, *filestore.Client) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := filestore.NewServer(t.TempDir())
	done := make(chan error, 1)
	go func() { done <- s.Serve(l) }()
	t.Cleanup(func() {
		s.Close()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return s, &filestore.Client{Address: l.Addr().String(), Timeout: 5 * time.Second}
}

func fetch(t testing.TB, s *filestore.Server, c *filestore.Client) (string, error) {
	t.Helper()
	a, err := s.Grant(uuid)
	if err != nil {
		return "", err
	}
	var got bytes.Buffer
	err = c.Download(t.Context(), a.UserName, a.Password, a.FileName, &got)
	return got.String(), err
}

func TestAFileGoesThere(t *testing.T) {
	s, c := stand(t)
	for _, content := range []string{"первый", "второй\r\n.\r\n", strings.Repeat("x", 3<<20)} {
		if err := c.Upload(t.Context(), uuid, "письмо № 1.pdf", strings.NewReader(content)); err != nil {
			t.Fatal(err)
		}
		if got, err := fetch(t, s, c); err != nil || got != content {
			t.Errorf("%d octets, %v", len(got), err)
		}
	}
	t.Run("another name takes the place of the first", func(t *testing.T) {
		if err := c.Upload(t.Context(), uuid, "2.pdf", strings.NewReader("2")); err != nil {
			t.Fatal(err)
		}
		if got, err := fetch(t, s, c); got != "2" {
			t.Errorf("%q, %v", got, err)
		}
	})
}

func TestAnAccountIsForOneFileAndOneReading(t *testing.T) {
	s, c := stand(t)
	if err := c.Upload(t.Context(), uuid, "a", strings.NewReader("a")); err != nil {
		t.Fatal(err)
	}
	a, err := s.Grant(uuid)
	if err != nil {
		t.Fatal(err)
	}
	try := func(user, password, name string) error {
		return c.Download(t.Context(), user, password, name, io.Discard)
	}
	for name, err := range map[string]error{
		"a wrong password":   try(a.UserName, "x", "a"),
		"another file":       try(a.UserName, a.Password, "b"),
		"the anonymous":      try("anonymous", "", "a"),
		"a way out":          try(a.UserName, a.Password, "../a"),
		"an absent uuid":     func() error { _, err := s.Grant("none"); return err }(),
		"a command smuggled": try(a.UserName, a.Password, "a\r\nDELE a"),
		"another one":        try(a.UserName+"\r\nQUIT", a.Password, "a"),
	} {
		if err == nil {
			t.Errorf("%s is let in", name)
		}
	}
	if err := try(a.UserName, a.Password, "/a"); err != nil {
		t.Error(err)
	}
	if err := try(a.UserName, a.Password, "a"); err == nil {
		t.Error("the account is good twice")
	}
	for _, wrong := range []string{"", "..", "a/b", "a\nb"} {
		if c.Upload(t.Context(), wrong, "a", strings.NewReader("")) == nil || c.Upload(t.Context(), uuid, wrong, strings.NewReader("")) == nil {
			t.Errorf("%q is uploaded", wrong)
		}
	}
}

func TestAnUploadBrokenOffLeavesTheFileThatWas(t *testing.T) {
	s, c := stand(t)
	if err := c.Upload(t.Context(), uuid, "a", strings.NewReader("whole")); err != nil {
		t.Fatal(err)
	}
	err := c.Upload(t.Context(), uuid, "a", io.MultiReader(strings.NewReader("half"), iotest.ErrReader(errors.New("broken"))))
	if err == nil {
		t.Error("a broken upload succeeds")
	}
	if got, err := fetch(t, s, c); err != nil || got != "whole" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestAStoreThatIsDownMayBeTriedAgain(t *testing.T) {
	s, c := stand(t)
	s.SetDown(true)
	var reply *filestore.ReplyError
	if err := c.Upload(t.Context(), uuid, "a", strings.NewReader("a")); !errors.As(err, &reply) || !reply.Temporary() {
		t.Error(err)
	}
	s.SetDown(false)
	if err := c.Upload(t.Context(), uuid, "a", strings.NewReader("a")); err != nil {
		t.Error(err)
	}
}

func TestAFileTooLarge(t *testing.T) {
	s, c := stand(t)
	if err := c.Upload(t.Context(), uuid, "a", strings.NewReader("12345")); err != nil {
		t.Fatal(err)
	}
	c.Limit = 4
	if _, err := fetch(t, s, c); !errors.Is(err, filestore.ErrTooLarge) {
		t.Error(err)
	}
}

// A server that names another host for the data is not followed: the port alone is taken.
func TestAServerCannotSendTheClientElsewhere(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		for _, answer := range []string{"220 hi", "331 pw", "230 in", "200 type", "257 made", "250 there", "502 no", "227 (192,0,2,1,200,1)"} {
			if _, err := conn.Write([]byte(answer + "\r\n")); err != nil {
				return
			}
		}
		io.Copy(io.Discard, conn)
	}()
	var asked []string
	c := &filestore.Client{Address: l.Addr().String(), Timeout: 5 * time.Second, Dial: func(ctx context.Context, network, address string) (net.Conn, error) {
		asked = append(asked, address)
		if len(asked) > 1 {
			return nil, errors.New("no")
		}
		return (&net.Dialer{}).DialContext(ctx, network, address)
	}}
	if err := c.Upload(t.Context(), uuid, "a", strings.NewReader("")); err == nil {
		t.Error("uploaded")
	}
	if len(asked) != 2 || asked[1] != "127.0.0.1:51201" {
		t.Error(asked)
	}
}

func TestNothingIsLeftOfBrokenUploads(t *testing.T) {
	dir := t.TempDir()
	s := filestore.NewServer(dir)
	if err := os.MkdirAll(filepath.Join(dir, uuid), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, uuid, ".partial-1"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Path(uuid); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
}
