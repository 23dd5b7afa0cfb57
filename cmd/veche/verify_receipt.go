package main

import (
	"context"
	"strings"

	"veche/internal/platform/transparency"
	"veche/internal/services/receipt"
)

type verifyReceipt struct {
	File       string   `arg:"" help:"The receipt as the applicant got it (JSON)."`
	Key        string   `name:"key" placeholder:"FILE" help:"Key of the log as the body has published it (order.key.pub). By default the one in the receipt, which proves nothing by itself." env:"-"`
	Checkpoint []string `name:"checkpoint" placeholder:"FILE" sep:"none" help:"A signed checkpoint or a receipt that somebody else holds. May be repeated." env:"-"`
	Log        string   `name:"log" placeholder:"DIR" type:"existingdir" help:"A copy of the log (checkpoint, tile/…), to compare checkpoints of different sizes." env:"-"`
	JSON       bool     `name:"json" help:"Print the report as JSON." env:"-"`
}

// Run checks a receipt. Nothing is fetched: what is not before it is not believed.
func (c *verifyReceipt) Run(context.Context) error {
	raw, err := readUpTo(c.File, heldLimit)
	if err != nil {
		return misused{err}
	}
	o := receipt.Options{}
	if c.Key != "" {
		key, err := readUpTo(c.Key, 4<<10)
		if err != nil {
			return misused{err}
		}
		o.Key = strings.TrimSpace(string(key))
	}
	if o.Held, err = readHeld(c.Checkpoint); err != nil {
		return err
	}
	if c.Log != "" {
		o.Grew = transparency.Folder{Dir: c.Log}.Consistency
	}
	report, err := receipt.Examine(raw, o)
	if err != nil {
		return misused{err}
	}
	return evidence{JSON: c.JSON}.told(report, report.Russian(), report.Verdict)
}

// heldLimit is more than a receipt or a checkpoint can be long.
const heldLimit = 1 << 20

// readHeld reads the files of other people.
func readHeld(paths []string) (held []receipt.Held, err error) {
	for _, path := range paths {
		raw, err := readUpTo(path, heldLimit)
		if err != nil {
			return nil, misused{err}
		}
		held = append(held, receipt.Held{Name: path, Raw: raw})
	}
	return held, nil
}
