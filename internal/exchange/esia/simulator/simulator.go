package simulator

import (
	"context"
	"crypto"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"veche/cms"
	"veche/cms/pki"
	"veche/gost"
	"veche/internal/exchange/esia"
)

// Client is a system that the simulator knows.
type Client struct {
	Certificate *pki.Certificate
	// Returns are the addresses to which people may come back; each ends where a path may begin.
	Returns []string
}

// Options of a simulator.
type Options struct {
	Path     string // where it stands on its server: "" or "/esia-simulator"
	Key      cms.Key
	Clients  map[string]Client
	Citizens []Citizen
	Now      func() time.Time
}

// Simulator is the service.
type Simulator struct {
	Options
	algorithm string

	mu       sync.Mutex
	asked    map[string]asked    // by the number of the page
	codes    map[string]grant    // by the code
	tokens   map[string]grant    // by the access token
	signedIn map[string]*Citizen // by the cookie: a second way asks nothing
}

// asked is a request that waits for its person.
type asked struct {
	client, scope, state, back string
	version                    int // of the protocol, in which it was asked
	at                         time.Time
}

// grant is what a person has opened to a system.
type grant struct {
	asked
	citizen *Citizen
}

// Terms of what it gives out.
const (
	secretTime = 5 * time.Minute // between the time in the request and ours
	codeTime   = time.Minute
	pageTime   = 10 * time.Minute
	tokenTime  = time.Hour
	most       = 10_000 // things remembered; the oldest are not worth more code
)

// New makes a simulator.
func New(o Options) *Simulator {
	if o.Now == nil {
		o.Now = time.Now
	}
	s := &Simulator{Options: o, algorithm: esia.RS256, asked: map[string]asked{}, codes: map[string]grant{}, tokens: map[string]grant{}, signedIn: map[string]*Citizen{}}
	if _, russian := o.Key.Private.(*gost.PrivateKey); russian {
		s.algorithm = esia.GOST
	}
	return s
}

// problem is a refusal with ESIA's code.
type problem struct {
	status     int
	code, text string
}

func (p *problem) Error() string { return p.code + ": " + p.text }

func refuse(status int, code, text string) *problem { return &problem{status, code, text} }

var uuid4 = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)

// check believes a request only after its secret.
func (s *Simulator) check(ctx context.Context, f url.Values, version int) (asked, *problem) {
	a := asked{client: f.Get("client_id"), scope: f.Get("scope"), state: f.Get("state"), back: f.Get("redirect_uri"), version: version, at: s.Now()}
	client, known := s.Clients[a.client]
	switch {
	case !known:
		return a, refuse(400, "unauthorized_client", "ESIA-007005: система не зарегистрирована")
	case !slices.ContainsFunc(client.Returns, func(r string) bool { return strings.HasPrefix(a.back, r) }):
		return a, refuse(400, "invalid_request", "ESIA-007003: адрес возврата не зарегистрирован")
	case a.scope == "":
		return a, refuse(400, "invalid_scope", "ESIA-007014: не указана область доступа")
	case !uuid4.MatchString(a.state):
		return a, refuse(400, "invalid_request", "ESIA-007015: state не является UUID версии 4")
	}
	at, err := esia.ParseTimestamp(f.Get("timestamp"))
	if age := s.Now().Sub(at).Abs(); err != nil || age > secretTime {
		return a, refuse(400, "invalid_request", "ESIA-007003: время запроса не читается или далеко от текущего")
	}
	check := s.checkSecret
	if version == 2 {
		check = checkRawSecret
	}
	if p := check(ctx, f, client.Certificate); p != nil {
		return a, p
	}
	return a, nil
}

// checkRawSecret verifies the bare signature of version 2 and the hash of the certificate that was named beside it.
func checkRawSecret(_ context.Context, f url.Values, certificate *pki.Certificate) *problem {
	if f.Get("client_certificate_hash") != esia.CertificateHash(certificate) {
		return refuse(400, "invalid_client", "ESIA-007002: назван не тот сертификат, который зарегистрирован")
	}
	asked := esia.Request{Client: f.Get("client_id"), Scope: f.Get("scope"), Timestamp: f.Get("timestamp"), State: f.Get("state"), Redirect: f.Get("redirect_uri"), Code: f.Get("code")}
	if err := esia.CheckRawSecret(certificate, asked, f.Get("client_secret")); err != nil {
		return refuse(400, "invalid_client", "ESIA-007053: подпись client_secret неверна")
	}
	return nil
}

// checkSecret verifies the detached signature over the four values by the certificate that the system has shown.
func (s *Simulator) checkSecret(ctx context.Context, f url.Values, certificate *pki.Certificate) *problem {
	raw, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(f.Get("client_secret"), "="))
	if err != nil || len(raw) == 0 {
		return refuse(400, "invalid_client", "ESIA-007053: client_secret не читается")
	}
	content := esia.Signed(f.Get("scope"), f.Get("timestamp"), f.Get("client_id"), f.Get("state"))
	report, err := cms.Verify(ctx, raw, cms.Octets(content), cms.Options{At: s.Now()})
	if err != nil || report.Attached || len(report.Signers) != 1 {
		return refuse(400, "invalid_client", "ESIA-007053: client_secret не является отсоединённой подписью")
	}
	signer := report.Signers[0]
	if signer.Certificate == nil || signer.Certificate.SHA256 != certificate.Fingerprint() {
		return refuse(400, "invalid_client", "ESIA-007002: подписано не тем сертификатом, который зарегистрирован")
	}
	passed := map[cms.Step]bool{}
	for _, c := range signer.Checks {
		passed[c.What] = c.Passed
	}
	if !passed[cms.StepContent] || !passed[cms.StepSignature] {
		return refuse(400, "invalid_client", "ESIA-007053: подпись client_secret неверна")
	}
	return nil
}

// ask remembers a checked request under the number of its page.
func (s *Simulator) ask(a asked) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.asked) > most {
		clear(s.asked)
	}
	number := rand.Text()
	s.asked[number] = a
	return number
}

// choose ends the page of a request: the person has opened what was asked.
func (s *Simulator) choose(number string, oid int64) (back string, c *Citizen) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, known := s.asked[number]
	i := slices.IndexFunc(s.Citizens, func(c Citizen) bool { return c.OID == oid })
	if !known || i < 0 || s.Now().Sub(a.at) > pageTime {
		return "", nil
	}
	delete(s.asked, number)
	c = &s.Citizens[i]
	return s.give(a, c), c
}

// give makes a code; the caller holds the lock.
func (s *Simulator) give(a asked, c *Citizen) string {
	if len(s.codes) > most {
		clear(s.codes)
	}
	code := rand.Text()
	a.at = s.Now()
	s.codes[code] = grant{a, c}
	return withQuery(a.back, url.Values{"code": {code}, "state": {a.state}})
}

// refused ends the page with the person's refusal.
func (s *Simulator) refused(number string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, known := s.asked[number]
	if !known {
		return ""
	}
	delete(s.asked, number)
	return withQuery(a.back, url.Values{"error": {"access_denied"}, "state": {a.state},
		"error_description": {"ESIA-007004: владелец ресурса отклонил запрос"}})
}

func withQuery(address string, q url.Values) string {
	mark := "?"
	if strings.Contains(address, "?") {
		mark = "&"
	}
	return address + mark + q.Encode()
}

// exchange turns a code into tokens, once.
func (s *Simulator) exchange(ctx context.Context, f url.Values, version int) (map[string]any, *problem) {
	a, p := s.check(ctx, f, version)
	if p != nil {
		return nil, p
	}
	if f.Get("grant_type") != "authorization_code" || f.Get("token_type") != "Bearer" {
		return nil, refuse(400, "unsupported_grant_type", "ESIA-007012: поддерживается authorization_code с token_type Bearer")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	g, known := s.codes[f.Get("code")]
	delete(s.codes, f.Get("code"))
	if !known || g.client != a.client || g.back != a.back || g.scope != a.scope || g.version != a.version || s.Now().Sub(g.at) > codeTime {
		return nil, refuse(400, "invalid_grant", "ESIA-007011: код неизвестен, использован, устарел или выдан другой системе")
	}
	access, identity, err := s.make(g)
	if err != nil {
		return nil, refuse(500, "server_error", "ESIA-007007: маркер не подписан")
	}
	if len(s.tokens) > most {
		clear(s.tokens)
	}
	s.tokens[access] = g
	return map[string]any{"access_token": access, "id_token": identity, "state": a.state, "token_type": "Bearer", "expires_in": int(tokenTime.Seconds())}, nil
}

// make signs both tokens.
func (s *Simulator) make(g grant) (access, identity string, err error) {
	now := s.Now()
	common := map[string]any{"iss": esia.Issuer, "nbf": now.Unix(), "iat": now.Unix(), "exp": now.Add(tokenTime).Unix(), "urn:esia:sid": rand.Text()}
	with := func(more map[string]any) map[string]any {
		for k, v := range common {
			more[k] = v
		}
		return more
	}
	access, err = s.sign(with(map[string]any{"client_id": g.client, "scope": g.scope, "urn:esia:sbj_id": g.citizen.OID}))
	if err != nil {
		return "", "", err
	}
	identity, err = s.sign(with(map[string]any{"aud": g.client, "sub": g.citizen.OID, "urn:esia:sbj": esia.About{OID: g.citizen.OID, Kind: "P", Trusted: g.citizen.Trusted}}))
	return access, identity, err
}

// sign makes a JWT by the key of the simulator.
func (s *Simulator) sign(claims map[string]any) (string, error) {
	header, err := json.Marshal(map[string]string{"alg": s.algorithm, "typ": "JWT"})
	if err != nil {
		return "", err
	}
	body, err := json.Marshal(claims)
	if err != nil {
		return "", err
	}
	message := base64.RawURLEncoding.EncodeToString(header) + "." + base64.RawURLEncoding.EncodeToString(body)
	var signature []byte
	if key, russian := s.Key.Private.(*gost.PrivateKey); russian {
		signature, err = key.SignMessage(nil, []byte(message), nil)
	} else {
		sum := crypto.SHA256.New()
		sum.Write([]byte(message))
		signature, err = s.Key.Private.Sign(rand.Reader, sum.Sum(nil), crypto.SHA256)
	}
	if err != nil {
		return "", err
	}
	return message + "." + base64.RawURLEncoding.EncodeToString(signature), nil
}

// opened is what the bearer of a request may read.
func (s *Simulator) opened(r *http.Request) (grant, *problem) {
	token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	s.mu.Lock()
	defer s.mu.Unlock()
	g, known := s.tokens[token]
	if !known || s.Now().Sub(g.at) > tokenTime {
		return g, refuse(401, "invalid_token", "ESIA-005011: маркер доступа не принят")
	}
	return g, nil
}
