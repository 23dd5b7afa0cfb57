package kindergarten

import (
	"context"
	"encoding/json"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/text"
	"veche/internal/services/intake"
)

const (
	receiveEvery  = 2 * time.Second
	receiveAtOnce = 200
)

// ReceiveAll records what was accepted meanwhile, in its order.
func (s *Service) ReceiveAll(ctx context.Context) error {
	type series struct {
		ServiceID int64 `db:"service_id"`
		Year      int   `db:"year"`
	}
	list, err := db.All[series](ctx, s.db, `SELECT i.service_id, i.year FROM intake_counters i JOIN kindergarten_queues q ON q.service_id = i.service_id
		LEFT JOIN kindergarten_cursors c ON c.service_id = i.service_id AND c.year = i.year WHERE i.sequence > COALESCE(c.sequence, 0) ORDER BY i.service_id, i.year`)
	if err != nil {
		return err
	}
	for _, one := range list {
		for n := receiveAtOnce; n == receiveAtOnce; {
			if n, err = s.receive(ctx, one.ServiceID, one.Year); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Service) receive(ctx context.Context, serviceID int64, year int) (n int, err error) {
	err = s.db.Tx(ctx, auth.System("kindergarten"), func(tx *db.Tx) error {
		q, err := db.One[Queue](ctx, tx, "SELECT "+queueColumns+" FROM kindergarten_queues WHERE service_id = $1"+tx.Words().Lock, serviceID)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, "INSERT INTO kindergarten_cursors (service_id, year, sequence) VALUES ($1, $2, 0) ON CONFLICT (service_id, year) DO NOTHING", serviceID, year); err != nil {
			return err
		}
		at, err := db.One[int64](ctx, tx, "SELECT sequence FROM kindergarten_cursors WHERE service_id = $1 AND year = $2", serviceID, year)
		if err != nil {
			return err
		}
		rows, err := s.intake.After(ctx, tx, serviceID, year, at, receiveAtOnce)
		if err != nil || len(rows) == 0 {
			return err
		}
		known, err := s.known(ctx, tx, q.BodyID)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if err := s.record(ctx, tx, q, known, row); err != nil {
				return err
			}
		}
		n = len(rows)
		_, err = tx.Exec(ctx, "UPDATE kindergarten_cursors SET sequence = $1 WHERE service_id = $2 AND year = $3", rows[n-1].Sequence, serviceID, year)
		return err
	})
	return n, err
}

// known are the kindergartens of the body, by code and by name.
func (s *Service) known(ctx context.Context, r db.Reader, bodyID int64) (map[string]int64, error) {
	list, err := s.gardens(ctx, r, bodyID)
	byName := map[string]int64{}
	for _, k := range list {
		byName[k.NameKey] = k.ID
		if k.Code != "" {
			byName[nameKey(k.Code)] = k.ID
		}
	}
	return byName, err
}

// answers are what the queue takes from the form.
type answers struct {
	Child struct {
		Surname    string        `json:"surname"`
		Name       string        `json:"name"`
		Patronymic string        `json:"patronymic"`
		BornOn     calendar.Date `json:"birth_date"`
	} `json:"child"`
	Kindergarten string        `json:"kindergarten"`
	Others       []string      `json:"others"`
	Anywhere     bool          `json:"any"`
	Benefit      string        `json:"privilege"`
	Profile      string        `json:"group_profile"`
	Language     string        `json:"language"`
	Regime       string        `json:"regime"`
	Since        calendar.Date `json:"since"`
}

// record writes one accepted application. Its place counts from the moment of its acceptance, also while it is checked.
func (s *Service) record(ctx context.Context, tx *db.Tx, q Queue, known map[string]int64, row intake.Accepted) error {
	var a answers
	if err := json.Unmarshal([]byte(row.Form), &a); err != nil {
		a = answers{} // the form was checked at the door; what is written in another way stays with the officer
	}
	r := Record{QueueID: q.ID, BodyID: q.BodyID, ServiceID: row.ServiceID, Year: row.Year, Sequence: row.Sequence, Number: row.Number, AcceptedAt: row.At,
		ChildName: text.FullName(a.Child.Surname, a.Child.Name, a.Child.Patronymic), BornOn: a.Child.BornOn, Cohort: cohortOf(a.Child.BornOn), Claim: a.Benefit,
		Profile: a.Profile, Language: a.Language, Regime: a.Regime, Anywhere: a.Anywhere, WishedOn: a.Since, State: Checks, ChangedAt: tx.Now, Version: 1}
	r.ChildFold = text.Fold(r.ChildName)
	if r.Profile == "" {
		r.Profile = "general"
	}
	var err error
	if r.ID, err = db.Insert(ctx, tx, "kindergarten_records", r); err != nil {
		return err
	}
	var wished []int64
	for _, name := range append([]string{a.Kindergarten}, a.Others...) {
		if id, found := known[nameKey(name)]; found {
			wished = append(wished, id)
		}
	}
	return s.wish(ctx, tx, q, r, wished)
}
