package seed

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"veche/internal/interagency/simulator"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services"
)

// desk is a body that takes applications, with the people who consider and sign them.
type desk struct{ body, officer, head string }

var desks = []desk{{"zags", "ageeva", "poliakova"}, {"minsoc", "noskova", "lebedeva"}, {"minprirody", "chirkova", "udalov"}, {"archive", "rodionova", "tolstov"}}

// applications are in every state of their life, in several bodies. What the regulation of a service has no way to – it may
// know no suspension – is left out there.
func (s *story) applications() error {
	s.routesOfServices()
	s.historyOfServices()
	for _, d := range desks {
		for i, service := range s.servicesOf(d.body) {
			s.asking = d == desks[0] && i == 0 // messages have to follow each other in time
			for n, fate := range fatesOf(d, i) {
				s.hour(s.today.AddDays(-9+n/2), 9+n%8)
				id := s.applied(d, service, n)
				if s.err != nil {
					return s.err
				}
				if err := fate(s, d, id); err != nil && !left[fail.Code(err)] {
					return fmt.Errorf("application %d of %s: %w", id, d.body, err)
				}
			}
			s.work()
		}
	}
	if err := errors.Join(s.abroad(desks[2]), s.inquired(desks[0]), s.waitsStill(desks[0])); err != nil {
		return err
	}
	s.hour(s.today, 9)
	if err := s.lapsed(desks[0]); err != nil {
		return err
	}
	return s.Figures.Roll(s.ctx)
}

// left are refusals that only say that the regulation of a service knows no such procedure.
var left = map[string]bool{"application.no_way": true, "application.no_ground": true, "application.wrong_state": true}

func (s *story) hour(day calendar.Date, hour int) {
	at := day.In(s.zone).Add(time.Duration(hour) * time.Hour)
	s.DB.SetClock(func() time.Time { return at })
}

// routesOfServices sends each service to its own body; one of them has no line, so that its applications wait for the dispatcher.
func (s *story) routesOfServices() {
	from := s.today.AddMonths(-10)
	s.keep(s.DB.Tx(s.ctx, auth.System("seed"), func(tx *db.Tx) error {
		_, err := tx.Exec(s.ctx, `
			INSERT INTO service_routes (service_id, body_id, from_on, basis, put_by, put_at)
			SELECT id, body_id, $1, 'Административный регламент', 0, $2 FROM services WHERE slug <> 'genealogicheskii-zapros'`, from, tx.Now)
		if err != nil {
			return err
		}
		_, err = tx.Exec(s.ctx, `
			INSERT INTO service_routes (service_id, territory, body_id, from_on, basis, put_by, put_at)
			SELECT id, 'Ижевск', $1, $2, 'Устав города', 0, $3 FROM services WHERE slug IN ('pereplanirovka-kvartiry', 'ochered-na-zhile', 'razreshenie-na-stroitelstvo')`,
			s.bodies["city"].id, from, tx.Now)
		return err
	}))
}

// servicesOf are services of a body: of the first desk two, of the others one.
func (s *story) servicesOf(name string) []int64 {
	most := 1
	if name == desks[0].body {
		most = 2
	}
	list, err := db.All[int64](s.ctx, s.DB, "SELECT id FROM services WHERE body_id = $1 AND active ORDER BY id LIMIT $2", s.bodies[name].id, most)
	s.keep(err)
	return list
}

// applied takes an application of an invented person through the door.
func (s *story) applied(d desk, service int64, n int) int64 {
	version, err := s.Catalogue.Published(s.ctx, s.DB, service, s.DB.Now())
	s.keep(err)
	who := someone(s.random)
	who.snils, who.born = snils(s.random), fmt.Sprintf("19%02d-%02d-%02d", 55+s.random.IntN(45), 1+s.random.IntN(12), 1+s.random.IntN(28))
	card := services.ApplicantCard{Kind: services.Person, SNILS: who.snils, Surname: who.surname, Name: who.first, Patronymic: who.patronymic,
		Phone: "+79120000000", Email: "citizen@example.org", Address: "г. Ижевск, ул. Садовая, д. 8, кв. 15", BornOn: calendar.MustParse(who.born)}
	if s.err != nil {
		return 0
	}
	channel := []services.Channel{services.Portal, services.Portal, services.Visit, services.Post}[n%4]
	accepted, err := s.Applications.Submit(s.ctx, s.by(d.officer), services.Lodging{ServiceID: service, Key: [16]byte{byte(service), byte(service >> 8), byte(n), 7}, Applicant: card,
		Channel: channel, Answers: answersOf(version.Form, who)}, version.ID)
	s.keep(err)
	s.keep(s.Applications.ReceiveAll(s.ctx))
	if s.err != nil {
		return 0
	}
	a, err := s.Applications.ByOrder(s.ctx, s.DB, service, accepted.Year, accepted.Sequence)
	s.keep(err)
	return a.ID
}

// fatesOf are all fates for the first service, and a few for the others: each decision and notice is a paper that is made,
// converted and signed, and a demonstration should not be waited for.
func fatesOf(d desk, service int) []func(s *story, d desk, id int64) error {
	few := []func(s *story, d desk, id int64) error{(*story).reviewedOne, (*story).askedOne, (*story).reviewedOne, (*story).takenOne, (*story).leftOne}
	switch {
	case d == desks[0] && service == 0:
		return fates
	case d == desks[1]:
		return append(few, (*story).suspendedOne)
	case d == desks[2]:
		return append(few, (*story).intakeRefusedOne)
	}
	return few
}

// fates are how far the applications came.
var fates = []func(s *story, d desk, id int64) error{
	(*story).reviewedOne, (*story).issuedOne, (*story).waitsOne, (*story).resentOne, (*story).refusedOne, (*story).intakeRefusedOne, (*story).suspendedOne, (*story).askedOne, (*story).onSignature,
	(*story).invitedOne, (*story).withdrawnOne, (*story).complainedOne, (*story).reviewedOne, (*story).takenOne, (*story).leftOne, (*story).leftOne,
}

func (s *story) leftOne(desk, int64) error { return nil }

func (s *story) takenOne(d desk, id int64) error {
	return s.Applications.Take(s.ctx, s.by(d.officer), id)
}

func (s *story) reviewedOne(d desk, id int64) error {
	if err := s.registers(d, id); err != nil {
		return err
	}
	if asked, err := s.asks(d, id, simulator.Rightly); asked || err != nil {
		return err
	}
	err := s.Applications.Proceed(s.ctx, s.by(d.officer), id)
	if left[fail.Code(err)] {
		return nil
	}
	return err
}

// card is the application as its officer sees it.
func (s *story) application(d desk, id int64) services.Card {
	c, err := s.Applications.Get(s.ctx, s.by(d.officer), id)
	s.keep(err)
	return c
}

func (s *story) decided(d desk, id int64, in services.DecideInput, signed bool) error {
	if err := s.reviewedOne(d, id); err != nil {
		return err
	}
	in.SignatoryID = s.people[d.head]
	paper, err := s.Applications.Decide(s.ctx, s.by(d.officer), id, in)
	if err != nil || !signed {
		return err
	}
	return s.signs(d.head, paper)
}

// signs puts the signature on a paper and lets it take effect.
func (s *story) signs(who string, paper int64) error {
	v, err := s.Documents.CurrentVersion(s.ctx, s.DB, paper)
	if err != nil {
		return err
	}
	if _, err := s.Signing.StandSign(s.ctx, s.by(who), paper, v.SHA256); err != nil {
		return err
	}
	s.work()
	return s.err
}

func (s *story) issuedOne(d desk, id int64) error {
	return s.decided(d, id, services.DecideInput{Outcome: services.PaperGrant, Text: "Сведения подтверждены."}, true)
}

func (s *story) onSignature(d desk, id int64) error {
	return s.decided(d, id, services.DecideInput{Outcome: services.PaperGrant}, false)
}

func (s *story) refusedOne(d desk, id int64) error {
	in := services.DecideInput{Outcome: services.PaperRefusal, Reason: "Сведения, указанные в заявлении, не подтвердились. Уточните их и подайте заявление снова."}
	if grounds := s.application(d, id).Grounds.Refusal; len(grounds) > 0 {
		in.Ground = grounds[0].Code
	}
	return s.decided(d, id, in, true)
}

func (s *story) intakeRefusedOne(d desk, id int64) error {
	if err := s.takenOne(d, id); err != nil {
		return err
	}
	in := services.RefusalInput{Reason: "В приложенном файле не читается вторая страница. Сделайте скан заново и подайте заявление ещё раз."}
	if grounds := s.application(d, id).Grounds.Intake; len(grounds) > 0 {
		in.Ground = grounds[0].Code
	}
	paper, err := s.Applications.RefuseIntake(s.ctx, s.by(d.officer), id, in)
	if err != nil {
		return err
	}
	return s.signs(d.officer, paper)
}

func (s *story) suspendedOne(d desk, id int64) error {
	if err := s.reviewedOne(d, id); err != nil {
		return err
	}
	in := services.SuspendInput{Reason: "Сведения в двух документах различаются, направлен запрос."}
	if grounds := s.application(d, id).Grounds.Suspension; len(grounds) > 0 {
		in.Ground = grounds[0].Code
	}
	paper, err := s.Applications.Suspend(s.ctx, s.by(d.officer), id, in)
	if err != nil {
		return err
	}
	return s.signs(d.officer, paper)
}

func (s *story) askedOne(d desk, id int64) error {
	if err := s.reviewedOne(d, id); err != nil {
		return err
	}
	return s.Applications.AskApplicant(s.ctx, s.by(d.officer), id, services.AskApplicantInput{Text: "Уточните, пожалуйста, за какой период нужны сведения."})
}

func (s *story) invitedOne(d desk, id int64) error {
	err := s.DB.Tx(s.ctx, auth.System("applicant"), func(tx *db.Tx) error { return s.Applications.ChooseWay(s.ctx, tx, id, services.InPerson, "") })
	if err != nil {
		return err
	}
	if err := s.issuedOne(d, id); err != nil {
		return err
	}
	return s.Applications.Invite(s.ctx, s.by(d.officer), id, services.InviteInput{Invitation: services.Invitation{Place: "Окно № 3, первый этаж", Hours: "в рабочие дни с 9 до 17 часов",
		Bring: "паспорт", Until: s.today.AddDays(30)}})
}

func (s *story) withdrawnOne(d desk, id int64) error {
	if err := s.reviewedOne(d, id); err != nil {
		return err
	}
	return s.Applications.EnterCancel(s.ctx, s.by(d.officer), id, "Документ больше не нужен")
}

func (s *story) complainedOne(d desk, id int64) error {
	if err := s.intakeRefusedOne(d, id); err != nil {
		return err
	}
	c, err := s.Applications.EnterComplaint(s.ctx, s.by(d.officer), services.ComplainInput{ApplicationID: id, Ground: services.IntakeWasRefused, Against: services.AgainstBody,
		Text: "Все страницы читаются, прошу принять документы.", Channel: services.Visit})
	if err != nil {
		return err
	}
	return s.Applications.RegisterComplaint(s.ctx, s.by(d.head), c.ID)
}

// snils is an invented number with right control figures.
func snils(r *rand.Rand) string {
	figures, sum := "", 0
	for i := range 9 {
		n := r.IntN(10)
		figures, sum = figures+fmt.Sprint(n), sum+n*(9-i)
	}
	return figures + fmt.Sprintf("%02d", sum%101%100)
}

// answersOf fills in what a form always asks, by the kind of each field.
func answersOf(form string, who name) []byte {
	var f struct {
		Schema field `json:"schema"`
	}
	if err := json.Unmarshal([]byte(form), &f); err != nil {
		return []byte("{}")
	}
	raw, err := json.Marshal(f.Schema.filled("", who))
	if err != nil {
		return []byte("{}")
	}
	return raw
}

// field is what the seed knows of a field of a form.
type field struct {
	Type       string           `json:"type"`
	Format     string           `json:"format"`
	Pattern    string           `json:"pattern"`
	Properties map[string]field `json:"properties"`
	OneOf      []struct {
		Const string `json:"const"`
	} `json:"oneOf"`
	When json.RawMessage `json:"x-when"`
}

func (f field) filled(called string, who name) any {
	switch {
	case f.Type == "object":
		group := map[string]any{}
		for key, inner := range f.Properties {
			if inner.When != nil {
				continue
			}
			if value := inner.filled(key, who); value != nil {
				group[key] = value
			}
		}
		return group
	case f.Type == "boolean":
		return true
	case f.Type != "string":
		return nil
	case len(f.OneOf) > 0:
		return f.OneOf[0].Const
	}
	for key, value := range map[string]string{"surname": who.surname, "patronymic": who.patronymic, "name": who.first} {
		if called == key || strings.HasSuffix(called, "_"+key) {
			return value
		}
	}
	for name, value := range map[string]string{"settlement": "г. Ижевск", "street": "ул. Садовая", "house": "8", "flat": "15"} {
		if called == name {
			return value
		}
	}
	if called == "issued_by" {
		return "МВД по Удмуртской Республике"
	}
	born := cmp.Or(who.born, "1988-04-12")
	day := "2012-" + born[len("1988-"):] // of whatever has happened since
	if strings.Contains(called, "birth") {
		day = born
	}
	known := map[string]string{"date": day, "phone": "+79120000000", "email": "citizen@example.org", "snils": cmp.Or(who.snils, "11223344595"), "passport": "9404123456", "postcode": "426000"}
	if value, ok := known[f.Format]; ok {
		return value
	}
	if f.Format != "" || f.Pattern != "" {
		return nil
	}
	return "г. Ижевск, ул. Садовая, д. 8"
}
