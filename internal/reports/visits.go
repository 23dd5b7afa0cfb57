package reports

import (
	"bytes"
	"context"
	"net/http"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/workbook"
)

// VisitLine counts the receptions of one official (59-ФЗ ст. 13): visitors by how their visits ended.
type VisitLine struct {
	Body      string `db:"body" json:"body"`
	Official  string `db:"official" json:"official"`
	Days      int    `db:"days" json:"days" doc:"On which somebody was received"`
	Received  int    `db:"received" json:"received"`
	Oral      int    `db:"oral" json:"oral"`
	Written   int    `db:"written" json:"written" doc:"A written answer follows"`
	Taken     int    `db:"taken" json:"taken" doc:"A written appeal was handed over"`
	Elsewhere int    `db:"elsewhere" json:"elsewhere"`
	Refused   int    `db:"refused" json:"refused"`
	OutOfTurn int    `db:"out_of_turn" json:"out_of_turn"`
	Absent    int    `db:"absent" json:"absent"`
}

// Visits is the report on personal receptions of a period.
type Visits struct {
	From  calendar.Date `json:"from"`
	To    calendar.Date `json:"to"`
	Lines []VisitLine   `json:"lines"`
}

// Visits counts the personal receptions of a period, of the reader's body or of all for the control department.
func (s *Service) Visits(ctx context.Context, by auth.Actor, from, to calendar.Date, body int64) (Visits, error) {
	out := Visits{From: from, To: to, Lines: []VisitLine{}}
	if from.IsZero() || to.Before(from) || from.DaysUntil(to) > 366 {
		return out, fail.Field("reports.period_wrong", "to", "wrong_period")
	}
	body, err := s.appeals.Scope(ctx, s.db, by, body)
	if err != nil {
		return out, err
	}
	args := []any{from.String(), to.String()}
	where := ""
	if body != 0 {
		where = " AND d.body_id = " + db.Arg(&args, body)
	}
	list, err := db.All[VisitLine](ctx, s.db, `
		SELECT b.short_name AS body, e.short_name AS official,
		       count(DISTINCT CASE WHEN v.state = 'received' THEN d.day END) AS days,
		       count(CASE WHEN v.state = 'received' THEN 1 END) AS received,
		       count(CASE WHEN v.outcome = 'oral' THEN 1 END) AS oral,
		       count(CASE WHEN v.outcome = 'written' THEN 1 END) AS written,
		       count(CASE WHEN v.outcome = 'taken' THEN 1 END) AS taken,
		       count(CASE WHEN v.outcome = 'elsewhere' THEN 1 END) AS elsewhere,
		       count(CASE WHEN v.outcome = 'refused' THEN 1 END) AS refused,
		       count(CASE WHEN v.state = 'received' AND v.out_of_turn THEN 1 END) AS out_of_turn,
		       count(CASE WHEN v.state = 'absent' THEN 1 END) AS absent
		  FROM visit_days d
		  JOIN visits v ON v.day_id = d.id
		  JOIN employees e ON e.id = d.official_id
		  JOIN bodies b ON b.id = d.body_id
		 WHERE d.day >= $1 AND d.day <= $2 AND v.state IN ('received', 'absent')`+where+`
		 GROUP BY b.short_name, e.short_name, e.id ORDER BY b.short_name, e.short_name, e.id`, args...)
	out.Lines = append(out.Lines, list...)
	return out, err
}

func visitRoutes(a *api.API, s *Service) {
	type periodIn struct {
		From   calendar.Date `query:"from" format:"date" required:"true"`
		To     calendar.Date `query:"to" format:"date" required:"true"`
		BodyID int64         `query:"body" minimum:"0" doc:"0: all that the reader may see"`
	}
	api.Add(a, api.Get("reports-visits", "/reports/visits", "Personal receptions of a period by official and outcome"),
		func(ctx context.Context, by auth.Actor, in *periodIn) (*api.Body[Visits], error) {
			v, err := s.Visits(ctx, by, in.From, in.To, in.BodyID)
			return &api.Body[Visits]{Body: v}, err
		})
	a.Handle("GET /api/reports/visits.xlsx", s.visitsFile)
}

// visitsFile is the same report as a workbook.
func (s *Service) visitsFile(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
	from, to, body, err := periodOf(r)
	if err != nil {
		return err
	}
	v, err := s.Visits(r.Context(), by, from, to, body)
	if err != nil {
		return err
	}
	book := workbook.New()
	defer book.Close()
	sheet := book.Sheet("Личный приём", 20, 24, 14, 12, 14, 18, 18, 18, 12, 18, 12)
	sheet.Put("Личный приём граждан с " + from.Russian() + " по " + to.Russian())
	sheet.Put("Орган", "Кто принимал", "Дней приёма", "Принято", "Ответ устно", "Письменный ответ", "Принято обращений", "Разъяснено, куда", "Отказано", "Вне очереди", "Не пришли")
	for _, l := range v.Lines {
		sheet.Put(l.Body, l.Official, l.Days, l.Received, l.Oral, l.Written, l.Taken, l.Elsewhere, l.Refused, l.OutOfTurn, l.Absent)
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		return err
	}
	return give(w, "lichnyj-priyom-"+from.String()+"-"+to.String()+".xlsx", out.Bytes())
}
