package app_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"veche/internal/app"
	"veche/internal/approval"
	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/api/apitest"
	"veche/internal/platform/db"
)

// objects tells in which table the object {id} of a path stands.
var objects = map[string]string{
	"appeal-register": "documents", "applications": "applications", "application-services": "services", "service-figures": "services", "service-routes": "service_routes", "service-complaints": "service_complaints", "appeals": "documents", "approvals": "approvals", "assignments": "assignments", "assistants": "assistants", "bodies": "bodies", "cards": "documents",
	"case-files": "case_files", "catalogue": "services", "certificates": "person_certificates", "consideration-routes": "consideration_routes", "correspondents": "correspondents", "deliveries": "deliveries", "delivery-registers": "delivery_registers",
	"documents": "documents", "employees": "employees", "epgu/ledger": "epgu_ledger", "epgu/orders": "epgu_orders", "files": "document_files", "interagency/inquiries": "interagency_inquiries", "interagency/requests": "interagency_requests", "journals": "journals", "notices": "notices", "numbers": "numbers",
	"person-powers": "person_powers", "pos/bodies": "bodies", "pos/filters": "pos_filters", "pos/items": "pos_items", "pos/ledger": "pos_ledger", "pos/runs": "pos_runs",
	"posts": "posts", "powers-of-attorney": "powers_of_attorney", "remote-signings": "remote_signings", "request-kinds": "request_kinds", "resolutions": "resolutions", "routes": "routes", "sessions": "sessions", "signatures": "signatures", "signing-batches": "signing_batches",
	"substitutions": "substitutions", "tasks": "tasks", "units": "units", "visas": "visas", "visit-days": "visit_days", "visits": "visits",
	"enrolment-campaigns": "enrolment_campaigns", "kindergartens": "kindergartens", "kindergarten-groups": "kindergarten_groups", "kindergarten-records": "kindergarten_records", "enrolment-schools": "enrolment_schools", "enrolments": "enrolments", "enrolment-orders": "enrolment_orders",
}

// everybodys are the operations on an object that any colleague of the body may call, each with its reason.
var everybodys = map[string]string{
	"employees-card":        "colleagues know each other's post and telephone",
	"correspondents-change": "authors of letters keep the address book; every change stands in the log",
	"journals-numbers":      "the book of numbers of one's own body is open; titles of unseen documents are not in it",
}

// ofTheInstallation are operations of those who run the machine, not of one body.
var ofTheInstallation = []string{"request-kind-schema", "jobs-retry", "trust-remove", "trust-host-remove", "trust-tsl-apply", "trust-tsl-discard"}

// ofOneself are operations of an administrator on his own body: what stands in the path is common to all.
var ofOneself = []string{"terms-set", "kinds-demand", "letter-forms-put", "letter-forms-reset", "GET /api/letter-forms/{form}/file", "service-forms-put", "service-forms-reset", "GET /api/service-forms/{form}/file"}

// TestNobodyReachesForeignObjects calls every operation that names an object, with an input that passes the checks, as
// a person of another body who holds every role there, and as a colleague without any role.
func TestNobodyReachesForeignObjects(t *testing.T) {
	each(t, func(t *testing.T, a *app.App) {
		r := newRegion(t, a)
		r.restOfTheHouse(r.considered(r.arrives()))
		stranger := r.person(r.treasury, r.town.Unit(r.treasury, 0, "Всё"), "Всемогущий Иван Иванович", "Начальник", org.Roles()...)
		colleague := r.person(r.ministry, r.town.Unit(r.ministry, 0, "Архив"), "Тихий Пётр Ильич", "Специалист")
		for _, p := range []*person{stranger, colleague} {
			ok[any](r, p, "POST", "/auth/step-up", map[string]string{"password": password})
		}
		for _, op := range apitest.Operations(a.Door) {
			if !strings.Contains(op.Path, "{") || slices.Contains(append(ofTheInstallation, ofOneself...), op.ID) {
				continue
			}
			kind, _, _ := strings.Cut(strings.TrimPrefix(op.Path, "/api/"), "/{")
			r.standsThere(kind, op.Path)
			r.refused(stranger, op, "a stranger with every role")
			if everybodys[op.ID] == "" {
				r.refused(colleague, op, "a colleague without a role")
			}
		}
	})
}

// refused calls an operation with a good input; a complaint about the input would prove nothing.
func (r *region) refused(p *person, op apitest.Operation, who string) {
	r.Helper()
	var status int
	var raw []byte
	if path, body := r.inputOf(op); body == nil && op.Method == "POST" && strings.Contains(op.ID, " ") {
		status, raw = p.form(path, "file", "подпись.p7s", "bytes")
	} else {
		status, raw = p.do(op.Method, path, body)
	}
	if status < 400 || status >= 500 || status == 422 {
		r.Errorf("%s by %s: %d %s", op.ID, who, status, raw)
	}
}

// standsThere fails the test where the object 1 of a kind is not there or not the ministry's: its refusal would prove nothing.
func (r *region) standsThere(kind, path string) {
	r.Helper()
	table, known := objects[kind]
	if !known {
		r.Fatalf("%s: say in which table %s stands", path, kind)
	}
	there, err := db.Exists(r.Context(), r.app.DB, "SELECT 1 FROM "+table+" WHERE id = 1")
	if err != nil || !there {
		r.Fatalf("%s: %s 1 is not there: %v", path, table, err)
	}
}

// restOfTheHouse makes in the ministry one of everything that the way of a letter up to its resolution does not make.
func (r *region) restOfTheHouse(string) {
	r.Helper()
	by := r.who[r.executor]
	by.SteppedUp = true
	draft, err := r.app.Documents.CreateDraft(r.Context(), by, documents.DraftInput{Flow: documents.Outgoing, KindID: r.reply, Summary: "Черновик"})
	if err != nil {
		r.Fatal(err)
	}
	r.upload(r.executor, at(draft.ID, "versions"), "текст.txt", "Текст")
	stage := approval.Stage{Name: "Виза", Mode: approval.Parallel, Required: true, Rule: approval.All, OnNotAgreed: approval.WaitAll,
		Participants: []approval.Participant{{Kind: approval.ByPerson, ID: r.who[r.lawyer].PersonID}}}
	ok[approval.Card](r, r.executor, "POST", at(draft.ID, "approval"), approval.StartInput{Stages: []approval.Stage{stage}})
	r.work()
	r.tx(func(tx *db.Tx) error {
		for _, statement := range []string{
			"INSERT INTO addressees (document_id, correspondent_id, channel) VALUES (1, 1, 'post')",
			"INSERT INTO deliveries (body_id, document_id, addressee_id, channel, state, created_at) VALUES ($1, 1, 1, 'post', 'waiting', $2)",
			"INSERT INTO remote_signings (key, body_id, document_id, sha256, signer_id, account_id, state, code, form, created_at, expires_at) VALUES ('k', $1, 1, '', 1, 1, 'waiting', '0000', 'cms', $2, $2)",
			"INSERT INTO signing_batches (body_id, signer_id, account_id, kind_id, means, state, total, begun_at) VALUES ($1, 1, 1, 1, 'plugin', 'running', 0, $2)",
			"INSERT INTO delivery_registers (body_id, channel, number, year, created_by, created_at) VALUES ($1, 'post', 1, 2026, 1, $2)",
			`INSERT INTO signatures (body_id, document_id, sha256, kind, signer_name, signer_post, signed_at, verdict)
			 VALUES ($1, 1, '', 'simple', 'Орлов С. В.', 'Министр', $2, 'valid')`,
			`INSERT INTO powers_of_attorney (signature_id, document_id, name, sha256, number, power, verdict, findings, checked_at, attached_by, attached_at)
			 VALUES (1, 1, 'мчд.xml', '', '1', '{}', 'valid', '[]', $2, '', $2)`,
			`INSERT INTO person_certificates (body_id, employee_id, der, sha256, streebog256, serial, owner, issuer, not_before, not_after, state, first_seen_at)
			 VALUES ($1, 1, '', '', '', '1', 'Орлов Сергей Викторович', 'УЦ', $2, $2, 'waiting', $2)`,
			`INSERT INTO person_powers (body_id, employee_id, name, sha256, proof, number, power, added_by, added_at)
			 VALUES ($1, 1, 'мчд.xml', '', '', '1', '{}', '', $2)`,
			"INSERT INTO services (body_id, code, slug, name, short_name, category, created_at) VALUES ($1, '1', 'usluga', 'Услуга', 'Услуга', 'family', $2)",
			"INSERT INTO consideration_routes (body_id, section, name, version) VALUES ($1, '', 'Все темы', 1)",
			"INSERT INTO pos_filters (body_id, name, filter) VALUES ($1, 'Все', '{}')",
			"INSERT INTO pos_items (foreign_id, body_id, state, created_at, arrived_at, changed_at) VALUES ('1', $1, 'carded', $2, $2, $2)",
			"INSERT INTO pos_ledger (direction, what, key, item_id, body_id, state, at, created_at, changed_at) VALUES ('out', 'status', '1', 1, $1, 'refused', $2, $2, $2)",
			"INSERT INTO pos_runs (body_id, mode, day, started_at) VALUES ($1, 'hand', '2026-11-02', $2)",
			"INSERT INTO request_kinds (code, name, term, to_name, namespace, root, answer_root, served_by) VALUES ('x', 'Проба', 'electronic', 'Служба', 'urn:x', 'Q', 'A', $1)",
			`INSERT INTO interagency_requests (body_id, kind_id, state, channel, term, created_at, changed_at) VALUES ($1, 1, 'draft', 'smev', 'electronic', $2, $2)`,
			`INSERT INTO interagency_inquiries (body_id, kind_id, message_id, namespace, root, state, content, arrived_at, due_at, changed_at)
			 VALUES ($1, 1, 'm', 'urn:x', 'Q', 'received', '<Q/>', $2, $2, $2)`,
			"INSERT INTO services (body_id, code, slug, name, short_name, category, created_at) VALUES ($1, 'S1', 's1', 'Справка', 'Справка', 'family', $2)",
			"INSERT INTO applicants (kind, surname, name, name_fold, created_at, changed_at) VALUES ('person', 'Павлова', 'Вера', 'павлова вера', $2, $2)",
			`INSERT INTO applications (service_id, version_id, year, sequence, number, number_key, state, body_id, intake_body_id, applicant_id, channel, answers, accepted_at, due_sort, changed_at)
			 VALUES (1, 1, 2026, 1, '1-2026-000001', '', 'received', $1, $1, 1, 'visit', '{}', $2, '2026-12-01', $2)`,
			"INSERT INTO service_routes (service_id, body_id, from_on, put_by, put_at) VALUES (1, $1, '2026-01-01', 1, $2)",
			`INSERT INTO service_complaints (body_id, application_id, applicant_id, ground, against, text, channel, state, received_at, register_by, due_sort)
			 VALUES ($1, 1, 1, 'term_missed', 'body', 'Текст', 'visit', 'received', $2, '{}', '2026-12-01')`,
			`INSERT INTO epgu_orders (portal, order_id, namespace, state, raw, message_id, arrived_at, changed_at) VALUES ('П', '1', 'urn:x', 'sorting', '', 'm', $2, $2)`, "INSERT INTO visit_days (body_id, official_id, day, starts, ends, minutes, place, online, created_by, created_at) VALUES ($1, 1, '2026-11-02', '14:00', '17:00', 20, 'каб. 1', true, 1, $2)",
			`INSERT INTO epgu_ledger (direction, what, key, portal, order_id, state, at, changed_at) VALUES ('out', 'status', 'x', 'П', '1', 'refused', $2, $2)`,
			"INSERT INTO visits (body_id, day_id, at, name, name_fold, topic, booked_at, state) VALUES ($1, 1, '', 'Чужой Человек', 'чужой человек', 'Вопрос', $2, 'expected')",
			`INSERT INTO enrolment_campaigns (body_id, service_id, year, opens1, closes1, opens2, closes2) VALUES ($1, 1, 2026, $2, $2, $2, $2)`,
			`INSERT INTO kindergarten_queues (body_id, service_id, benefits, answer_days, enrol_days) VALUES ($1, 1, '[]', 5, 3)`,
			"INSERT INTO kindergartens (body_id, name, name_key) VALUES ($1, 'Сад', 'сад')",
			"INSERT INTO kindergarten_groups (kindergarten_id, year, name, age, profile, places) VALUES (1, 2026, 'младшая', 3, 'general', 20)",
			`INSERT INTO kindergarten_records (queue_id, body_id, service_id, year, sequence, number, accepted_at, child_name, cohort, claim, benefit, profile, language, regime, anywhere, state, changed_at)
			 VALUES (1, $1, 1, 2026, 1, '1', $2, '', 2022, '', '', 'general', '', '', false, 'checks', $2)`,
			"INSERT INTO enrolment_schools (body_id, name, name_key) VALUES ($1, 'Школа', 'школа')",
			`INSERT INTO enrolment_orders (body_id, school_id, year, stage, no, at, person_id, person, act, lines) VALUES ($1, 1, 2026, 1, 1, $2, 1, '', '', '[]')`,
			`INSERT INTO enrolments (campaign_id, body_id, school_id, service_id, year, sequence, number, applicant, accepted_at, child, child_name, address, asked, claim, ground, resident, stage, grp, state, changed_at)
			 VALUES (1, $1, 1, 1, 2026, 1, '1', 1, $2, '', '', '', '', 'none', 'none', false, 1, 0, 'checks', $2)`,
			"INSERT INTO case_files (body_id, year, index_code, title) VALUES ($1, 2026, '01-05', 'Переписка')",
			"INSERT INTO routes (body_id, name, flow, stages) VALUES ($1, 'Обычный', 'outgoing', '[]')",
			"INSERT INTO notices (employee_id, code, params, created_at) VALUES (2, 'x', '{}', $2)",
			"INSERT INTO substitutions (body_id, principal_id, deputy_id, from_day, to_day, basis, created_at) VALUES ($1, 2, 3, '2026-01-01', '2030-01-01', 'Приказ', $2)",
			"INSERT INTO assistants (body_id, assistant_id, principal_id) VALUES ($1, 3, 2)",
		} {
			args := []any{r.ministry, tx.Now}
			if !strings.Contains(statement, "$2") {
				args = args[:1]
			}
			if !strings.Contains(statement, "$1") {
				args = []any{}
				if strings.Contains(statement, "$2") {
					statement, args = strings.ReplaceAll(statement, "$2", "$1"), []any{tx.Now}
				}
			}
			if _, err := tx.Exec(r.Context(), statement, args...); err != nil {
				return fmt.Errorf("%s: %w", statement, err)
			}
		}
		return nil
	})
}

// inputOf is the smallest input that passes the checks of an operation: its address and its body.
func (r *region) inputOf(op apitest.Operation) (string, any) {
	r.Helper()
	path := apitest.Plain(op.Path)
	item := r.app.Door.OpenAPI().Paths[op.Path]
	if item == nil {
		return path, nil
	}
	for _, o := range []*huma.Operation{item.Get, item.Post, item.Put, item.Delete} {
		if o == nil || o.Method != op.Method {
			continue
		}
		query := url.Values{}
		for _, p := range o.Parameters {
			if p.In == "query" && p.Required {
				query.Set(p.Name, fmt.Sprint(r.sample(p.Name, p.Schema)))
			}
		}
		if o.RequestBody == nil {
			return path + "?" + query.Encode(), nil
		}
		return path + "?" + query.Encode(), r.sample("", o.RequestBody.Content["application/json"].Schema)
	}
	return path, nil // a plain handler beside a described one
}

// samples are values of fields whose form the description does not tell.
var samples = map[string]any{"due_on": "2026-12-01", "year": 2026, "template": "{seq}", "file": "dGV4dA==", "cms": "dGV4dA=="}

func (r *region) sample(name string, s *huma.Schema) any {
	if value, known := samples[name]; known {
		return value
	}
	if s.Ref != "" {
		s = r.app.Door.OpenAPI().Components.Schemas.SchemaFromRef(s.Ref)
	}
	if len(s.Enum) > 0 {
		return s.Enum[0]
	}
	switch s.Type {
	case huma.TypeObject:
		value := map[string]any{}
		for _, name := range s.Required {
			value[name] = r.sample(name, s.Properties[name])
		}
		return value
	case huma.TypeArray:
		list := []any{}
		for range deref(s.MinItems) {
			list = append(list, r.sample("", s.Items))
		}
		return list
	case huma.TypeInteger, huma.TypeNumber:
		return max(deref(s.Minimum), 1)
	case huma.TypeBoolean:
		return true
	}
	switch {
	case s.Format == "date-time":
		return "2026-12-01T00:00:00Z"
	case strings.HasPrefix(s.Pattern, `^(\d{4}`):
		return "2026-12-01"
	case deref(s.MinLength) > 5:
		return strings.Repeat("a", *s.MinLength)
	}
	return "текст"
}

func deref[T any](p *T) T {
	if p == nil {
		var none T
		return none
	}
	return *p
}
