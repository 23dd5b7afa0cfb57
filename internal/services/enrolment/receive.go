package enrolment

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/jobs"
	"veche/internal/platform/text"
	"veche/internal/services/intake"
)

const (
	receiveEvery  = 2 * time.Second
	receiveAtOnce = 500
	receiveFor    = 40 * time.Second
)

// Jobs brings accepted applications into the registers, lets signed orders take effect and ends what is left over.
func Jobs(w *jobs.Worker, s *Service) {
	w.Every("enrolment.receive", receiveEvery, s.ReceiveAll)
	w.Every("enrolment.extras", extrasEvery, s.EndExtras)
}

// ReceiveAll brings what was accepted meanwhile into the registers, in its order. Rows and the cursor are written
// together, so a killed look leaves whole batches.
func (s *Service) ReceiveAll(ctx context.Context) error {
	campaigns, err := db.All[Campaign](ctx, s.db, "SELECT "+campaignColumns+` FROM enrolment_campaigns c WHERE EXISTS
		(SELECT 1 FROM intake_counters i WHERE i.service_id = c.service_id AND i.year = c.year AND i.sequence > c.sequence)`)
	if err != nil {
		return err
	}
	ends := time.Now().Add(receiveFor)
	for _, c := range campaigns {
		for n := receiveAtOnce; n == receiveAtOnce && time.Now().Before(ends); {
			if n, err = s.receive(ctx, c.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Service) receive(ctx context.Context, campaignID int64) (n int, err error) {
	err = s.db.Tx(ctx, auth.System("enrolment"), func(tx *db.Tx) error {
		c, err := db.One[Campaign](ctx, tx, "SELECT "+campaignColumns+" FROM enrolment_campaigns WHERE id = $1"+tx.Words().Lock, campaignID)
		if err != nil {
			return err
		}
		rows, err := s.intake.After(ctx, tx, c.ServiceID, c.Year, c.Sequence, receiveAtOnce)
		if err != nil || len(rows) == 0 {
			return err
		}
		town, err := s.town(ctx, tx, c.BodyID)
		if err != nil {
			return err
		}
		list := make([]Enrolment, len(rows))
		for i, row := range rows {
			list[i] = town.register(c, row)
			list[i].ChangedAt = tx.Now
		}
		if err := insert(ctx, tx, list); err != nil {
			return err
		}
		n = len(rows)
		_, err = tx.Exec(ctx, "UPDATE enrolment_campaigns SET sequence = $1 WHERE id = $2", rows[n-1].Sequence, c.ID)
		return err
	})
	return n, err
}

// town is what the answers are compared with: schools and their territories.
type town struct {
	zone        *time.Location
	schools     map[string]School
	territories map[int64][]Territory
}

func (s *Service) town(ctx context.Context, r db.Reader, bodyID int64) (town, error) {
	t := town{zone: s.org.Zone(ctx, r, bodyID), schools: map[string]School{}, territories: map[int64][]Territory{}}
	schools, err := db.All[School](ctx, r, "SELECT "+schoolColumns+" FROM enrolment_schools WHERE body_id = $1", bodyID)
	if err != nil {
		return t, err
	}
	for _, one := range schools {
		t.schools[one.NameKey] = one
		if one.Code != "" {
			t.schools[nameKey(one.Code)] = one
		}
	}
	lines, err := db.All[Territory](ctx, r, "SELECT "+db.Columns[Territory]("t")+" FROM enrolment_territories t JOIN enrolment_schools s ON s.id = t.school_id WHERE s.body_id = $1", bodyID)
	for _, line := range lines {
		t.territories[line.SchoolID] = append(t.territories[line.SchoolID], line)
	}
	return t, err
}

// answers are what the register takes from a form (service «Запись в первый класс»). What is missing or written in another
// way stays empty: the officer sees the application itself.
type answers struct {
	Child struct {
		Surname    string        `json:"surname"`
		Name       string        `json:"name"`
		Patronymic string        `json:"patronymic"`
		BornOn     calendar.Date `json:"birth_date"`
		SNILS      string        `json:"snils"`
	} `json:"child"`
	School    string          `json:"school"`
	Privilege Ground          `json:"privilege"`
	Address   json.RawMessage `json:"address"`
}

// register writes an accepted application into the register of the school that it names.
func (t town) register(c Campaign, row intake.Accepted) Enrolment {
	var a answers
	if err := json.Unmarshal([]byte(row.Form), &a); err != nil {
		a = answers{School: a.School} // the form was checked at the door; a date of another century stays with the officer
	}
	e := Enrolment{CampaignID: c.ID, BodyID: c.BodyID, ServiceID: row.ServiceID, Year: row.Year, Sequence: row.Sequence, Number: row.Number,
		Applicant: row.Applicant, AcceptedAt: row.At, Child: childKey(a, row), ChildName: text.FullName(a.Child.Surname, a.Child.Name, a.Child.Patronymic),
		BornOn: a.Child.BornOn, Address: words(a.Address), Asked: strings.TrimSpace(a.School), Claim: known(a.Privilege), Ground: None,
		Stage: c.StageAt(row.At), State: Checks, Version: 1}
	e.ChildFold = text.Fold(e.ChildName)
	if school, found := t.schools[nameKey(a.School)]; found {
		e.SchoolID = &school.ID
		on := calendar.DateOf(row.At, t.zone)
		for _, line := range t.territories[school.ID] {
			e.Resident = e.Resident || line.Covers(e.Address, on)
		}
	}
	return e
}

// childKey is the same for the same child in every school; without СНИЛС a child is told by name and birthday.
func childKey(a answers, row intake.Accepted) string {
	switch {
	case a.Child.SNILS != "":
		return "snils " + strings.NewReplacer("-", "", " ", "").Replace(a.Child.SNILS)
	case a.Child.Surname != "":
		return "name " + text.Fold(text.FullName(a.Child.Surname, a.Child.Name, a.Child.Patronymic)) + " " + a.Child.BornOn.String()
	}
	return "application " + row.Number
}

func known(g Ground) Ground {
	if g == Sibling || g == FirstTurn || g == OutOfTurn {
		return g
	}
	return None
}

// words is an address: one text, or the parts of it in their order.
func words(raw json.RawMessage) string {
	var whole string
	if json.Unmarshal(raw, &whole) == nil {
		return strings.TrimSpace(whole)
	}
	var parts struct {
		Settlement string `json:"settlement"`
		Street     string `json:"street"`
		House      string `json:"house"`
		Flat       string `json:"flat"`
	}
	if json.Unmarshal(raw, &parts) != nil {
		return ""
	}
	list := []string{}
	for _, part := range []string{parts.Settlement, parts.Street, parts.House, parts.Flat} {
		if part != "" {
			list = append(list, part)
		}
	}
	return strings.Join(list, ", ")
}

// insert writes a batch in one statement: processing must keep up with the first minute of a reception.
func insert(ctx context.Context, tx *db.Tx, list []Enrolment) error {
	return db.InsertMany(ctx, tx, "enrolments",
		column(list, "campaign_id", func(e Enrolment) int64 { return e.CampaignID }),
		column(list, "body_id", func(e Enrolment) int64 { return e.BodyID }),
		column(list, "school_id", func(e Enrolment) *int64 { return e.SchoolID }),
		column(list, "service_id", func(e Enrolment) int64 { return e.ServiceID }),
		column(list, "year", func(e Enrolment) int64 { return int64(e.Year) }),
		column(list, "sequence", func(e Enrolment) int64 { return e.Sequence }),
		column(list, "number", func(e Enrolment) string { return e.Number }),
		column(list, "applicant", func(e Enrolment) int64 { return e.Applicant }),
		column(list, "accepted_at", func(e Enrolment) time.Time { return e.AcceptedAt }),
		column(list, "child", func(e Enrolment) string { return e.Child }),
		column(list, "child_name", func(e Enrolment) string { return e.ChildName }),
		column(list, "child_fold", func(e Enrolment) string { return e.ChildFold }),
		column(list, "born_on", func(e Enrolment) *string { return dateOrNull(e.BornOn) }),
		column(list, "address", func(e Enrolment) string { return e.Address }),
		column(list, "asked", func(e Enrolment) string { return e.Asked }),
		column(list, "claim", func(e Enrolment) string { return string(e.Claim) }),
		column(list, "ground", func(e Enrolment) string { return string(e.Ground) }),
		column(list, "resident", func(e Enrolment) bool { return e.Resident }),
		column(list, "stage", func(e Enrolment) int64 { return int64(e.Stage) }),
		column(list, "grp", func(e Enrolment) int64 { return int64(e.Group) }),
		column(list, "state", func(e Enrolment) string { return string(e.State) }),
		column(list, "changed_at", func(e Enrolment) time.Time { return e.ChangedAt }),
	)
}

func column[T any](list []Enrolment, name string, of func(Enrolment) T) db.Column {
	values := make([]T, len(list))
	for i, e := range list {
		values[i] = of(e)
	}
	return db.Column{Name: name, Values: values}
}

func dateOrNull(d calendar.Date) *string {
	if d.IsZero() {
		return nil
	}
	day := d.String()
	return &day
}
