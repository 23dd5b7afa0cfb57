package transparency

import (
	"maps"
	"slices"

	"github.com/transparency-dev/merkle/compact"
	"github.com/transparency-dev/merkle/rfc6962"
)

const (
	tileHeight = 8
	tileWidth  = 1 << tileHeight
	hashSize   = 32
)

// Tree is the right edge of the Merkle tree and its unfinished tiles; the rest is in the folder.
type Tree struct {
	edge  *compact.Range
	tiles [][]byte          // the unfinished tile of each tile level: concatenated hashes
	full  map[tileID][]byte // finished since the last flush
}

// tileID names a tile: level counts tiles (a tile is eight levels of the tree), index counts from the left.
type tileID struct {
	level int
	index uint64
}

var factory = &compact.RangeFactory{Hash: rfc6962.DefaultHasher.HashChildren}

// NewTree is a tree without leaves.
func NewTree() *Tree { return &Tree{edge: factory.NewEmptyRange(0), full: map[tileID][]byte{}} }

// Size counts the leaves.
func (t *Tree) Size() uint64 { return t.edge.End() }

// Root is the root hash.
func (t *Tree) Root() []byte {
	if t.Size() == 0 {
		return rfc6962.DefaultHasher.EmptyRoot()
	}
	root, err := t.edge.GetRootHash(nil)
	if err != nil {
		panic(err) // only for a range that does not begin at 0
	}
	return root
}

// Append puts one leaf to the right end.
func (t *Tree) Append(leaf []byte) {
	err := t.edge.Append(leaf, func(id compact.NodeID, hash []byte) {
		if id.Level%tileHeight != 0 {
			return
		}
		level := int(id.Level / tileHeight)
		if level == len(t.tiles) {
			t.tiles = append(t.tiles, nil)
		}
		t.tiles[level] = append(t.tiles[level], hash...)
		if len(t.tiles[level]) == tileWidth*hashSize {
			t.full[tileID{level, id.Index / tileWidth}] = t.tiles[level]
			t.tiles[level] = nil
		}
	})
	if err != nil {
		panic(err) // only for a range whose hashes do not fit its size
	}
}

// Clone is a tree that can be thrown away when it turns out that its leaves may not be taken in.
func (t *Tree) Clone() *Tree {
	edge, err := factory.NewRange(0, t.edge.End(), slices.Clone(t.edge.Hashes()))
	if err != nil {
		panic(err) // only for hashes that do not fit the size
	}
	next := &Tree{edge: edge, tiles: make([][]byte, len(t.tiles)), full: maps.Clone(t.full)}
	for level, hashes := range t.tiles {
		next.tiles[level] = slices.Clone(hashes)
	}
	return next
}

// RootWith is the root that the tree would have with more leaves.
func (t *Tree) RootWith(leaves [][]byte) []byte {
	next := t.Clone()
	for _, leaf := range leaves {
		next.Append(leaf)
	}
	return next.Root()
}

// Forget drops the finished tiles that were not written: for one who wants the roots only.
func (t *Tree) Forget() { clear(t.full) }

// appendOnly appends a leaf whose tiles are written already.
func (t *Tree) appendOnly(leaf []byte) {
	t.Append(leaf)
	t.Forget()
}
