package filestore

import (
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
)

// Account reads one file once.
type Account struct {
	UserName, Password, FileName string
}

// Server is a file store in a folder: a folder for each UUID, one file in each. Nobody can list it.
type Server struct {
	dir  string
	down atomic.Bool

	mu       sync.Mutex
	accounts map[string]grant // by user name
	closing  bool
	open     map[io.Closer]bool
	listener net.Listener
	running  sync.WaitGroup
}

type grant struct {
	Account
	uuid string
}

// NewServer keeps files in a folder.
func NewServer(dir string) *Server {
	return &Server{dir: dir, accounts: map[string]grant{}, open: map[io.Closer]bool{}}
}

// SetDown has the store refuse everybody, as if it were out of order.
func (s *Server) SetDown(down bool) { s.down.Store(down) }

// Serve answers on a listener until Close.
func (s *Server) Serve(l net.Listener) error {
	s.mu.Lock()
	s.listener = l
	s.mu.Unlock()
	for {
		conn, err := l.Accept()
		if err != nil {
			s.mu.Lock()
			defer s.mu.Unlock()
			if s.closing {
				return nil
			}
			return fmt.Errorf("filestore: %w", err)
		}
		if !s.keep(conn) {
			conn.Close()
			continue
		}
		s.running.Go(func() {
			defer s.drop(conn)
			(&visit{server: s, conn: conn}).serve()
		})
	}
}

// Close ends all connections and waits for them.
func (s *Server) Close() error {
	s.mu.Lock()
	s.closing = true
	if s.listener != nil {
		s.listener.Close()
	}
	for c := range s.open {
		c.Close()
	}
	s.mu.Unlock()
	s.running.Wait()
	return nil
}

func (s *Server) keep(c io.Closer) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closing || len(s.open) > 500 {
		return false
	}
	s.open[c] = true
	return true
}

func (s *Server) drop(c io.Closer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.open, c)
	c.Close()
}

// Path of the uploaded file of a UUID; the error is os.ErrNotExist when there is none.
func (s *Server) Path(uuid string) (string, error) {
	if !plain(uuid) {
		return "", fmt.Errorf("filestore: %.80q: %w", uuid, os.ErrNotExist)
	}
	entries, err := os.ReadDir(filepath.Join(s.dir, uuid))
	if err != nil {
		return "", err
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), partial) {
			return filepath.Join(s.dir, uuid, e.Name()), nil
		}
	}
	return "", fmt.Errorf("filestore: %s: %w", uuid, os.ErrNotExist)
}

// Grant makes an account for one file.
func (s *Server) Grant(uuid string) (Account, error) {
	path, err := s.Path(uuid)
	if err != nil {
		return Account{}, err
	}
	a := Account{UserName: "u" + strings.ToLower(rand.Text()), Password: rand.Text(), FileName: filepath.Base(path)}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.accounts[a.UserName] = grant{a, uuid}
	return a, nil
}

// enter finds the account; the password is compared in constant time.
func (s *Server) enter(user, password string) (grant, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	g, ok := s.accounts[user]
	return g, ok && subtle.ConstantTimeCompare([]byte(g.Password), []byte(password)) == 1
}

func (s *Server) spend(user string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.accounts, user)
}

const partial = ".partial-"

// store writes a file whole or not at all; it takes the place of one that was there.
func (s *Server) store(uuid, name string, content io.Reader) (err error) {
	folder := filepath.Join(s.dir, uuid)
	file, err := os.CreateTemp(folder, partial)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(file.Name())
		}
	}()
	_, err = io.Copy(file, content)
	if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
		return err
	}
	if old, missing := s.Path(uuid); missing == nil && filepath.Base(old) != name {
		if err := os.Remove(old); err != nil {
			return err
		}
	}
	return os.Rename(file.Name(), filepath.Join(folder, name))
}
