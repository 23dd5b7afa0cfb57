package receipt

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"golang.org/x/mod/sumdb/note"

	"veche/cms/reason"
	"veche/internal/platform/transparency/proof"
)

// Options are what the examiner brings besides the receipt.
type Options struct {
	Key  string // verifier key as the body has published it; "" – that of the receipt, which proves nothing by itself
	Held []Held // checkpoints and receipts that others hold
	// Grew gives the proof that the log of one size grew into that of another, from a copy of the log; nil without one.
	Grew func(from, to uint64) ([][]byte, error)
}

// Held is a file of somebody else: a signed checkpoint, or a receipt.
type Held struct {
	Name string
	Raw  []byte
}

// slack is how far clocks of nodes may differ, and how long a transaction may take between its moment and its commit.
const slack = time.Minute

// Examine tells what of a receipt holds. It needs no network and no database.
func Examine(raw []byte, o Options) (*Report, error) {
	r, err := Read(raw)
	if err != nil {
		return nil, err
	}
	e := examination{Options: o, report: &Report{Verdict: reason.Valid, Receipt: r}, receipt: r}
	if err := e.openKey(); err != nil {
		return nil, err
	}
	leaf := r.Leaf()
	if leaf.Hash() == r.Hash {
		e.report.find(LeafHolds, "", "")
	} else {
		e.report.find(LeafDiffers, "", "")
	}
	e.leaf = leaf.Hash()
	e.inLog()
	for _, held := range o.Held {
		e.compare(held)
	}
	return e.report, nil
}

type examination struct {
	Options
	report     *Report
	receipt    Receipt
	leaf       Hash // of what the receipt says, whatever hash it claims
	key        note.Verifier
	checkpoint *proof.Checkpoint // of the receipt, when the key has signed it
}

// openKey chooses the key: that of the examiner, or that of the receipt.
func (e *examination) openKey() error {
	text := e.receipt.Key
	if e.Key != "" {
		text = e.Key
	}
	of, err := proof.VerifierOf(text, e.receipt.Log)
	if err != nil {
		return fmt.Errorf("read the key of the log: %w", err)
	}
	if e.key, err = note.NewVerifier(of); err != nil {
		return fmt.Errorf("read the key of the log: %w", err)
	}
	switch own, err := proof.VerifierOf(e.receipt.Key, e.receipt.Log); {
	case e.Key == "":
		e.report.find(KeyAlone, "", "%s", e.receipt.Key)
	case err != nil || own != of:
		e.report.find(KeyDiffers, "", "")
	}
	return nil
}

// inLog checks that the application stands at its place of the log.
func (e *examination) inLog() {
	if !ofLog(e.receipt.Log, e.receipt.ServiceID, e.receipt.Year) {
		e.report.find(OtherLog, "", "%s", e.receipt.Log)
	}
	if e.receipt.Proof == "" {
		e.report.find(ProofAbsent, "", "")
		return
	}
	code, c, detail := e.proven(e.receipt)
	e.report.find(code, "", "%s", detail)
	if code != Included {
		return
	}
	e.checkpoint = &c
	e.report.find(CheckpointSigned, "", "размер %d, %s", c.Size, c.At.UTC().Format("02.01.2006 15:04:05 UTC"))
	if c.At.Before(e.receipt.At.Add(-slack)) {
		e.report.find(SealedBefore, "", "%s", c.At.UTC().Format(time.RFC3339))
	}
}

// proven follows the proof of a receipt to its checkpoint.
func (e *examination) proven(r Receipt) (Code, proof.Checkpoint, string) {
	o, err := proof.ReadOffline(r.Proof)
	if err != nil {
		return ProofMalformed, proof.Checkpoint{}, ""
	}
	c, err := proof.ReadCheckpoint(o.Checkpoint, e.key)
	if err != nil {
		return CheckpointForged, c, ""
	}
	leaf := r.Leaf()
	hash := leaf.Hash()
	if o.Index != uint64(r.Sequence-1) || !o.Under(c, hash[:]) {
		return NotIncluded, c, ""
	}
	return Included, c, fmt.Sprintf("место %d", r.Sequence)
}

// ofLog tells whether an origin ends as that of the service and the year.
func ofLog(origin string, service int64, year int) bool {
	end := fmt.Sprintf("/%d/%d", service, year)
	return len(origin) > len(end) && origin[len(origin)-len(end):] == end
}

// compare holds a file of somebody else against the receipt.
func (e *examination) compare(held Held) {
	if other, err := Read(held.Raw); err == nil {
		e.compareReceipt(held.Name, other)
		return
	}
	c, err := proof.ReadCheckpoint(string(held.Raw), e.key)
	switch {
	case err == nil:
		e.compareCheckpoint(held.Name, c)
	case foreign(held.Raw, e.receipt.Log):
		e.report.find(HeldForeign, held.Name, "")
	default:
		e.report.find(HeldMalformed, held.Name, "")
	}
}

// foreign tells a checkpoint of another log by its first line.
func foreign(raw []byte, log string) bool {
	first, rest, whole := bytes.Cut(raw, []byte("\n"))
	return whole && string(first) != log && bytes.Contains(rest, []byte("\n\n— "+string(first)+" "))
}

func (e *examination) compareCheckpoint(name string, c proof.Checkpoint) {
	detail := fmt.Sprintf("размер %d, %s", c.Size, c.At.UTC().Format("02.01.2006 15:04:05 UTC"))
	if c.Size < uint64(e.receipt.Sequence) && c.At.After(e.receipt.At.Add(slack)) {
		e.report.find(Late, name, "%s", detail)
	}
	if e.checkpoint == nil {
		return
	}
	from, to := *e.checkpoint, c
	if from.Size > to.Size {
		from, to = to, from
	}
	var path [][]byte
	if from.Size != to.Size {
		var err error
		if path, err = e.grew(from.Size, to.Size); err != nil {
			e.report.find(HeldNotCompared, name, "%s", detail)
			return
		}
	}
	switch grew := proof.Grew(from, to, path); {
	case grew && from.Size == to.Size:
		e.report.find(HeldAgrees, name, "%s", detail)
	case grew:
		e.report.find(HeldGrew, name, "%s", detail)
	default:
		e.report.find(HeldContradicts, name, "%s", detail)
	}
}

func (e *examination) grew(from, to uint64) ([][]byte, error) {
	if e.Grew == nil {
		return nil, errors.New("there is no copy of the log")
	}
	return e.Grew(from, to)
}

// compareReceipt holds another receipt of the same log against this one: the order is one for both.
func (e *examination) compareReceipt(name string, other Receipt) {
	if other.Log != e.receipt.Log {
		e.report.find(HeldForeign, name, "")
		return
	}
	code, c, _ := e.proven(other)
	if code != Included {
		e.report.find(HeldMalformed, name, "%s", meanings[code].sentence)
		return
	}
	e.compareCheckpoint(name, c)
	leaf := other.Leaf()
	first, second := e.receipt, other
	if first.Sequence > second.Sequence {
		first, second = second, first
	}
	detail := fmt.Sprintf("%s – место %d, %s – место %d", first.Number, first.Sequence, second.Number, second.Sequence)
	switch {
	case first.Sequence == second.Sequence && leaf.Hash() != e.leaf:
		e.report.find(NeighbourSamePlace, name, "%s", detail)
	case first.Sequence == second.Sequence:
	case !first.At.Before(second.At), first.Place == second.Place && first.Place != "" && first.PlaceNo >= second.PlaceNo:
		e.report.find(NeighbourDisorder, name, "%s", detail)
	default:
		e.report.find(NeighbourInOrder, name, "%s", detail)
	}
}
