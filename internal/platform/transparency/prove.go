package transparency

import (
	"errors"
	"io/fs"
	"os"
	"strconv"

	"github.com/transparency-dev/merkle/compact"
	merkle "github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
)

// Inclusion is the path from a leaf to the root of the tree of a size (RFC 9162 §2.1.3), out of the tiles.
func (f Folder) Inclusion(index, size uint64) ([][]byte, error) {
	nodes, err := merkle.Inclusion(index, size)
	if err != nil {
		return nil, err
	}
	return f.hashes(nodes)
}

// Consistency shows that the tree of one size grew into that of another (RFC 9162 §2.1.4).
func (f Folder) Consistency(from, to uint64) ([][]byte, error) {
	nodes, err := merkle.Consistency(from, to)
	if err != nil {
		return nil, err
	}
	return f.hashes(nodes)
}

func (f Folder) hashes(nodes merkle.Nodes) (hashes [][]byte, err error) {
	hashes = make([][]byte, len(nodes.IDs))
	for i, node := range nodes.IDs {
		if hashes[i], err = f.node(node); err != nil {
			return nil, err
		}
	}
	return nodes.Rehash(hashes, rfc6962.DefaultHasher.HashChildren)
}

// Leaf is the leaf hash at a place.
func (f Folder) Leaf(index uint64) ([]byte, error) { return f.node(compact.NewNodeID(0, index)) }

// node is the hash of a whole subtree, out of the tiles.
func (f Folder) node(id compact.NodeID) ([]byte, error) {
	level, height := int(id.Level)/tileHeight, id.Level%tileHeight
	first := id.Index << height
	begin := int(first % tileWidth)
	count := 1 << height
	hashes, err := f.anyTile(tileID{level, first / tileWidth}, begin+count)
	if err != nil {
		return nil, err
	}
	t := factory.NewEmptyRange(0)
	for i := begin; i < begin+count; i++ {
		if err := t.Append(hashes[i*hashSize:(i+1)*hashSize], nil); err != nil {
			return nil, err
		}
	}
	return t.GetRootHash(nil)
}

// anyTile reads a tile of at least this width, finished or not.
func (f Folder) anyTile(id tileID, width int) ([]byte, error) {
	raw, err := f.tile(id, width)
	if !errors.Is(err, fs.ErrNotExist) {
		return raw, err
	}
	unfinished, listErr := os.ReadDir(f.path(id, tileWidth) + ".p")
	if listErr != nil {
		return nil, errors.Join(err, listErr)
	}
	for _, entry := range unfinished {
		if w, bad := strconv.Atoi(entry.Name()); bad == nil && w >= width {
			return f.tile(id, w)
		}
	}
	return nil, err
}
