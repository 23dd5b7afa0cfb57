package seed

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/services"
	"veche/internal/services/enrolment"
	"veche/internal/services/intake"
)

// firstGrade is the service of the enrolment into the first class.
const firstGrade = "zapis-v-pervyi-klass"

// The reception of the demonstration opened twenty working days ago, whatever the day: its first stage has ended, the
// second one is open since yesterday.
const receptionDays = 20

func (g *region) receptionOpens(today calendar.Date) string {
	return g.Calendar.SubtractWorking(today, receptionDays).String() + "T15:00"
}

// firstGraders are the applications to three schools: one register is checked and has its order, the others wait for the
// officer.
func (s *story) firstGraders() {
	entry, err := s.Catalogue.EntryBySlug(s.ctx, s.DB, firstGrade)
	s.keep(err)
	if s.err != nil {
		return
	}
	s.campaign(entry.BodyID, entry.ID)
	for i, one := range []struct {
		surname, name, school, street, house string
		ground                               enrolment.Ground
	}{
		{"Вахрушева", "Алиса", "Школа № 27", "ул. Пушкинская", "165", enrolment.None},
		{"Перевощиков", "Матвей", "Школа № 27", "ул. Пушкинская", "173", enrolment.None},
		{"Корепанова", "София", "Школа № 27", "ул. Ленина", "44", enrolment.Sibling},
		{"Шкляев", "Тимофей", "Школа № 27", "ул. Пушкинская", "181", enrolment.FirstTurn},
		{"Вахрушева", "Алиса", "Лицей № 41", "ул. Пушкинская", "165", enrolment.None},
		{"Лебедев", "Артём", "Лицей № 41", "ул. Ленина", "12", enrolment.FirstTurn},
		{"Ившина", "Мария", "Лицей № 41", "ул. Ленина", "30", enrolment.None},
		{"Стрелков", "Лев", "Лицей № 41", "ул. Карла Маркса", "219", enrolment.Sibling},
		{"Наговицына", "Ева", "Лицей № 41", "ул. Ленина", "8", enrolment.None},
		{"Загребин", "Иван", "Лицей № 41", "ул. Ленина", "2", enrolment.OutOfTurn},
		{"Чиркова", "Полина", "Лицей 41-й на Ленина", "ул. Ленина", "24", enrolment.None}, // which school that is, the officer looks
	} {
		s.on(receptionDays-i/3, fmt.Sprintf("15:%02d", 1+i))
		s.lodged(entry.ID, one.surname, one.name, map[string]any{"stage": "own", "privilege": one.ground, "school": one.school,
			"address": map[string]string{"settlement": "г. Ижевск", "street": one.street, "house": one.house}})
	}
	s.keep(s.Enrolment.ReceiveAll(s.ctx))
	s.keep(s.Applications.ReceiveAll(s.ctx))
	s.checkedAndEnrolled()
}

// campaign settles the reception of the year with its schools.
func (s *story) campaign(bodyID, serviceID int64) {
	moment := func(back int, clock string) time.Time {
		s.on(back, clock)
		return s.DB.Now()
	}
	opens, closes, second := moment(receptionDays, "15:00"), moment(2, "18:00"), moment(1, "09:00")
	from := calendar.DateOf(opens, s.zone).AddDays(-20)
	street := func(name string, from0, to int) enrolment.Territory {
		return enrolment.Territory{ActNumber: "211", ActDate: from, ValidFrom: from, Street: name, HouseFrom: from0, HouseTo: to, Side: enrolment.BothSides}
	}
	s.keep(s.DB.Tx(s.ctx, auth.System("seed"), func(tx *db.Tx) error {
		_, err := s.Enrolment.Settle(s.ctx, tx, enrolment.Campaign{BodyID: bodyID, ServiceID: serviceID, Year: calendar.DateOf(opens, s.zone).Year(),
			Dates: enrolment.Dates{Opens1: opens, Closes1: closes, Opens2: second, Closes2: second.AddDate(0, 2, 0)}}, []enrolment.Settled{
			{Name: "Лицей № 41", Code: "izh-41", Places: 4, Territory: []enrolment.Territory{street("ул. Ленина", 1, 50), street("ул. Карла Маркса", 200, 0)}},
			{Name: "Школа № 27", Code: "izh-27", Places: 3, Territory: []enrolment.Territory{street("ул. Пушкинская", 150, 200)}},
			{Name: "Школа № 90", Code: "izh-90", Places: 60, Territory: []enrolment.Territory{street("ул. Пушкинская", 201, 0)}},
		})
		return err
	}))
}

// lodged is an application of a parent at the counter.
func (s *story) lodged(serviceID int64, surname, name string, answers map[string]any) {
	if s.err != nil {
		return
	}
	version, err := s.Catalogue.Published(s.ctx, s.DB, serviceID, s.DB.Now())
	s.keep(err)
	digest := fnv.New64a()
	fmt.Fprint(digest, surname, name)
	child := digest.Sum64() % 900_000_000
	answers["child"] = map[string]string{"surname": surname, "name": name, "birth_date": s.today.AddMonths(-7 * 12).String(), "snils": snilsOf(child)}
	answers["applicant"] = map[string]string{"surname": surname, "name": "Ольга", "patronymic": "Петровна"}
	in := intake.Submission{ServiceID: serviceID, VersionID: version.ID, Channel: "visit"}
	digest.Write([]byte(answers["school"].(string)))
	binary.BigEndian.PutUint64(in.Key[8:], digest.Sum64())
	s.keep(s.DB.Tx(s.ctx, auth.System("seed"), func(tx *db.Tx) error {
		parent, err := s.Applications.ApplicantFor(s.ctx, tx, services.ApplicantCard{Kind: services.Person, SNILS: snilsOf(child + 1), Surname: surname, Name: "Ольга", Patronymic: "Петровна"})
		in.Applicant = parent.ID
		return err
	}))
	in.Form, err = json.Marshal(answers)
	s.keep(err)
	if s.err == nil {
		_, err = s.Intake.Submit(s.ctx, in)
		s.keep(err)
	}
}

// snilsOf is an invented number with its check digits.
func snilsOf(n uint64) string {
	digits, sum := fmt.Sprintf("%09d", n%1_000_000_000), 0
	for i, d := range digits {
		sum += int(d-'0') * (9 - i)
	}
	return fmt.Sprintf("%s%02d", digits, sum%101%100)
}

// checkedAndEnrolled is the work of the officer on one school: its register is checked, its order is made.
func (s *story) checkedAndEnrolled() {
	if s.err != nil {
		return
	}
	s.on(0, "08:40")
	officer := s.by("egorova")
	schools, err := s.Enrolment.Schools(s.ctx, officer)
	s.keep(err)
	for _, school := range schools {
		if school.Name != "Школа № 27" {
			continue
		}
		page, err := s.Enrolment.Rows(s.ctx, officer, school.ID, enrolment.RowFilter{Year: school.Year, Stage: 1})
		s.keep(err)
		for _, row := range page.Items {
			_, err := s.Enrolment.Confirm(s.ctx, officer, row.ID, enrolment.Checked{Resident: row.Resident, Ground: row.Claim, Version: row.Version})
			s.keep(err)
		}
		o, err := s.Enrolment.Enrol(s.ctx, officer, school.ID, enrolment.OrderInput{Year: school.Year, Stage: 1, SignatoryID: s.people["vinogradov"]})
		s.keep(err)
		if s.err == nil {
			_, err := s.Signing.StandSign(s.ctx, s.by("vinogradov"), *o.DocumentID, o.SHA256)
			s.keep(err)
			s.work()
		}
	}
}
