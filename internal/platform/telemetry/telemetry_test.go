package telemetry_test

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"veche/internal/platform/api"
	"veche/internal/platform/api/apitest"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/telemetry"
)

func TestHealthIsForTheAdministrator(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		check := func(context.Context) []telemetry.Part { return []telemetry.Part{{Name: "mail", State: "off"}} }
		operates := func(_ context.Context, by auth.Actor) (bool, error) {
			return by.Can("org.admin") && by.BodyID == 1, nil
		}
		s := apitest.New(t, func(a *api.API) { telemetry.Routes(a, d, operates, check) })
		admin, clerk := auth.Actor{AccountID: 1, BodyID: 1, Rights: []auth.Right{"org.admin"}}, auth.Actor{AccountID: 2}
		elsewhere := auth.Actor{AccountID: 3, BodyID: 2, Rights: []auth.Right{"org.admin"}}
		h := apitest.JSON[telemetry.Health](t, s, admin, "GET", "/api/health", nil)
		if len(h.Parts) != 2 || h.Parts[0].State != "ok" || !strings.HasPrefix(h.Parts[0].Detail, d.Dialect.Name) || h.Parts[1].Name != "mail" {
			t.Errorf("%+v", h)
		}
		apitest.Refused(t, s, &clerk, "GET", "/api/health", nil, 403, "health.denied")
		apitest.Refused(t, s, &elsewhere, "GET", "/api/health", nil, 403, "health.denied")
		apitest.Refused(t, s, &elsewhere, "POST", "/api/jobs/1/retry", nil, 403, "health.denied")
		apitest.Refused(t, s, &clerk, "POST", "/api/jobs/1/retry", nil, 403, "health.denied")
		apitest.Refused(t, s, &admin, "POST", "/api/jobs/1/retry", nil, 409, "job.not_dead")
	})
}

func TestABalancerSeesWhetherTheDatabaseAnswers(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		mux := http.NewServeMux()
		telemetry.Alive(mux, d)
		ask := func() int {
			w := httptest.NewRecorder()
			mux.ServeHTTP(w, httptest.NewRequest("GET", "/healthz", nil))
			return w.Code
		}
		if status := ask(); status != 200 {
			t.Error(status)
		}
		d.Close()
		if status := ask(); status != 503 {
			t.Error("without a database:", status)
		}
	})
}

func TestRequestsAreCountedByOperation(t *testing.T) {
	m := telemetry.NewMetrics(dbtest.SQLite(t))
	m.Request("documents-register", 200, 30*time.Millisecond)
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	if want := `veche_request_seconds_count{operation="documents-register",status="200"} 1`; !strings.Contains(w.Body.String(), want) {
		t.Errorf("%s is missing", want)
	}
}

func TestFormOfTheLog(t *testing.T) {
	for form, want := range map[string]string{"json": `"msg":"serving"`, "text": "msg=serving"} {
		var out bytes.Buffer
		telemetry.Log(&out, form).Info("serving")
		if !strings.Contains(out.String(), want) {
			t.Errorf("%s: %s", form, out.String())
		}
	}
}
