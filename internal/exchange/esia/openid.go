package esia

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"sync"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"veche/internal/portal"
)

// OpenID identifies by any provider of plain OpenID Connect: a region that has one of its own, or a gateway to ESIA.
// It knows persons only: the roles of organisations are ESIA's alone.
type OpenID struct {
	Issuer string
	Client string
	Secret string
	HTTP   *http.Client

	mu       sync.Mutex
	provider *oidc.Provider
}

// Name is the key of the provider.
func (o *OpenID) Name() string { return "oidc" }

// found asks the provider for its addresses, once; a provider that is down now is asked again later.
func (o *OpenID) found(ctx context.Context) (*oidc.Provider, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.provider == nil {
		p, err := oidc.NewProvider(o.with(context.WithoutCancel(ctx)), o.Issuer)
		if err != nil {
			return nil, fmt.Errorf("find the provider of identity: %w", err)
		}
		o.provider = p
	}
	return o.provider, nil
}

func (o *OpenID) with(ctx context.Context) context.Context {
	if o.HTTP != nil {
		return oidc.ClientContext(ctx, o.HTTP)
	}
	return ctx
}

func (o *OpenID) config(p *oidc.Provider, a portal.Attempt) oauth2.Config {
	return oauth2.Config{ClientID: o.Client, ClientSecret: o.Secret, Endpoint: p.Endpoint(), RedirectURL: a.Callback,
		Scopes: []string{oidc.ScopeOpenID, "profile", "email", "phone", "address"}}
}

// Address is the page of the provider.
func (o *OpenID) Address(ctx context.Context, a portal.Attempt) (string, error) {
	if a.Organisation != "" {
		return "", portal.ErrNoRole
	}
	p, err := o.found(ctx)
	if err != nil {
		return "", err
	}
	c := o.config(p, a)
	return c.AuthCodeURL(a.State, oidc.Nonce(nonce(a)), oauth2.S256ChallengeOption(a.Secret)), nil
}

// nonce goes through the browser, so it is a trace of the secret and not the secret itself.
func nonce(a portal.Attempt) string {
	sum := sha256.Sum256([]byte("nonce " + a.Secret))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// Identify turns the code into the identity that the signed token names.
func (o *OpenID) Identify(ctx context.Context, a portal.Attempt, code string) (who portal.Identity, err error) {
	p, err := o.found(ctx)
	if err != nil {
		return who, err
	}
	c := o.config(p, a)
	tokens, err := c.Exchange(o.with(ctx), code, oauth2.VerifierOption(a.Secret))
	if err != nil {
		return who, fmt.Errorf("exchange the code: %w", err)
	}
	raw, ok := tokens.Extra("id_token").(string)
	if !ok {
		return who, errors.New("the provider gave no identity token")
	}
	identity, err := p.Verifier(&oidc.Config{ClientID: o.Client}).Verify(o.with(ctx), raw)
	if err != nil {
		return who, fmt.Errorf("identity token: %w", err)
	}
	if identity.Nonce != nonce(a) {
		return who, fmt.Errorf("%w: of another request", errToken)
	}
	info, err := p.UserInfo(o.with(ctx), oauth2.StaticTokenSource(tokens))
	if err != nil {
		return who, fmt.Errorf("ask who it is: %w", err)
	}
	if info.Subject != identity.Subject {
		return who, fmt.Errorf("%w: of another person", errToken)
	}
	var claims struct {
		Family  string `json:"family_name"`
		Given   string `json:"given_name"`
		Middle  string `json:"middle_name"`
		Phone   string `json:"phone_number"`
		Address struct {
			Text string `json:"formatted"`
		} `json:"address"`
	}
	if err := info.Claims(&claims); err != nil {
		return who, err
	}
	who = portal.Identity{Subject: info.Subject, Surname: claims.Family, Name: claims.Given, Patronymic: claims.Middle, Phone: claims.Phone, Address: claims.Address.Text}
	if info.EmailVerified {
		who.Email = info.Email
	}
	return who, nil
}
