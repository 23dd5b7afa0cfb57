package cards

import (
	"context"
	"unicode/utf8"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
)

const rowColumns = `d.id, d.flow, d.state, d.number, d.registered_on, d.kind_id, k.name AS kind, COALESCE(c.name, '') AS correspondent,
	d.sender_number, d.summary, d.due_on, d.urgent, d.access_mark, d.received_at, d.created_at, d.author_id, d.addressee_id,
	(SELECT count(*) FROM document_files f WHERE f.document_id = d.id AND f.role = 'attachment') +
	(SELECT CASE WHEN count(*) > 0 THEN 1 ELSE 0 END FROM document_files f WHERE f.document_id = d.id AND f.role = 'main') AS files`

const rowTables = ` JOIN kinds k ON k.id = d.kind_id LEFT JOIN correspondents c ON c.id = d.correspondent_id`

// Person is an employee as cards and lists name him.
type Person struct {
	ID       int64  `json:"id"`
	Name     string `json:"name" doc:"Surname and initials"`
	Initials string `json:"initials" doc:"Two letters for a small sign"`
	Post     string `json:"post"`
}

// complete adds to the rows of a page what stands in other tables: one question a table, whatever the page.
func (s *Service) complete(ctx context.Context, by auth.Actor, today calendar.Date, rows []Row) error {
	if len(rows) == 0 {
		return nil
	}
	ids := []int64{}
	for i, r := range rows {
		rows[i].Overdue = binds(r.Flow, r.State) && !r.DueOn.IsZero() && r.DueOn.Before(today)
		ids = append(ids, r.ID)
	}
	at := map[int64]*Row{}
	for i := range rows {
		at[rows[i].ID] = &rows[i]
	}
	for _, add := range []func(context.Context, auth.Actor, []int64, map[int64]*Row) error{s.addExecutors, s.addAddressees, s.addDeliveries, s.addUnread} {
		if err := add(ctx, by, ids, at); err != nil {
			return err
		}
	}
	return s.addOwnPeople(ctx, rows)
}

// addExecutors names the responsible executor of the first assignment that was given.
func (s *Service) addExecutors(ctx context.Context, _ auth.Actor, ids []int64, at map[int64]*Row) error {
	type executor struct {
		DocumentID int64  `db:"document_id"`
		ID         int64  `db:"id"`
		Short      string `db:"short_name"`
		Surname    string `db:"surname"`
		Name       string `db:"name"`
		Post       string `db:"post"`
	}
	args := []any{}
	list, err := db.All[executor](ctx, s.db, `
		SELECT a.document_id, e.id, e.short_name, e.surname, e.name, p.name AS post
		  FROM assignments a JOIN employees e ON e.id = a.responsible_id JOIN posts p ON p.id = e.post_id
		 WHERE a.document_id IN `+db.In(&args, ids)+` AND a.parent_id IS NULL AND a.state NOT IN ('draft', 'cancelled')
		 ORDER BY a.id`, args...)
	for _, e := range list {
		if row := at[e.DocumentID]; row.Executor == nil {
			row.Executor = &Person{ID: e.ID, Name: e.Short, Initials: initials(e.Surname, e.Name), Post: e.Post}
		}
	}
	return err
}

func (s *Service) addAddressees(ctx context.Context, _ auth.Actor, ids []int64, at map[int64]*Row) error {
	type addressee struct {
		DocumentID int64  `db:"document_id"`
		Name       string `db:"name"`
	}
	args := []any{}
	list, err := db.All[addressee](ctx, s.db, `
		SELECT a.document_id, c.name FROM addressees a JOIN correspondents c ON c.id = a.correspondent_id
		 WHERE a.document_id IN `+db.In(&args, ids)+" ORDER BY a.position, a.id", args...)
	for _, a := range list {
		row := at[a.DocumentID]
		if row.Addressees++; row.Addressees == 1 {
			row.Correspondent = a.Name
		}
	}
	return err
}

func (s *Service) addDeliveries(ctx context.Context, _ auth.Actor, ids []int64, at map[int64]*Row) error {
	type sending struct {
		DocumentID int64  `db:"document_id"`
		State      string `db:"state"`
		Count      int    `db:"n"`
	}
	args := []any{}
	list, err := db.All[sending](ctx, s.db, "SELECT document_id, state, count(*) AS n FROM deliveries WHERE document_id IN "+
		db.In(&args, ids)+" GROUP BY document_id, state", args...)
	for _, sent := range list {
		row := at[sent.DocumentID]
		if row.Delivery == nil {
			row.Delivery = &Delivered{}
		}
		row.Delivery.All += sent.Count
		switch sent.State {
		case "delivered", "registered":
			row.Delivery.Arrived += sent.Count
		case "refused", "failed":
			row.Delivery.Failed += sent.Count
		}
	}
	return err
}

// addUnread marks the cards on which a task of the reader himself waits that he has not opened.
func (s *Service) addUnread(ctx context.Context, by auth.Actor, ids []int64, at map[int64]*Row) error {
	args := []any{}
	list, err := db.All[int64](ctx, s.db, `
		SELECT DISTINCT document_id FROM tasks WHERE done_at IS NULL AND seen_at IS NULL AND document_id IN `+db.In(&args, ids)+
		" AND principal IN "+db.In(&args, []auth.Principal{auth.Employee(by.PersonID), auth.Named(by.PersonID)}), args...)
	for _, id := range list {
		at[id].Unread = true
	}
	return err
}

// addOwnPeople names the authors of what the body writes and the addressees of what it writes to itself.
func (s *Service) addOwnPeople(ctx context.Context, rows []Row) error {
	var ids []int64
	for _, r := range rows {
		for _, id := range []*int64{r.AuthorID, r.AddresseeID} {
			if id != nil && !r.Flow.Arrives() {
				ids = append(ids, *id)
			}
		}
	}
	people, err := s.people(ctx, ids)
	for i, r := range rows {
		if r.Flow.Arrives() {
			continue
		}
		if r.AuthorID != nil {
			rows[i].Executor = people[*r.AuthorID]
		}
		if to := r.AddresseeID; to != nil && people[*to] != nil {
			rows[i].Correspondent, rows[i].Addressees = people[*to].Name, 1
		}
	}
	return err
}

// people are employees by their ids.
func (s *Service) people(ctx context.Context, ids []int64) (map[int64]*Person, error) {
	found := map[int64]*Person{}
	if len(ids) == 0 {
		return found, nil
	}
	list, err := s.org.Persons(ctx, s.db, ids)
	for _, e := range list {
		found[e.ID] = &Person{ID: e.ID, Name: e.ShortName, Initials: initials(e.Surname, e.Name), Post: e.Post}
	}
	return found, err
}

// initials are the first letters of name and surname: «ОВ» for Ольга Васильева.
func initials(surname, name string) string {
	return first(name) + first(surname)
}

func first(s string) string {
	_, size := utf8.DecodeRuneInString(s)
	return s[:size]
}
