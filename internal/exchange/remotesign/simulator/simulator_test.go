package simulator_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"veche/cms"
	"veche/cms/pki"
	"veche/cms/reason"
	"veche/internal/exchange/remotesign"
	"veche/internal/exchange/remotesign/simulator"
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

const token = "secret"

var text = []byte("Приказ")

// service is a simulator on a port of its own.
func service(t *testing.T, mood simulator.Mood) (*remotesign.Client, *httptest.Server, *simulator.OwnKeys) {
	t.Helper()
	keys := must(simulator.NewOwnKeys(time.Now))
	server := httptest.NewServer(simulator.New(simulator.Options{Mood: mood, Keys: keys, Token: token, Path: "/signer"}).Handler())
	t.Cleanup(server.Close)
	return remotesign.NewClient(remotesign.Server{URL: server.URL + "/signer", Token: token}), server, keys
}

// ask is a good request.
func ask() remotesign.Ask {
	return remotesign.Ask{
		Document: remotesign.Document{Name: "Приказ «О <ремонте>»", Size: 12, Digests: []remotesign.Digest{
			{Algorithm: remotesign.Streebog256, Value: pki.Streebog256.Sum(text)}}},
		Signer: remotesign.Signer{ID: "person-7", Surname: "Орлов", Name: "Сергей", Patronymic: "Викторович", Post: "Министр"},
		Code:   "0417", Form: remotesign.FormCMS, Expires: time.Now().Add(10 * time.Minute),
	}
}

func TestTheProtocolIsKept(t *testing.T) {
	client, _, keys := service(t, simulator.Confirm)
	first := must(client.Start(t.Context(), "k1", ask()))
	again := must(client.Start(t.Context(), "k1", ask()))
	if first.ID == "" || first.ID != again.ID || first.Key != "k1" || first.State != remotesign.AtWaiting {
		t.Errorf("%+v, again %+v", first, again)
	}
	if _, err := client.Result(t.Context(), first.ID); code(err) != remotesign.ProblemNotSigned {
		t.Errorf("a result before the signature: %v", err)
	}
	if status := must(client.Status(t.Context(), first.ID)); status.State != remotesign.AtSigned {
		t.Errorf("%+v", status)
	}
	result := must(client.Result(t.Context(), first.ID))
	trust := &pki.Trust{Roots: pki.NewPool(keys.Root()), Revocation: pki.RevocationIfKnown}
	report, err := cms.Verify(t.Context(), result.CMS, cms.Octets(text), cms.Options{Trust: trust})
	if err != nil || report.Verdict != reason.Valid || report.Signers[0].Certificate.Subject.Person() != "Орлов Сергей Викторович" {
		t.Errorf("%v %s", err, report.Russian())
	}
	if _, err := client.Cancel(t.Context(), first.ID); code(err) != remotesign.ProblemDecided {
		t.Errorf("a signed request was taken back: %v", err)
	}
	other := ask()
	other.Document.Digests[0].Value = pki.Streebog256.Sum([]byte("другой"))
	if _, err := client.Start(t.Context(), "k1", other); code(err) != remotesign.ProblemKeyReused {
		t.Errorf("one key for two requests: %v", err)
	}
	if _, err := client.Status(t.Context(), "none"); code(err) != remotesign.ProblemUnknown {
		t.Errorf("an unknown request: %v", err)
	}
}

func code(err error) string {
	if r, ok := err.(*remotesign.Refusal); ok {
		return r.Code
	}
	return ""
}

func TestBadRequestsAreRefused(t *testing.T) {
	client, server, _ := service(t, simulator.Ask)
	for name, spoil := range map[string]func(a *remotesign.Ask){
		"without digests":                 func(a *remotesign.Ask) { a.Document.Digests = nil },
		"without a code":                  func(a *remotesign.Ask) { a.Code = "" },
		"without a term":                  func(a *remotesign.Ask) { a.Expires = time.Time{} },
		"of an unknown form":              func(a *remotesign.Ask) { a.Form = "xml" },
		"raw, without the digest to sign": func(a *remotesign.Ask) { a.Form = remotesign.FormRaw },
	} {
		a := ask()
		spoil(&a)
		if _, err := client.Start(t.Context(), "k", a); code(err) != remotesign.ProblemInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	nameless := ask()
	nameless.Signer.Surname = ""
	if _, err := client.Start(t.Context(), "k", nameless); code(err) != remotesign.ProblemNoSigner {
		t.Errorf("an unknown signer: %v", err)
	}
	stranger := remotesign.NewClient(remotesign.Server{URL: server.URL + "/signer", Token: "guess"})
	if _, err := stranger.Start(t.Context(), "k", ask()); code(err) != remotesign.ProblemUnauthorized {
		t.Errorf("a stranger: %v", err)
	}
}

// page reads the phone as a browser does.
func page(t *testing.T, address string) (string, http.Header) {
	t.Helper()
	answer, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	return string(must(io.ReadAll(answer.Body))), answer.Header
}

func TestThePhone(t *testing.T) {
	client, server, _ := service(t, simulator.Ask)
	status := must(client.Start(t.Context(), "k", ask()))
	html, header := page(t, server.URL+"/signer/")
	for _, words := range []string{"0417", "Приказ «О &lt;ремонте&gt;»", "Орлов Сергей Викторович", "не имеет юридической силы", "осталось 10 мин"} {
		if !strings.Contains(html, words) {
			t.Errorf("the phone does not show %q", words)
		}
	}
	if policy := header.Get("Content-Security-Policy"); !strings.HasPrefix(policy, "default-src 'none'; style-src 'self'") || strings.Contains(policy, "unsafe") {
		t.Errorf("the policy is %s", policy)
	}
	if strings.Contains(html, "<script") || regexp.MustCompile(` (style|on\w+)=`).MatchString(html) {
		t.Error("the page has what its policy forbids")
	}
	if other, _ := page(t, server.URL+"/signer/?signer=person-8"); strings.Contains(other, "0417") {
		t.Error("another phone shows the request")
	}
	answer, err := http.PostForm(server.URL+"/signer/requests/"+status.ID, url.Values{"how": {"refuse"}, "signer": {"person-7"}})
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if after, _ := page(t, server.URL+"/signer/?signer=person-7"); !strings.Contains(after, "Отказано") || strings.Contains(after, "Подтвердить</button>") {
		t.Error("the refusal does not show")
	}
	if status = must(client.Status(t.Context(), status.ID)); status.State != remotesign.AtRefused || status.Reason == "" {
		t.Errorf("%+v", status)
	}
}

func TestAnUnknownButtonDecidesNothing(t *testing.T) {
	client, server, _ := service(t, simulator.Ask)
	status := must(client.Start(t.Context(), "k", ask()))
	for address, want := range map[string]int{"/signer/requests/" + status.ID + "?how=perhaps": 422, "/signer/requests/none?how=confirm": 404} {
		answer, err := http.Post(server.URL+address, "application/x-www-form-urlencoded", nil)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != want {
			t.Errorf("%s: %d", address, answer.StatusCode)
		}
	}
	if status = must(client.Status(t.Context(), status.ID)); status.State != remotesign.AtWaiting {
		t.Errorf("%+v", status)
	}
}

func TestTheAuthorityOutlivesARestart(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "keys")
	first := must(simulator.OpenOwnKeys(dir, time.Now))
	second := must(simulator.OpenOwnKeys(dir, time.Now))
	if !first.Root().Equal(second.Root()) {
		t.Error("another authority after a restart")
	}
	key := must(second.Of(t.Context(), ask().Signer))
	if key.Certificate.IssuedBy(first.Root()) != nil {
		t.Error("the certificate is of another authority")
	}
	if info := must(os.Stat(filepath.Join(dir, "root.key"))); info.Mode().Perm() != 0o600 {
		t.Errorf("the key has the mode %v", info.Mode())
	}
	file := must(os.ReadFile(filepath.Join(dir, "root.cer")))
	if !bytes.Equal(file, first.Root().Raw()) {
		t.Error("root.cer is not the root")
	}
}

func TestMoodsAreKnownByName(t *testing.T) {
	for _, m := range simulator.Moods {
		var read simulator.Mood
		if err := read.UnmarshalText([]byte(m)); err != nil || read != m {
			t.Errorf("%s: %v", m, err)
		}
	}
	var none simulator.Mood
	if err := none.UnmarshalText([]byte("angry")); err == nil {
		t.Error("an unknown mood was taken")
	}
}

// TestExamplesOfTheProtocolAreTrue: what the published page shows is what the program sends and understands.
func TestExamplesOfTheProtocolAreTrue(t *testing.T) {
	file := must(os.ReadFile("../../../../docs/remote-signing.md"))
	examples := regexp.MustCompile("(?s)<!-- ([A-Za-z]+) -->\\s*```json\n(.*?)```").FindAllStringSubmatch(string(file), -1)
	known := map[string]func() any{
		"Ask": func() any { return &remotesign.Ask{} }, "Status": func() any { return &remotesign.Status{} },
		"Result": func() any { return &remotesign.Result{} }, "Certificates": func() any { return &remotesign.Certificates{} },
		"Problem": func() any { return &remotesign.Problem{} },
	}
	seen := map[string]bool{}
	for _, e := range examples {
		kind, ok := known[e[1]]
		if !ok {
			t.Errorf("an example of an unknown %s", e[1])
			continue
		}
		seen[e[1]] = true
		read := json.NewDecoder(strings.NewReader(e[2]))
		read.DisallowUnknownFields()
		if err := read.Decode(kind()); err != nil {
			t.Errorf("%s: %v", e[1], err)
		}
	}
	if len(seen) != len(known) {
		t.Errorf("examples only of %v", seen)
	}
}
