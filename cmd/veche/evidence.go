package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"

	"veche/cms/pki"
	"veche/cms/reason"
	"veche/internal/passport/examine"
)

// evidence is what one who checks a signature brings with him. Nothing is fetched: an expert's answer depends on the
// files before him alone.
type evidence struct {
	CA         []string `name:"ca" placeholder:"FILE" sep:"none" help:"Certificates of authorities, DER or PEM: self-signed ones are believed, others complete chains. May be repeated." env:"-"`
	CRL        []string `name:"crl" placeholder:"FILE" sep:"none" help:"Revocation lists, DER or PEM. May be repeated." env:"-"`
	OCSP       []string `name:"ocsp" placeholder:"FILE" sep:"none" help:"Answers of OCSP services, DER. May be repeated." env:"-"`
	At         string   `placeholder:"RFC3339" help:"The moment as of which to judge; by default now." env:"-"`
	Revocation string   `enum:"required,known,off" default:"required" help:"What to do where nothing is known of a revocation: it is required; it counts where it is known; nobody asks (${enum})." env:"-"`
	JSON       bool     `name:"json" help:"Print the report as JSON." env:"-"`
}

// misused is a command called wrongly: a file that is not there, or is not what it should be.
type misused struct{ error }

func (misused) ExitCode() int { return usageCode }

func (e evidence) options() (o examine.Options, err error) {
	if e.At != "" {
		if o.At, err = time.Parse(time.RFC3339, e.At); err != nil {
			return o, misused{fmt.Errorf("--at %q is no moment such as 2026-11-22T12:00:00+03:00", e.At)}
		}
	}
	o.Trust.Revocation = map[string]pki.RevocationRule{"known": pki.RevocationIfKnown, "off": pki.RevocationOff}[e.Revocation]
	for _, kind := range []struct {
		paths []string
		add   func([]byte) error
	}{{e.CA, o.Believe}, {e.CRL, o.AddCRL}, {e.OCSP, o.AddOCSP}} {
		for _, path := range kind.paths {
			if err := add(path, kind.add); err != nil {
				return o, err
			}
		}
	}
	return o, nil
}

func add(path string, to func([]byte) error) error {
	raw, err := os.ReadFile(path)
	if err != nil {
		return misused{err}
	}
	if err := to(raw); err != nil {
		return misused{fmt.Errorf("%s: %w", path, err)}
	}
	return nil
}

// outcome is a verdict as the exit code of the program.
type outcome reason.Verdict

func (o outcome) Error() string { return string(o) }

// ExitCode is 1 for what is proven wrong and 2 for what is proven neither way.
func (o outcome) ExitCode() int {
	if reason.Verdict(o) == reason.Invalid {
		return 1
	}
	return 2
}

// told prints a report and turns its verdict into the exit code.
func (e evidence) told(report any, words string, verdict reason.Verdict) error {
	if e.JSON {
		out := json.NewEncoder(os.Stdout)
		out.SetIndent("", "  ")
		out.SetEscapeHTML(false)
		if err := out.Encode(report); err != nil {
			return err
		}
	} else if _, err := fmt.Println(strings.TrimSpace(words)); err != nil {
		return err
	}
	if verdict != reason.Valid {
		return outcome(verdict)
	}
	return nil
}
