package smev

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash"
	"io"

	"veche/cms"
	"veche/cms/reason"
	"veche/gost"
	"veche/smev/filestore"
	"veche/smev/message"
	"veche/smev/mtom"
)

// File is the content of an attachment in a Files.
type File struct {
	Attachment string `json:"attachment"` // its identifier in the message
	Key        string `json:"key"`        // in the Files; "" when it could not be had, see Problem
	Size       int64  `json:"size"`
	Uploaded   bool   `json:"uploaded,omitempty"`    // to the file store
	Problem    string `json:"problem,omitempty"`     // a stable code: why the file is not what the sender says
	Signature  string `json:"signature,omitempty"`   // verdict on SignaturePKCS7; "" when there is none
	SignedBy   string `json:"signed_by,omitempty"`   // subject of the certificate
	SignReason string `json:"sign_reason,omitempty"` // a sentence for a person, when the verdict is not «valid»
}

// Problems of files.
const (
	ProblemMissing = "smev.file.missing" // neither beside the envelope nor in the file store
	ProblemHash    = "smev.file.hash"    // its hash is not the one in the envelope
)

// Files keeps contents.
type Files interface {
	// PutFile keeps a content and names it. It is durable as soon as a message that names it is; what no message names may
	// be swept away. Whoever puts the same again may get the same name.
	PutFile(ctx context.Context, content io.Reader) (key string, size int64, err error)
	// OpenFile reads a content.
	OpenFile(ctx context.Context, key string) (io.ReadCloser, error)
}

// content opens a kept file.
func content(ctx context.Context, files Files, f File) Content {
	return Content{Size: f.Size, Open: func() (io.ReadCloser, error) { return files.OpenFile(ctx, f.Key) }}
}

// Prepare fills in what an envelope says of a file: its hash by GOST R 34.11-2012 when it goes by the file store, and
// its signature. It reads the file once for each, in constant memory.
func (c *Client) Prepare(ctx context.Context, a *message.Attachment, file Content) error {
	if a.ByReference && len(a.Hash) == 0 {
		stream, err := file.Open()
		if err != nil {
			return fmt.Errorf("smev: open %s: %w", a.ID, err)
		}
		defer stream.Close()
		h := gost.New256()
		if _, err := io.Copy(h, stream); err != nil {
			return fmt.Errorf("smev: hash %s: %w", a.ID, err)
		}
		a.Hash = h.Sum(nil)
	}
	if c.options.NoSigning || len(a.Signature) > 0 {
		return nil
	}
	stream, err := file.Open()
	if err != nil {
		return fmt.Errorf("smev: open %s: %w", a.ID, err)
	}
	defer stream.Close()
	a.Signature, err = cms.Sign(ctx, cms.Stream(stream), cms.SigningOptions{Time: c.options.Now()}, c.options.FileKey)
	if err != nil {
		return fmt.Errorf("smev: sign %s: %w", a.ID, err)
	}
	return nil
}

// Upload puts a file into the file store under the identifier of its attachment.
func (c *Client) Upload(ctx context.Context, a *message.Attachment, file Content) error {
	if c.store == nil {
		return fmt.Errorf("%w: no file store is configured", ErrUnwritable)
	}
	stream, err := file.Open()
	if err != nil {
		return fmt.Errorf("smev: open %s: %w", a.ID, err)
	}
	defer stream.Close()
	name := a.FileName
	if name == "" {
		name = a.ID
	}
	if err := c.store.Upload(ctx, a.ID, name, stream); err != nil {
		return &TransportError{Err: err, NotSent: true}
	}
	return nil
}

// fetch gets every file of a delivered message: from beside the envelope, from within it, or from the file store.
func (c *Client) fetch(ctx context.Context, got *received, files Files) ([]File, error) {
	d := got.answer.Delivered
	var all []File
	for i := range d.Body().Attachments {
		a := &d.Body().Attachments[i]
		f, err := c.fetchOne(ctx, got, a, files)
		if err != nil {
			return nil, err
		}
		f.Attachment = a.ID
		if f.Key != "" {
			if err := c.examine(ctx, a, &f, files); err != nil {
				return nil, err
			}
		}
		all = append(all, f)
	}
	return all, nil
}

func (c *Client) fetchOne(ctx context.Context, got *received, a *message.Attachment, files Files) (f File, err error) {
	d := got.answer.Delivered
	if a.ByReference {
		for _, account := range d.Accounts {
			if account.UUID == a.ID {
				return c.download(ctx, account, files)
			}
		}
		return File{Problem: ProblemMissing}, nil
	}
	for _, p := range d.Parts {
		if p.ID != a.ID {
			continue
		}
		if p.Href == "" {
			f.Key, f.Size, err = files.PutFile(ctx, bytes.NewReader(p.Embedded))
			return f, err
		}
		id, err := mtom.Reference(p.Href)
		if err != nil {
			return File{Problem: ProblemMissing}, nil
		}
		if kept, ok := got.files[id]; ok {
			return kept, nil
		}
	}
	return File{Problem: ProblemMissing}, nil
}

// download reads from the file store straight into files.
func (c *Client) download(ctx context.Context, account message.Account, files Files) (f File, err error) {
	if c.store == nil {
		return f, errors.New("smev: a file waits in a file store, and none is configured")
	}
	r, w := io.Pipe()
	done := make(chan error, 1)
	go func() {
		err := c.store.Download(ctx, account.UserName, account.Password, account.FileName, w)
		w.CloseWithError(err)
		done <- err
	}()
	f.Key, f.Size, err = files.PutFile(ctx, r)
	r.CloseWithError(errors.New("smev: not read any more"))
	if failed := <-done; failed != nil {
		var reply *filestore.ReplyError
		if errors.As(failed, &reply) && reply.Command == "RETR" && reply.Code == 550 {
			return File{Problem: ProblemMissing}, nil
		}
		return File{}, &TransportError{Err: failed}
	}
	return f, err
}

// examine compares a file with what its header says of it.
func (c *Client) examine(ctx context.Context, a *message.Attachment, f *File, files Files) error {
	if len(a.Hash) > 0 {
		sum, err := digest(ctx, files, f.Key, len(a.Hash))
		if err != nil {
			return err
		}
		if !bytes.Equal(sum, a.Hash) {
			f.Problem = ProblemHash
		}
	}
	if len(a.Signature) == 0 {
		return nil
	}
	stream, err := files.OpenFile(ctx, f.Key)
	if err != nil {
		return err
	}
	defer stream.Close()
	report, err := cms.Verify(ctx, a.Signature, cms.Stream(stream), cms.Options{Trust: c.options.Trust, At: c.options.Now(), Known: c.signers.Known()})
	if err != nil {
		return fmt.Errorf("smev: check the signature of %s: %w", a.ID, err)
	}
	f.Signature = string(report.Verdict)
	if len(report.Signers) > 0 && report.Signers[0].Certificate != nil {
		f.SignedBy = report.Signers[0].Certificate.Subject.String()
	}
	for _, s := range report.Signers {
		if s.Verdict == reason.Valid {
			c.signers.Met(s.Signer())
		}
	}
	if report.Verdict != reason.Valid {
		f.SignReason = report.Russian()
	}
	return nil
}

// digest of a file, by the function whose length is asked for; another length is no hash of SMEV.
func digest(ctx context.Context, files Files, key string, length int) ([]byte, error) {
	var h hash.Hash
	switch length {
	case gost.Size256:
		h = gost.New256()
	case gost.Size512:
		h = gost.New512()
	default:
		return nil, nil
	}
	stream, err := files.OpenFile(ctx, key)
	if err != nil {
		return nil, err
	}
	defer stream.Close()
	if _, err := io.Copy(h, stream); err != nil {
		return nil, fmt.Errorf("smev: hash a file: %w", err)
	}
	return h.Sum(nil), nil
}
