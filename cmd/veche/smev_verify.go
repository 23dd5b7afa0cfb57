package main

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"strings"
	"time"

	"veche/cms/reason"
	"veche/smev/transform"
	"veche/smev/xmldsig"
	"veche/smev/xmltoken"
)

// attachments are the files that a message names by xop:Include.
type attachments struct {
	Attachments string `placeholder:"DIR" help:"Folder of the files that xop:Include names, each named by its content id." env:"-"`
}

// open finds files by «cid:NAME»; none outside the folder can be named.
func (a attachments) open() (transform.Attachment, func() error, error) {
	if a.Attachments == "" {
		return nil, func() error { return nil }, nil
	}
	root, err := os.OpenRoot(a.Attachments)
	if err != nil {
		return nil, nil, misused{err}
	}
	return func(href string) (io.ReadCloser, error) {
		name, err := url.PathUnescape(strings.TrimPrefix(href, "cid:"))
		if err != nil {
			return nil, err
		}
		return root.Open(name)
	}, root.Close, nil
}

type smevTransform struct {
	attachments `embed:""`
	File        string `arg:"" optional:"" help:"The XML; standard input if none is named."`
}

// Run transforms as it reads: the length of the document does not matter.
func (c *smevTransform) Run() error {
	in := io.Reader(os.Stdin)
	if c.File != "" {
		f, err := os.Open(c.File)
		if err != nil {
			return misused{err}
		}
		defer f.Close()
		in = f
	}
	attachment, done, err := c.open()
	if err != nil {
		return err
	}
	defer done()
	out := bufio.NewWriter(os.Stdout)
	if err := transform.Document(out, in, transform.Options{Attachment: attachment}); err != nil {
		return misused{err}
	}
	return out.Flush()
}

type smevDigest struct {
	attachments `embed:""`
	File        string `arg:"" help:"The message."`
	ID          string `name:"id" required:"" help:"Id of the element." env:"-"`
	JSON        bool   `name:"json" help:"Print JSON." env:"-"`
}

// Run digests one element.
func (c *smevDigest) Run(ctx context.Context) error {
	f, err := os.Open(c.File)
	if err != nil {
		return misused{err}
	}
	defer f.Close()
	attachment, done, err := c.open()
	if err != nil {
		return err
	}
	defer done()
	d, err := xmldsig.Digest(ctx, f, c.ID, nil, attachment)
	if err != nil {
		return misused{err}
	}
	short, long := base64.StdEncoding.EncodeToString(d.Streebog256), base64.StdEncoding.EncodeToString(d.Streebog512)
	if c.JSON {
		return json.NewEncoder(os.Stdout).Encode(map[string]string{"element": d.Path, "streebog256": short, "streebog512": long})
	}
	_, err = fmt.Printf("элемент %s\nГОСТ Р 34.11-2012, 256 бит: %s\nГОСТ Р 34.11-2012, 512 бит: %s\n", d.Path, short, long)
	return err
}

type smevVerify struct {
	evidence    `embed:""`
	attachments `embed:""`
	Files       []string `arg:"" help:"The messages."`
}

// verified is the outcome for one file.
type verified struct {
	File    string          `json:"file"`
	Verdict reason.Verdict  `json:"verdict"`
	Error   string          `json:"error,omitempty"` // why the XML cannot be read
	Report  *xmldsig.Report `json:"report,omitempty"`
}

// Run checks message after message. Certificates are judged if authorities are named.
func (c *smevVerify) Run(ctx context.Context) error {
	given, err := c.options()
	if err != nil {
		return err
	}
	attachment, done, err := c.open()
	if err != nil {
		return err
	}
	defer done()
	o := xmldsig.VerifyOptions{At: given.At, Attachment: attachment, Keep: -1}
	if o.At.IsZero() {
		o.At = time.Now()
	}
	if len(c.CA) > 0 {
		o.Trust = &given.Trust
	}
	all, words, verdict := []verified{}, "", reason.Valid
	for _, name := range c.Files {
		one, err := verifyMessage(ctx, name, o)
		if err != nil {
			return err
		}
		all, words, verdict = append(all, one), words+one.words(), verdict.Worse(one.Verdict)
	}
	return c.told(all, words, verdict)
}

func verifyMessage(ctx context.Context, name string, o xmldsig.VerifyOptions) (verified, error) {
	f, err := os.Open(name)
	if err != nil {
		return verified{}, misused{err}
	}
	defer f.Close()
	report, err := xmldsig.Verify(ctx, f, o)
	if wrong, ok := errors.AsType[*xmltoken.SyntaxError](err); ok {
		return verified{File: name, Verdict: reason.Invalid, Error: wrong.Error()}, nil
	}
	if err != nil {
		return verified{}, misused{err}
	}
	return verified{File: name, Verdict: report.Verdict(), Report: report}, nil
}

func (v verified) words() string {
	if v.Report == nil {
		return fmt.Sprintf("%s: файл не читается как XML.\n  %s\n", v.File, v.Error)
	}
	return fmt.Sprintf("%s: %s\n%s", v.File, v.Verdict.Russian(), v.Report.Russian())
}
