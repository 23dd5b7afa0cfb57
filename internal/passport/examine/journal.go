package examine

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"

	"veche/internal/passport/container"
	"veche/internal/platform/transparency/proof"
)

// record is what this package reads of a sealed act; the rest of it counts by its hash.
type record struct {
	ID          int64           `json:"id"`
	At          time.Time       `json:"at"`
	ActorName   string          `json:"actor_name"`
	ActorPost   string          `json:"actor_post"`
	Action      string          `json:"action"`
	ObjectKind  string          `json:"object_kind"`
	ObjectID    int64           `json:"object_id"`
	ObjectTitle string          `json:"object_title"`
	Detail      json.RawMessage `json:"detail"`
}

// readKey takes the key of the journal out of the passport and compares it with the published one.
func (e *examination) readKey() {
	raw, err := e.archive.Read(container.JournalKey)
	text := strings.TrimSpace(string(raw))
	if err == nil {
		e.key, err = note.NewVerifier(text)
	}
	if err != nil {
		e.key = nil
		e.report.find(finding(CheckpointForged, container.JournalKey, "%v", err))
		return
	}
	e.report.Journal = &JournalReport{Origin: e.key.Name(), Key: text, Acts: []ActReport{}}
	if given := strings.TrimSpace(e.options.Key); given != "" {
		e.report.Journal.Confirmed = given == text
		if given != text {
			e.report.find(finding(KeyOther, "", "the passport has %s", text))
		}
	}
}

// sealed compares the statement of the seal with the lists.
func (e *examination) sealed(signed string) error {
	if e.key == nil {
		return errors.New("there is no key to read it")
	}
	said, err := proof.Open(signed, e.key)
	if err != nil {
		return err
	}
	if said != container.Statement(e.parts[container.ManifestSHA256], e.parts[container.ManifestStreebog]) {
		return errors.New("it was put on other lists")
	}
	return nil
}

// checkJournal climbs from each act to the checkpoint.
func (e *examination) checkJournal() {
	if e.key == nil || len(e.content.Acts) == 0 {
		return
	}
	raw, err := e.archive.Read(container.Checkpoint)
	if err != nil {
		e.report.find(finding(CheckpointForged, container.Checkpoint, "%v", err))
		return
	}
	c, err := proof.ReadCheckpoint(string(raw), e.key)
	if err != nil {
		e.report.find(finding(CheckpointForged, container.Checkpoint, "%v", err))
		return
	}
	j := e.report.Journal
	j.Size, j.Root, j.At = c.Size, hex.EncodeToString(c.Root), c.At
	numbered := false
	for _, act := range e.content.Acts {
		row, err := e.climb(act, c)
		if err != nil {
			e.report.find(finding(ActUnproven, act.Record, "%v", err))
		}
		j.Acts = append(j.Acts, ActReport{ID: act.ID, At: row.At, Actor: row.ActorName, Post: row.ActorPost, Action: row.Action, Words: ActWords(row.Action), Proven: err == nil})
		if err == nil && (row.ObjectKind != "document" || row.ObjectID != e.content.Document.ID) {
			e.report.find(finding(ActForeign, act.Record, "it is about %s %d", row.ObjectKind, row.ObjectID))
		}
		numbered = numbered || err == nil && row.ObjectTitle == "№ "+e.content.Document.Number
	}
	if !numbered && !slices.ContainsFunc(e.report.Findings, func(f Finding) bool { return f.Code == ActUnproven }) {
		e.report.find(finding(NumberDiffers, container.InventoryName, ""))
	}
	if c.At.After(e.options.At) {
		e.report.find(finding(MomentTooEarly, "", "").when(c.At))
	}
}

// climb reads an act and proves that it is under the checkpoint.
func (e *examination) climb(act container.Act, c proof.Checkpoint) (row record, err error) {
	leaf, err := e.archive.Read(act.Record)
	if err != nil {
		return row, err
	}
	if err := json.Unmarshal(leaf, &row); err != nil {
		return row, err
	}
	lines, err := e.archive.Read(act.Way)
	if err != nil {
		return row, err
	}
	path, err := proof.ReadPath(string(lines))
	if err != nil {
		return row, err
	}
	if !(proof.Inclusion{Leaf: leaf, Path: path}).Under(c) {
		return row, fmt.Errorf("its way leads to another root than %x", c.Root)
	}
	return row, nil
}

// told reports whether a proven act of the log tells of a simple signature.
func (e *examination) told(s container.Signature) bool {
	if e.report.Journal == nil {
		return false
	}
	for i, act := range e.report.Journal.Acts {
		if act.Action != "signature.put" || !act.Proven {
			continue
		}
		raw, err := e.archive.Read(e.content.Acts[i].Record)
		var row record
		var detail struct {
			Signature int64  `json:"signature"`
			SHA256    string `json:"sha256"`
		}
		if err == nil && json.Unmarshal(raw, &row) == nil && json.Unmarshal(row.Detail, &detail) == nil &&
			detail.Signature == s.ID && detail.SHA256 == s.SHA256 {
			return true
		}
	}
	return false
}
