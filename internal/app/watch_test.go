package app_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"veche/internal/app"
	"veche/internal/org"
	"veche/internal/platform/api"
	"veche/internal/platform/db"
	"veche/internal/platform/jobs"
	"veche/internal/platform/telemetry"
)

func TestTheSecurityOfficerReadsTheLogAndAdministersNothing(t *testing.T) {
	each(t, func(t *testing.T, a *app.App) {
		r := newRegion(t, a)
		lead := r.town.Unit(r.ministry, 0, "Безопасность")
		watch := r.person(r.ministry, lead, "Дозоров Пётр Ильич", "Администратор безопасности", org.Security)
		other := r.person(r.treasury, r.town.Unit(r.treasury, 0, "Безопасность"), "Чужова Анна Львовна", "Администратор безопасности", org.Security)
		if status, _ := r.clerk.do("POST", "/api/journals", map[string]any{"name": "Свой", "flow": "incoming", "template": "{seq}", "period": "year",
			"index_code": "", "suffix": "", "dimension": "", "access_mark": "", "position": 0, "active": true, "version": 0, "id": 0, "body_id": 0}); status != 403 {
			t.Fatal("a clerk sets up a journal:", status)
		}
		refused := ok[api.List[app.AuditRow]](r, watch, "GET", fmt.Sprintf("/api/audit?result=denied&actor_id=%d", r.who[r.clerk].PersonID), nil)
		if len(refused.Items) != 1 || refused.Items[0].Action != "journals-create" || refused.Items[0].Effect != "journal.denied" {
			t.Errorf("refused acts of the clerk: %+v", refused.Items)
		}
		for _, row := range ok[api.List[app.AuditRow]](r, watch, "GET", "/api/audit?result=ok&limit=100", nil).Items {
			if row.Result != "ok" {
				t.Errorf("asked for what was done, got %+v", row)
			}
		}
		if rows := ok[api.List[app.AuditRow]](r, other, "GET", "/api/audit?result=denied", nil).Items; len(rows) != 0 {
			t.Errorf("acts of another body are shown: %+v", rows)
		}
		for _, path := range []string{"/api/health", "/api/audit"} {
			if status, _ := r.clerk.do("GET", path, nil); status != 403 {
				t.Errorf("a clerk reads %s: %d", path, status)
			}
		}
		if status, _ := watch.do("GET", "/api/health", nil); status != 403 {
			t.Error("the security officer administers:", status)
		}
	})
}

type doomed struct{}

func (doomed) Kind() string { return "test.doomed" }

func TestTheAdministratorSeesADeadJobAndGivesItANewLife(t *testing.T) {
	each(t, func(t *testing.T, a *app.App) {
		r := newRegion(t, a)
		admin := r.person(r.ministry, r.town.Unit(r.ministry, 0, "Отдел ИТ"), "Крылов Илья Андреевич", "Администратор", org.Administrator)
		now, sick := a.DB.Now(), true
		jobs.Handle(a.Worker, "test", func(context.Context, doomed) error {
			if sick {
				return errors.New("сервер не отвечает")
			}
			return nil
		})
		r.tx(func(tx *db.Tx) error { return jobs.Add(r.Context(), tx, doomed{}) })
		a.DB.SetClock(func() time.Time { return now })
		for range 30 {
			_ = a.Worker.Drain(r.Context()) // every run fails: that is what is looked at
			now = now.Add(10 * time.Hour)
		}
		a.DB.SetClock(time.Now)
		dead := ok[telemetry.Health](r, admin, "GET", "/api/health", nil).Jobs.Dead
		if len(dead) != 1 || dead[0].Kind != "test.doomed" || dead[0].Error == "" {
			t.Fatalf("dead jobs: %+v", dead)
		}
		retry := fmt.Sprintf("/api/jobs/%d/retry", dead[0].ID)
		if status, _ := r.clerk.do("POST", retry, nil); status != 403 {
			t.Error("a clerk retries a job:", status)
		}
		sick = false
		if status, raw := admin.do("POST", retry, nil); status >= 300 {
			t.Fatal(status, string(raw))
		}
		r.work()
		if left := ok[telemetry.Health](r, admin, "GET", "/api/health", nil).Jobs.Dead; len(left) != 0 {
			t.Errorf("still dead: %+v", left)
		}
		status, raw := admin.do("POST", retry, nil)
		var refusal struct{ Code string }
		if json.Unmarshal(raw, &refusal) != nil || status != 409 || refusal.Code != "job.not_dead" {
			t.Error("a job that is not dead is retried:", status, string(raw))
		}
	})
}
