package trust

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"encoding/hex"

	"veche/cms/pki"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/files"
)

// ListLimit is more than any list of a Russian authority: the longest ones are of some megabytes.
const ListLimit = 64 << 20

// Sources of a list.
const (
	fetched  = "fetched"
	imported = "imported"
)

// KeepList keeps a list of revoked certificates that came from an address: once in the store, for every later check. A
// list that is kept already, or older than the one kept, changes nothing.
func (s *Service) KeepList(ctx context.Context, by auth.Actor, raw []byte, address string) (List, error) {
	list, err := s.keepList(ctx, by, raw, fetched, address)
	if fail.Is(err, "trust.list_old") {
		return list, nil
	}
	return list, err
}

// ImportList keeps a list that the administrator brings as a file, for installations without a way out.
func (s *Service) ImportList(ctx context.Context, by auth.Actor, raw []byte) (List, error) {
	if err := s.change(ctx, s.db, by); err != nil {
		return List{}, err
	}
	return s.keepList(ctx, by, raw, imported, "")
}

// keepList checks a list and stores its bytes outside of the transaction that makes it the current one.
func (s *Service) keepList(ctx context.Context, by auth.Actor, raw []byte, source, address string) (List, error) {
	parsed, err := pki.ParseCRL(raw)
	if err != nil {
		return List{}, fail.Field("trust.not_a_list", "file", "wrong_format")
	}
	row, err := s.describeList(ctx, parsed)
	if err != nil {
		return List{}, err
	}
	blob, err := s.files.Put(ctx, bytes.NewReader(parsed.Raw), ListLimit)
	if err != nil {
		return List{}, err
	}
	row.SHA256, row.Size, row.Source, row.Address = blob.SHA256, blob.Size, source, address
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error { return s.supersede(ctx, tx, &row, blob) })
	return row, err
}

// describeList refuses a list that no trusted authority has signed: strangers could fill the store, and turn no verdict.
func (s *Service) describeList(ctx context.Context, c *pki.CRL) (List, error) {
	trust, err := s.Trust(ctx, s.db)
	if err != nil {
		return List{}, err
	}
	standard, err := x509.ParseRevocationList(c.Raw)
	if err != nil {
		return List{}, fail.Field("trust.not_a_list", "file", "wrong_format")
	}
	var issuer *pki.Certificate
	for _, pool := range []*pki.Pool{trust.Roots, trust.Intermediates} {
		for _, authority := range pool.Certificates() {
			if issuer == nil && bytes.Equal(authority.X509.RawSubject, standard.RawIssuer) && c.SignedBy(authority) {
				issuer = authority
			}
		}
	}
	if issuer == nil {
		return List{}, fail.New(fail.Invalid, "trust.list_foreign", "no trusted authority has signed the list of %s", c.Issuer.Short())
	}
	row := List{Issuer: c.Issuer.Short(), Scope: scopeOf(standard, issuer), ThisUpdate: c.ThisUpdate.UTC(), Entries: c.Len()}
	if c.Number != nil {
		row.Number = c.Number.String()
	}
	if !c.NextUpdate.IsZero() {
		next := c.NextUpdate.UTC()
		row.NextUpdate = &next
	}
	return row, nil
}

var (
	oidDelta        = asn1.ObjectIdentifier{2, 5, 29, 27}
	oidDistribution = asn1.ObjectIdentifier{2, 5, 29, 28}
)

// scopeOf is what a newer list must share with the one it supersedes: an authority has a list for each of its keys, and
// may have several for parts of its certificates.
func scopeOf(list *x509.RevocationList, issuer *pki.Certificate) string {
	h := sha256.New()
	h.Write(list.RawIssuer)
	h.Write(issuer.X509.RawSubjectPublicKeyInfo)
	for _, e := range list.Extensions {
		if e.Id.Equal(oidDelta) || e.Id.Equal(oidDistribution) {
			h.Write(e.Value)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// supersede makes a list the current one of its scope, unless the one kept is as new.
func (s *Service) supersede(ctx context.Context, tx *db.Tx, row *List, blob files.Blob) error {
	kept, err := db.All[List](ctx, tx, "SELECT "+listColumns+" FROM revocation_lists WHERE scope = $1 AND superseded_at IS NULL"+tx.Words().Lock, row.Scope)
	if err != nil {
		return err
	}
	if len(kept) > 0 && !row.ThisUpdate.After(kept[0].ThisUpdate) {
		same := kept[0]
		if row.Address != "" {
			if err := notePoint(ctx, tx, row.Address, same.ID); err != nil {
				return err
			}
		}
		*row = same
		if row.SHA256 == blob.SHA256 {
			return nil
		}
		return fail.New(fail.Conflict, "trust.list_old", "a list of %v is kept", same.ThisUpdate)
	}
	if _, err := tx.Exec(ctx, "UPDATE revocation_lists SET superseded_at = $2 WHERE scope = $1 AND superseded_at IS NULL", row.Scope, tx.Now); err != nil {
		return err
	}
	if err := s.files.Keep(ctx, tx, blob); err != nil {
		return err
	}
	row.KeptBy, row.KeptAt = tx.By.Name, tx.Now
	if row.ID, err = db.Insert(ctx, tx, "revocation_lists", *row); err != nil {
		return err
	}
	if row.Address != "" {
		if err := notePoint(ctx, tx, row.Address, row.ID); err != nil {
			return err
		}
	}
	if err := changed(ctx, tx, lists); err != nil {
		return err
	}
	return audit.Write(ctx, tx, audit.Entry{Action: "trust.list_kept", Object: row.Ref(),
		Detail: map[string]any{"sha256": row.SHA256, "number": row.Number, "this_update": row.ThisUpdate, "source": row.Source, "address": row.Address}})
}

// Lists are the current lists with their age.
func (s *Service) Lists(ctx context.Context, by auth.Actor) ([]List, error) {
	if err := s.see(ctx, s.db, by); err != nil {
		return nil, err
	}
	return db.All[List](ctx, s.db, "SELECT "+listColumns+" FROM revocation_lists WHERE superseded_at IS NULL ORDER BY issuer, id")
}
