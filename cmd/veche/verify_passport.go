package main

import (
	"context"
	"os"
	"strings"

	"veche/internal/passport/examine"
)

type verifyPassport struct {
	evidence `embed:""`
	File     string `arg:"" help:"The passport as it was exported."`
	Key      string `name:"journal-key" placeholder:"FILE" help:"Key of the journal as the body has published it (audit.key.pub). By default the one in the passport, which proves nothing by itself." env:"-"`
}

// Run checks a passport. It is read by streams, whatever its length, and never unpacked.
func (c *verifyPassport) Run(ctx context.Context) error {
	o, err := c.options()
	if err != nil {
		return err
	}
	if c.Key != "" {
		key, err := readUpTo(c.Key, 4<<10)
		if err != nil {
			return misused{err}
		}
		o.Key = strings.TrimSpace(string(key))
	}
	from, err := os.Open(c.File)
	if err != nil {
		return misused{err}
	}
	defer from.Close()
	info, err := from.Stat()
	if err != nil {
		return misused{err}
	}
	report, err := examine.Passport(ctx, from, info.Size(), o)
	if err != nil {
		return misused{err}
	}
	return c.told(report, report.Russian(), report.Verdict)
}
