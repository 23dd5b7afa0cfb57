package main

import (
	"context"
	"log/slog"
	"strings"

	"veche/cms/reason"
	"veche/internal/platform/config"
	"veche/internal/platform/db"
	"veche/internal/services/intake"
	"veche/internal/services/queuelog"
)

type verifyOrder struct {
	config.Config `embed:""`
	Service       int64    `required:"" help:"Number of the service, as receipts name it."`
	Year          int      `required:"" help:"Year of the order."`
	Held          []string `name:"held" placeholder:"FILE" sep:"none" help:"A receipt or a signed checkpoint that somebody else holds. May be repeated." env:"-"`
	VerifierKey   string   `help:"File of the key of the log. By default DATA/keys/order.key.pub; an auditor uses his own copy." type:"path"`
	JSON          bool     `name:"json" help:"Print the report as JSON." env:"-"`
}

// Run names every application that was changed, moved, removed or slipped in; the exit code is 1 when there is one.
func (c *verifyOrder) Run(ctx context.Context) error {
	key, err := verifierKey(c.VerifierKey, c.OrderKey())
	if err != nil {
		return misused{err}
	}
	name, _, _ := strings.Cut(key, "+")
	held, err := readHeld(c.Held)
	if err != nil {
		return err
	}
	d, err := db.Open(ctx, c.DatabaseURL())
	if err != nil {
		return err
	}
	defer d.Close()
	rows := intake.New(d, nil, nil, slog.Default()) // nobody comes in here
	report, err := queuelog.Verify(ctx, d, rows, queuelog.Ref{ServiceID: c.Service, Year: c.Year},
		queuelog.Examiner{Key: key, Name: name, Dir: c.Order(), Held: held})
	if err != nil {
		return err
	}
	verdict := reason.Valid
	if !report.OK() {
		verdict = reason.Invalid
	}
	return evidence{JSON: c.JSON}.told(report, report.Russian(), verdict)
}
