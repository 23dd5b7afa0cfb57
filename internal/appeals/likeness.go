package appeals

import (
	"context"
	"encoding/hex"
	"hash/fnv"
	"strings"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/text"
)

// Like texts are found by sketches (MinHash): the stemmed text is cut into shingles of three words, 32 hash functions keep
// the least hash of each, and the share of equal ones estimates how much of the shingles two texts have in common. Eight
// bands of four hashes make like texts meet in an index: at 60 % in common a pair meets with probability 0.67, at 80 %
// with 0.99. Cost: nine rows written once for a text, eight probes of an index for a look, whatever has arrived before.
const (
	sketchSize = 32
	bandSize   = 4
	bands      = sketchSize / bandSize
	shingle    = 3
	likeFrom   = 50      // percent from which an appeal is shown as alike
	sketchOf   = 100_000 // letters of a text that are sketched
)

type sketch [sketchSize]uint32

// sketchText is false for a text of fewer words than a shingle: there is nothing to compare.
func sketchText(s string) (sketch, bool) {
	var out sketch
	stems := strings.Fields(text.StemText(s))
	if len(stems) < shingle {
		return out, false
	}
	for i := range out {
		out[i] = 1<<32 - 1
	}
	for at := 0; at+shingle <= len(stems); at++ {
		h := fnv.New64a()
		h.Write([]byte(strings.Join(stems[at:at+shingle], " ")))
		one := h.Sum64()
		for i := range out {
			out[i] = min(out[i], mixed(one, uint64(i)))
		}
	}
	return out, true
}

// mixed is the i-th hash function: the finalizer of MurmurHash3 over the hash moved by a constant of the function.
func mixed(h, i uint64) uint32 {
	h ^= (i + 1) * 0x9E3779B97F4A7C15
	h ^= h >> 33
	h *= 0xFF51AFD7ED558CCD
	h ^= h >> 33
	h *= 0xC4CEB9FE1A85EC53
	return uint32(h >> 32)
}

// like is how much two texts have in common, in percent.
func (a sketch) like(b sketch) int {
	same := 0
	for i := range a {
		if a[i] == b[i] {
			same++
		}
	}
	return same * 100 / sketchSize
}

// band is one number of four hashes.
func (a sketch) band(n int) int64 {
	h := uint64(14695981039346656037)
	for _, one := range a[n*bandSize : (n+1)*bandSize] {
		h = (h ^ uint64(one)) * 1099511628211
	}
	return int64(h >> 1)
}

func (a sketch) String() string {
	raw := make([]byte, 0, sketchSize*4)
	for _, one := range a {
		raw = append(raw, byte(one>>24), byte(one>>16), byte(one>>8), byte(one))
	}
	return hex.EncodeToString(raw)
}

func readSketch(s string) (out sketch, ok bool) {
	raw, err := hex.DecodeString(s)
	if err != nil || len(raw) != sketchSize*4 {
		return out, false
	}
	for i := range out {
		out[i] = uint32(raw[i*4])<<24 | uint32(raw[i*4+1])<<16 | uint32(raw[i*4+2])<<8 | uint32(raw[i*4+3])
	}
	return out, true
}

// onTextRead sketches an appeal when the text of one of its files is known.
func (s *Service) onTextRead(ctx context.Context, a documents.TextRead) error {
	return s.db.Tx(ctx, auth.System("appeals"), func(tx *db.Tx) error {
		m, err := byID(ctx, tx, a.DocumentID)
		if fail.KindOf(err) == fail.NotFound {
			return nil
		}
		if err != nil {
			return err
		}
		return s.sketch(ctx, tx, m)
	})
}

// sketch keeps the sketch of what the author wrote: the text of the card's own file.
func (s *Service) sketch(ctx context.Context, tx *db.Tx, a Appeal) error {
	written, err := db.All[string](ctx, tx, `
		SELECT t.body FROM file_texts t JOIN document_files f ON f.id = t.file_id
		 WHERE t.document_id = $1 AND f.role = 'main' ORDER BY f.position, f.id LIMIT 1`, a.DocumentID)
	if err != nil || len(written) == 0 {
		return err
	}
	if len(written[0]) > sketchOf {
		written[0] = strings.ToValidUTF8(written[0][:sketchOf], "")
	}
	made, enough := sketchText(written[0])
	if !enough {
		return nil
	}
	for _, table := range []string{"appeal_sketches", "appeal_bands"} {
		if _, err := tx.Exec(ctx, "DELETE FROM "+table+" WHERE document_id = $1", a.DocumentID); err != nil {
			return err
		}
	}
	if _, err := tx.Exec(ctx, "INSERT INTO appeal_sketches (document_id, body_id, sketch) VALUES ($1, $2, $3)", a.DocumentID, a.BodyID, made.String()); err != nil {
		return err
	}
	for n := range bands {
		if _, err := tx.Exec(ctx, "INSERT INTO appeal_bands (document_id, body_id, band, hash) VALUES ($1, $2, $3, $4)", a.DocumentID, a.BodyID, n, made.band(n)); err != nil {
			return err
		}
	}
	return nil
}

// alike finds earlier appeals of the body whose text is like this one: document → percent.
func (s *Service) alike(ctx context.Context, r db.Reader, documentID int64) (map[int64]int, error) {
	return s.alikeAny(ctx, r, documentID, "<")
}

// alikeAny is alike for any side of the appeal in time: "<" earlier ones, "<>" all.
func (s *Service) alikeAny(ctx context.Context, r db.Reader, documentID int64, side string) (map[int64]int, error) {
	found := map[int64]int{}
	own, err := db.All[string](ctx, r, "SELECT sketch FROM appeal_sketches WHERE document_id = $1", documentID)
	if err != nil || len(own) == 0 {
		return found, err
	}
	mine, ok := readSketch(own[0])
	if !ok {
		return found, nil
	}
	type near struct {
		DocumentID int64  `db:"document_id"`
		Sketch     string `db:"sketch"`
	}
	list, err := db.All[near](ctx, r, `
		SELECT s.document_id, s.sketch FROM appeal_sketches s
		 WHERE s.document_id IN (SELECT o.document_id FROM appeal_bands mine
		                           JOIN appeal_bands o ON o.body_id = mine.body_id AND o.band = mine.band AND o.hash = mine.hash
		                          WHERE mine.document_id = $1 AND o.document_id `+side+` $1)
		 ORDER BY s.document_id DESC LIMIT 200`, documentID)
	for _, n := range list {
		if other, ok := readSketch(n.Sketch); ok {
			if percent := mine.like(other); percent >= likeFrom {
				found[n.DocumentID] = percent
			}
		}
	}
	return found, err
}
