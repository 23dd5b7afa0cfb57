package audit

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/mod/sumdb/note"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/transparency"
	"veche/internal/platform/transparency/proof"
)

// Sealer takes committed rows into the tree and signs checkpoints. One node seals at a time (a leased schedule calls
// Seal); should two do it, the primary key of the leaves stops the later one.
type Sealer struct {
	db       *db.DB
	outside  transparency.Folder
	key      note.Signer
	verifier note.Verifier
	batch    int

	published string // the verifier key as auditors get it

	mu   sync.Mutex
	tree *transparency.Tree // nil: to be read from the folder
}

// NewSealer makes a sealer that writes tiles and checkpoints to a folder outside the database. Nodes may share a folder
// or have one each: a node brings its own up to date by itself.
func NewSealer(d *db.DB, dir string, key note.Signer, verifierKey string) (*Sealer, error) {
	verifier, err := note.NewVerifier(verifierKey)
	if err != nil {
		return nil, fmt.Errorf("read the verifier key of the audit log: %w", err)
	}
	if verifier.Name() != key.Name() || verifier.KeyHash() != key.KeyHash() {
		return nil, fmt.Errorf("the key of the audit log and its verifier key are not a pair")
	}
	return &Sealer{db: d, outside: transparency.Folder{Dir: dir}, key: key, verifier: verifier, batch: 1000, published: verifierKey}, nil
}

// errContradiction stops the sealer: it never signs a history that contradicts a checkpoint it knows.
var errContradiction = fmt.Errorf("run veche verify audit: the log of acts in the database: %w", transparency.ErrContradiction)

// errBehind says that another node has sealed meanwhile.
var errBehind = errors.New("another node has sealed")

// Seal seals all rows that are committed by now.
func (s *Sealer) Seal(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	err := s.seal(ctx)
	if err != nil {
		s.tree = nil
		return fmt.Errorf("seal the audit log: %w", err)
	}
	return nil
}

func (s *Sealer) seal(ctx context.Context) error {
	if s.tree == nil {
		t, err := s.outside.Open(s.verifier)
		if err != nil {
			return err
		}
		s.tree = t
	}
	for {
		if err := s.catchUp(ctx); err != nil {
			return err
		}
		n, err := s.take(ctx)
		if errors.Is(err, errBehind) {
			continue
		}
		if err != nil || n == 0 {
			return err
		}
	}
}

// catchUp brings the folder up to what is sealed in the database: by this node, by another one, or before a power cut.
// Each checkpoint there must follow from the tree here.
func (s *Sealer) catchUp(ctx context.Context) error {
	for {
		next, err := db.All[string](ctx, s.db, "SELECT note FROM audit_checkpoints WHERE size > $1 ORDER BY size LIMIT 100", int64(s.tree.Size()))
		if err != nil || len(next) == 0 {
			return err
		}
		var checkpoints []transparency.Checkpoint
		for _, signed := range next {
			c, err := transparency.ReadCheckpoint(signed, s.verifier)
			if err != nil {
				return fmt.Errorf("a checkpoint in the database: %w: %w", err, errContradiction)
			}
			leaves, err := db.All[[]byte](ctx, s.db, "SELECT hash FROM audit_leaves WHERE seq >= $1 AND seq < $2 ORDER BY seq", int64(s.tree.Size()), int64(c.Size))
			if err != nil {
				return err
			}
			for _, hash := range leaves {
				s.tree.Append(hash)
			}
			if !c.Holds(s.tree) {
				return fmt.Errorf("checkpoint %d: %w", c.Size, errContradiction)
			}
			checkpoints = append(checkpoints, c)
		}
		if err := s.outside.Write(s.tree, checkpoints); err != nil {
			return err
		}
	}
}

// take seals one batch of waiting rows in one transaction: leaves, checkpoint, and the rows wait no more. The folder
// follows with catchUp, so what is outside is always sealed inside.
func (s *Sealer) take(ctx context.Context) (sealed int, err error) {
	if some, err := db.Exists(ctx, s.db, "SELECT 1 FROM audit_waiting"); err != nil || !some {
		return 0, err
	}
	err = s.db.Tx(ctx, auth.System("audit"), func(tx *db.Tx) error {
		rows, err := db.All[Record](ctx, tx, "SELECT "+columns+" FROM audit JOIN audit_waiting ON audit_id = id ORDER BY id LIMIT $1", s.batch)
		if err != nil {
			return err
		}
		sealed = len(rows)
		if sealed == 0 {
			return nil
		}
		return s.write(ctx, tx, rows)
	})
	return sealed, err
}

func (s *Sealer) write(ctx context.Context, tx *db.Tx, rows []Record) error {
	end, err := db.One[int64](ctx, tx, "SELECT coalesce(max(seq) + 1, 0) FROM audit_leaves")
	if err != nil {
		return err
	}
	begin := int64(s.tree.Size())
	if end > begin {
		return errBehind
	}
	if end < begin {
		return fmt.Errorf("%d rows are sealed in the database and %d outside: %w", end, begin, errContradiction)
	}
	var hashes [][]byte
	var values, marks []string
	var args, ids []any
	for i, r := range rows {
		hash, err := r.hash()
		if err != nil {
			return err
		}
		hashes = append(hashes, hash)
		values = append(values, "("+db.Arg(&args, begin+int64(i))+", "+db.Arg(&args, r.ID)+", "+db.Arg(&args, hash)+")")
		ids = append(ids, r.ID)
		marks = append(marks, "$"+strconv.Itoa(i+1))
	}
	if _, err := tx.Exec(ctx, "INSERT INTO audit_leaves (seq, audit_id, hash) VALUES "+strings.Join(values, ", "), args...); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, "DELETE FROM audit_waiting WHERE audit_id IN ("+strings.Join(marks, ", ")+")", ids...); err != nil {
		return err
	}
	c := transparency.Checkpoint{Checkpoint: proof.Checkpoint{Size: uint64(begin) + uint64(len(rows)), Root: s.tree.RootWith(hashes), At: tx.Now}}
	signed, err := c.Sign(s.key)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, "INSERT INTO audit_checkpoints (size, at, note) VALUES ($1, $2, $3)", int64(c.Size), c.At, signed)
	return err
}
