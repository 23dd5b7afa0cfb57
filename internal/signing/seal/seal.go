package seal

import (
	"bytes"
	"context"
	"crypto"
	"errors"
	"io"
	"time"

	"veche/cms"
	"veche/cms/pki"
	"veche/internal/org"
	"veche/internal/platform/api"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/signing"
	"veche/internal/signing/certificates"
	"veche/internal/signing/keyserver"
)

// Setting is the seal of a body: the row of the table.
type Setting struct {
	ID      int64     `db:"id"`
	BodyID  int64     `db:"body_id"`
	KeyName string    `db:"key_name"`
	Chain   []byte    `db:"chain"`
	SetBy   string    `db:"set_by"`
	SetAt   time.Time `db:"set_at"`
}

// Service holds the use cases.
type Service struct {
	db     *db.DB
	org    *org.Service
	server *keyserver.Client // nil where the settings name none
	prover Prover
}

// Prover adds to a seal what proves it later: a time stamp, and answers about its certificate.
type Prover interface {
	Improve(ctx context.Context, text signing.Text, signature []byte) ([]byte, signing.Verification, error)
}

// New takes the way to the key server, nil where there is none.
func New(d *db.DB, o *org.Service, server *keyserver.Client, p Prover) *Service {
	return &Service{db: d, org: o, server: server, prover: p}
}

var columns = db.Columns[Setting]("")

// setting is the seal of a body, nil when it has none.
func (s *Service) setting(ctx context.Context, r db.Reader, bodyID int64) (*Setting, error) {
	row, err := db.One[Setting](ctx, r, "SELECT "+columns+" FROM body_seals WHERE body_id = $1", bodyID)
	if errors.Is(err, db.ErrNone) {
		return nil, nil
	}
	return &row, err
}

// certificates of a setting: that of the key, then its chain.
func (w Setting) certificates() ([]*pki.Certificate, error) {
	var list []*pki.Certificate
	for rest := w.Chain; len(rest) > 0; {
		c, err := pki.ParseCertificate(first(rest))
		if err != nil {
			return nil, err
		}
		list, rest = append(list, c), rest[len(c.Raw()):]
	}
	return list, nil
}

// key joins the key of the server with the certificate; they must belong together.
func (s *Service) key(ctx context.Context, w Setting) (cms.Key, error) {
	if s.server == nil {
		return cms.Key{}, fail.New(fail.Unready, "seal.no_server", "no key server is named in the settings")
	}
	list, err := w.certificates()
	if err != nil {
		return cms.Key{}, err
	}
	private, err := s.server.Key(ctx, w.KeyName)
	if err != nil {
		return cms.Key{}, fail.New(fail.Unready, "seal.unavailable", "the key %q: %v", w.KeyName, err)
	}
	public, err := list[0].Key()
	if err != nil {
		return cms.Key{}, err
	}
	if !private.Public().(interface{ Equal(crypto.PublicKey) bool }).Equal(public) {
		return cms.Key{}, fail.Field("seal.other_key", "file", "not_accepted")
	}
	return cms.Key{Private: private, Certificate: list[0], Chain: list[1:]}, nil
}

// Of is what puts the seal of a body under a content, as a detached CMS; nil where the body has none.
func (s *Service) Of(ctx context.Context, bodyID int64) (func(content []byte) ([]byte, error), error) {
	w, err := s.setting(ctx, s.db, bodyID)
	if err != nil || w == nil {
		return nil, err
	}
	key, err := s.key(ctx, *w)
	if err != nil {
		return nil, err
	}
	return func(content []byte) ([]byte, error) {
		signed, err := cms.Sign(ctx, cms.Octets(content), cms.SigningOptions{Time: s.db.Now()}, key)
		if err != nil {
			return nil, fail.New(fail.Unready, "seal.unavailable", "the key %q: %v", w.KeyName, err)
		}
		return s.proven(ctx, content, signed), nil
	}, nil
}

// proven adds the time stamp. A seal without one is a seal: it is good as long as its certificate is.
func (s *Service) proven(ctx context.Context, content, signed []byte) []byte {
	ctx, cancel := context.WithTimeout(ctx, proofTime)
	defer cancel()
	text := signing.Text{Open: func(context.Context) (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil }}
	better, found, err := s.prover.Improve(ctx, text, signed)
	if err != nil || better == nil || found.Verdict == signing.Invalid {
		return signed
	}
	return better
}

// proofTime is what an export waits for the time stamp of its seal.
const proofTime = 8 * time.Second

// Key is the seal of a body as a key for what signs in forms of its own, such as envelopes of SMEV.
func (s *Service) Key(ctx context.Context, bodyID int64) (cms.Key, error) {
	w, err := s.setting(ctx, s.db, bodyID)
	if err == nil && w == nil {
		err = fail.New(fail.NotFound, "seal.absent", "body %d has no seal", bodyID)
	}
	if err != nil {
		return cms.Key{}, err
	}
	return s.key(ctx, *w)
}

func may(by auth.Actor) error {
	if !by.Can(org.RightAdmin) {
		return fail.New(fail.Denied, "seal.denied", "needs %s", org.RightAdmin)
	}
	return nil
}

// Set makes a key of the key server the seal of the actor's body. It signs once before it is believed.
func (s *Service) Set(ctx context.Context, by auth.Actor, in Input) error {
	if err := may(by); err != nil {
		return err
	}
	if err := api.NeedStepUp(by); err != nil {
		return err
	}
	body, err := s.org.Body(ctx, s.db, by.BodyID)
	if err != nil {
		return err
	}
	w, err := in.setting(body, s.db.Now())
	if err != nil {
		return err
	}
	key, err := s.key(ctx, w)
	if err != nil {
		return err
	}
	if _, err := cms.Sign(ctx, cms.Octets([]byte("проверка печати")), cms.SigningOptions{Time: s.db.Now()}, key); err != nil {
		return fail.New(fail.Unready, "seal.unavailable", "the key %q: %v", w.KeyName, err)
	}
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if _, err := tx.Exec(ctx, "DELETE FROM body_seals WHERE body_id = $1", body.ID); err != nil {
			return err
		}
		w.SetBy, w.SetAt = tx.By.Name, tx.Now
		if _, err := db.Insert(ctx, tx, "body_seals", w); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "seal.set", Object: body.Ref(),
			Detail: map[string]any{"key": w.KeyName, "serial": key.Certificate.Serial(), "sha256": key.Certificate.Fingerprint()}})
	})
}

// Remove leaves the body without a seal.
func (s *Service) Remove(ctx context.Context, by auth.Actor) error {
	if err := may(by); err != nil {
		return err
	}
	if err := api.NeedStepUp(by); err != nil {
		return err
	}
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		n, err := tx.Exec(ctx, "DELETE FROM body_seals WHERE body_id = $1", by.BodyID)
		if err == nil && n == 0 {
			err = fail.New(fail.NotFound, "seal.absent", "body %d has no seal", by.BodyID)
		}
		if err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "seal.removed", Object: audit.Ref{Kind: "body", ID: by.BodyID}})
	})
}

// Input is the seal as the administrator brings it.
type Input struct {
	Key  string `json:"key" minLength:"1" maxLength:"200" doc:"Name of the key at the key server"`
	File []byte `json:"file" minLength:"1" maxLength:"200000" doc:"Its certificate, and its chain after it: DER, or PEM, in base64"`
}

// setting checks that the certificate is a seal of the body: of the organisation, and of no person.
func (in Input) setting(body org.Body, now time.Time) (Setting, error) {
	list, err := pki.ParseCertificates(in.File)
	if err != nil || len(list) == 0 {
		return Setting{}, fail.Field("seal.unreadable", "file", "wrong_format")
	}
	own := list[0]
	switch {
	case own.Subject.Get(pki.Surname) != "":
		return Setting{}, fail.Field("seal.of_person", "file", "not_accepted")
	case certificates.OfficeOf(own.Subject, body) != certificates.SameOffice:
		return Setting{}, fail.Field("seal.other_body", "file", "not_accepted")
	case own.X509.NotAfter.Before(now) || own.X509.NotBefore.After(now):
		return Setting{}, fail.Field("seal.expired", "file", "expired")
	}
	w := Setting{BodyID: body.ID, KeyName: in.Key}
	for _, c := range list {
		w.Chain = append(w.Chain, c.Raw()...)
	}
	return w, nil
}
