package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"veche/internal/platform/audit"
	"veche/internal/platform/config"
	"veche/internal/platform/db"
)

type verify struct {
	CMS      verifyCMS      `cmd:"" name:"cms" help:"Check an electronic signature of a file. Exit code 0: valid, 1: invalid, 2: not proven either way, 3: called wrongly."`
	Passport verifyPassport `cmd:"" help:"Check a document passport. Exit codes as of cms."`
	Receipt  verifyReceipt  `cmd:"" help:"Check the receipt of an application and its place in the order. Exit codes as of cms."`
	Order    verifyOrder    `cmd:"" help:"Recompute the order of applications and compare it with its log and with what others hold. Exit code 1: something was changed."`
	Audit    verifyAudit    `cmd:"" help:"Recompute the log of acts and compare it with its seal. Needs the verifier's half of the key only."`
}

type verifyAudit struct {
	config.Config `embed:""`
	VerifierKey   string `help:"File of the verifier's key. By default DATA/keys/audit.key.pub; an auditor uses his own copy." type:"path"`
}

// Run names every row that was changed, removed or slipped in; the exit code is 1 when there is one.
func (c *verifyAudit) Run(ctx context.Context) error {
	key, err := verifierKey(c.VerifierKey, c.AuditKey())
	if err != nil {
		return err
	}
	d, err := db.Open(ctx, c.DatabaseURL())
	if err != nil {
		return err
	}
	defer d.Close()
	report, err := audit.Verify(ctx, d, c.Seal(), key)
	if err != nil {
		return err
	}
	fmt.Print(report.String())
	if !report.OK() {
		return fmt.Errorf("the log of acts is not as it was sealed")
	}
	return nil
}

// verifierKey reads the verifier's half of a key: the auditor's own copy, or the one that lies beside the key of the log.
func verifierKey(own, key string) (string, error) {
	if own == "" {
		own = key + ".pub"
	}
	raw, err := os.ReadFile(own)
	return strings.TrimSpace(string(raw)), err
}
