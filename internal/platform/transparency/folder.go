package transparency

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// Folder holds a log outside the database, in the layout of C2SP tlog-tiles:
//
//	checkpoint               the newest one
//	tile/L/N, tile/L/N.p/W   hashes of the tree: finished tiles never change, an unfinished one is W hashes wide
//	checkpoints/2026-11-21   all of a day, one JSON string a line
type Folder struct {
	Dir string
	// Hasty leaves it to the system when a tile reaches the disk: for a log that grows quickly and whose leaves can be
	// had again. Checkpoints are brought to the disk in any case.
	Hasty bool
}

// ErrContradiction says that something differs from what was signed. A log stops there: it never signs a history that
// contradicts a checkpoint it knows.
var ErrContradiction = errors.New("it contradicts its seal")

// path is where a tile stands; width is 256 for a finished one. The index is written as x001/x234/067.
func (f Folder) path(id tileID, width int) string {
	name := fmt.Sprintf("%03d", id.index%1000)
	for n := id.index / 1000; n > 0; n /= 1000 {
		name = fmt.Sprintf("x%03d/%s", n%1000, name)
	}
	path := filepath.Join(f.Dir, "tile", fmt.Sprint(id.level), filepath.FromSlash(name))
	if width < tileWidth {
		path = filepath.Join(path+".p", fmt.Sprint(width))
	}
	return path
}

// Write brings the tiles of the tree and its checkpoints to the folder, the newest checkpoint last: what it covers is there.
func (f Folder) Write(t *Tree, checkpoints []Checkpoint) error {
	if err := f.WriteFinished(t); err != nil {
		return err
	}
	for level, hashes := range t.tiles {
		if len(hashes) == 0 {
			continue
		}
		index := t.Size() >> (tileHeight * (level + 1))
		if err := f.writeWhole(f.path(tileID{level, index}, len(hashes)/hashSize), hashes, !f.Hasty); err != nil {
			return err
		}
	}
	for _, c := range checkpoints {
		if err := f.add(c); err != nil {
			return err
		}
	}
	if n := len(checkpoints); n > 0 {
		return f.writeWhole(filepath.Join(f.Dir, "checkpoint"), []byte(checkpoints[n-1].Note), true)
	}
	return nil
}

// WriteFinished brings the tiles that will not change any more to the folder, so that a long way to the next checkpoint
// does not fill the memory.
func (f Folder) WriteFinished(t *Tree) error {
	for id, hashes := range t.full {
		if err := f.writeTile(id, hashes); err != nil {
			return err
		}
	}
	t.Forget()
	return nil
}

// writeTile writes a finished tile, which must not differ from the one that stands there, and drops its unfinished ones.
func (f Folder) writeTile(id tileID, hashes []byte) error {
	path := f.path(id, tileWidth)
	was, err := os.ReadFile(path)
	switch {
	case err == nil && bytes.Equal(was, hashes):
		return nil
	case err == nil:
		return fmt.Errorf("the tile %s stands already with other hashes: %w", path, ErrContradiction)
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if err := f.writeWhole(path, hashes, !f.Hasty); err != nil {
		return err
	}
	return os.RemoveAll(path + ".p")
}

// add puts a checkpoint to those of its day. A line torn by a power cut stays behind as it is.
func (f Folder) add(c Checkpoint) error {
	dir := filepath.Join(f.Dir, "checkpoints")
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return err
	}
	day, err := os.OpenFile(filepath.Join(dir, c.At.UTC().Format("2006-01-02")), os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o640)
	if err != nil {
		return err
	}
	defer day.Close()
	line, err := json.Marshal(c.Note)
	if err != nil {
		return err
	}
	if end, err := day.Seek(0, 2); err != nil {
		return err
	} else if end > 0 {
		last := make([]byte, 1)
		if _, err := day.ReadAt(last, end-1); err != nil {
			return err
		}
		if last[0] != '\n' {
			line = append([]byte{'\n'}, line...)
		}
	}
	if _, err := day.Write(append(line, '\n')); err != nil {
		return err
	}
	return errors.Join(day.Sync(), day.Close())
}

// Found is a signed note with the place where it was found, unchecked.
type Found struct{ Place, Note string }

// Notes reads all checkpoints, unchecked.
func (f Folder) Notes() ([]Found, error) {
	days, err := os.ReadDir(filepath.Join(f.Dir, "checkpoints"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var list []Found
	for _, day := range days {
		raw, err := os.ReadFile(filepath.Join(f.Dir, "checkpoints", day.Name()))
		if err != nil {
			return nil, err
		}
		for i, line := range strings.Split(strings.TrimSuffix(string(raw), "\n"), "\n") {
			n := Found{Place: fmt.Sprintf("checkpoints/%s:%d", day.Name(), i+1)}
			if err := json.Unmarshal([]byte(line), &n.Note); err != nil && !torn(line) {
				n.Note = line
			}
			if n.Note != "" {
				list = append(list, n)
			}
		}
	}
	newest, err := os.ReadFile(filepath.Join(f.Dir, "checkpoint"))
	if errors.Is(err, fs.ErrNotExist) {
		return list, nil
	}
	return append(list, Found{"checkpoint", string(newest)}), err
}

// torn tells a line that a power cut ended too early.
func torn(line string) bool { return strings.HasPrefix(line, `"`) && !strings.HasSuffix(line, `"`) }

// Newest reads the newest checkpoint of the folder; ok is false while there is none.
func (f Folder) Newest(key note.Verifier) (c Checkpoint, ok bool, err error) {
	raw, err := os.ReadFile(filepath.Join(f.Dir, "checkpoint"))
	if errors.Is(err, fs.ErrNotExist) {
		return Checkpoint{}, false, nil
	}
	if err != nil {
		return Checkpoint{}, false, err
	}
	if c, err = ReadCheckpoint(string(raw), key); err != nil {
		return c, false, fmt.Errorf("the checkpoint in %s: %w", f.Dir, err)
	}
	return c, true, nil
}

// Open reads the tree of the newest checkpoint from the tiles.
func (f Folder) Open(key note.Verifier) (*Tree, error) {
	t := NewTree()
	c, ok, err := f.Newest(key)
	if err != nil || !ok {
		return t, err
	}
	if err := f.Leaves(c.Size, t.appendOnly); err != nil {
		return nil, fmt.Errorf("the tiles in %s do not reach its checkpoint: %w: %w", f.Dir, err, ErrContradiction)
	}
	if !c.Holds(t) {
		return nil, fmt.Errorf("the tiles in %s do not give its checkpoint: %w", f.Dir, ErrContradiction)
	}
	return t, nil
}

// Leaves gives the leaf hashes of the tiles, in order, up to a size.
func (f Folder) Leaves(size uint64, each func(hash []byte)) error {
	for begin := uint64(0); begin < size; begin += tileWidth {
		want := int(min(tileWidth, size-begin))
		hashes, err := f.tile(tileID{0, begin / tileWidth}, want)
		if err != nil {
			return err
		}
		for i := range want {
			each(hashes[i*hashSize : (i+1)*hashSize])
		}
	}
	return nil
}

// tile reads a tile of at least this width: the finished one when it is there.
func (f Folder) tile(id tileID, width int) ([]byte, error) {
	raw, err := os.ReadFile(f.path(id, tileWidth))
	if errors.Is(err, fs.ErrNotExist) && width < tileWidth {
		raw, err = os.ReadFile(f.path(id, width))
	}
	if err != nil {
		return nil, err
	}
	if len(raw) < width*hashSize {
		return nil, fmt.Errorf("the tile %s is too short", f.path(id, width))
	}
	return raw, nil
}

// writeWhole writes a file so that it is either whole or not there; a durable one also after a power cut.
func (f Folder) writeWhole(path string, content []byte, durable bool) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return err
	}
	file, err := os.CreateTemp(dir, ".new-")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	_, err = file.Write(content)
	err = errors.Join(err, file.Chmod(0o640))
	if durable {
		err = errors.Join(err, file.Sync())
	}
	if err := errors.Join(err, file.Close()); err != nil {
		return err
	}
	if err := os.Rename(file.Name(), path); err != nil || !durable {
		return err
	}
	folder, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// LeavesFrom gives the leaf hashes of one tile, from its first.
func (f Folder) LeavesFrom(first, count uint64) ([]byte, error) {
	return f.anyTile(tileID{0, first / tileWidth}, int(count))
}
