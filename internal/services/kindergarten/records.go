package kindergarten

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services"
)

// RecordView is a record as its officer sees it.
type RecordView struct {
	ID         int64         `json:"id"`
	CardID     int64         `json:"application_id" doc:"The application itself with its answers, files and history; 0 for the moment before it is there"`
	PaperID    *int64        `json:"paper_id" doc:"Card of the direction or of the refusal that counts now"`
	Number     string        `json:"number"`
	AcceptedAt time.Time     `json:"accepted_at"`
	ChildName  string        `json:"child_name"`
	BornOn     calendar.Date `json:"born_on,omitzero"`
	Claim      string        `json:"claim"`
	Benefit    string        `json:"benefit"`
	Rank       int           `json:"rank"`
	Place      int           `json:"place" doc:"In the queue of the chosen kindergarten, among children of the same age and kind of group; 0 while it has none"`
	Profile    string        `json:"profile"`
	WishedOn   calendar.Date `json:"wished_on,omitzero"`
	Wishes     []int64       `json:"wishes" doc:"Kindergartens in the order of the parent"`
	Anywhere   bool          `json:"anywhere"`
	State      State         `json:"state" enum:"checks,recorded,refusing,refused,selected,directed,wishes_change,accepted,ordered,enrolled,withdrawn"`
	Reason     string        `json:"reason"`
	GroupID    *int64        `json:"group_id"`
	AnswerBy   calendar.Date `json:"answer_by,omitzero"`
	EnrolBy    calendar.Date `json:"enrol_by,omitzero"`
	ContractOn calendar.Date `json:"contract_on,omitzero"`
	Transfer   bool          `json:"transfer"`
	Version    int64         `json:"version"`
	Actions    []Action      `json:"actions" enum:"confirm,refuse,change,contract,withdraw"`
}

// RecordFilter narrows the queue. It may name a child, so it is sent in the body of a request and stands in no address and no
// log.
type RecordFilter struct {
	State  State  `json:"state,omitempty" enum:",checks,recorded,refusing,refused,selected,directed,wishes_change,accepted,ordered,enrolled,withdrawn" doc:"Empty: all, where somebody is looked for; otherwise checks"`
	Garden int64  `json:"kindergarten_id,omitempty" minimum:"0" doc:"Only those who wish it, in the order of its own queue; 0: all"`
	Cohort int    `json:"cohort,omitempty" minimum:"0" maximum:"2100" doc:"Born from 2 September of this year to 1 September of the next; 0: all"`
	ID     int64  `json:"id,omitempty" minimum:"0" doc:"One record alone; 0: all"`
	Find   string `json:"find,omitempty" maxLength:"200" doc:"Beginning of the name of the child, the number of the application, or its last figures"`
	After  string `json:"after,omitempty" maxLength:"100" doc:"next of the previous page"`
	Limit  int    `json:"limit,omitempty" minimum:"0" maximum:"200" doc:"0: 50"`
}

// RecordPage is a page of the queue.
type RecordPage struct {
	Items []RecordView `json:"items"`
	Next  string       `json:"next" doc:"Where the next page begins; empty behind the last"`
	Count int          `json:"count" doc:"Of all pages, told with the first one; 10 000 at most"`
}

const (
	recordsAtOnce = 50     // a page where nobody asks for another length
	mostCounted   = 10_000 // a longer queue is told to be longer, and costs no more
)

// listed is a record of the table with what stands beside it.
type listed struct {
	Record
	Rank   int    `db:"rank"`
	CardID int64  `db:"card_id"`
	Paper  *int64 `db:"paper_card"`
}

// Records is a page of the queue in its order. The reading is journaled: it names children.
//
// A page of a state costs what it shows, out of the index by state, rank and moment; narrowed by age it passes over those of
// other ages. A name is read out of the index by name, a number by the place in the order. Of a chosen kindergarten at most
// those are read who wish it; their places are counted once for the page.
func (s *Service) Records(ctx context.Context, by auth.Actor, f RecordFilter) (page RecordPage, err error) {
	q, err := s.queueOf(ctx, s.db, by)
	if err != nil {
		return page, err
	}
	if err := audit.Seen(ctx, s.db, by, q.Ref()); err != nil {
		return page, err
	}
	if f.Limit == 0 {
		f.Limit = recordsAtOnce
	}
	from, rank, args := f.source(q)
	if f.After == "" {
		if page.Count, err = db.One[int](ctx, s.db, "SELECT count(*) FROM (SELECT 1 FROM "+from+" LIMIT "+strconv.Itoa(mostCounted)+") AS counted", args...); err != nil {
			return page, err
		}
	} else {
		end, err := endOf(f.After)
		if err != nil {
			return page, err
		}
		from += " AND (" + rank + ", r.accepted_at, r.id) > (" + db.Arg(&args, end.Rank) + ", " + db.Arg(&args, end.At) + ", " + db.Arg(&args, end.ID) + ")"
	}
	// The application and the paper are looked up for the rows of the page alone: the order comes from the index.
	list, err := db.All[listed](ctx, s.db, "SELECT "+db.Columns[Record]("r")+", "+rank+` AS rank,
			COALESCE((SELECT a.id FROM applications a WHERE a.service_id = r.service_id AND a.year = r.year AND a.sequence = r.sequence), 0) AS card_id,
			(SELECT p.document_id FROM kindergarten_papers p WHERE p.id = r.paper_id) AS paper_card
		FROM `+from+" ORDER BY "+rank+", r.accepted_at, r.id LIMIT "+db.Arg(&args, f.Limit+1), args...)
	if err != nil {
		return page, err
	}
	if len(list) > f.Limit {
		list = list[:f.Limit]
		page.Next = list[f.Limit-1].key(list[f.Limit-1].Rank).mark()
	}
	page.Items, err = s.views(ctx, f, list)
	return page, err
}

// source is what is read, with its conditions, and the rank by which it stands there.
func (f RecordFilter) source(q Queue) (from, rank string, args []any) {
	from, rank = "kindergarten_records r WHERE r.queue_id = "+db.Arg(&args, q.ID), "r.rank"
	if f.Garden != 0 {
		from, rank = "kindergarten_wishes w JOIN kindergarten_records r ON r.id = w.record_id WHERE r.queue_id = $1 AND w.kindergarten_id = "+db.Arg(&args, f.Garden), "w.rank"
	}
	parts := []string{from}
	wanted, typed := services.WantedOf(f.Find)
	if f.State == "" && f.ID == 0 && !typed {
		f.State = Checks
	}
	if f.ID != 0 {
		parts = append(parts, "r.id = "+db.Arg(&args, f.ID))
	}
	if f.State != "" {
		parts = append(parts, "r.state = "+db.Arg(&args, f.State))
	}
	if f.Cohort != 0 {
		parts = append(parts, "r.cohort = "+db.Arg(&args, f.Cohort))
	}
	if wanted.Sequence != 0 {
		parts = append(parts, "r.service_id = "+db.Arg(&args, q.ServiceID), "r.year IN (SELECT c.year FROM kindergarten_cursors c WHERE c.service_id = r.service_id)")
	}
	if typed {
		parts = append(parts, wanted.In(&args, "r"))
	}
	return strings.Join(parts, " AND "), rank, args
}

// mark is where a page ends.
func (k Key) mark() string {
	return fmt.Sprintf("%d.%d.%d", k.Rank, k.At.UnixMicro(), k.ID)
}

func endOf(mark string) (k Key, err error) {
	var at int64
	if n, _ := fmt.Sscanf(mark, "%d.%d.%d", &k.Rank, &at, &k.ID); n != 3 {
		return k, fail.Field("request.invalid", "after", "wrong_format")
	}
	k.At = time.UnixMicro(at).UTC()
	return k, nil
}

// views are the records of a page with their wishes and, in the queue of a kindergarten, their places.
func (s *Service) views(ctx context.Context, f RecordFilter, list []listed) ([]RecordView, error) {
	ids := make([]int64, len(list))
	for i, r := range list {
		ids[i] = r.ID
	}
	var args []any
	wishes, err := db.All[Wish](ctx, s.db, "SELECT "+db.Columns[Wish]("")+" FROM kindergarten_wishes WHERE "+db.Among(s.db, &args, "record_id", ids)+" ORDER BY record_id, position", args...)
	if err != nil {
		return nil, err
	}
	wished := map[int64][]int64{}
	for _, w := range wishes {
		wished[w.RecordID] = append(wished[w.RecordID], w.KindergartenID)
	}
	places, err := s.placesIn(ctx, f.Garden, ids)
	if err != nil {
		return nil, err
	}
	views := make([]RecordView, len(list))
	for i, r := range list {
		views[i] = RecordView{ID: r.ID, CardID: r.CardID, PaperID: r.Paper, Number: r.Number, AcceptedAt: r.AcceptedAt, ChildName: r.ChildName, BornOn: r.BornOn, Claim: r.Claim, Benefit: r.Benefit, Rank: r.Rank,
			Place: places[r.ID], Profile: r.Profile, WishedOn: r.WishedOn, Wishes: append([]int64{}, wished[r.ID]...), Anywhere: r.Anywhere, State: r.State, Reason: r.Reason, GroupID: r.GroupID,
			AnswerBy: r.AnswerBy.Date, EnrolBy: r.EnrolBy.Date, ContractOn: r.ContractOn, Transfer: r.transfer(), Version: r.Version, Actions: r.Actions()}
	}
	return views, nil
}

// placesIn are the places of records in the queue of a kindergarten: the same numbers that parents see.
func (s *Service) placesIn(ctx context.Context, gardenID int64, ids []int64) (map[int64]int, error) {
	if gardenID == 0 || len(ids) == 0 {
		return nil, nil
	}
	type place struct {
		ID    int64 `db:"id"`
		Place int   `db:"place"`
	}
	args := []any{gardenID, Recorded}
	list, err := db.All[place](ctx, s.db, `SELECT id, place FROM (SELECT r.id AS id, row_number() OVER (PARTITION BY r.cohort, r.profile ORDER BY w.rank, r.accepted_at, r.id) AS place
		FROM kindergarten_wishes w JOIN kindergarten_records r ON r.id = w.record_id WHERE w.kindergarten_id = $1 AND r.state = $2) AS queue WHERE `+db.Among(s.db, &args, "id", ids), args...)
	places := make(map[int64]int, len(list))
	for _, p := range list {
		places[p.ID] = p.Place
	}
	return places, err
}
