package faults

import (
	"fmt"
	"strings"

	"veche/internal/dispatch"
	"veche/internal/documents"
	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/session"
	"veche/internal/registry"
)

// facts are real objects of the ministry, each of one kind and in a state in which the right alone decides.
type facts struct {
	*stand
	d        *db.DB
	ministry int64
	treasury int64
	object   map[string]int64
	sha      string   // of the text that is being voted on
	secrets  []string // words of the ministry that nobody of another body may read
}

// found looks the objects up in the tables; what the story has not made is made by its people.
func (s *stand) found() *facts {
	s.Helper()
	f := &facts{stand: s, d: s.tables(), object: map[string]int64{}}
	s.until("the files of the story are prepared", func() bool {
		return one[int](s, f.d, "SELECT COUNT(*) FROM jobs WHERE kind = 'document.prepare_file' AND state = 'waiting'") == 0
	})
	f.ministry = one[int64](s, f.d, "SELECT id FROM bodies WHERE short_name = 'Минстрой'")
	f.treasury = one[int64](s, f.d, "SELECT id FROM bodies WHERE short_name = 'Минфин'")
	f.object["body"] = f.ministry
	f.documents()
	f.parts()
	f.office()
	f.people()
	f.made()
	f.secrets = all[string](s, f.d, "SELECT name FROM routes WHERE body_id = $1 UNION SELECT text FROM assignments WHERE body_id = $1", f.ministry)
	f.secrets = append(f.secrets, all[string](s, f.d, `SELECT e.surname FROM employees e JOIN posts p ON p.id = e.post_id
		WHERE e.body_id = $1 AND NOT p.executive`, f.ministry)...)
	return f
}

// is keeps the first object that a query finds.
func (f *facts) is(name, query string, args ...any) {
	f.Helper()
	f.object[name] = one[int64](f.stand, f.d, "SELECT MIN(id) FROM ("+query+") AS found", args...)
	if f.object[name] == 0 {
		f.Fatalf("the story has no %s", name)
	}
}

func (f *facts) documents() {
	f.Helper()
	for name, state := range map[string]string{
		"received": "received' AND summary <> '", "considered": "with_executive' AND flow = 'incoming", "voting": "in_approval",
		"signing": "on_signature", "writing": "signature_refused", "sent": "delivered",
	} {
		f.is(name, "SELECT id FROM documents WHERE body_id = $1 AND state = '"+state+"'", f.ministry)
	}
	f.is("appeal", "SELECT d.id FROM documents d WHERE d.body_id = $1 AND d.flow = 'appeal' AND d.state = 'in_execution' OR d.state = 'resolved' AND d.flow = 'appeal'", f.ministry)
	f.is("executing", `SELECT a.document_id AS id FROM assignments a JOIN document_links l ON l.to_id = a.document_id
		JOIN documents r ON r.id = l.from_id WHERE a.state = 'in_progress' AND l.kind = 'reply' AND r.state = 'in_approval' AND a.body_id = $1`, f.ministry)
	f.is("restricted", "SELECT id FROM documents WHERE body_id = $1 AND access_mark = 'dsp'", f.ministry)
	f.is("file", "SELECT id FROM document_files WHERE document_id = $1", f.object["considered"])
	f.is("text", "SELECT file_id AS id FROM document_versions WHERE document_id = $1", f.object["voting"])
	f.sha = one[string](f.stand, f.d, "SELECT sha256 FROM document_versions WHERE document_id = $1 ORDER BY no DESC LIMIT 1", f.object["voting"])
}

// parts are what hangs on documents.
func (f *facts) parts() {
	f.Helper()
	f.is("approval", "SELECT id FROM approvals WHERE document_id = $1", f.object["voting"])
	f.is("visa", "SELECT id FROM visas WHERE approval_id = $1", f.object["approval"])
	f.is("signature", "SELECT id FROM signatures WHERE body_id = $1", f.ministry)
	f.is("certificate", "SELECT id FROM person_certificates WHERE body_id = $1 AND state = 'waiting'", f.ministry)
	f.is("resolution", "SELECT id FROM resolutions WHERE body_id = $1 AND state = 'draft'", f.ministry)
	f.is("assignment", "SELECT id FROM assignments WHERE document_id = $1", f.object["executing"])
	f.is("reported", "SELECT id FROM assignments WHERE body_id = $1 AND state = 'report_submitted'", f.ministry)
	f.is("asked", "SELECT assignment_id AS id FROM extensions WHERE decided_at IS NULL")
	f.is("executed", "SELECT a.id FROM assignments a JOIN documents d ON d.id = a.document_id WHERE d.body_id = $1 AND d.state = 'executed' AND a.state = 'executed'", f.ministry)
	f.is("delivery", "SELECT id FROM deliveries WHERE body_id = $1 AND state = 'waiting'", f.ministry)
	f.is("task", "SELECT id FROM tasks WHERE principal = 'person:' || $1 AND done_at IS NULL", fmt.Sprint(f.person("surnin")))
}

func (f *facts) office() {
	f.Helper()
	for name, table := range map[string]string{"route": "routes", "journal": "journals", "case": "case_files", "correspondent": "correspondents",
		"unit": "units", "consideration": "consideration_routes", "service": "services", "post": "posts", "substitution": "substitutions", "assistant": "assistants",
		"visit day": "visit_days", "visit": "visits"} {
		f.is(name, "SELECT id FROM "+table+" WHERE body_id = $1", f.ministry)
	}
	f.is("kind", "SELECT id FROM kinds WHERE flow = 'incoming'")
	f.is("campaign", "SELECT id FROM enrolment_campaigns")
	f.is("school", "SELECT school_id AS id FROM enrolment_orders")
	f.is("enrolment", "SELECT id FROM enrolments WHERE state = 'checks'")
	f.is("enrolment order", "SELECT id FROM enrolment_orders")
	f.is("garden", "SELECT id FROM kindergartens")
	f.is("garden group", "SELECT id FROM kindergarten_groups")
	f.is("garden record", "SELECT id FROM kindergarten_records WHERE state = 'checks'")
	f.is("kind of letter", "SELECT id FROM kinds WHERE flow = 'outgoing'")
	f.is("outgoing journal", "SELECT id FROM journals WHERE body_id = $1 AND flow = 'outgoing' AND access_mark = ''", f.ministry)
}

func (f *facts) people() {
	f.object["employee"] = f.person("petrov")
	f.object["executive"] = f.person("surnin")
}

// person is the employee who signs in so.
func (f *facts) person(login string) int64 {
	f.Helper()
	return one[int64](f.stand, f.d, "SELECT e.id FROM employees e JOIN accounts a ON a.id = e.account_id WHERE a.login = $1", login)
}

// made are objects that the story does not leave behind: a reserved number, a delivery register, a session, a notice.
func (f *facts) made() {
	f.Helper()
	chief := f.as("gromova")
	reserved := act[api.List[registry.Number]](chief, "POST", fmt.Sprintf("/api/journals/%d/reserve", f.object["outgoing journal"]),
		registry.ReserveInput{Count: 1, Purpose: "Распоряжение о премировании", ExpiresOn: calendar.MustParse("2099-12-31")})
	f.object["number"] = reserved.Items[0].ID
	register := act[dispatch.Register](f.as("vasileva"), "POST", "/api/delivery-registers",
		dispatch.RegisterInput{Channel: documents.ByPost, Deliveries: []int64{f.object["delivery"]}})
	f.object["register"] = register.ID
	f.object["own kind"] = f.ownKind()
	f.object["session"] = get[api.List[session.Session]](chief, "/api/sessions").Items[0].ID
	f.object["notice"] = f.notice(f.person("surnin"))
	f.exchanged()
	f.asked()
	f.abroad()
	f.applied()
	f.object["power"] = f.power(f.person("kuznecov"))
	f.object["batch"] = f.batch(f.person("surnin"))
}

// power is a power of attorney of a person, as the administrator keeps it.
func (f *facts) power(whose int64) (id int64) {
	f.Helper()
	err := f.d.Tx(f.Context(), auth.System("test"), func(tx *db.Tx) (err error) {
		id, err = db.One[int64](f.Context(), tx, `INSERT INTO person_powers (body_id, employee_id, name, sha256, proof, number, power, added_by, added_at)
			VALUES ($1, $2, 'мчд.xml', '', '', '1', '{}', '', $3) RETURNING id`, f.ministry, whose, tx.Now)
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
	return id
}

// batch is a signing of many documents that the page of its signatory goes on with.
func (f *facts) batch(signer int64) (id int64) {
	f.Helper()
	err := f.d.Tx(f.Context(), auth.System("test"), func(tx *db.Tx) (err error) {
		id, err = db.One[int64](f.Context(), tx, `INSERT INTO signing_batches (body_id, signer_id, account_id, kind_id, means, state, total, begun_at)
			VALUES ($1, $2, 1, $3, 'plugin', 'running', 0, $4) RETURNING id`, f.ministry, signer, f.object["kind"], tx.Now)
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
	return id
}

// notice is one for the minister, as the subjects write it.
func (f *facts) notice(owner int64) (id int64) {
	f.Helper()
	err := f.d.Tx(f.Context(), auth.System("test"), func(tx *db.Tx) (err error) {
		id, err = db.One[int64](f.Context(), tx, `INSERT INTO notices (employee_id, code, link, params, created_at)
			VALUES ($1, 'assignment.overdue_summary', '/control', '{}', $2) RETURNING id`, owner, tx.Now)
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
	return id
}

// ownKind is a kind of documents that the ministry alone uses; the demonstration has none.
func (f *facts) ownKind() (id int64) {
	f.Helper()
	err := f.d.Tx(f.Context(), auth.System("test"), func(tx *db.Tx) (err error) {
		id, err = db.Insert(f.Context(), tx, "kinds", documents.Kind{BodyID: &f.ministry, Flow: documents.Outgoing, Name: "Вид министерства",
			SignWith: documents.DemandSimple, AcknowledgeWith: documents.DemandSimple, Active: true})
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
	return id
}

// address puts the object into the path of an operation.
func (f *facts) address(path, on string) string {
	f.Helper()
	if !strings.Contains(path, "{id}") {
		return path
	}
	id, known := f.object[on]
	if !known {
		f.Fatalf("%s: there is no %q", path, on)
	}
	return strings.NewReplacer("{id}", fmt.Sprint(id), "{from}", "1", "{to}", "1", "{earlier}", "1", "{sha}", some, "{sha256}", some).Replace(path)
}
