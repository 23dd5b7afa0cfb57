package passport

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"regexp"
	"strings"

	"veche/internal/cards"
	"veche/internal/documents"
	"veche/internal/passport/container"
	"veche/internal/platform/auth"
)

// gathering is a passport that is being put together.
type gathering struct {
	ctx      context.Context
	by       auth.Actor
	s        *Service
	d        documents.Document
	card     cards.Card
	content  container.Inventory
	evidence evidence
	journal  []entry
	parts    []container.Part
}

// all puts every part together; the lists and the seal come last.
func (g *gathering) all() error {
	var err error
	if g.card, err = g.s.cards.Card(g.ctx, g.by, g.d.ID); err != nil { // reading a restricted card is an act of the log
		return err
	}
	if err := g.describe(); err != nil {
		return err
	}
	body, err := g.s.seals.Of(g.ctx, g.d.BodyID)
	if err != nil {
		return err
	}
	g.content.BodySealed = body != nil
	for _, step := range []func() error{g.addFiles, g.addSignatures, g.addJournal, g.addWords} {
		if err := step(); err != nil {
			return err
		}
	}
	g.parts, err = container.Close(g.parts, g.s.sealer, body)
	return err
}

func (g *gathering) describe() error {
	body, err := g.s.bodyName(g.ctx, g.d.BodyID)
	g.content = container.Inventory{Format: container.Format, Document: container.Document{
		ID: g.d.ID, Body: body, Flow: string(g.d.Flow), Kind: g.card.Kind.Name, Number: g.d.Number, RegisteredOn: g.d.RegisteredOn.String(),
		Summary: g.d.Summary, Mark: string(g.d.AccessMark),
	}, Files: []container.File{}, Signatures: []container.Signature{}, Evidence: []container.Evidence{}, Acts: []container.Act{}}
	return err
}

// put adds a file that is made here.
func (g *gathering) put(path string, content []byte) {
	g.parts = append(g.parts, container.Bytes(path, content))
}

// putJSON adds a value as JSON that people can read.
func (g *gathering) putJSON(path string, value any) error {
	var b bytes.Buffer
	out := json.NewEncoder(&b)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	err := out.Encode(value)
	g.put(path, b.Bytes())
	return err
}

// stored measures bytes of the store of files, which checks their hash each time it opens them.
func (g *gathering) stored(path, sha256 string) (container.Part, error) {
	part, err := container.Measure(path, func() (io.ReadCloser, error) { return g.s.files.Open(g.ctx, sha256) })
	if err == nil {
		g.parts = append(g.parts, part)
	}
	return part, err
}

// addFiles adds the files of the card as they are; detached signatures have a folder of their own.
func (g *gathering) addFiles() error {
	versions := map[int64]int{}
	for _, v := range g.card.Versions {
		versions[v.FileID] = v.No
	}
	for _, f := range g.card.Files {
		if f.Role == documents.Signature {
			continue
		}
		place := fmt.Sprintf("%s/%02d-%s%s", folders[f.Role], len(g.content.Files)+1, f.Role, ending(f.Name))
		part, err := g.stored(place, f.SHA256)
		if err != nil {
			return err
		}
		g.content.Files = append(g.content.Files, container.File{Path: place, Role: string(f.Role), Name: f.Name, Version: versions[f.ID],
			Size: part.Size, SHA256: part.SHA256, Streebog256: part.Streebog256})
	}
	return nil
}

var folders = map[documents.FileRole]string{documents.Main: "files", documents.Attachment: "files", documents.Sheet: "approval"}

var plainEnding = regexp.MustCompile(`^\.[a-z0-9]{1,8}$`)

// ending is that of the name people gave, where it is a plain one: names inside a passport are ASCII.
func ending(name string) string {
	if e := strings.ToLower(path.Ext(name)); plainEnding.MatchString(e) {
		return e
	}
	return ".bin"
}

// sealed is the checksum of the seal, for the log.
func (g *gathering) sealed() string {
	for _, p := range g.parts {
		if p.Path == container.Seal {
			return p.SHA256
		}
	}
	return ""
}
