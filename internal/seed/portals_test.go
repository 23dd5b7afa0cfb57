package seed

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"veche/internal/app"
	"veche/internal/exchange/epgu/simulator"
	"veche/internal/platform/calendar"
	"veche/internal/services"
	node "veche/smev/simulator"
)

const ofPortals = "SELECT count(*) FROM applications WHERE channel = 'epgu'"

// abroad is the portal of a settled region with its officers.
type abroad struct {
	*story
	t *testing.T
}

// applicationsOfAPortal sends an application for each mapped service from the portal of the region, with lost confirmations
// and repeats, and follows the first to its signed result there.
func applicationsOfAPortal(t *testing.T, a *app.App) {
	s := &abroad{t: t, story: &story{region: &region{App: a, people: map[string]int64{}}, ctx: context.WithoutCancel(t.Context())}}
	for _, login := range []string{"chirkova", "udalov", "ageeva", "poliakova"} {
		s.people[login] = column[int64](t, a, "SELECT e.id FROM employees e JOIN accounts a ON a.id = e.account_id WHERE a.login = '"+login+"'")[0]
	}
	before := column[int](t, a, ofPortals)[0]
	s.moods(node.LostAck, 3)
	s.round()
	photo := simulator.Upload{Slot: "photo", Name: "Фотография.JPG", Content: strings.NewReader("изображение")}
	other := simulator.Upload{Name: "Пояснение.txt", Content: strings.NewReader("К заявлению")}
	hunting := s.submit(0, photo, other)
	s.must(a.Abroad().Forget(s.ctx, hunting)) // the portal heard nothing and sends it again
	marriage := s.submit(1)
	taxi := s.submit(2, simulator.Upload{Slot: "policy", Name: "полис.pdf", Content: strings.NewReader("полис")}, simulator.Upload{Slot: "contract", Name: "договор.pdf", Content: strings.NewReader("договор")})
	s.must(a.Abroad().Write(s.ctx, hunting, "Когда будет готово?"))
	s.must(a.Abroad().Cancel(s.ctx, taxi, "Продал машины"))
	s.round()
	s.moods(node.LostAck, 0)
	s.round()

	for _, c := range []struct{ order, document string }{{hunting, "photo "}, {marriage, ""}, {taxi, "contract policy "}} {
		ids := column[int64](t, a, "SELECT application_id FROM epgu_orders WHERE state = 'lodged' AND application_id IS NOT NULL AND order_id = '"+c.order+"'")
		if len(ids) != 1 {
			t.Fatalf("%s: %v", c.order, column[string](t, a, "SELECT state || ' ' || error FROM epgu_orders WHERE order_id = '"+c.order+"'"))
		}
		files, err := a.Applications.FilesOf(s.ctx, a.DB, ids[0])
		s.must(err)
		of := ""
		for _, f := range files {
			if f.MessageID == nil {
				of += f.Document + " "
			}
		}
		if words := strings.Fields(of); !slices.Equal(slices.Sorted(slices.Values(words)), strings.Fields(c.document)) {
			t.Errorf("files in fields of %s: %q, want %q", c.order, of, c.document)
		}
	}
	if n := column[int](t, a, ofPortals)[0] - before; n != 3 {
		t.Errorf("%d applications came, want 3", n)
	}
	s.granted(marriage, "ageeva", "poliakova") // an electronic result goes back by itself
	there, err := a.Abroad().Get(marriage)
	s.must(err)
	if last := there.Steps[len(there.Steps)-1]; last.Code != "3" || len(there.Results) < 2 || there.Problem != "" {
		t.Errorf("what she sees who asked for a certificate: %+v", there)
	}
	id := s.granted(hunting, "chirkova", "udalov") // the ticket is of paper: the applicant is called for it
	s.must(a.Applications.Invite(s.ctx, s.by("chirkova"), id, services.InviteInput{Invitation: services.Invitation{Place: "Окно № 2", Hours: "с 9 до 17", Bring: "паспорт", Until: calendar.DateOf(a.DB.Now(), time.UTC).AddDays(30)}}))
	s.round()
	s.must(a.Applications.Issue(s.ctx, s.by("chirkova"), id, services.IssueInput{Fact: "Охотничий билет выдан", Way: services.InPerson}))
	s.round()
	there, err = a.Abroad().Get(hunting)
	s.must(err)
	called := slices.IndexFunc(there.Steps, func(v simulator.Step) bool { return v.Code == "25" && strings.Contains(v.Comment, "Окно № 2") })
	if last := there.Steps[len(there.Steps)-1]; called < 0 || last.Code != "3" || there.Texts != 1 || there.Problem != "" {
		t.Errorf("what the hunter sees: %+v", there)
	}
	if gone, err := a.Abroad().Get(taxi); err != nil || gone.Cancel != "IN_PROGRESS" {
		t.Errorf("the wish to cancel: %v %+v", err, gone)
	}
	if left := column[string](t, a, "SELECT what || ' ' || state || ' ' || error FROM epgu_ledger WHERE direction = 'out' AND state <> 'accepted'"); len(left) > 0 {
		t.Errorf("did not reach the portal: %v", left)
	}
	s.allValid()
}

func (s *abroad) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *abroad) submit(template int, uploads ...simulator.Upload) string {
	s.t.Helper()
	id, err := s.Abroad().Submit(s.ctx, template, nil, uploads...)
	s.must(err)
	return id
}

func (s *abroad) moods(m node.Mood, times int) {
	s.t.Helper()
	s.must(s.Node().Moods.Set(m, times))
}

// round lets the portal, the exchange and the jobs work until nothing moves.
func (s *abroad) round() {
	s.t.Helper()
	for range 3 {
		for _, step := range []func(context.Context) error{s.Abroad().Step, s.EPGU.Step, s.Worker.Drain, s.Applications.ReceiveAll, s.Worker.Drain, s.EPGU.Step, s.Abroad().Step} {
			s.must(step(s.ctx))
		}
	}
}

// granted takes an application of the portal to its result: the officer grants, the head signs.
func (s *abroad) granted(order, by, signatory string) int64 {
	s.t.Helper()
	id := column[int64](s.t, s.App, "SELECT application_id FROM epgu_orders WHERE order_id = '"+order+"'")[0]
	officer, head := s.by(by), s.by(signatory)
	head.SteppedUp = true
	s.must(s.Applications.Take(s.ctx, officer, id))
	s.must(s.Applications.Register(s.ctx, officer, id))
	if err := s.Applications.Proceed(s.ctx, officer, id); err != nil && !strings.Contains(err.Error(), "application.wrong_state") {
		s.must(err)
	}
	paper, err := s.Applications.Decide(s.ctx, officer, id, services.DecideInput{Outcome: services.PaperGrant, SignatoryID: s.people[signatory], Text: "Сведения подтверждены."})
	s.must(err)
	s.must(s.Worker.Drain(s.ctx))
	v, err := s.Documents.CurrentVersion(s.ctx, s.DB, paper)
	s.must(err)
	_, err = s.Signing.StandSign(s.ctx, head, paper, v.SHA256)
	s.must(err)
	s.round()
	return id
}

// allValid checks every content of the log by the schema of its namespace: the published one is beside the repository.
func (s *abroad) allValid() {
	s.t.Helper()
	dir := filepath.Join("..", "exchange", "epgu", "contract", "testdata")
	schemas := map[string]string{"huntingticket": filepath.Join("..", "..", "..", "shared", "data", "epgu", "huntingticket-3.1.0.xsd"),
		"marriage-certificate": filepath.Join(dir, "marriage-certificate.xsd"), "taxi-permission": filepath.Join(dir, "taxi-permission.xsd")}
	seen := map[string]int{}
	for i, raw := range column[string](s.t, s.App, "SELECT raw FROM epgu_ledger WHERE raw <> ''") {
		for word, schema := range schemas {
			if !strings.Contains(raw, word) {
				continue
			}
			seen[word]++
			name := filepath.Join(s.t.TempDir(), "content.xml")
			s.must(os.WriteFile(name, []byte(raw), 0o600))
			if out, err := exec.Command("xmllint", "--nonet", "--noout", "--schema", schema, name).CombinedOutput(); err != nil {
				s.t.Errorf("content %d: %v\n%s\n%s", i, err, out, raw)
			}
		}
	}
	if len(seen) != len(schemas) {
		s.t.Errorf("contents that were looked at: %v", seen)
	}
}
