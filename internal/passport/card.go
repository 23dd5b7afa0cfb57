package passport

import (
	"time"

	"veche/internal/cards"
	"veche/internal/documents"
	"veche/internal/passport/container"
	"veche/internal/platform/calendar"
)

// Card is the registration card as a passport tells it: what is registered, not what a reader may do with it.
// Resolutions and assignments are the inner matter of the body and stay there.
type Card struct {
	container.Document
	State           documents.State      `json:"state"`
	RegisteredAt    *time.Time           `json:"registered_at,omitempty"`
	Registrar       string               `json:"registrar,omitempty"`
	Journal         string               `json:"journal,omitempty"`
	Case            string               `json:"case,omitempty"`
	Correspondent   *cards.Correspondent `json:"correspondent,omitempty"`
	SenderNumber    string               `json:"sender_number,omitempty"`
	SenderDate      calendar.Date        `json:"sender_date,omitzero"`
	SenderSignatory string               `json:"sender_signatory,omitempty"`
	ReceivedAt      *time.Time           `json:"received_at,omitempty"`
	Addressee       string               `json:"addressee,omitempty"`
	Author          string               `json:"author,omitempty"`
	Signatory       string               `json:"signatory,omitempty"`
	DueOn           calendar.Date        `json:"due_on,omitzero"`
	DueWhy          string               `json:"due_why,omitempty"`
	Sheets          int                  `json:"sheets,omitempty"`
	Attachments     int                  `json:"attachments,omitempty"`
	Reason          string               `json:"reason,omitempty"`
	Addressees      []cards.Addressee    `json:"addressees,omitempty"`
	CreatedAt       time.Time            `json:"created_at"`
}

func (g *gathering) cardOf() Card {
	c := g.card
	out := Card{
		Document: g.content.Document, State: c.State, RegisteredAt: c.RegisteredAt, Registrar: named(c.Registrar), Correspondent: c.Correspondent,
		SenderNumber: c.SenderNumber, SenderDate: c.SenderDate, SenderSignatory: c.SenderSignatory, ReceivedAt: c.ReceivedAt,
		Addressee: named(c.Addressee), Author: named(c.Author), Signatory: named(c.Signatory), DueOn: c.DueOn, Sheets: c.Sheets,
		Attachments: c.Attachments, Reason: c.Reason, Addressees: c.Addressees, CreatedAt: c.CreatedAt,
	}
	if c.Journal != nil {
		out.Journal = c.Journal.Name
	}
	if c.Case != nil {
		out.Case = c.Case.Index + " " + c.Case.Title
	}
	if c.Due != nil {
		out.DueWhy = c.Due.Why
	}
	return out
}

func named(p *cards.Person) string {
	if p == nil {
		return ""
	}
	if p.Post == "" {
		return p.Name
	}
	return p.Name + ", " + p.Post
}
