package figures

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"veche/internal/org"
	"veche/internal/org/orgtest"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	"veche/internal/services"
	"veche/internal/services/catalogue"
)

// region has a government that oversees, a ministry and a city, and applications in every state over two years.
type region struct {
	*Service
	t                        *testing.T
	db                       *db.DB
	government               int64
	bodies, services         []int64
	overseer, head, stranger auth.Actor
	random                   *rand.Rand
	applicant                int64
}

func newRegion(t *testing.T, d *db.DB) *region {
	t.Helper()
	now := at("2026-11-20 12:00")
	d.SetClock(func() time.Time { return now })
	town := orgtest.New(t, d)
	r := &region{t: t, db: d, government: town.Body("Правительство"), random: rand.New(rand.NewPCG(210, 5))}
	r.bodies = []int64{town.Body("Минсоц"), town.Body("Город")}
	office := town.Unit(r.bodies[0], 0, "Отдел")
	r.overseer = town.Person(r.government, town.Unit(r.government, 0, "Аппарат"), "Абрамов Юрий Олегович", "Консультант", org.Overseer)
	r.head = town.Person(r.bodies[0], office, "Орлов Сергей Викторович", "Министр", org.Executive)
	r.stranger = town.Person(r.bodies[0], office, "Котова Вера Ильинична", "Юрист", org.Lawyer)
	r.Service = &Service{db: d, org: town.Org, catalogue: catalogue.New(d, town.Org), busy: func() bool { return false }}
	r.applicant = r.insert("applicants", services.Applicant{Kind: services.Person, Surname: "Смирнова", Name: "Анна", CreatedAt: now, ChangedAt: now})
	for i, body := range []int64{r.bodies[0], r.bodies[0], r.bodies[1]} {
		code := "S" + strconv.Itoa(i)
		r.services = append(r.services, r.insert("services", catalogue.Entry{BodyID: body, Code: code, Slug: code, Name: "Услуга " + code, ShortName: "Услуга " + code, Category: "family", Active: true, CreatedAt: now}))
	}
	return r
}

func (r *region) insert(table string, row any) (id int64) {
	r.t.Helper()
	r.tx(func(tx *db.Tx) (err error) {
		id, err = db.Insert(context.Background(), tx, table, row)
		return err
	})
	return id
}

func (r *region) tx(do func(tx *db.Tx) error) {
	r.t.Helper()
	if err := r.db.Tx(context.Background(), auth.System("test"), do); err != nil {
		r.t.Fatal(err)
	}
}

func pick[T any](r *rand.Rand, of ...T) T { return of[r.IntN(len(of))] }

// apply makes applications at random moments of two years, all in one transaction.
func (r *region) apply(n int) {
	r.t.Helper()
	r.tx(func(tx *db.Tx) error {
		for i := range n {
			at := at("2024-11-20 12:00").Add(time.Duration(r.random.IntN(730*24*60)) * time.Minute)
			service := pick(r.random, r.services...)
			a := services.Application{ServiceID: service, Year: 2026, Sequence: int64(i + 1), Number: fmt.Sprint("№ ", i), State: services.Received, Step: "check", BodyID: pick(r.random, r.bodies...),
				ApplicantID: r.applicant, Channel: pick(r.random, services.Portal, services.Portal, services.Foreign, services.Visit, services.Post, services.MFC),
				Answers: pick(r.random, `{}`, `{"address":{"settlement":"г. Ижевск"}}`), Territory: pick(r.random, "", "Воткинск"), AcceptedAt: at, ChangedAt: at, Version: 1,
				RegisterBy: calendar.Deadline{Date: calendar.DateOf(at, samara).AddDays(1)}}
			a.IntakeBodyID, a.DueSort = a.BodyID, a.RegisterBy.Date.String()
			id, err := db.Insert(context.Background(), tx, "applications", a)
			if err != nil {
				return err
			}
			if _, err := db.Insert(context.Background(), tx, "application_steps", services.StepRow{ApplicationID: id, Step: "check", Kind: catalogue.IntakeCheck, BegunAt: at}); err != nil {
				return err
			}
			if err := r.ApplicationChanged(context.Background(), tx, id); err != nil {
				return err
			}
		}
		return nil
	})
}

// live lets some of the applications go on: steps end and begin, states change, some are handed over.
func (r *region) live(n int) {
	r.t.Helper()
	list := r.applications()
	r.tx(func(tx *db.Tx) error {
		ctx := context.Background()
		for range n {
			a := pick(r.random, list...)
			moment := a.AcceptedAt.Add(time.Duration(1+r.random.IntN(40*24*60)) * time.Minute)
			a.State = pick(r.random, services.States()...)
			a.Due.V.Date, a.DueSort = calendar.DateOf(a.AcceptedAt, samara).AddDays(10), calendar.DateOf(a.AcceptedAt, samara).AddDays(10).String()
			a.DecidedAt, a.ClosedAt = nil, nil
			if o := outcomeOf(a.State); o != Open {
				a.DecidedAt = &moment
			}
			if a.State.Final() {
				a.ClosedAt = &moment
			}
			if r.random.IntN(5) == 0 {
				a.BodyID = pick(r.random, r.bodies...)
			}
			if _, err := tx.Exec(ctx, "UPDATE applications SET state = $1, due = $2, due_sort = $3, decided_at = $4, closed_at = $5, body_id = $6 WHERE id = $7",
				a.State, a.Due, a.DueSort, a.DecidedAt, a.ClosedAt, a.BodyID, a.ID); err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, "UPDATE application_steps SET ended_at = $1 WHERE application_id = $2 AND ended_at IS NULL", moment, a.ID); err != nil {
				return err
			}
			if !a.State.Final() {
				if _, err := db.Insert(ctx, tx, "application_steps", services.StepRow{ApplicationID: a.ID, Step: "next", Kind: pick(r.random, kindsOfSteps...), BegunAt: moment}); err != nil {
					return err
				}
			}
			if err := r.ApplicationChanged(ctx, tx, a.ID); err != nil {
				return err
			}
		}
		return nil
	})
}

func (r *region) applications() []application {
	return must(db.All[application](context.Background(), r.db, "SELECT "+applicationColumns+" FROM applications ORDER BY id"))(r.t)
}

func must[T any](v T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func (r *region) roll() {
	r.t.Helper()
	if err := r.Roll(context.Background()); err != nil {
		r.t.Fatal(err)
	}
}

// raw counts a period from the applications themselves, without any sums.
func (r *region) raw(p period, in scope) (groups map[string]map[string]int64, lengths map[string][]int64) {
	groups, lengths = map[string]map[string]int64{}, map[string][]int64{}
	add := func(group, key string) {
		if groups[group] == nil {
			groups[group] = map[string]int64{}
		}
		groups[group][key]++
	}
	steps := map[int64][]span{}
	for _, one := range must(db.All[span](context.Background(), r.db, "SELECT "+spanColumns+" FROM application_steps ORDER BY id"))(r.t) {
		steps[one.ApplicationID] = append(steps[one.ApplicationID], one)
	}
	for _, a := range r.applications() {
		f := factOf(a, steps[a.ID], samara)
		if f.Day.Before(p.from) || f.Day.After(p.to) || in.body != 0 && a.BodyID != in.body || in.service != 0 && a.ServiceID != in.service {
			continue
		}
		if f.Term == Running && f.DueOn < "2026-11-20" {
			f.Term = Overdue
		}
		place := f.Territory
		if place == "" {
			place = unknown
		}
		add("total", "")
		for group, key := range map[string]string{"channel": f.Channel, "way": wayOf(a.Channel), "outcome": string(f.Outcome), "term": string(f.Term), "territory": place,
			"hour": number(f.Hour), "weekday": number(f.Weekday), "month": f.Day.String()[:7], "quarter": quarterOf(f.Day.String()[:7])} {
			add(group, key)
		}
		if f.Step != "" {
			add("step", f.Step)
		}
		if in.body == 0 {
			add("body", number(a.BodyID))
		}
		if in.service == 0 {
			add("service", number(a.ServiceID))
		}
		for _, one := range steps[a.ID] {
			if one.EndedAt != nil {
				lengths[string(one.Kind)] = append(lengths[string(one.Kind)], one.seconds())
			}
		}
	}
	return groups, lengths
}

func (r *region) compare(got Figures, p period, in scope) {
	r.t.Helper()
	want, lengths := r.raw(p, in)
	if got.Total != want["total"][""] {
		r.t.Errorf("%v %v: %d applications, %d stand in the table", p, in, got.Total, want["total"][""])
	}
	shown := 0
	for _, g := range got.Groups {
		shown++
		sum := int64(0)
		for _, l := range g.Lines {
			sum += l.Count
			if l.Count != want[g.Key][l.Key] {
				r.t.Errorf("%v %v: %s %q is %d, raw %d", p, in, g.Key, l.Key, l.Count, want[g.Key][l.Key])
			}
		}
		whole := int64(0)
		for _, n := range want[g.Key] {
			whole += n
		}
		if sum != whole {
			r.t.Errorf("%v %v: %s counts %d in all, raw %d", p, in, g.Key, sum, whole)
		}
	}
	for _, one := range got.Steps {
		list := lengths[string(one.Kind)]
		slices.Sort(list)
		if int64(len(list)) != one.Now.Count {
			r.t.Errorf("%v %v: %d steps %s, raw %d", p, in, one.Now.Count, one.Kind, len(list))
			continue
		}
		for share, is := range map[int]int64{50: one.Now.Median, 90: one.Now.P90} {
			if len(list) == 0 {
				continue
			}
			exact := float64(max(minimum, list[(share*len(list)+99)/100-1]))
			if off := float64(is)/exact - 1; off > SpanError+0.001 || off < -SpanError-0.001 {
				r.t.Errorf("%s: %d of 100 within %d seconds, exactly %v", one.Kind, share, is, exact)
			}
		}
	}
}

func ask(from, to string, in scope) Ask {
	return Ask{From: calendar.MustParse(from), To: calendar.MustParse(to), BodyID: in.body, ServiceID: in.service}
}

func TestFiguresEqualTheRawCount(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newRegion(t, d)
		r.apply(700)
		r.roll()
		for range 3 {
			r.live(300)
			r.roll()
		}
		for _, days := range [][2]string{{"2026-01-01", "2026-11-20"}, {"2025-11-21", "2026-11-20"}, {"2026-03-17", "2026-03-17"}, {"2026-02-10", "2026-05-31"}, {"2026-02-01", "2026-04-12"}, {"2026-06-05", "2026-06-25"}} {
			for _, in := range []scope{{}, {body: r.bodies[0]}, {service: r.services[2]}, {body: r.bodies[1], service: r.services[0]}} {
				figures := must(r.Figures(t.Context(), r.overseer, ask(days[0], days[1], in)))(t)
				r.compare(figures, period{figures.From, figures.To}, in)
				if before, _ := r.raw(period{figures.From, figures.To}.yearAgo(), in); figures.Before != before["total"][""] {
					t.Errorf("%v: a year earlier %d, raw %d", days, figures.Before, before["total"][""])
				}
			}
		}
		stored := func() []string {
			return must(db.All[string](t.Context(), d, `SELECT body_id || ' ' || service_id || ' ' || grain || ' ' || day || ' ' || dimension || ' ' || key || ' ' || amount
				FROM service_figures WHERE amount <> 0 ORDER BY body_id, service_id, grain, day, dimension, key`))(t)
		}
		kept := stored()
		if err := r.Rebuild(t.Context()); err != nil {
			t.Fatal(err)
		}
		r.roll()
		if again := stored(); !slices.Equal(kept, again) || len(kept) == 0 {
			t.Errorf("%d sums, made anew %d", len(kept), len(again))
		}
	})
}

func TestEveryFigureOpensItsList(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newRegion(t, d)
		r.apply(200)
		r.live(250)
		r.roll()
		figures := must(r.Figures(t.Context(), r.head, ask("2026-01-01", "2026-11-20", scope{})))(t)
		opened := 0
		open := func(what string, filter map[string]string, want int64) (lasted []int64) {
			q := map[string][]string{}
			for key, value := range filter {
				q[key] = []string{value}
			}
			f := must(filterIn(q))(t)
			n, after := int64(0), ""
			for {
				page := must(r.Register(t.Context(), r.head, f, after, 30))(t)
				if after == "" && page.Count != want {
					t.Errorf("%s: the list says %d, the figure %d", what, page.Count, want)
				}
				n += int64(len(page.Items))
				for _, row := range page.Items {
					lasted = append(lasted, row.Lasted)
				}
				if after = page.Next; after == "" {
					break
				}
			}
			if opened++; n != want {
				t.Errorf("%s: %d in the list, the figure is %d", what, n, want)
			}
			return lasted
		}
		open("all", figures.Filter, figures.Total)
		open("all of the year before", figures.AgoFilter, figures.Before)
		for _, g := range figures.Groups {
			for _, l := range g.Lines {
				open(g.Key+" "+l.Key, l.Filter, l.Count)
				open(g.Key+" "+l.Key+" of the year before", l.FilterBefore, l.Before)
			}
		}
		lengths := 0
		for _, step := range figures.Steps {
			for when, l := range map[string]Length{"now": step.Now, "before": step.Before} {
				if l.Count == 0 {
					continue
				}
				lengths++
				list := open(fmt.Sprint(step.Kind, " ", when), l.Filter, l.Count)
				if !slices.IsSortedFunc(list, func(a, b int64) int { return cmp.Compare(b, a) }) {
					t.Errorf("%s %s: the longest does not stand first: %v", step.Kind, when, list)
				}
				shortest := must(strconv.ParseInt(l.Longer["least"], 10, 64))(t)
				longer := int64(len(slices.DeleteFunc(slices.Clone(list), func(n int64) bool { return n < shortest })))
				open(fmt.Sprint(step.Kind, " ", when, ", the longest tenth"), l.Longer, longer)
				middle := float64(max(minimum, list[len(list)-(len(list)+1)/2]))
				if off := float64(l.Median)/middle - 1; off > SpanError+0.001 || off < -SpanError-0.001 {
					t.Errorf("%s %s: the median is %d, in the middle of its list stands %v", step.Kind, when, l.Median, middle)
				}
			}
		}
		if lengths < 4 {
			t.Errorf("only %d lengths were opened", lengths)
		}
		if opened < 80 {
			t.Errorf("only %d figures were opened", opened)
		}
		var out bytes.Buffer
		if err := r.Book(t.Context(), r.head, ask("2026-01-01", "2026-11-20", scope{}), &out); err != nil {
			t.Fatal(err)
		}
		book := must(excelize.OpenReader(&out))(t)
		if list := must(book.GetRows("Заявления"))(t); int64(len(list)) != figures.Total+1 {
			t.Errorf("%d lines in the workbook, %d applications", len(list)-1, figures.Total)
		}
		if cell := must(book.GetCellValue("Показатели", "B3"))(t); cell != number(figures.Total) {
			t.Errorf("the workbook says %q, the screen %d", cell, figures.Total)
		}
	})
}

func TestABodySeesItsOwnAndTheOverseerTheRegion(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		r := newRegion(t, d)
		r.apply(60)
		r.roll()
		year := func(in scope) Ask { return ask("2025-11-21", "2026-11-20", in) }
		mine := must(r.Figures(t.Context(), r.head, year(scope{})))(t)
		all := must(r.Figures(t.Context(), r.overseer, year(scope{})))(t)
		if mine.BodyID != r.bodies[0] || mine.Total == 0 || mine.Total >= all.Total {
			t.Errorf("the ministry sees %d of body %d, the region has %d", mine.Total, mine.BodyID, all.Total)
		}
		for name, err := range map[string]error{
			"the figures of another body": second(r.Figures(t.Context(), r.head, year(scope{body: r.bodies[1]}))),
			"a lawyer":                    second(r.Figures(t.Context(), r.stranger, year(scope{}))),
			"its list":                    second(r.Register(t.Context(), r.head, Filter{Ask: year(scope{body: r.bodies[1]}), Hour: anyHour}, "", 10)),
		} {
			if !fail.Is(err, "service_figures.denied") {
				t.Errorf("%s: %v", name, err)
			}
		}
		if err := second(r.Attendance(t.Context(), r.head, r.services[2], mine.From, mine.To)); !fail.Is(err, "service.absent") {
			t.Errorf("the visits of a service of others: %v", err)
		}
		if err := second(r.Figures(t.Context(), r.head, ask("2026-11-20", "2026-11-01", scope{}))); !fail.Is(err, "service_figures.period_wrong") {
			t.Errorf("a period that ends before it begins: %v", err)
		}
		page := must(r.Register(t.Context(), r.overseer, Filter{Ask: year(scope{}), Hour: anyHour}, "", 10))(t)
		if row := page.Items[0]; row.Applicant != "" || row.Visible {
			t.Errorf("who only oversees reads of %q", row.Applicant)
		}
		page = must(r.Register(t.Context(), r.head, Filter{Ask: year(scope{}), Hour: anyHour}, "", 10))(t)
		if row := page.Items[0]; row.Applicant != "Смирнова А." || !row.Visible {
			t.Errorf("the head reads %q", row.Applicant)
		}
	})
}

func second[T any](_ T, err error) error { return err }
