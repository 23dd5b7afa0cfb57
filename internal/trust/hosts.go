package trust

import (
	"context"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// HostInput is a host as the administrator writes it.
type HostInput struct {
	Host string `json:"host" minLength:"1" maxLength:"300" doc:"crl.example.ru, with a port where it is not the usual one, or a whole address"`
	Note string `json:"note" maxLength:"500"`
}

// Hosts are those that may be asked now.
func (s *Service) Hosts(ctx context.Context, by auth.Actor) ([]Host, error) {
	if err := s.see(ctx, s.db, by); err != nil {
		return nil, err
	}
	return db.All[Host](ctx, s.db, "SELECT "+hostColumns+" FROM fetch_hosts WHERE removed_at IS NULL ORDER BY host")
}

// AddHost allows a host to be asked for lists, answers, issuers and time stamps.
func (s *Service) AddHost(ctx context.Context, by auth.Actor, in HostInput) (h Host, err error) {
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if err := s.change(ctx, tx, by); err != nil {
			return err
		}
		host, err := hostOf(in.Host)
		if err != nil {
			return err
		}
		known, err := db.Exists(ctx, tx, "SELECT 1 FROM fetch_hosts WHERE host = $1 AND removed_at IS NULL", host)
		if err != nil {
			return err
		}
		if known {
			return fail.Field("trust.host_known", "host", "taken")
		}
		h = Host{Host: host, Note: in.Note, AddedBy: tx.By.Name, AddedAt: tx.Now}
		if h.ID, err = db.Insert(ctx, tx, "fetch_hosts", h); err != nil {
			return err
		}
		if err := changed(ctx, tx, hosts); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "trust.host_added", Object: h.Ref(), Detail: map[string]any{"note": in.Note}})
	})
	return h, err
}

// RemoveHost ends that.
func (s *Service) RemoveHost(ctx context.Context, by auth.Actor, id int64) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if err := s.change(ctx, tx, by); err != nil {
			return err
		}
		h, err := s.hostByID(ctx, tx, id)
		if err != nil {
			return err
		}
		if h.RemovedAt != nil {
			return fail.New(fail.NotFound, "trust.host_absent", "host %d was removed", id)
		}
		h.RemovedAt, h.RemovedBy = &tx.Now, tx.By.Name
		if _, err := db.Update(ctx, tx, "fetch_hosts", h); err != nil {
			return err
		}
		if err := changed(ctx, tx, hosts); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "trust.host_removed", Object: h.Ref()})
	})
}
