package certificates

import (
	"bytes"
	"context"
	"io"
	"slices"
	"time"

	"veche/cms/pki"
	"veche/cms/reason"
	"veche/internal/org"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/checkdigit"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/files"
	"veche/internal/signing"
	"veche/internal/signing/poa"
)

// Power is a power of attorney by which an employee signs for the body: the row of the table.
type Power struct {
	ID         int64              `db:"id"`
	BodyID     int64              `db:"body_id"`
	EmployeeID int64              `db:"employee_id"`
	Name       string             `db:"name"`
	SHA256     string             `db:"sha256"`
	Proof      string             `db:"proof"`
	Number     string             `db:"number"`
	Power      db.JSON[poa.Power] `db:"power"`
	AddedBy    string             `db:"added_by"`
	AddedAt    time.Time          `db:"added_at"`
	RemovedAt  *time.Time         `db:"removed_at"`
	RemovedBy  string             `db:"removed_by"`
}

// PowerView is one as its owner and the administrator see it.
type PowerView struct {
	ID      int64         `json:"id"`
	Number  string        `json:"number"`
	From    calendar.Date `json:"from"`
	To      calendar.Date `json:"to"`
	AddedBy string        `json:"added_by"`
	AddedAt time.Time     `json:"added_at"`
	InForce bool          `json:"in_force"`
}

func (p Power) view(today calendar.Date) PowerView {
	return PowerView{ID: p.ID, Number: p.Number, From: p.Power.V.From, To: p.Power.V.To, AddedBy: p.AddedBy, AddedAt: p.AddedAt,
		InForce: !today.Before(p.Power.V.From) && !today.After(p.Power.V.To)}
}

var powerColumns = db.Columns[Power]("")

func powersOf(ctx context.Context, r db.Reader, employeeID int64) ([]Power, error) {
	return db.All[Power](ctx, r, "SELECT "+powerColumns+" FROM person_powers WHERE employee_id = $1 AND removed_at IS NULL ORDER BY id DESC LIMIT 20", employeeID)
}

// Powers are those by which an employee signs for the body.
func (s *Service) Powers(ctx context.Context, by auth.Actor, employeeID int64) ([]PowerView, error) {
	e, err := s.org.Person(ctx, s.db, employeeID)
	if err == nil {
		err = maySee(by, e)
	}
	if err != nil {
		return nil, err
	}
	rows, err := powersOf(ctx, s.db, e.ID)
	list := make([]PowerView, 0, len(rows))
	for _, p := range rows {
		list = append(list, p.view(s.org.Today(ctx, s.db, e.BodyID, s.db.Now())))
	}
	return list, err
}

// AddPower keeps a power of attorney once for all signatures of the employee. It must be given to him by his body, and
// signed by it.
func (s *Service) AddPower(ctx context.Context, by auth.Actor, employeeID int64, name string, file, proof []byte) (Power, error) {
	power, err := poa.Read(file)
	if err != nil {
		return Power{}, err
	}
	report, err := poa.Prove(ctx, s.db, s.trust, file, proof)
	if err != nil {
		return Power{}, err
	}
	row := Power{Name: name, Number: power.Number, Power: db.JSON[poa.Power]{V: power}}
	blobs, err := s.keepFiles(ctx, &row, file, proof)
	if err != nil {
		return Power{}, err
	}
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		e, err := s.org.Person(ctx, tx, employeeID) // load
		if err != nil {
			return err
		}
		if err := mayBind(by, e); err != nil { // may
			return err
		}
		body, err := s.org.Body(ctx, tx, e.BodyID)
		if err != nil {
			return err
		}
		owner, err := s.called(ctx, tx, e)
		if err != nil {
			return err
		}
		found := power.Check(poa.Facts{Owner: owner, Signed: s.org.Today(ctx, tx, e.BodyID, tx.Now), Proof: report, Body: party(body)})
		if err := unfit(found); err != nil {
			return err
		}
		row.BodyID, row.EmployeeID = e.BodyID, e.ID // decide
		return s.savePower(ctx, tx, &row, e, blobs)
	})
	return row, err
}

// unfit refuses a power of attorney that does not let him sign for the body. That an administrator has brought it stands
// for a name without a number, and for the chain of one that was passed on; nothing stands for the principal's signature.
func unfit(found []poa.Finding) error {
	for _, f := range found {
		if f.Weight == reason.Valid || slices.Contains([]string{"representative_by_name", "passed"}, f.Code) {
			continue
		}
		return fail.Field("certificate.power_unfit", "file", "not_accepted").With("reason", f.Words)
	}
	return nil
}

func (s *Service) keepFiles(ctx context.Context, row *Power, file, proof []byte) ([]files.Blob, error) {
	first, err := s.files.Put(ctx, bytes.NewReader(file), poa.Limit)
	if err != nil {
		return nil, err
	}
	second, err := s.files.Put(ctx, bytes.NewReader(proof), signing.AttachLimit)
	row.SHA256, row.Proof = first.SHA256, second.SHA256
	return []files.Blob{first, second}, err
}

func (s *Service) savePower(ctx context.Context, tx *db.Tx, row *Power, e org.Employee, blobs []files.Blob) (err error) {
	for _, b := range blobs {
		if err := s.files.Keep(ctx, tx, b); err != nil {
			return err
		}
	}
	row.AddedBy, row.AddedAt = tx.By.Name, tx.Now
	row.ID, err = db.Insert(ctx, tx, "person_powers", *row)
	if _, twice := tx.Words().IsUnique(err); twice {
		return fail.New(fail.Conflict, "certificate.power_known", "%s is there", row.Number)
	}
	if err != nil {
		return err
	}
	return audit.Write(ctx, tx, audit.Entry{Action: "certificate.power_added", Object: e.Ref(),
		Detail: map[string]any{"power": row.ID, "number": row.Number, "sha256": row.SHA256}})
}

// RemovePower stops relying on one: it was recalled, or the person has another duty.
func (s *Service) RemovePower(ctx context.Context, by auth.Actor, id int64) error {
	return s.db.Tx(ctx, by, func(tx *db.Tx) error {
		p, err := db.One[Power](ctx, tx, "SELECT "+powerColumns+" FROM person_powers WHERE id = $1 AND removed_at IS NULL", id)
		if err != nil {
			return db.Absent(err, "certificate.power_absent", id)
		}
		e, err := s.org.Person(ctx, tx, p.EmployeeID)
		if err != nil {
			return err
		}
		if err := mayBind(by, e); err != nil {
			if fail.KindOf(err) == fail.NotFound {
				err = fail.New(fail.NotFound, "certificate.power_absent", "power %d of another body", id)
			}
			return err
		}
		if _, err := tx.Exec(ctx, "UPDATE person_powers SET removed_at = $2, removed_by = $3 WHERE id = $1", id, tx.Now, tx.By.Name); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "certificate.power_removed", Object: e.Ref(), Detail: map[string]any{"power": p.ID, "number": p.Number}})
	})
}

// behind is the power of attorney that stands today behind a certificate of an employee, nil for none.
func (s *Service) behind(ctx context.Context, r db.Reader, e org.Employee, owner pki.Name, body org.Body) (*Power, error) {
	rows, err := powersOf(ctx, r, e.ID)
	if err != nil {
		return nil, err
	}
	today := s.org.Today(ctx, r, e.BodyID, s.db.Now())
	for _, p := range rows {
		if unfit(p.Power.V.Covers(poa.Facts{Owner: owner, Signed: today, Body: party(body)})) == nil {
			return &p, nil
		}
	}
	return nil, nil
}

// PowerBehind is the power of attorney behind a signature that an employee puts now with a certificate: its name, file and
// the principal's signature. There is none where the certificate is of the body itself.
func (s *Service) PowerBehind(ctx context.Context, r db.Reader, employeeID int64, owner pki.Name) (name string, file, proof []byte, err error) {
	e, err := s.org.Person(ctx, r, employeeID)
	if err != nil {
		return "", nil, nil, err
	}
	body, err := s.org.Body(ctx, r, e.BodyID)
	if err != nil {
		return "", nil, nil, err
	}
	if office := OfficeOf(owner, body); office != NoOffice && office != OtherOffice {
		return "", nil, nil, nil
	}
	p, err := s.behind(ctx, r, e, owner, body)
	if err != nil || p == nil {
		return "", nil, nil, err
	}
	if file, err = s.whole(ctx, p.SHA256); err != nil {
		return "", nil, nil, err
	}
	proof, err = s.whole(ctx, p.Proof)
	return p.Name, file, proof, err
}

func (s *Service) whole(ctx context.Context, sha256 string) ([]byte, error) {
	f, err := s.files.Open(ctx, sha256)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

// called is an employee as a certificate of his would name him.
func (s *Service) called(ctx context.Context, r db.Reader, e org.Employee) (pki.Name, error) {
	i, err := s.org.IdentityOf(ctx, r, e.ID)
	return pki.Name{{Field: pki.Surname, Value: e.Surname}, {Field: pki.GivenName, Value: e.Name + " " + e.Patronymic},
		{Field: pki.SNILS, Value: i.SNILS}, {Field: pki.INN, Value: i.INN}}, err
}

func party(b org.Body) *poa.Party {
	return &poa.Party{Name: b.Name, INN: checkdigit.Figures(b.INN), OGRN: checkdigit.Figures(b.OGRN)}
}
