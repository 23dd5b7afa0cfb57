package audit

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// outside is the folder that holds the seal outside the database, in the layout of C2SP tlog-tiles:
//
//	checkpoint               the newest one
//	tile/L/N, tile/L/N.p/W   hashes of the tree: finished tiles never change, an unfinished one is W hashes wide
//	checkpoints/2026-11-21   all of a day, one JSON string a line
type outside struct{ dir string }

// path is where a tile stands; width is 256 for a finished one. The index is written as x001/x234/067.
func (o outside) path(id tileID, width int) string {
	name := fmt.Sprintf("%03d", id.index%1000)
	for n := id.index / 1000; n > 0; n /= 1000 {
		name = fmt.Sprintf("x%03d/%s", n%1000, name)
	}
	path := filepath.Join(o.dir, "tile", fmt.Sprint(id.level), filepath.FromSlash(name))
	if width < tileWidth {
		path = filepath.Join(path+".p", fmt.Sprint(width))
	}
	return path
}

// write brings the tiles of the tree and its checkpoints to the folder, the newest checkpoint last: what it covers is there.
func (o outside) write(t *tree, checkpoints []checkpoint) error {
	for id, hashes := range t.full {
		if err := o.writeTile(id, hashes); err != nil {
			return err
		}
	}
	clear(t.full)
	for level, hashes := range t.tiles {
		if len(hashes) == 0 {
			continue
		}
		index := t.size() >> (tileHeight * (level + 1))
		if err := writeWhole(o.path(tileID{level, index}, len(hashes)/hashSize), hashes); err != nil {
			return err
		}
	}
	for _, c := range checkpoints {
		if err := o.note(c); err != nil {
			return err
		}
	}
	if n := len(checkpoints); n > 0 {
		return writeWhole(filepath.Join(o.dir, "checkpoint"), []byte(checkpoints[n-1].note))
	}
	return nil
}

// writeTile writes a finished tile, which must not differ from the one that stands there, and drops its unfinished ones.
func (o outside) writeTile(id tileID, hashes []byte) error {
	path := o.path(id, tileWidth)
	was, err := os.ReadFile(path)
	switch {
	case err == nil && bytes.Equal(was, hashes):
		return nil
	case err == nil:
		return fmt.Errorf("the tile %s stands already with other hashes", path)
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if err := writeWhole(path, hashes); err != nil {
		return err
	}
	return os.RemoveAll(path + ".p")
}

// note adds a checkpoint to those of its day. A line torn by a power cut stays behind as it is.
func (o outside) note(c checkpoint) error {
	dir := filepath.Join(o.dir, "checkpoints")
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return err
	}
	path := filepath.Join(dir, c.At.UTC().Format("2006-01-02"))
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o640)
	if err != nil {
		return err
	}
	defer f.Close()
	line, err := json.Marshal(c.note)
	if err != nil {
		return err
	}
	if end, err := f.Seek(0, 2); err != nil {
		return err
	} else if end > 0 {
		last := make([]byte, 1)
		if _, err := f.ReadAt(last, end-1); err != nil {
			return err
		}
		if last[0] != '\n' {
			line = append([]byte{'\n'}, line...)
		}
	}
	if _, err := f.Write(append(line, '\n')); err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// named is a signed note with the place where it was found.
type named struct{ place, note string }

// notes reads all checkpoints, unchecked.
func (o outside) notes() ([]named, error) {
	days, err := os.ReadDir(filepath.Join(o.dir, "checkpoints"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var list []named
	for _, day := range days {
		raw, err := os.ReadFile(filepath.Join(o.dir, "checkpoints", day.Name()))
		if err != nil {
			return nil, err
		}
		for i, line := range strings.Split(strings.TrimSuffix(string(raw), "\n"), "\n") {
			n := named{place: fmt.Sprintf("checkpoints/%s:%d", day.Name(), i+1)}
			if err := json.Unmarshal([]byte(line), &n.note); err != nil && !torn(line) {
				n.note = line
			}
			if n.note != "" {
				list = append(list, n)
			}
		}
	}
	newest, err := os.ReadFile(filepath.Join(o.dir, "checkpoint"))
	if errors.Is(err, fs.ErrNotExist) {
		return list, nil
	}
	return append(list, named{"checkpoint", string(newest)}), err
}

// torn tells a line that a power cut ended too early.
func torn(line string) bool { return strings.HasPrefix(line, `"`) && !strings.HasSuffix(line, `"`) }

// leaves gives the leaf hashes of the tiles, in order, up to a size.
func (o outside) leaves(size uint64, each func(hash []byte)) error {
	for begin := uint64(0); begin < size; begin += tileWidth {
		want := int(min(tileWidth, size-begin))
		hashes, err := o.tile(tileID{0, begin / tileWidth}, want)
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
func (o outside) tile(id tileID, width int) ([]byte, error) {
	raw, err := os.ReadFile(o.path(id, tileWidth))
	if errors.Is(err, fs.ErrNotExist) && width < tileWidth {
		raw, err = os.ReadFile(o.path(id, width))
	}
	if err != nil {
		return nil, err
	}
	if len(raw) < width*hashSize {
		return nil, fmt.Errorf("the tile %s is too short", o.path(id, width))
	}
	return raw, nil
}

// writeWhole writes a file so that it is either whole or not there, also after a power cut.
func writeWhole(path string, content []byte) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, ".new-")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(content)
	if err := errors.Join(err, f.Chmod(0o640), f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return err
	}
	folder, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
