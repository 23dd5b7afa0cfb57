package queuelog

import (
	"fmt"
	"log/slog"
	"path/filepath"
	"strconv"
	"sync"

	"golang.org/x/mod/sumdb/note"

	"veche/internal/platform/db"
	"veche/internal/platform/transparency"
	"veche/internal/services/intake"
)

// Service keeps the logs of one node. Nodes may share a folder or have one each: a node brings its own up to date by itself.
type Service struct {
	db     *db.DB
	intake *intake.Service
	dir    string
	key    transparency.Key
	name   string
	log    *slog.Logger

	mu   sync.Mutex
	open map[Ref]*queue
}

// Ref names a log: a service in a year.
type Ref struct {
	ServiceID int64
	Year      int
}

// queue is one log as this node knows it.
type queue struct {
	Ref
	folder   transparency.Folder
	signer   note.Signer
	verifier note.Verifier
	public   string // the verifier key as others get it

	mu     sync.Mutex
	tree   *transparency.Tree      // nil: to be read from the folder
	newest transparency.Checkpoint // of the folder; size 0 while there is none
}

// New keeps logs in a folder outside the database. The name is that of the key, the beginning of the origin of each log,
// e.g. "veche.samregion.ru/order".
func New(d *db.DB, in *intake.Service, dir string, key transparency.Key, name string, log *slog.Logger) *Service {
	return &Service{db: d, intake: in, dir: dir, key: key, name: name, log: log, open: map[Ref]*queue{}}
}

// Origin is the name of a log in its checkpoints.
func (s *Service) Origin(r Ref) string { return origin(s.name, r) }

func origin(name string, r Ref) string { return fmt.Sprintf("%s/%d/%d", name, r.ServiceID, r.Year) }

// Folder is where a log stands.
func Folder(dir string, r Ref) transparency.Folder {
	return transparency.Folder{Dir: filepath.Join(dir, strconv.FormatInt(r.ServiceID, 10), strconv.Itoa(r.Year)), Hasty: true}
}

// of is the log of a service in a year.
func (s *Service) of(r Ref) (*queue, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if q, known := s.open[r]; known {
		return q, nil
	}
	key, err := s.key.Of(s.Origin(r))
	if err != nil {
		return nil, err
	}
	q := &queue{Ref: r, folder: Folder(s.dir, r), public: key.Verifier}
	if q.signer, err = key.Signer(); err != nil {
		return nil, err
	}
	if q.verifier, err = note.NewVerifier(key.Verifier); err != nil {
		return nil, fmt.Errorf("read the verifier key of the log of the order: %w", err)
	}
	s.open[r] = q
	return q, nil
}
