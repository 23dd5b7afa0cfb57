package faults

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"veche/internal/cards"
	"veche/internal/documents"
	"veche/internal/platform/api"
	"veche/internal/platform/sheet"
	"veche/internal/registry"
)

// printed is a letter as a PDF with a text that can be searched.
func printed(heading, text string) string {
	s := sheet.New(sheet.Meta{Title: heading, Author: "Отправитель", Created: time.Unix(0, 0)})
	s.Title(heading)
	s.Paragraph(text)
	var out bytes.Buffer
	if err := s.Write(&out); err != nil {
		panic(err) // the sheet is our own: it can be written
	}
	return out.String()
}

func hashOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// office is what a clerk needs to register a letter.
type office struct {
	journal, kind, correspondent int64
}

// officeOf asks the program for the journal, a kind and a sender, as the screen of registration does.
func officeOf(c *client) office {
	c.Helper()
	var o office
	for _, j := range get[api.List[registry.Journal]](c, "/api/journals?flow=incoming").Items {
		if j.AccessMark == "" {
			o.journal = j.ID
		}
	}
	for _, k := range get[api.List[documents.Kind]](c, "/api/kinds").Items {
		if k.Flow == documents.Incoming && k.Name == "Письмо" {
			o.kind = k.ID
		}
	}
	o.correspondent = act[api.List[documents.Correspondent]](c, "POST", "/api/correspondents/find", documents.FindInput{Limit: 1}).Items[0].ID
	if o.journal == 0 || o.kind == 0 {
		c.Fatalf("the office lacks something: %+v", o)
	}
	return o
}

// registration is what is sent when a clerk presses «Зарегистрировать».
func (o office) registration(summary string, version int64) documents.RegisterInput {
	return documents.RegisterInput{JournalID: o.journal, Card: &documents.Description{
		KindID: o.kind, Summary: summary, CorrespondentID: &o.correspondent, Channel: documents.ByPost, Version: version}}
}

// card is a card as a person sees it.
func (c *client) card(id int64) cards.Card {
	c.Helper()
	return get[cards.Card](c, "/api/cards/%d", id)
}

// finds reports whether a search of this person has the card among its hits. Who asks too often finds nothing.
func (c *client) finds(text string, id int64) bool {
	c.Helper()
	a := c.do("POST", "/api/search", cards.Query{Text: text, Limit: 100})
	if a.status == http.StatusTooManyRequests {
		return false
	}
	for _, hit := range decoded[cards.Found](c, "POST", "/api/search", a).Items {
		if hit.ID == id {
			return true
		}
	}
	return false
}

// path is where the bytes with this hash stand on the disk.
func (s *stand) path(sha string) string { return filepath.Join(s.data, "files", sha[:2], sha) }

// wholeFiles reads everything in the folder of files: what stands under a final name has the hash that it is called by.
func (s *stand) wholeFiles() (names map[string]bool) {
	s.Helper()
	names = map[string]bool{}
	root := filepath.Join(s.data, "files")
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(path, filepath.Join(root, "tmp")) {
			return err
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		sum := sha256.New()
		if _, err := io.Copy(sum, f); err != nil {
			return err
		}
		name := filepath.Base(path)
		if hex.EncodeToString(sum.Sum(nil)) != name {
			return fmt.Errorf("%s is not whole", path)
		}
		names[name] = true
		return nil
	})
	if err != nil {
		s.Error(err)
	}
	return names
}
