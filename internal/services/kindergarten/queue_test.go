package kindergarten_test

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	"veche/internal/approval"
	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/org/orgtest"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	"veche/internal/platform/files"
	"veche/internal/platform/jobs"
	"veche/internal/platform/jobs/jobstest"
	"veche/internal/platform/notify"
	"veche/internal/registry"
	"veche/internal/services"
	"veche/internal/services/catalogue"
	"veche/internal/services/directive"
	"veche/internal/services/intake"
	"veche/internal/services/kindergarten"
	"veche/internal/signing"
)

// town has two kindergartens with one group of three-year-olds each: one place in the first, one in the second.
type town struct {
	*kindergarten.Service
	t                       *testing.T
	d                       *db.DB
	docs                    *documents.Service
	intake                  *intake.Service
	applications            *services.Service
	worker                  *jobs.Worker
	officer, head, stranger auth.Actor
	service, version        int64
	applicant               int64
	now                     time.Time
	numbers                 int
}

var quiet = slog.New(slog.NewTextHandler(io.Discard, nil))

const form = `{"schema":{"type":"object","properties":{"kindergarten":{"type":"string","title":"Сад"},"privilege":{"type":"string","title":"Право"}}},
	"pages":[{"code":"all","title":"Всё","fields":["kindergarten","privilege"]}]}`

func regulation() catalogue.Passport {
	return catalogue.Passport{Name: "Детский сад", ShortName: "Детский сад", Refusals: []catalogue.Ground{{Code: "age", Text: "Ребёнку восемь лет", Act: "273-ФЗ, ст. 67"}},
		Results:  []catalogue.Result{{Code: "granted", Name: "Направление в детский сад", Kind: catalogue.ResultDocument, Carriers: []catalogue.Carrier{catalogue.Electronic}}},
		Variants: []catalogue.Variant{{Code: "v", Name: "Общий", Steps: []catalogue.Step{{Code: "decide", Kind: catalogue.Decision, Name: "Решение"}}}}}
}

func newTown(t *testing.T, d *db.DB) *town {
	t.Helper()
	h := &town{t: t, d: d, now: time.Date(2026, 4, 1, 8, 0, 0, 0, time.UTC), worker: jobs.New(d, quiet)}
	d.SetClock(func() time.Time { return h.now })
	store, err := files.Open(t.TempDir())
	h.ok(err)
	region := orgtest.New(t, d)
	body, other := region.Body("Город"), region.Body("Другой")
	unit := region.Unit(body, 0, "Управление")
	h.officer = region.Person(body, unit, "Котова Раиса Эдуардовна", "Специалист", org.Enroller)
	h.head = region.Person(body, unit, "Виноградов Пётр Алексеевич", "Глава города", org.Executive)
	h.stranger = region.Person(other, region.Unit(other, 0, "Отдел"), "Гусев Илья Фёдорович", "Специалист", org.Enroller)
	admin := region.Person(body, unit, "Ларин Игорь Борисович", "Администратор", org.Administrator, org.ChiefClerk)
	numbers := registry.New(d, region.Org)
	h.docs = documents.New(d, store, region.Org, numbers, calendar.Russia())
	signer := signing.New(d, h.docs, region.Org, store, approval.Gate{}, nil, nil, nil)
	shelf := catalogue.New(d, region.Org)
	h.intake = intake.New(d, shelf, region.Org, quiet)
	h.applications = services.New(d, services.Subjects{Org: region.Org, Registry: numbers, Documents: h.docs, Signing: signer, Files: store, Calendar: calendar.Russia(),
		Notify: notify.New(d, region.Org, nil, ""), Catalogue: shelf, Intake: h.intake})
	acts := directive.New(d, region.Org, h.docs, signer, numbers)
	h.Service = kindergarten.New(d, h.intake, region.Org, calendar.Russia(), h.applications, acts)
	directive.Jobs(h.worker, acts)
	kindergarten.Jobs(h.worker, h.Service)
	for flow, template := range map[string]string{"directive": "{seq}-п", "outgoing": "{seq}-н"} {
		_, err = numbers.SaveJournal(t.Context(), admin, registry.Journal{Name: "Журнал " + flow, Flow: flow, Template: template, Period: "year", Active: true})
		h.ok(err)
	}
	h.tx(func(tx *db.Tx) error {
		parent, err := h.applications.ApplicantFor(t.Context(), tx, services.ApplicantCard{Kind: services.Person, SNILS: "112-233-445 95", Surname: "Смирнова", Name: "Анна"})
		if err != nil {
			return err
		}
		h.applicant = parent.ID
		if h.service, err = db.One[int64](t.Context(), tx, "INSERT INTO services (body_id, code, slug, name, short_name, category, created_at) VALUES ($1, 'S1', 's1', 'Сад', 'Сад', 'family', $2) RETURNING id", body, tx.Now); err != nil {
			return err
		}
		if h.version, err = db.One[int64](t.Context(), tx, "INSERT INTO service_versions (service_id, number, from_day, published_at, published_by, passport, form) VALUES ($1, 1, '2026-01-01', $2, 'тест', $3, $4) RETURNING id",
			h.service, tx.Now, db.JSON[catalogue.Passport]{V: regulation()}, form); err != nil {
			return err
		}
		three := kindergarten.Group{Year: 2026, Name: "младшая", Age: 3, Profile: "general", Places: 1}
		_, err = h.Settle(t.Context(), tx, kindergarten.Queue{BodyID: body, ServiceID: h.service, AnswerDays: 5, EnrolDays: 3,
			Benefits: db.JSON[[]kindergarten.Benefit]{V: []kindergarten.Benefit{{Code: "out", Title: "Внеочередное", Rank: 1}, {Code: "first", Title: "Первоочередное", Rank: 2}, {Code: "sibling", Title: "Преимущественное", Rank: 3, Own: true}}}},
			[]kindergarten.Kindergarten{{Name: "Детский сад № 9", Code: "k9"}, {Name: "Детский сад № 19", Code: "k19"}},
			map[string][]kindergarten.Group{"k9": {three}, "k19": {three}})
		return err
	})
	return h
}

func (h *town) ok(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *town) tx(do func(tx *db.Tx) error) {
	h.t.Helper()
	h.ok(h.d.Tx(h.t.Context(), auth.System("test"), do))
}

func (h *town) refused(code string, err error) {
	h.t.Helper()
	if !fail.Is(err, code) {
		h.t.Errorf("%v where %s is expected", err, code)
	}
}

// records an application of a child born in October 2022: three years old on 1 September 2026.
func (h *town) records(child, benefit string, wishes ...string) services.Ref {
	h.t.Helper()
	h.numbers++
	h.now = h.now.Add(time.Minute)
	in := intake.Submission{ServiceID: h.service, VersionID: h.version, Applicant: h.applicant, Channel: "portal", Subject: child, Place: wishes[0]}
	binary.BigEndian.PutUint64(in.Key[8:], uint64(h.numbers))
	var err error
	in.Form, err = json.Marshal(map[string]any{"child": map[string]string{"surname": child, "name": "Аня", "birth_date": "2022-10-05"}, "kindergarten": wishes[0], "others": wishes[1:], "privilege": benefit, "since": "2026-09-01"})
	h.ok(err)
	a, err := h.intake.Submit(h.t.Context(), in)
	h.ok(err)
	h.ok(h.applications.ReceiveAll(h.t.Context()))
	h.ok(h.ReceiveAll(h.t.Context()))
	return services.Ref{ServiceID: a.ServiceID, Year: a.Year, Sequence: a.Sequence}
}

func (h *town) of(state kindergarten.State) map[string]kindergarten.RecordView {
	h.t.Helper()
	page, err := h.Records(h.t.Context(), h.officer, kindergarten.RecordFilter{State: state})
	h.ok(err)
	byName := map[string]kindergarten.RecordView{}
	for _, r := range page.Items {
		name, _, _ := strings.Cut(r.ChildName, " ")
		byName[name] = r
	}
	return byName
}

func (h *town) confirmed() {
	h.t.Helper()
	for _, r := range h.of(kindergarten.Checks) {
		_, err := h.Confirm(h.t.Context(), h.officer, r.ID, kindergarten.Proven{Benefit: r.Claim, Version: r.Version})
		h.ok(err)
	}
}

// formed gives the places and has the order signed, and after it each direction.
func (h *town) formed() {
	h.t.Helper()
	f, err := h.Form(h.t.Context(), h.officer, kindergarten.FormInput{Year: 2026, Main: true, SignatoryID: h.head.PersonID})
	h.ok(err)
	h.becomes(f.DocumentID, documents.Signed)
	h.signsPapers()
}

// becomes is what the signatory or the author does with a card.
func (h *town) becomes(id int64, to documents.State) {
	h.t.Helper()
	h.tx(func(tx *db.Tx) error {
		card, err := h.docs.Lock(h.t.Context(), tx, id)
		if err != nil {
			return err
		}
		return h.docs.Move(h.t.Context(), tx, &card, to, "test.moved", nil)
	})
	jobstest.Run(h.t, h.worker)
}

// prepared are the cards of papers that wait for their signature.
func (h *town) prepared() []int64 {
	h.t.Helper()
	list, err := db.All[int64](h.t.Context(), h.d, "SELECT document_id FROM kindergarten_papers WHERE state = 'prepared' ORDER BY id")
	h.ok(err)
	return list
}

func (h *town) signsPapers() {
	h.t.Helper()
	for _, id := range h.prepared() {
		h.becomes(id, documents.Signed)
	}
}

func (h *town) standing(place services.Ref) kindergarten.Standing {
	h.t.Helper()
	v, err := h.StandingOf(h.t.Context(), h.d, place)
	h.ok(err)
	return *v
}

func (h *town) status(place services.Ref) services.PublicStatus {
	h.t.Helper()
	a, err := h.applications.ByOrder(h.t.Context(), h.d, place.ServiceID, place.Year, place.Sequence)
	h.ok(err)
	shown, err := h.applications.Show(h.t.Context(), h.d, a)
	h.ok(err)
	return shown.Status
}

func (h *town) answers(place services.Ref, answer kindergarten.Answer) {
	h.t.Helper()
	h.tx(func(tx *db.Tx) error { return h.Answered(h.t.Context(), tx, place, answer) })
}

// domain.md §6.9, from the record to the kindergarten.
func TestFromTheRecordToTheKindergarten(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newTown(t, d)
		early := h.records("Ранний", "none", "k9", "k19")
		h.confirmed()
		if v := h.standing(early); v.State != kindergarten.Recorded || v.Wishes[0].Place != 1 || len(v.Wishes) != 2 {
			t.Errorf("%+v", v)
		}
		first := h.records("Первоочередной", "first", "k9")
		late := h.records("Поздний", "none", "k19", "k9")
		h.confirmed()
		v := h.standing(early)
		if v.Wishes[0].Place != 2 || v.Wishes[0].Of != 3 || v.Wishes[1].Place != 1 || len(v.Wishes[0].Moves) != 1 ||
			v.Wishes[0].Moves[0] != "встали впереди – подали раньше или имеют преимущество: 1" {
			t.Errorf("a place that moved is explained: %+v", v.Wishes)
		}
		h.formed()
		if v := h.standing(first); v.State != kindergarten.Directed || v.Offer != "Детский сад № 9, младшая" || v.Order != "№ 1-п от 01.04.2026" || len(v.Papers) != 1 || v.AnswerBy.String() != "2026-04-08" || h.status(first) != services.StatusWaiting {
			t.Errorf("%+v", v)
		}
		if v := h.standing(early); v.Offer != "Детский сад № 19, младшая" {
			t.Errorf("who is passed over in the first wish gets the second: %+v", v)
		}
		if v := h.standing(late); v.State != kindergarten.Recorded || v.Wishes[0].Place != 1 {
			t.Errorf("%+v", v)
		}
		if list, err := h.Counters(t.Context(), h.d, h.service, calendar.MustParse("2026-04-25")); err != nil || list[0].Waiting != 1 || list[0].Free != 0 {
			t.Errorf("%+v %v", list, err)
		}
		h.declinesAndReturns(early, late)
		h.enrols(early, first)
	})
}

// declinesAndReturns: refusing an offered place keeps the record; the place goes to the next one.
func (h *town) declinesAndReturns(early, late services.Ref) {
	h.t.Helper()
	h.answers(early, kindergarten.Decline)
	if v := h.standing(early); v.State != kindergarten.WishesChange || v.Offer != "" || h.status(early) != services.StatusInReview {
		h.t.Errorf("%+v", v)
	}
	h.formed()
	if v := h.standing(late); v.State != kindergarten.Directed || v.Offer != "Детский сад № 19, младшая" {
		h.t.Errorf("%+v", v)
	}
	h.answers(early, kindergarten.Return)
	if v := h.standing(early); v.State != kindergarten.Recorded || v.Wishes[0].Place != 1 {
		h.t.Errorf("%+v", v)
	}
	h.now = h.now.AddDate(0, 0, 20) // who does not answer in his term lets the place go
	h.ok(h.Lapse(h.t.Context()))
	if v := h.standing(late); v.State != kindergarten.WishesChange || v.Reason == "" {
		h.t.Errorf("%+v", v)
	}
}

// enrols: the contract, the order within three working days, the end of the service, and a transfer afterwards.
func (h *town) enrols(early, first services.Ref) {
	h.t.Helper()
	ctx := h.t.Context()
	h.answers(first, kindergarten.Return) // its term is over too
	h.formed()
	h.answers(early, kindergarten.Decline)
	h.answers(first, kindergarten.Accept)
	r := h.of(kindergarten.Accepted)["Первоочередной"]
	overview, err := h.Overview(ctx, h.officer)
	h.ok(err)
	nineteen, nine := overview.Gardens[0].ID, overview.Gardens[1].ID
	in := kindergarten.OrderInput{SignatoryID: h.head.PersonID}
	_, err = h.Enrol(ctx, h.officer, nine, in)
	h.refused("kindergarten.no_contract", err)
	_, err = h.Contract(ctx, h.stranger, r.ID, kindergarten.Signed{On: calendar.MustParse("2026-04-20"), Version: r.Version})
	h.refused("kindergarten.not_found", err)
	signed, err := h.Contract(ctx, h.officer, r.ID, kindergarten.Signed{On: calendar.MustParse("2026-04-20"), Version: r.Version})
	h.ok(err)
	if signed.EnrolBy.Date.String() != "2026-04-23" {
		h.t.Errorf("the order is due %s", signed.EnrolBy.Date)
	}
	order, err := h.Enrol(ctx, h.officer, nine, in)
	h.ok(err)
	h.becomes(order.DocumentID, documents.Withdrawn) // the draft is taken back: the contract stays
	if h.of(kindergarten.Accepted)["Первоочередной"].ContractOn.String() != "2026-04-20" {
		h.t.Error("an order that will not be signed gives its records back")
	}
	if order, err = h.Enrol(ctx, h.officer, nine, in); err != nil || h.standing(first).State != kindergarten.Ordered {
		h.t.Errorf("%+v %v", order, err)
	}
	h.becomes(order.DocumentID, documents.Signed)
	if v := h.standing(first); v.State != kindergarten.Enrolled || v.Basis != "приказ № 4-п от 21.04.2026" || v.Extract == "" || h.status(first) != services.StatusDone {
		h.t.Errorf("%+v", v)
	}
	pdf, err := h.Extract(ctx, h.d, first)
	if h.ok(err); !bytes.HasPrefix(pdf, []byte("%PDF")) {
		h.t.Error("the extract is no PDF")
	}
	h.moves(first, nineteen)
}

// moves: an enrolled child moves to another kindergarten, and keeps its place until then.
func (h *town) moves(first services.Ref, nineteen int64) {
	h.t.Helper()
	ctx := h.t.Context()
	r := h.of(kindergarten.Enrolled)["Первоочередной"]
	h.rewishes(first, "", nineteen)
	if r = h.of(kindergarten.Recorded)["Первоочередной"]; !r.Transfer {
		h.t.Errorf("a transfer keeps the old place: %+v", r)
	}
	h.answers(first, kindergarten.Leave)
	if v := h.standing(first); v.State != kindergarten.Enrolled || v.Offer != "Детский сад № 9, младшая" {
		h.t.Errorf("who takes a transfer back stays where he is: %+v", v)
	}
	h.rewishes(first, "", nineteen)
	h.formed()
	if v := h.standing(first); v.State != kindergarten.Directed || v.Now != "Детский сад № 9, младшая" || v.Offer != "Детский сад № 19, младшая" {
		h.t.Errorf("%+v", v)
	}
	h.answers(first, kindergarten.Accept)
	r = h.of(kindergarten.Accepted)["Первоочередной"]
	_, err := h.Contract(ctx, h.officer, r.ID, kindergarten.Signed{On: calendar.MustParse("2026-04-20"), Version: r.Version})
	h.ok(err)
	order, err := h.Enrol(ctx, h.officer, nineteen, kindergarten.OrderInput{SignatoryID: h.head.PersonID})
	h.ok(err)
	h.becomes(order.DocumentID, documents.Signed)
	if v := h.standing(first); v.State != kindergarten.Enrolled || v.Now != "" || v.Offer != "Детский сад № 19, младшая" {
		h.t.Errorf("%+v", v)
	}
	counters, err := h.Counters(ctx, h.d, h.service, calendar.MustParse("2026-04-25"))
	h.ok(err)
	if len(counters) != 2 || counters[0].Free != 0 || counters[1].Free != 1 {
		h.t.Errorf("the old place is free: %+v", counters)
	}
}

// rewishes is the parent's change of wishes; want is the code of the refusal, empty where there is none.
func (h *town) rewishes(place services.Ref, want string, gardens ...int64) {
	h.t.Helper()
	version := int64(0)
	if v := h.standing(place); v.Change != nil {
		version = v.Change.Version
	}
	err := h.d.Tx(h.t.Context(), auth.Actor{Name: "Заявитель"}, func(tx *db.Tx) error {
		return h.Rewished(h.t.Context(), tx, place, kindergarten.Wished{Kindergartens: gardens, On: calendar.MustParse("2026-09-01"), Version: version})
	})
	if want == "" {
		h.ok(err)
	} else {
		h.refused(want, err)
	}
}

func TestSettingsAreData(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		h := newTown(t, d)
		early := h.records("Ранний", "none", "k9")
		late := h.records("Поздний", "doctor", "k9")
		h.confirmed()
		if h.standing(late).Wishes[0].Place != 2 {
			t.Error("an unknown ground is the general queue")
		}
		v, err := h.Overview(t.Context(), h.officer)
		h.ok(err)
		in := kindergarten.SettingsInput{Benefits: append(v.Queue.Benefits.V, kindergarten.Benefit{Code: "doctor", Title: "Дети врачей", Rank: 2}), AnswerDays: 10, EnrolDays: 3, Version: v.Queue.Version}
		h.ok(h.Set(t.Context(), h.officer, in))
		h.refused("kindergarten.stale", h.Set(t.Context(), h.officer, in))
		if h.standing(late).Wishes[0].Place != 1 || h.standing(early).Wishes[0].Place != 2 {
			t.Error("ranks follow the settings")
		}
		k, err := h.AddGarden(t.Context(), h.officer, kindergarten.GardenInput{Name: "Детский сад № 33", Code: "k33"})
		h.ok(err)
		_, err = h.AddGarden(t.Context(), h.officer, kindergarten.GardenInput{Name: "детский сад №33"})
		h.refused("kindergarten.known", err)
		g, err := h.AddGroup(t.Context(), h.officer, k.ID, kindergarten.GroupInput{Year: 2026, Name: "средняя", Age: 4, Profile: "general", Places: 20})
		h.ok(err)
		h.refused("kindergarten.no_group", h.SetPlaces(t.Context(), h.stranger, g.ID, kindergarten.PlacesInput{Places: 5, Version: 1}))
		h.ok(h.SetPlaces(t.Context(), h.officer, g.ID, kindergarten.PlacesInput{Places: 5, Version: 1}))
		_, err = h.Overview(t.Context(), h.stranger)
		h.refused("kindergarten.no_queue", err)
	})
}
