package esia

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"time"

	"veche/internal/platform/calendar"
	"veche/internal/platform/checkdigit"
	"veche/internal/portal"
)

// elements is a collection of ESIA.
type elements[T any] struct {
	Elements []T `json:"elements"`
}

// Contact is a way to a person or an organisation: EML, PHN, MBT; CEM, CPH of organisations.
type Contact struct {
	Type   string `json:"type"`
	Value  string `json:"value"`
	Status string `json:"vrfStu"` // VERIFIED
}

// Address of a person (PLV: lives, PRG: is registered) or of an organisation (OPS, OLG).
type Address struct {
	Type  string `json:"type"`
	Zip   string `json:"zipCode"`
	Text  string `json:"addressStr"`
	House string `json:"house"`
	Flat  string `json:"flat"`
}

// line is the address as it stands on an envelope.
func (a Address) line() string {
	parts := []string{}
	for _, part := range []struct{ before, value string }{{"", a.Zip}, {"", a.Text}, {"д. ", a.House}, {"кв. ", a.Flat}} {
		if part.value != "" {
			parts = append(parts, part.before+part.value)
		}
	}
	return strings.Join(parts, ", ")
}

// PersonCard is rs/prns/{oid} with embedded collections.
type PersonCard struct {
	First     string             `json:"firstName"`
	Last      string             `json:"lastName"`
	Middle    string             `json:"middleName"`
	Trusted   bool               `json:"trusted"`
	SNILS     string             `json:"snils"`     // 000-000-000 00
	Birth     string             `json:"birthDate"` // 31.12.1990
	Contacts  *elements[Contact] `json:"contacts,omitempty"`
	Addresses *elements[Address] `json:"addresses,omitempty"`
}

// RoleCard is one of rs/prns/{oid}/roles.
type RoleCard struct {
	OID    int64  `json:"oid"`
	Name   string `json:"fullName"`
	Type   string `json:"type"` // LEGAL, BUSINESS, AGENCY
	Chief  bool   `json:"chief"`
	Active bool   `json:"active"`
}

// CompanyCard is rs/orgs/{oid}.
type CompanyCard struct {
	OID       int64              `json:"oid"`
	Name      string             `json:"fullName"`
	OGRN      string             `json:"ogrn"`
	INN       string             `json:"inn"`
	Contacts  *elements[Contact] `json:"contacts,omitempty"`
	Addresses *elements[Address] `json:"addresses,omitempty"`
}

func (e *ESIA) person(ctx context.Context, access, oid string) (who portal.Identity, err error) {
	var card PersonCard
	if err := e.get(ctx, access, PersonPath+oid+"?embed=(contacts.elements,addresses.elements)", &card); err != nil {
		return who, err
	}
	var roles elements[RoleCard]
	if err := e.get(ctx, access, PersonPath+oid+"/roles", &roles); err != nil {
		return who, err
	}
	if !card.Trusted {
		return who, portal.ErrUnconfirmed
	}
	who = portal.Identity{Subject: oid, Surname: card.Last, Name: card.First, Patronymic: card.Middle,
		Email: contact(card.Contacts, "EML"), Phone: contact(card.Contacts, "MBT"), Address: address(card.Addresses, "PLV", "PRG"),
		SNILS: checkdigit.Figures(card.SNILS), BornOn: birthday(card.Birth)}
	for _, r := range roles.Elements {
		if r.Active {
			who.Roles = append(who.Roles, portal.Role{Subject: strconv.FormatInt(r.OID, 10), Name: r.Name, Chief: r.Chief})
		}
	}
	return who, nil
}

// birthday reads a day as ESIA writes it; none where it is written otherwise.
func birthday(s string) calendar.Date {
	t, err := time.Parse("02.01.2006", s)
	if err != nil {
		return calendar.Date{}
	}
	return calendar.On(t.Date())
}

func (e *ESIA) company(ctx context.Context, access, oid string) (*portal.Organisation, error) {
	var card CompanyCard
	if err := e.get(ctx, access, CompanyPath+oid+"?embed=(contacts.elements,addresses.elements)", &card); err != nil {
		return nil, err
	}
	return &portal.Organisation{Subject: oid, Name: card.Name, OGRN: card.OGRN, INN: card.INN,
		Address: address(card.Addresses, "OPS", "OLG"), Email: contact(card.Contacts, "CEM")}, nil
}

// contact is the first verified one of a type.
func contact(list *elements[Contact], kind string) string {
	if list != nil {
		for _, c := range list.Elements {
			if c.Type == kind && c.Status == "VERIFIED" {
				return c.Value
			}
		}
	}
	return ""
}

// address is the first of the types that is there.
func address(list *elements[Address], kinds ...string) string {
	for _, kind := range kinds {
		if list == nil {
			break
		}
		for _, a := range list.Elements {
			if a.Type == kind {
				return a.line()
			}
		}
	}
	return ""
}

func (e *ESIA) get(ctx context.Context, access, path string, into any) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSuffix(e.URL, "/")+path, nil)
	if err != nil {
		return err
	}
	r.Header.Set("Authorization", "Bearer "+access)
	return e.ask(r, into)
}
