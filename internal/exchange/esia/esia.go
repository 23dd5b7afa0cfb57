package esia

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"veche/cms"
	"veche/cms/pki"
	"veche/internal/portal"
)

// Settings are those of a system that is registered with ESIA.
type Settings struct {
	URL         string // of ESIA: https://esia.gosuslugi.ru
	Version     int    // of the protocol, 1 or 2; 0 is 1
	Browser     string // the same as browsers see it, where that differs
	Client      string // мнемоника of the system
	Key         cms.Key
	Certificate *pki.Certificate // with which ESIA signs its tokens
	HTTP        *http.Client
	Now         func() time.Time
}

// ESIA is the way to it.
type ESIA struct{ Settings }

// New makes the adapter.
func New(s Settings) *ESIA {
	if s.HTTP == nil {
		s.HTTP = &http.Client{Timeout: 20 * time.Second}
	}
	if s.Browser == "" {
		s.Browser = s.URL
	}
	return &ESIA{s}
}

// Paths of the protocol.
const (
	AuthorizePath = "/aas/oauth2/ac"
	TokenPath     = "/aas/oauth2/te"
	PersonPath    = "/rs/prns/"
	CompanyPath   = "/rs/orgs/"

	AuthorizePathV2 = "/aas/oauth2/v2/ac"
	TokenPathV2     = "/aas/oauth2/v3/te"
)

// Scopes that a person opens, and those of an organisation: each of these names it.
var (
	personScopes  = []string{"openid", "fullname", "birthdate", "snils", "email", "mobile", "addresses", "usr_org"}
	companyScopes = []string{"org_fullname", "org_ogrn", "org_inn", "org_addrs", "org_ctts"}
)

// Name is the key of the provider.
func (e *ESIA) Name() string { return "esia" }

// scope is what is asked for: always the person; with the marker of an organisation, where it is named.
func scope(organisation string) string {
	list := slices.Clone(personScopes)
	if organisation != "" {
		for _, one := range companyScopes {
			list = append(list, "http://esia.gosuslugi.ru/"+one+"?org_oid="+organisation)
		}
	}
	return strings.Join(list, " ")
}

// Address is the page of ESIA on which the person confirms himself.
func (e *ESIA) Address(ctx context.Context, a portal.Attempt) (string, error) {
	form, err := e.request(ctx, a, "")
	if err != nil {
		return "", err
	}
	form.Set("response_type", "code")
	form.Set("access_type", "online")
	return strings.TrimSuffix(e.Browser, "/") + e.path(AuthorizePath, AuthorizePathV2) + "?" + form.Encode(), nil
}

// path chooses the path of the version that is spoken.
func (e *ESIA) path(one, two string) string {
	if e.Version == 2 {
		return two
	}
	return one
}

// request is what both requests share: what is asked for, by whom, when, and the signature over it.
func (e *ESIA) request(ctx context.Context, a portal.Attempt, code string) (url.Values, error) {
	wanted, at := scope(a.Organisation), Timestamp(e.Now())
	form := url.Values{"client_id": {e.Client}, "scope": {wanted}, "timestamp": {at}, "state": {a.State}, "redirect_uri": {a.Callback}}
	var secret string
	var err error
	if e.Version == 2 {
		form.Set("client_certificate_hash", CertificateHash(e.Key.Certificate))
		secret, err = RawSecret(e.Key, Request{Client: e.Client, Scope: wanted, Timestamp: at, State: a.State, Redirect: a.Callback, Code: code})
	} else {
		secret, err = Secret(ctx, e.Key, wanted, at, e.Client, a.State)
	}
	form.Set("client_secret", secret)
	return form, err
}

// Identify turns the code into tokens, checks them, and asks who the person is.
func (e *ESIA) Identify(ctx context.Context, a portal.Attempt, code string) (who portal.Identity, err error) {
	form, err := e.request(ctx, a, code)
	if err != nil {
		return who, err
	}
	form.Set("grant_type", "authorization_code")
	form.Set("token_type", "Bearer")
	form.Set("code", code)
	access, claims, err := e.tokens(ctx, a, form)
	if err != nil {
		return who, err
	}
	oid := strconv.FormatInt(claims.Person, 10)
	if who, err = e.person(ctx, access, oid); err != nil || a.Organisation == "" {
		return who, err
	}
	if !claims.opens(a.Organisation) {
		return who, portal.ErrNoRole
	}
	i := slices.IndexFunc(who.Roles, func(r portal.Role) bool { return r.Subject == a.Organisation })
	if i < 0 {
		return who, portal.ErrNoRole
	}
	who.Chief = who.Roles[i].Chief
	who.Organisation, err = e.company(ctx, access, a.Organisation)
	return who, err
}

// tokens asks for both tokens and checks that they are ESIA's, ours, of one person, and of this attempt.
func (e *ESIA) tokens(ctx context.Context, a portal.Attempt, form url.Values) (string, Claims, error) {
	var answer struct {
		Access   string `json:"access_token"`
		Identity string `json:"id_token"`
		State    string `json:"state"`
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, strings.TrimSuffix(e.URL, "/")+e.path(TokenPath, TokenPathV2), strings.NewReader(form.Encode()))
	if err != nil {
		return "", Claims{}, err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if err := e.ask(r, &answer); err != nil {
		return "", Claims{}, err
	}
	if answer.State != a.State {
		return "", Claims{}, fmt.Errorf("%w: of another request", errToken)
	}
	access, err := CheckToken(answer.Access, e.Certificate, e.Now())
	if err != nil {
		return "", access, fmt.Errorf("access token: %w", err)
	}
	identity, err := CheckToken(answer.Identity, e.Certificate, e.Now())
	switch {
	case err != nil:
		return "", access, fmt.Errorf("identity token: %w", err)
	case access.Client != e.Client || !slices.Contains(identity.Audience, e.Client):
		return "", access, fmt.Errorf("%w: made out to another system", errToken)
	case access.Person == 0 || identity.About == nil || identity.About.OID != access.Person || identity.About.Kind != "P":
		return "", access, fmt.Errorf("%w: the two tokens are not of one person", errToken)
	case !identity.About.Trusted:
		return "", access, portal.ErrUnconfirmed
	}
	return answer.Access, access, nil
}

// errRefused is what ESIA answers instead of data.
type errRefused struct {
	Status int
	Code   string `json:"error"`
	Text   string `json:"error_description"`
}

func (e errRefused) Error() string {
	return fmt.Sprintf("ESIA answered %d: %s %s", e.Status, e.Code, e.Text)
}

// mostAnswer bounds what is read of an answer.
const mostAnswer = 1 << 20

func (e *ESIA) ask(r *http.Request, into any) error {
	answer, err := e.HTTP.Do(r)
	if err != nil {
		return fmt.Errorf("ask ESIA: %w", err)
	}
	defer answer.Body.Close()
	raw, err := io.ReadAll(io.LimitReader(answer.Body, mostAnswer))
	if err != nil {
		return fmt.Errorf("read the answer of ESIA: %w", err)
	}
	if answer.StatusCode != http.StatusOK {
		refused := errRefused{Status: answer.StatusCode}
		return refusal(raw, &refused)
	}
	if err := json.Unmarshal(raw, into); err != nil {
		return fmt.Errorf("read the answer of ESIA: %w", err)
	}
	return nil
}

// refusal takes the code out of the answer; a page in place of JSON leaves the status alone.
func refusal(raw []byte, into *errRefused) error {
	if err := json.Unmarshal(raw, into); err != nil {
		into.Text = "no JSON"
	}
	return *into
}
