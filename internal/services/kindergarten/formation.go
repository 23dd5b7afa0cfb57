package kindergarten

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"veche/internal/documents"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services/directive"
)

// Formation is one giving of places: the yearly one for 1 September, or a current one on what is free.
type Formation struct {
	ID         int64           `db:"id" json:"id"`
	QueueID    int64           `db:"queue_id" json:"-"`
	BodyID     int64           `db:"body_id" json:"-"`
	Year       int             `db:"year" json:"year"`
	Main       bool            `db:"main" json:"main"`
	At         time.Time       `db:"at" json:"at"`
	Person     string          `db:"person" json:"person"`
	DocumentID int64           `db:"document_id" json:"document_id"`
	SHA256     string          `db:"sha256" json:"-"`
	State      directive.State `db:"state" json:"state" enum:"prepared,signed,withdrawn"`
	Number     string          `db:"number" json:"number"`
	SignedOn   calendar.Date   `db:"signed_on" json:"signed_on,omitzero"`
	Signatory  string          `db:"signatory" json:"signatory"`
	Directed   int             `db:"directed" json:"directed"`
}

// Ref names the formation in the audit.
func (f Formation) Ref() audit.Ref { return audit.Ref{Kind: "kindergarten_formation", ID: f.ID} }

// Title is how its order is referred to.
func (f Formation) Title() string { return "№ " + f.Number + " от " + f.SignedOn.Russian() }

// FormInput asks for a formation.
type FormInput struct {
	Year        int   `json:"year" minimum:"2020" maximum:"2100" doc:"School year that begins on 1 September"`
	Main        bool  `json:"main" doc:"The yearly one for 1 September; otherwise whoever wishes a place by today"`
	SignatoryID int64 `json:"signatory_id" minimum:"1"`
}

const kindOrder = "Приказ о направлении"

// Form gives the free places of a year and writes the directions as an order. Who is not checked takes no part yet; nobody is
// directed before the signature.
func (s *Service) Form(ctx context.Context, by auth.Actor, in FormInput) (f Formation, err error) {
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		q, err := s.queueOf(ctx, tx, by)
		if err != nil {
			return err
		}
		if _, err := db.One[int64](ctx, tx, "SELECT id FROM kindergarten_queues WHERE id = $1"+tx.Words().Lock, q.ID); err != nil {
			return err
		}
		waits, err := db.Exists(ctx, tx, "SELECT 1 FROM kindergarten_formations WHERE queue_id = $1 AND state = $2", q.ID, directive.Prepared)
		if err != nil {
			return err
		}
		if waits {
			return fail.New(fail.Conflict, "kindergarten.order_waits", "a formation waits for its signature")
		}
		given, records, names, err := s.places(ctx, tx, q, in)
		if err != nil {
			return err
		}
		if len(given) == 0 {
			return fail.New(fail.Conflict, "kindergarten.nobody", "nobody gets a place")
		}
		f, err = s.formed(ctx, tx, by, q, in, given, records, names)
		return err
	})
	if err != nil {
		return f, err
	}
	return f, s.directives.Send(ctx, by, f.DocumentID)
}

// places matches those who wait with the groups of the year.
func (s *Service) places(ctx context.Context, tx *db.Tx, q Queue, in FormInput) (map[int64]int64, map[int64]Record, map[int64]string, error) {
	by := first(in.Year)
	if !in.Main {
		by = s.org.Today(ctx, tx, q.BodyID, tx.Now)
	}
	records, err := db.All[Record](ctx, tx, "SELECT "+recordColumns+" FROM kindergarten_records WHERE queue_id = $1 AND state = $2 AND (wished_on IS NULL OR wished_on <= $3) ORDER BY id", q.ID, Recorded, by)
	if err != nil {
		return nil, nil, nil, err
	}
	wishes, err := db.All[Wish](ctx, tx, "SELECT "+db.Columns[Wish]("w")+" FROM kindergarten_wishes w JOIN kindergarten_records r ON r.id = w.record_id WHERE r.queue_id = $1 AND r.state = $2 ORDER BY w.record_id, w.position", q.ID, Recorded)
	if err != nil {
		return nil, nil, nil, err
	}
	type row struct {
		Group
		Garden string `db:"garden"`
		Held   int    `db:"held"`
	}
	groups, err := db.All[row](ctx, tx, "SELECT "+db.Columns[Group]("g")+`, k.name AS garden, (SELECT count(*) FROM kindergarten_records r WHERE r.group_id = g.id OR r.old_group_id = g.id) AS held
		FROM kindergarten_groups g JOIN kindergartens k ON k.id = g.kindergarten_id WHERE k.body_id = $1 AND g.year = $2 ORDER BY k.name, g.id`, q.BodyID, in.Year)
	if err != nil {
		return nil, nil, nil, err
	}
	free, names, list := map[int64]int{}, map[int64]string{}, make([]Group, len(groups))
	for i, g := range groups {
		free[g.ID], names[g.ID], list[i] = max(g.Places-g.Held, 0), g.Garden+", "+g.Name, g.Group
	}
	wished := map[int64][]Wish{}
	for _, w := range wishes {
		wished[w.RecordID] = append(wished[w.RecordID], w)
	}
	byID, seekers := make(map[int64]Record, len(records)), make([]Seeker, len(records))
	for i, r := range records {
		byID[r.ID], seekers[i] = r, Seeker{r.ID, choices(r, wished[r.ID], list)}
	}
	return Match(seekers, free), byID, names, nil
}

// choices are the groups that fit: of the wished kindergartens in their order, then, for who agrees, of all others.
func choices(r Record, wishes []Wish, groups []Group) (list []Choice) {
	for _, w := range wishes {
		for _, g := range groups {
			if g.KindergartenID == w.KindergartenID && g.fits(r) {
				list = append(list, Choice{g.ID, r.key(w.Rank)})
			}
		}
	}
	if !r.Anywhere || r.OldGroupID != nil {
		return list
	}
	for _, g := range groups {
		named := slices.ContainsFunc(wishes, func(w Wish) bool { return w.KindergartenID == g.KindergartenID })
		if !named && g.fits(r) {
			list = append(list, Choice{g.ID, r.key(general)})
		}
	}
	return list
}

// formed writes the order on its card and holds the places until the signature.
func (s *Service) formed(ctx context.Context, tx *db.Tx, by auth.Actor, q Queue, in FormInput, given map[int64]int64, records map[int64]Record, names map[int64]string) (f Formation, err error) {
	var taken []Record
	for id := range given {
		taken = append(taken, records[id])
	}
	slices.SortFunc(taken, func(a, b Record) int { return a.key(q.rank(a.Benefit, true)).Compare(b.key(q.rank(b.Benefit, true))) })
	var rows [][]string
	for i, r := range taken {
		rows = append(rows, []string{strconv.Itoa(i + 1), r.Number, q.title(r.Benefit), names[given[r.ID]]})
	}
	heading := fmt.Sprintf("О направлении детей в детские сады на %d/%d учебный год", in.Year, in.Year+1)
	act, err := s.directives.Write(ctx, tx, directive.Text{BodyID: q.BodyID, AuthorID: by.PersonID, SignatoryID: in.SignatoryID, Kind: kindOrder, Heading: heading,
		Parts: []documents.Part{
			{Text: "В соответствии с Порядком приёма, утверждённым приказом Минпросвещения России от 15 мая 2020 г. № 236, ПРИКАЗЫВАЮ:"},
			{Text: "1. Выдать направления детям по заявлениям:"},
			{Columns: []documents.PartColumn{{Title: "№", Width: 1}, {Title: "Номер заявления", Width: 3}, {Title: "Право", Width: 4}, {Title: "Детский сад, группа", Width: 5}}, Rows: rows},
			{Text: fmt.Sprintf("2. Сообщить заявителям в личном кабинете. Срок ответа – %d рабочих дней.", q.AnswerDays)},
		}})
	if err != nil {
		return f, err
	}
	f = Formation{QueueID: q.ID, BodyID: q.BodyID, Year: in.Year, Main: in.Main, At: tx.Now, Person: by.Name, DocumentID: act.DocumentID, SHA256: act.SHA256, State: act.State, Directed: len(taken)}
	if f.ID, err = db.Insert(ctx, tx, "kindergarten_formations", f); err != nil {
		return f, err
	}
	for _, r := range taken {
		group := given[r.ID]
		r.State, r.FormationID, r.GroupID = Selected, &f.ID, &group
		if err := s.save(ctx, tx, &r, "selected", Recorded); err != nil {
			return f, err
		}
	}
	return f, audit.Write(ctx, tx, audit.Entry{Action: "kindergarten_formation.made", Object: f.Ref(), Detail: map[string]any{"directed": len(taken), "document": act.DocumentID}})
}
