package portal

import (
	"context"
	"crypto/rand"
	"fmt"
	"math/big"
	"strings"
	"time"

	"veche/internal/appeals"
	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/jobs"
)

// Lodged is an appeal of a citizen: whose it is and what was told to him.
type Lodged struct {
	DocumentID     int64         `db:"document_id"`
	BodyID         int64         `db:"body_id"`
	CitizenID      int64         `db:"citizen_id"`
	OrganisationID *int64        `db:"organisation_id"`
	Receipt        string        `db:"receipt"`
	LodgedAt       time.Time     `db:"lodged_at"`
	RegisterBy     calendar.Date `db:"register_by"`
	Email          string        `db:"email"`
	Rating         int           `db:"rating"`
	RatingText     string        `db:"rating_text"`
	RatedAt        *time.Time    `db:"rated_at"`
}

// Arrival announces that an appeal lies unregistered in a body: its rule may be to register at once.
type Arrival struct {
	DocumentID int64 `json:"document_id"`
}

func (Arrival) Kind() string { return "portal.arrival" }

// Lodge sends a draft: the unregistered card lies in the queue of the body when it returns. Sent twice, a draft gives the
// same receipt.
func (s *Service) Lodge(ctx context.Context, by auth.Actor, v Visitor, key string) (receipt string, err error) {
	d, err := s.draft(ctx, s.db, v, key, "")
	if err != nil || d.Receipt != "" {
		return d.Receipt, err
	}
	letter, err := s.Documents.StoreText(ctx, appeals.LetterName, letterOf(d.Form.V, v))
	if err != nil {
		return "", err
	}
	err = s.db.Tx(ctx, v.as(by), func(tx *db.Tx) error {
		if d, err = s.draft(ctx, tx, v, key, tx.Words().Lock); err != nil || d.Receipt != "" {
			return err
		}
		if step, lacks := d.Form.V.incomplete(v); lacks {
			return fail.New(fail.Invalid, "reception.incomplete", "step %s", step).With("step", string(step))
		}
		page, err := s.pageOf(ctx, d.Form.V.BodyID)
		if err != nil {
			return err
		}
		attached, err := s.draftFiles(ctx, tx, d.ID)
		if err != nil {
			return err
		}
		l := lodgedOf(d.Form.V, v, page)
		l.Letter, l.Files = &letter, stored(attached)
		card, err := s.Appeals.Lodge(ctx, tx, l)
		if err != nil {
			return err
		}
		if err := s.take(ctx, tx, v, &d, card.ID); err != nil {
			return err
		}
		return jobs.Add(ctx, tx, Arrival{card.ID})
	})
	return d.Receipt, err
}

// take writes whose the new appeal is and closes the draft.
func (s *Service) take(ctx context.Context, tx *db.Tx, v Visitor, d *Draft, documentID int64) error {
	deadline, err := s.Appeals.RegisterBy(ctx, tx, d.Form.V.BodyID, tx.Now)
	if err != nil {
		return err
	}
	row := Lodged{DocumentID: documentID, BodyID: d.Form.V.BodyID, CitizenID: v.Citizen.ID, OrganisationID: v.Session.OrganisationID,
		Receipt: newReceipt(tx.Now.Year()), LodgedAt: tx.Now, RegisterBy: deadline.Date, Email: d.Form.V.Email}
	if _, err := db.Insert(ctx, tx, "reception_appeals", row); err != nil {
		return err
	}
	d.Receipt, d.ChangedAt = row.Receipt, tx.Now
	d.Form.V = Form{} // the appeal has it now; a second copy of personal data is not kept
	if _, err := db.Update(ctx, tx, "reception_drafts", *d); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, "DELETE FROM reception_files WHERE draft_id = $1", d.ID)
	return err
}

// newReceipt is «ИП-26-4817-3906-2251»: nobody can guess another's by his own.
func newReceipt(year int) string {
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000_000_000))
	if err != nil {
		panic(err) // never fails since Go 1.24
	}
	digits := fmt.Sprintf("%012d", n)
	return fmt.Sprintf("ИП-%02d-%s-%s-%s", year%100, digits[:4], digits[4:8], digits[8:])
}

// lodgedOf is the draft as package appeals takes it.
func lodgedOf(f Form, v Visitor, p BodyPage) appeals.Lodged {
	first := appeals.Author{Name: v.Citizen.FullName(), Address: f.Address, Email: f.Email, Phone: f.Phone, Status: "гражданин"}
	if o := v.Organisation; o != nil {
		first.Name, first.Status, first.Organisation = o.Name, "юридическое лицо", true
	}
	l := appeals.Lodged{BodyID: p.BodyID, Kind: f.Kind, Form: appeals.Electronic, Origin: appeals.Website, Channel: documents.ByCabinet,
		Collective: f.Collective, Authors: []appeals.Author{first}, Subject: f.Subject, Text: f.Text, Official: officialName(f.Official),
		Questions: []appeals.QuestionLine{{No: 1, Code: f.Topic, Text: f.Subject}}}
	l.Authors = append(l.Authors, f.coAuthors()...)
	return l
}

// officialName is the name of «Сурнин Дмитрий Николаевич, министр».
func officialName(official string) string {
	name, _, _ := strings.Cut(official, ",")
	return strings.TrimSpace(name)
}

func cut(s string, n int) string {
	runes := []rune(s)
	return string(runes[:min(n, len(runes))])
}

// letterOf is the appeal as one text, for who reads it on paper: to whom, from whom, how to answer, what about.
func letterOf(f Form, v Visitor) string {
	var b strings.Builder
	line := func(title, value string) {
		if value != "" {
			b.WriteString(title + ": " + value + "\n")
		}
	}
	line("Кому", f.Official)
	if o := v.Organisation; o != nil {
		line("От", o.Name)
		line("ИНН", o.INN)
		line("ОГРН", o.OGRN)
		line("Подал(а)", v.Citizen.FullName()+", "+f.Post)
		line("Доверенность", f.Power)
	} else {
		line("От", v.Citizen.FullName())
	}
	for _, one := range f.coAuthors() {
		line("Вместе с", strings.TrimRight(one.Name+", "+one.Address+one.Email, ", "))
	}
	line("Почтовый адрес", f.Address)
	line("Электронная почта", f.Email)
	line("Телефон", f.Phone)
	line("Ответ", "в личный кабинет интернет-приёмной")
	b.WriteString("\n" + f.Subject + "\n\n" + f.Text + "\n")
	return b.String()
}
