package seed

import (
	"encoding/binary"
	"encoding/json"
	"fmt"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/services"
	"veche/internal/services/intake"
	"veche/internal/services/kindergarten"
)

const gardenService = "detskii-sad"

// kindergartens are the queue of the city: some children on record, some to be checked, one with a direction.
func (s *story) kindergartens() {
	entry, err := s.Catalogue.EntryBySlug(s.ctx, s.DB, gardenService)
	s.keep(err)
	if s.err != nil {
		return
	}
	year := s.today.Year() // the school year that is being formed, or has begun
	groups := func(places int) []kindergarten.Group {
		return []kindergarten.Group{{Year: year, Name: "вторая младшая группа", Age: 3, Profile: "general", Places: places},
			{Year: year, Name: "средняя группа", Age: 4, Profile: "general", Places: places}}
	}
	s.keep(s.DB.Tx(s.ctx, auth.System("seed"), func(tx *db.Tx) error {
		_, err := s.Kindergarten.Settle(s.ctx, tx, kindergarten.Queue{BodyID: entry.BodyID, ServiceID: entry.ID, AnswerDays: 10, EnrolDays: 3,
			Benefits: db.JSON[[]kindergarten.Benefit]{V: []kindergarten.Benefit{{Code: "out", Title: "внеочередное право", Rank: 1},
				{Code: "first", Title: "первоочередное право", Rank: 2}, {Code: "sibling", Title: "брат или сестра в этом саду", Rank: 3, Own: true}}}},
			[]kindergarten.Kindergarten{{Name: "Детский сад № 9", Code: "izh-9"}, {Name: "Детский сад № 19", Code: "izh-19"}, {Name: "Детский сад № 33", Code: "izh-33"}},
			map[string][]kindergarten.Group{"izh-9": groups(1), "izh-19": groups(2), "izh-33": groups(20)})
		return err
	}))
	for i, one := range []struct{ surname, name, benefit string }{{"Ившина", "Полина", "none"}, {"Лекомцев", "Захар", "first"}, {"Бабушкина", "Варвара", "none"},
		{"Тронин", "Савелий", "sibling"}, {"Чирков", "Мирон", "none"}} {
		s.on(15-i, "10:30")
		s.onRecord(entry.ID, uint64(i+1), year, one.surname, one.name, one.benefit)
	}
	s.keep(s.Applications.ReceiveAll(s.ctx))
	s.keep(s.Kindergarten.ReceiveAll(s.ctx))
	s.on(0, "08:50")
	page, err := s.Kindergarten.Records(s.ctx, s.by("egorova"), kindergarten.RecordFilter{State: kindergarten.Checks})
	s.keep(err)
	for i, r := range page.Items {
		if i < 3 && s.err == nil {
			_, err := s.Kindergarten.Confirm(s.ctx, s.by("egorova"), r.ID, kindergarten.Proven{Benefit: r.Claim, Version: r.Version})
			s.keep(err)
		}
	}
}

// onRecord is an application of a parent at the counter for a child of three years.
func (s *story) onRecord(serviceID int64, n uint64, year int, surname, name, benefit string) {
	if s.err != nil {
		return
	}
	version, err := s.Catalogue.Published(s.ctx, s.DB, serviceID, s.DB.Now())
	s.keep(err)
	child := 700_000_000 + n*7919
	in := intake.Submission{ServiceID: serviceID, VersionID: version.ID, Channel: "visit"}
	binary.BigEndian.PutUint64(in.Key[8:], child)
	s.keep(s.DB.Tx(s.ctx, auth.System("seed"), func(tx *db.Tx) error {
		parent, err := s.Applications.ApplicantFor(s.ctx, tx, services.ApplicantCard{Kind: services.Person, SNILS: snilsOf(child + 1), Surname: surname, Name: "Ольга", Patronymic: "Петровна"})
		in.Applicant = parent.ID
		return err
	}))
	in.Form, err = json.Marshal(map[string]any{"privilege": benefit, "group_profile": "general", "kindergarten": "izh-9", "others": []string{"izh-19"}, "any": false,
		"since": s.today.String(), "regime": "full", "language": "ru",
		"child": map[string]string{"surname": surname, "name": name, "birth_date": fmt.Sprintf("%d-02-11", year-3), "snils": snilsOf(child)}})
	s.keep(err)
	if s.err == nil {
		_, err = s.Intake.Submit(s.ctx, in)
		s.keep(err)
	}
}
