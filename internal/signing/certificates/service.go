package certificates

import (
	"veche/internal/org"
	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/files"
	"veche/internal/platform/notify"
	"veche/internal/signing"
)

// Issuer is the demonstration's own authority: it knows to whom it has given a certificate.
type Issuer interface {
	Issued(employeeID int64, sha256 string) bool
}

// Service holds the use cases.
type Service struct {
	db     *db.DB
	org    *org.Service
	files  *files.Store
	notify *notify.Service
	trust  signing.Trust // about the principal's signature under a power of attorney
	stand  Issuer        // nil outside a demonstration
}

// New takes everything the subject needs; stand is nil outside a demonstration.
func New(d *db.DB, o *org.Service, f *files.Store, n *notify.Service, t signing.Trust, stand Issuer) *Service {
	return &Service{db: d, org: o, files: f, notify: n, trust: t, stand: stand}
}

// maySee: the person himself and the administrator of his body. For another body he is not there.
func maySee(by auth.Actor, e org.Employee) error {
	switch {
	case by.System || by.Is(e.ID) || by.Can(org.RightAdmin) && by.BodyID == e.BodyID:
		return nil
	case by.BodyID != e.BodyID:
		return fail.New(fail.NotFound, "org.employee.absent", "employee %d of another body", e.ID)
	}
	return fail.New(fail.Denied, "certificate.denied", "needs %s", org.RightAdmin)
}

// mayBind: whose certificate it is decides in whose name may be signed, so the password is given again (§12), and
// nobody answers for his own.
func mayBind(by auth.Actor, e org.Employee) error {
	if err := maySee(by, e); err != nil {
		return err
	}
	if err := mayAdminister(by); err != nil {
		return err
	}
	switch {
	case by.Is(e.ID):
		return fail.New(fail.Denied, "certificate.own", "employee %d", e.ID)
	case e.Dismissed():
		return fail.New(fail.Conflict, "org.employee.dismissed", "employee %d", e.ID)
	}
	return api.NeedStepUp(by)
}

func mayAdminister(by auth.Actor) error {
	if !by.Can(org.RightAdmin) {
		return fail.New(fail.Denied, "certificate.denied", "needs %s", org.RightAdmin)
	}
	return nil
}
