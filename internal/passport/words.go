package passport

import (
	"bytes"
	_ "embed"
	htmltemplate "html/template"
	"strconv"
	"strings"
	"text/template"
	"time"

	"veche/cms/reason"
	"veche/internal/documents"
	"veche/internal/passport/container"
	"veche/internal/passport/examine"
	"veche/internal/platform/calendar"
)

//go:embed card.html
var cardText string

//go:embed readme.txt
var readmeText string

//go:embed openssl-gost.cnf
var engineSetup []byte

var words = map[string]any{
	"moment": func(t *time.Time) string { return reason.Moment(*t) },
	"at":     reason.Moment,
	"day":    calendar.Date.Russian,
	"act":    examine.ActWords,
	"size":   size,
	"hash":   func(sum string) string { return strings.Join([]string{sum[:32], sum[32:]}, " ") },
}

var (
	cardPage = htmltemplate.Must(htmltemplate.New("card").Funcs(words).Parse(cardText))
	readme   = template.Must(template.New("readme").Funcs(words).Parse(readmeText))
)

func size(bytes int64) string {
	switch {
	case bytes >= 1<<20:
		return strconv.FormatFloat(float64(bytes)/(1<<20), 'f', 1, 64) + " МБ"
	case bytes >= 1<<10:
		return strconv.FormatInt(bytes>>10, 10) + " КБ"
	}
	return strconv.FormatInt(bytes, 10) + " Б"
}

var flows = map[documents.Flow]string{
	documents.Incoming: "Входящий документ", documents.Outgoing: "Исходящий документ", documents.Internal: "Внутренний документ", documents.Directive: "Распорядительный документ",
}

var roles = map[string]string{"main": "текст", "attachment": "приложение", "sheet": "лист согласования",
	"acknowledgement": "отметка об ознакомлении"}

var verdicts = map[string]string{"valid": "действительна", "invalid": "недействительна", "indeterminate": "не подтверждена", "unchecked": "не проверялась"}

// page is what both texts tell.
type page struct {
	Card
	Flow       string
	Restricted bool
	Files      []container.File
	Signatures []container.Signature
	Evidence   []container.Evidence
	Journal    []entry
	Commands   commands
	Key        string
	BodySealed bool
	Roles      map[string]string
	Verdicts   map[string]string

	day string
}

// RegisteredDay is the date of registration as people write it.
func (p page) RegisteredDay() string { return p.day }

// addWords adds the card for people and for programs, the inventory and the README.
func (g *gathering) addWords() error {
	card := g.cardOf()
	if err := g.putJSON(container.CardJSON, card); err != nil {
		return err
	}
	p := page{Card: card, Flow: flows[g.d.Flow], Restricted: g.d.AccessMark == documents.Restricted, Files: g.content.Files, Signatures: g.content.Signatures,
		Evidence: g.content.Evidence, Journal: g.journal, Commands: g.commands(), BodySealed: g.content.BodySealed, Roles: roles, Verdicts: verdicts, day: g.d.RegisteredOn.Russian()}
	for _, part := range g.parts {
		if part.Path == container.JournalKey {
			key, err := part.Content()
			if err != nil {
				return err
			}
			p.Key = strings.TrimSpace(string(key))
		}
	}
	var html, text bytes.Buffer
	if err := cardPage.Execute(&html, p); err != nil {
		return err
	}
	if err := readme.Execute(&text, p); err != nil {
		return err
	}
	g.put(container.CardHTML, html.Bytes())
	g.put(container.Readme, text.Bytes())
	g.put(container.EngineSetup, engineSetup)
	return g.putJSON(container.InventoryName, g.content)
}
