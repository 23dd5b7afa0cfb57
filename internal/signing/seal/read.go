package seal

import (
	"context"
	"time"

	"veche/cms/pki"
	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"
)

// first is the first certificate of several that stand one after another; all of it where it is none.
func first(raw []byte) []byte {
	in := cryptobyte.String(raw)
	var one cryptobyte.String
	if !in.ReadASN1Element(&one, asn1.SEQUENCE) {
		return raw
	}
	return one
}

// View is the seal as the administrator sees it.
type View struct {
	Set      bool      `json:"set"`
	Offered  bool      `json:"offered" doc:"The settings of the machine name a key server"`
	Key      string    `json:"key"`
	Owner    string    `json:"owner"`
	Issuer   string    `json:"issuer"`
	Serial   string    `json:"serial"`
	NotAfter time.Time `json:"not_after,omitzero"`
	Trouble  string    `json:"trouble" doc:"Code of why the key does not sign now; empty: it is there"`
	SetBy    string    `json:"set_by"`
	SetAt    time.Time `json:"set_at,omitzero"`
}

// View shows the seal of the actor's body and whether its key is there now.
func (s *Service) View(ctx context.Context, by auth.Actor) (View, error) {
	if err := may(by); err != nil {
		return View{}, err
	}
	w, err := s.setting(ctx, s.db, by.BodyID)
	if err != nil || w == nil {
		return View{Offered: s.server != nil}, err
	}
	list, err := w.certificates()
	if err != nil {
		return View{}, err
	}
	_, trouble := s.key(ctx, *w)
	own := list[0]
	return View{Set: true, Offered: s.server != nil, Key: w.KeyName, Owner: own.Subject.Short(), Issuer: own.Issuer.Short(), Serial: own.Serial(),
		NotAfter: own.X509.NotAfter.UTC(), Trouble: fail.Code(trouble), SetBy: w.SetBy, SetAt: w.SetAt}, nil
}

// Health is a seal for the page of those who run the machine.
type Health struct {
	Body     string `db:"short_name"`
	NotAfter time.Time
	Trouble  error
}

// Healths looks at the seals of all bodies.
func (s *Service) Healths(ctx context.Context) ([]Health, error) {
	rows, err := db.All[struct {
		Setting
		Body string `db:"short_name"`
	}](ctx, s.db, "SELECT "+db.Columns[Setting]("s")+", b.short_name FROM body_seals s JOIN bodies b ON b.id = s.body_id ORDER BY s.body_id LIMIT 200")
	list := make([]Health, 0, len(rows))
	for _, row := range rows {
		h := Health{Body: row.Body}
		var found []*pki.Certificate
		if found, h.Trouble = row.certificates(); h.Trouble == nil {
			h.NotAfter = found[0].X509.NotAfter
			_, h.Trouble = s.key(ctx, row.Setting)
		}
		list = append(list, h)
	}
	return list, err
}

// Routes are the operations of the seal.
func Routes(a *api.API, s *Service) {
	api.Add(a, api.Get("seal-show", "/seal", "Seal of the own body and whether its key is there"),
		func(ctx context.Context, by auth.Actor, _ *api.Empty) (*api.Body[View], error) {
			v, err := s.View(ctx, by)
			return &api.Body[View]{Body: v}, err
		})
	api.Add(a, api.Put("seal-set", "/seal", "Make a key of the key server the seal of the own body; needs the password given again"),
		func(ctx context.Context, by auth.Actor, in *api.Body[Input]) (*api.Empty, error) {
			return &api.Empty{}, s.Set(ctx, by, in.Body)
		})
	api.Add(a, api.Post("seal-remove", "/seal/remove", "Leave the own body without a seal; needs the password given again"),
		func(ctx context.Context, by auth.Actor, _ *api.Empty) (*api.Empty, error) {
			return &api.Empty{}, s.Remove(ctx, by)
		})
}
