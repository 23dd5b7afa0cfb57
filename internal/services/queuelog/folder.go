package queuelog

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"veche/internal/platform/transparency"
)

// read takes a log from its folder after a start. Tiles are not forced to the disk one by one, so a power cut may have
// taken some: they are made anew from the applications when these still give the signed checkpoint.
func (s *Service) read(ctx context.Context, q *queue) error {
	if q.tree != nil {
		return nil
	}
	tree, err := q.folder.Open(q.verifier)
	if errors.Is(err, transparency.ErrContradiction) {
		s.log.WarnContext(ctx, "tiles of the order are damaged and made anew", "service", q.ServiceID, "year", q.Year, "error", err)
		tree, err = s.mend(ctx, q)
	}
	if err != nil {
		return err
	}
	c, _, err := q.folder.Newest(q.verifier)
	if err != nil {
		return err
	}
	q.tree, q.newest = tree, c
	return nil
}

// mend makes the tiles anew, after a first pass has shown that the applications still give the checkpoint.
func (s *Service) mend(ctx context.Context, q *queue) (*transparency.Tree, error) {
	c, _, err := q.folder.Newest(q.verifier)
	if err != nil {
		return nil, err
	}
	if _, err := s.rebuild(ctx, q, c, func(t *transparency.Tree) error { t.Forget(); return nil }); err != nil {
		return nil, err
	}
	if err := os.RemoveAll(filepath.Join(q.folder.Dir, "tile")); err != nil {
		return nil, err
	}
	tree, err := s.rebuild(ctx, q, c, q.folder.WriteFinished)
	if err != nil {
		return nil, err
	}
	return tree, q.folder.Write(tree, nil)
}

func (s *Service) rebuild(ctx context.Context, q *queue, c transparency.Checkpoint, finished func(*transparency.Tree) error) (*transparency.Tree, error) {
	tree := transparency.NewTree()
	for tree.Size() < c.Size {
		n, err := s.append(ctx, q, tree, int(min(atATime, c.Size-tree.Size())))
		if err != nil {
			return nil, fmt.Errorf("%w: %w", err, transparency.ErrContradiction)
		}
		if err := finished(tree); err != nil {
			return nil, err
		}
		if n == 0 {
			break
		}
	}
	if !c.Holds(tree) {
		return nil, fmt.Errorf("the applications do not give the checkpoint of %d: %w", c.Size, transparency.ErrContradiction)
	}
	return tree, nil
}
