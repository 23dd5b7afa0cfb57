package portal

import (
	"context"
	"errors"
	"time"

	"veche/internal/platform/calendar"
)

// Identity is what a provider says of the person who came.
type Identity struct {
	Subject    string
	Surname    string
	Name       string
	Patronymic string
	Email      string
	Phone      string
	Address    string
	SNILS      string        // eleven digits, "" where the provider does not say
	BornOn     calendar.Date // none where it does not say
	Roles      []Role
	// Organisation is the one whose role was to be confirmed; nil where the person came in his own name.
	Organisation *Organisation
	Chief        bool
}

// Attempt is one way to the provider and back.
type Attempt struct {
	State        string // UUID, the key of the attempt
	Secret       string // never leaves the server: proves that the code comes back to whom it was given (PKCE)
	Callback     string // where the provider sends the browser back
	Organisation string // subject of the organisation whose role is to be confirmed
	At           time.Time
}

// Provider identifies people: exchange/esia.
type Provider interface {
	// Name is the key of the provider in the accounts: esia, oidc.
	Name() string
	// Address is where the browser goes.
	Address(ctx context.Context, a Attempt) (string, error)
	// Identify takes what came back.
	Identify(ctx context.Context, a Attempt, code string) (Identity, error)
}

// What a provider may answer beside an identity; everything else is a fault.
var (
	// ErrUnconfirmed says that the account at the provider is not a confirmed one: nobody has seen its passport.
	ErrUnconfirmed = errors.New("the account is not confirmed")
	// ErrNoRole says that the person may not write in the name of the organisation.
	ErrNoRole = errors.New("no role in the organisation")
)
