package faults

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"veche/internal/assignments"
	"veche/internal/cards"
	"veche/internal/dispatch"
	"veche/internal/documents"
	"veche/internal/platform/api"
	"veche/internal/registry"
	"veche/internal/signing"
)

// letter is what the ministry sends to another body: written by its executor, signed by its minister.
type letter struct {
	*stand
	author, minister, clerk *client // of the ministry
	remote                  *client // the clerk of the other body
	id                      int64
	summary                 string
	text, attachment        string
	number                  string
}

// write brings a letter to the ministry of finance up to its registration.
func (s *stand) write(summary string) *letter {
	s.Helper()
	l := &letter{stand: s, author: s.as("petrov"), minister: s.as("surnin").steppedUp(), clerk: s.as("vasileva"), remote: s.as("lapina"), summary: summary,
		text: printed(summary, "Просим подтвердить объём: "+summary+"."), attachment: printed("Приложение", "Расчёт: "+summary+".")}
	var kind int64
	for _, k := range get[api.List[documents.Kind]](l.author, "/api/kinds").Items {
		if k.Flow == documents.Outgoing && k.Name == "Письмо" {
			kind = k.ID
		}
	}
	addressee := act[api.List[documents.Correspondent]](l.author, "POST", "/api/correspondents/find", documents.FindInput{Typed: "Министерство финансов", Limit: 1}).Items[0]
	l.id = act[documents.Done](l.author, "POST", "/api/documents", documents.DraftInput{Flow: documents.Outgoing, KindID: kind, Summary: summary}).ID
	put[documents.Version](l.author, l.path("versions"), file{"письмо.pdf", l.text})
	put[documents.File](l.author, l.path("files"), file{"расчёт.pdf", l.attachment})
	act[documents.Done](l.author, "PUT", fmt.Sprintf("/api/documents/%d", l.id), documents.Description{KindID: kind, Summary: summary, Urgent: true, Sheets: 3,
		SignatoryID: ref(s.employee("surnin")), Version: l.author.card(l.id).Version,
		Addressees: []documents.AddresseeLine{{CorrespondentID: addressee.ID, Channel: documents.ByPlatform}}})
	act[signing.Signing](l.author, "POST", l.path("send-to-signature"), nil)
	act[signing.Signing](l.minister, "POST", l.path("stand-sign"), signing.SignInput{SHA256: hashOf([]byte(l.text))})
	l.number = act[documents.Done](l.clerk, "POST", l.path("register"), documents.RegisterInput{JournalID: l.clerk.journal("outgoing")}).Number
	return l
}

func (l *letter) path(verb string) string { return fmt.Sprintf("/api/documents/%d/%s", l.id, verb) }

// journal is the journal of a flow in the person's body, for open documents.
func (c *client) journal(flow string) int64 {
	c.Helper()
	list := get[api.List[registry.Journal]](c, "/api/journals?flow=%s", flow).Items
	return list[slices.IndexFunc(list, func(j registry.Journal) bool { return j.AccessMark == "" })].ID
}

// send presses «Отправить» and waits for the promise: five seconds.
func (l *letter) send() (there int64) {
	l.Helper()
	act[api.List[dispatch.Delivery]](l.clerk, "POST", l.path("send"), nil)
	l.within(5*time.Second, "the letter stands in the incoming queue of the other body", func() bool {
		for _, row := range get[cards.Page](l.remote, "/api/cards?flow=incoming&view=to_register").Items {
			if row.Summary == l.summary {
				there = row.ID
			}
		}
		return there != 0
	})
	return there
}

// delivery is how the sender sees it.
func (l *letter) delivery() dispatch.Delivery {
	l.Helper()
	return get[api.List[dispatch.Delivery]](l.clerk, "/api/documents/%d/deliveries", l.id).Items[0]
}

// TestLetterToAnotherBodyArrivesWithinFiveSeconds: with original, attachment, signature, stamps and requisites; delivered,
// registered and refused come back; neither side sees the other's inner life.
func TestLetterToAnotherBodyArrivesWithinFiveSeconds(t *testing.T) {
	each(t, func(s *stand) {
		s.start()
		l := s.write("О лимитах на следующий год")
		there := l.send()
		l.takenOver(there)
		l.innerStaysInside(there)
		l.comesBackRegistered(there)
		refused := s.write("О лимитах, отправлено по ошибке")
		refused.comesBackRefused(refused.send())
	})
}

// takenOver: nothing is retyped, and the bytes are those that were signed.
func (l *letter) takenOver(there int64) {
	l.Helper()
	here, card := l.clerk.card(l.id), l.remote.card(there)
	if card.SenderNumber != l.number || card.SenderDate != here.RegisteredOn || card.Summary != l.summary || !card.Urgent || card.Sheets != 3 ||
		card.Channel != documents.ByPlatform || card.Kind.Name != "Письмо" || card.SenderSignatory != "Сурнин Д. Н., Министр" ||
		card.Correspondent == nil || !strings.HasPrefix(card.Correspondent.Name, "Министерство строительства") {
		l.Errorf("requisites: %+v", card)
	}
	for _, content := range []string{l.text, l.attachment} {
		i := slices.IndexFunc(card.Files, func(f cards.File) bool { return f.SHA256 == hashOf([]byte(content)) })
		if i < 0 {
			l.Errorf("a file did not come along: %+v", card.Files)
			continue
		}
		if a := l.remote.do("GET", fmt.Sprintf("/api/files/%d", card.Files[i].ID), nil); string(a.body) != content {
			l.Errorf("other bytes have come: %d, %d bytes", a.status, len(a.body))
		}
	}
	if n := len(card.Signing.Signatures); n != 1 || card.Signing.Signatures[0].SHA256 != hashOf([]byte(l.text)) || card.Signing.Signatures[0].SignerName != "Сурнин Д. Н." {
		l.Errorf("signatures: %+v", card.Signing.Signatures)
	}
	for _, kind := range []signing.StampKind{signing.SignatureStamp, signing.RegistrationStamp} {
		of := func(c cards.Card) []string {
			if i := slices.IndexFunc(c.Signing.Stamps, func(s signing.Stamp) bool { return s.Kind == kind }); i >= 0 {
				return c.Signing.Stamps[i].Lines
			}
			return nil
		}
		if len(of(here)) == 0 || !slices.Equal(of(here), of(card)) {
			l.Errorf("the stamp %s: here %q, there %q", kind, of(here), of(card))
		}
	}
	if d := l.delivery(); d.State != dispatch.Delivered || d.DeliveredAt == nil {
		l.Errorf("the sender does not see the delivery: %+v", d)
	}
}

// innerStaysInside: the resolution of the addressee is unknown to the sender, the sender's approval to the addressee.
func (l *letter) innerStaysInside(there int64) {
	l.Helper()
	l.remote.refused(404, "document.not_found", "GET", fmt.Sprintf("/api/cards/%d", l.id), nil)
	l.clerk.refused(404, "document.not_found", "GET", fmt.Sprintf("/api/cards/%d", there), nil)
	chief := l.as("sokolov")
	done := act[documents.Done](l.remote, "POST", fmt.Sprintf("/api/documents/%d/register", there), documents.RegisterInput{JournalID: l.remote.journal("incoming")})
	act[assignments.Moved](l.remote, "POST", fmt.Sprintf("/api/documents/%d/send-to-executive", there), assignments.SendInput{ExecutiveID: l.employee("sokolov")})
	draft := act[assignments.DraftRef](chief, "POST", fmt.Sprintf("/api/documents/%d/resolutions", there), assignments.DraftInput{AuthorID: l.employee("sokolov"),
		Items: []assignments.Item{{Text: "Отказать под любым предлогом", ResponsibleID: l.employee("gusev"), TermCode: "assignment.urgent"}}})
	act[assignments.DraftRef](chief, "POST", fmt.Sprintf("/api/resolutions/%d/sign", draft.ID), assignments.VersionInput{Version: draft.Version})
	for _, c := range []*client{l.author, l.minister, l.clerk, l.as("gromova")} {
		for _, path := range []string{"/api/cards/%d", "/api/cards/%d/timeline", "/api/cards/%d/history", "/api/documents/%d/assignments", "/api/documents/%d/deliveries"} {
			if a := c.do("GET", fmt.Sprintf(path, l.id), nil); strings.Contains(string(a.body), "предлогом") || strings.Contains(string(a.body), "Гусев") {
				l.Errorf("%s learns from %s what was ordered there (%s): %v", c.login, path, done.Number, a)
			}
		}
	}
	for _, path := range []string{"/api/cards/%d", "/api/cards/%d/timeline", "/api/cards/%d/history"} {
		if a := l.remote.do("GET", fmt.Sprintf(path, there), nil); strings.Contains(string(a.body), "Петров") {
			l.Errorf("the addressee learns from %s who wrote the letter: %v", path, a)
		}
	}
}

func (l *letter) comesBackRegistered(there int64) {
	l.Helper()
	card := l.remote.card(there)
	l.within(5*time.Second, "the sender sees number and date of the registration", func() bool {
		d := l.delivery()
		return d.State == dispatch.Registered && d.ToNumber == card.Number && d.ToDate == card.RegisteredOn
	})
}

func (l *letter) comesBackRefused(there int64) {
	l.Helper()
	act[documents.Done](l.remote, "POST", fmt.Sprintf("/api/documents/%d/return-to-sender", there), documents.Reason{Reason: "Направлено не по адресу"})
	l.within(5*time.Second, "the sender sees why it was refused", func() bool {
		d := l.delivery()
		return d.State == dispatch.Refused && d.Reason == "Направлено не по адресу"
	})
}
