package seed

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/text"
	"veche/internal/services"
	"veche/internal/services/catalogue"
	"veche/internal/services/intake"
	"veche/internal/services/receipt"
)

// Two years of applications that have long ended stand behind the figures of services. They are written straight into the
// tables, as the crowd of letters is: their days lie in the past, and each stands in the order of the intake.
const (
	pastMonths     = 24
	pastPerDay     = 0.15 // of a service, before season and weekday
	pastApplicants = 60
	lastPastDay    = 12 // days before today: what came later is told by the story
)

// pastDesks are the bodies with a history, and how many of their services have one.
var pastDesks = []struct {
	desk
	services int
}{{desks[0], 3}, {desks[1], 3}, {desks[2], 2}, {desks[3], 2}, {desk{"mintrans", "strelkova", "gorbunov"}, 1}}

// seasons are the share of each month.
var seasons = [12]float64{0.8, 0.9, 1, 1.1, 1, 0.7, 0.6, 0.9, 1.4, 1.2, 1.1, 0.9}

// hours are how many come in each hour of the day over the portal; visitors come while the office is open.
var hours = [24]int{1, 1, 0, 0, 0, 1, 2, 3, 6, 9, 11, 10, 7, 8, 8, 7, 6, 5, 5, 6, 8, 7, 4, 2}

// towns are where the applicants live; who stands twice is larger.
var towns = []string{"Ижевск", "Ижевск", "Ижевск", "Ижевск", "Ижевск", "Воткинск", "Воткинск", "Сарапул", "Сарапул", "Глазов", "Можга", "Завьяловский район", "Игринский район",
	"Увинский район", "Балезинский район", "Кезский район"}

// past is one application that has ended.
type past struct {
	desk
	services.Application
	version catalogue.Version
	variant catalogue.Variant
	who     name
	steps   []services.StepRow
}

// historyOfServices writes the past of services and its visits.
func (s *story) historyOfServices() {
	random := rand.New(rand.NewPCG(210, 2010))
	first, last := s.today.AddMonths(-pastMonths), s.today.AddDays(-lastPastDay)
	var list []past
	for _, d := range pastDesks {
		services, err := db.All[int64](s.ctx, s.DB, "SELECT id FROM services WHERE body_id = $1 AND active ORDER BY id LIMIT $2", s.bodies[d.body].id, d.services)
		s.keep(err)
		for rank, id := range services {
			version, err := s.Catalogue.Published(s.ctx, s.DB, id, s.today.In(s.zone))
			s.keep(err)
			if s.err != nil {
				return
			}
			if version.Passport.V.Order != nil || len(version.Passport.V.Variants) == 0 {
				continue
			}
			for day := first; day.Before(last); day = day.AddDays(1) {
				growth := 0.75 + 0.5*float64(first.DaysUntil(day))/float64(first.DaysUntil(last))
				expected := pastPerDay * seasons[day.Month()-1] * growth / float64(rank+1)
				if s.Calendar.IsWorking(day) {
					expected *= 1.25
				} else {
					expected *= 0.4
				}
				for expected > random.Float64() {
					if p, ended := s.pastOf(random, d.desk, version, day); ended {
						list = append(list, p)
					}
					expected--
				}
			}
		}
	}
	slices.SortFunc(list, func(a, b past) int {
		return cmp.Or(a.AcceptedAt.Compare(b.AcceptedAt), cmp.Compare(a.ServiceID, b.ServiceID))
	})
	s.keep(s.DB.Tx(s.ctx, auth.System("seed"), func(tx *db.Tx) error { return s.writePast(tx, random, list) }))
}

// pastOf is an application of a day with its whole course; one that would not have ended by now is none.
func (s *story) pastOf(random *rand.Rand, d desk, version catalogue.Version, day calendar.Date) (p past, ended bool) {
	passport := version.Passport.V
	p = past{desk: d, version: version, variant: passport.Variants[random.IntN(len(passport.Variants))], who: someone(random)}
	channel := []services.Channel{services.Portal, services.Portal, services.Portal, services.Visit, services.Foreign, services.Post, services.Visit, services.MFC}[random.IntN(8)]
	if channel == services.Visit && day.Before(s.today.AddMonths(-12)) && random.IntN(2) == 0 || !s.Calendar.IsWorking(day) {
		channel = map[bool]services.Channel{true: services.Visit, false: services.Portal}[s.Calendar.IsWorking(day)]
	}
	hour := 9 + random.IntN(8)
	if channel.Electronic() {
		hour = weighted(random, hours[:])
	}
	at := day.In(s.zone).Add(time.Duration(hour)*time.Hour + time.Duration(random.IntN(3600))*time.Second).UTC()
	officer, body := s.people[d.officer], s.bodies[d.body].id
	p.Application = services.Application{ServiceID: version.ServiceID, VersionID: version.ID, Variant: p.variant.Code, BodyID: body, IntakeBodyID: body, OfficerID: &officer,
		Channel: channel, Territory: towns[random.IntN(len(towns))], AcceptedAt: at, Way: services.ToAccount, Version: 1}
	if channel == services.Visit || channel == services.MFC {
		p.Way = services.InPerson
	}
	s.courseOf(random, &p, day)
	return p, p.ClosedAt != nil && p.ClosedAt.Before(s.today.AddDays(-lastPastDay+2).In(s.zone))
}

// courseOf lets an application go through its procedure: registration, requests, decision, result.
func (s *story) courseOf(random *rand.Rand, p *past, day calendar.Date) {
	p.RegisterBy = s.Calendar.Due(day, calendar.Term{Code: "service.register", Title: "Регистрация заявления", Amount: 1, Unit: calendar.WorkingDay, Policy: calendar.None})
	registered := s.Calendar.AddWorkingDays(day, 1+random.IntN(12)/11)
	now := p.AcceptedAt
	goes := func(kind catalogue.StepKind, on calendar.Date, outcome catalogue.Outcome) bool {
		i := slices.IndexFunc(p.variant.Steps, func(one catalogue.Step) bool { return one.Kind == kind })
		if i < 0 {
			return false
		}
		end := on.In(s.zone).Add(time.Duration(9*3600+random.IntN(8*3600)) * time.Second).UTC()
		if !end.After(now) {
			end = now.Add(time.Duration(1+random.IntN(90)) * time.Minute)
		}
		p.Step = p.variant.Steps[i].Code
		p.steps = append(p.steps, services.StepRow{Step: p.Step, Kind: kind, BegunAt: now, EndedAt: &end, Outcome: outcome, ByID: p.OfficerID})
		now = end
		return true
	}
	ends := func(state services.State, decided time.Time) {
		closed := now
		p.State, p.DecidedAt, p.ClosedAt, p.ChangedAt = state, &decided, &closed, closed
	}
	fate := random.IntN(100)
	if fate < 8 && len(p.version.Passport.V.IntakeRefusals) > 0 {
		goes(catalogue.IntakeCheck, registered, catalogue.Refused)
		g := p.version.Passport.V.IntakeRefusals[0]
		p.Ground, p.GroundWords, p.Reason = g.Code, g.Text, "Скан не читается."
		ends(services.IntakeRefused, now)
		return
	}
	goes(catalogue.IntakeCheck, registered, catalogue.Accepted)
	at := now
	p.RegisteredAt, p.RegisteredOn = &at, calendar.DateOf(at, s.zone)
	if term, ok := p.version.Passport.V.TermOf(catalogue.TermTotal, p.variant.Code); ok {
		p.Due.V = services.NewClock(s.Calendar, p.RegisteredOn, term)
	}
	length := max(2, p.RegisteredOn.DaysUntil(p.Due.V.Date))
	decided := p.RegisteredOn.AddDays(1 + int(float64(length-1)*(0.25+0.7*random.Float64())))
	if random.IntN(100) < 7 {
		decided = p.RegisteredOn.AddDays(length + 1 + random.IntN(6))
	}
	for !s.Calendar.IsWorking(decided) && decided.After(p.RegisteredOn) && decided != p.Due.V.Date.AddDays(1) {
		decided = decided.AddDays(-1)
	}
	goes(catalogue.Interagency, p.RegisteredOn.AddDays(1+random.IntN(max(1, min(5, p.RegisteredOn.DaysUntil(decided))))), catalogue.Answered)
	switch {
	case fate < 12:
		goes(catalogue.Decision, decided, catalogue.Lapsed)
		p.CancelReason = "Документ больше не нужен"
		ends(services.Cancelled, now)
	case fate < 22 && len(p.version.Passport.V.Refusals) > 0:
		goes(catalogue.Decision, decided, catalogue.Refused)
		g := p.version.Passport.V.Refusals[0]
		p.Ground, p.GroundWords, p.Reason = g.Code, g.Text, "Сведения не подтвердились."
		ends(services.Refused, now)
	default:
		goes(catalogue.Decision, decided, catalogue.Granted)
		moment := now
		goes(catalogue.MakeResult, decided, catalogue.Signed)
		taken := decided
		if p.Way == services.InPerson {
			taken = s.Calendar.AddWorkingDays(decided, 1+random.IntN(5))
		}
		goes(catalogue.Issue, taken, catalogue.Delivered)
		issued := now
		p.Issued.V = services.Issued{At: &issued, Fact: p.version.Passport.V.ShortName, Way: p.Way}
		ends(services.GivenOut, moment)
	}
}

// weighted is an index by its weight.
func weighted(random *rand.Rand, weights []int) int {
	total := 0
	for _, w := range weights {
		total += w
	}
	at := random.IntN(total)
	for i, w := range weights {
		if at -= w; at < 0 {
			return i
		}
	}
	return len(weights) - 1
}

// writePast gives everyone his place in the order and writes all of it.
func (s *story) writePast(tx *db.Tx, random *rand.Rand, list []past) error {
	applicants := make([]int64, pastApplicants)
	for i := range applicants {
		who := someone(random)
		one, err := s.Applications.ApplicantFor(s.ctx, tx, services.ApplicantCard{Kind: services.Person, SNILS: snils(random), Surname: who.surname, Name: who.first, Patronymic: who.patronymic,
			Phone: "+79120000000", Address: "г. Ижевск, ул. Садовая, д. 8"})
		if err != nil {
			return err
		}
		applicants[i] = one.ID
	}
	type series struct {
		service int64
		year    int
	}
	last := map[series]int64{}
	v := visitsOf{}
	for i := range list {
		p := &list[i]
		p.Year = calendar.DateOf(p.AcceptedAt, s.zone).Year()
		order := series{p.ServiceID, p.Year}
		last[order]++
		p.Sequence, p.ApplicantID = last[order], applicants[random.IntN(len(applicants))]
		p.Number = intake.Number(p.ServiceID, p.Year, p.Sequence)
		p.NumberKey, p.DueSort = text.NumberKey(p.Number), p.RegisterBy.Date.String()
		if !p.Due.V.Date.IsZero() {
			p.DueSort = p.Due.V.Date.String()
		}
		p.Answers = string(answersOf(p.version.Form, p.who))
		if err := s.writeOnePast(tx, *p, i); err != nil {
			return err
		}
		v.around(random, *p)
	}
	for order, sequence := range last {
		if _, err := tx.Exec(s.ctx, "INSERT INTO intake_counters (service_id, year, sequence, last_at) VALUES ($1, $2, $3, $4)", order.service, order.year, sequence,
			s.today.AddDays(1-lastPastDay).In(s.zone).UTC()); err != nil {
			return err
		}
		if _, err := tx.Exec(s.ctx, "INSERT INTO intake_cursors (service_id, year, sequence) VALUES ($1, $2, $3)", order.service, order.year, sequence); err != nil {
			return err
		}
	}
	return v.write(s, tx)
}

// writeOnePast writes the accepted row, the application, its steps and its history.
func (s *story) writeOnePast(tx *db.Tx, p past, n int) error {
	accepted := intake.Accepted{ServiceID: p.ServiceID, Year: p.Year, Sequence: p.Sequence, At: p.AcceptedAt, VersionID: p.VersionID, Applicant: p.ApplicantID, Channel: string(p.Channel),
		Number: p.Number, Form: p.Answers}
	digest := sha256.Sum256(binary.BigEndian.AppendUint64([]byte("прошлое"), uint64(n)))
	accepted.Key, accepted.Salt = digest[:16], digest[16:]
	accepted.Content = receipt.Content(p.ApplicantID, accepted.Channel, "", []byte(p.Answers))
	leaf := accepted.Leaf()
	hash := leaf.Hash()
	accepted.Hash = hash[:]
	if _, err := db.Insert(s.ctx, tx, "intake", accepted); err != nil {
		return err
	}
	id, err := db.Insert(s.ctx, tx, "applications", p.Application)
	if err != nil {
		return err
	}
	for _, one := range p.steps {
		one.ApplicationID = id
		if _, err := db.Insert(s.ctx, tx, "application_steps", one); err != nil {
			return err
		}
	}
	events := []services.Event{{At: p.AcceptedAt, Act: services.Receive, From: services.Submitted, To: services.Received}}
	if p.RegisteredAt != nil {
		events = append(events, services.Event{At: *p.RegisteredAt, Act: services.Register, From: services.Received, To: services.Registered})
	}
	end := map[services.State]services.Act{services.GivenOut: services.Issue, services.Refused: services.Refuse, services.IntakeRefused: services.RefuseIntake, services.Cancelled: services.ConfirmCancel}
	events = append(events, services.Event{At: *p.ClosedAt, Act: end[p.State], From: services.InReview, To: p.State, Words: p.GroundWords})
	for _, e := range events {
		e.ApplicationID, e.Public = id, true
		if _, err := db.Insert(s.ctx, tx, "application_events", e); err != nil {
			return err
		}
	}
	return s.Figures.ApplicationChanged(s.ctx, tx, id)
}
