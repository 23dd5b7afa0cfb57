package seed

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"veche/internal/exchange/epgu/simulator"
	"veche/internal/platform/db"
)

// The services of the foreign portal by their templates.
const (
	hunting = 0
	taxi    = 2
)

// abroad are applications that came from the foreign portal, each as far as another: one is decided, one is considered,
// one was only just accepted, and one the citizen wants to take back.
func (s *story) abroad(nature desk) error {
	if s.Abroad() == nil { // settled without a portal
		return nil
	}
	s.hour(s.today.AddDays(-1), 11)
	ready, considered := s.hunter(), s.hunter()
	regretted := s.ordered(taxi, "Applicant/", simulator.Upload{Slot: "policy", Name: "Полис.pdf", Content: strings.NewReader("Полис")},
		simulator.Upload{Slot: "contract", Name: "Договор.pdf", Content: strings.NewReader("Договор")})
	s.hunter()
	s.carried()
	if s.err != nil {
		return s.err
	}
	if err := errors.Join(s.issuedOne(nature, s.ofOrder(ready)), s.reviewedOne(nature, s.ofOrder(considered)), s.Abroad().Cancel(s.ctx, regretted, "Автомобиль продан")); err != nil {
		return fmt.Errorf("applications of the portal: %w", err)
	}
	s.carried()
	return s.err
}

// hunter asks for a hunting ticket.
func (s *story) hunter() string {
	return s.ordered(hunting, "HuntingLicenseApplicant/", simulator.Upload{Slot: "photo", Name: "Фотография.jpg", Content: strings.NewReader("Фотография заявителя")})
}

// ordered sends an application of an invented person from the portal, and tells its number there.
func (s *story) ordered(template int, at string, uploads ...simulator.Upload) string {
	who, number := someone(s.random), snils(s.random)
	values := map[string]string{at + "LastName": who.surname, at + "FirstName": who.first, at + "MiddleName": who.patronymic,
		at + "Snils": number[:3] + "-" + number[3:6] + "-" + number[6:9] + " " + number[9:]}
	order, err := s.Abroad().Submit(s.ctx, template, values, uploads...)
	s.keep(err)
	return order
}

// carried lets the portal and the exchange give each other what waits.
func (s *story) carried() {
	for range 2 {
		for _, step := range []func(context.Context) error{s.Abroad().Step, s.EPGU.Step, s.Worker.Drain, s.Applications.ReceiveAll, s.Worker.Drain, s.EPGU.Step, s.Abroad().Step} {
			if s.err == nil {
				s.keep(step(s.ctx))
			}
		}
	}
}

// ofOrder is the application that an order of the portal has become.
func (s *story) ofOrder(order string) int64 {
	id, err := db.One[int64](s.ctx, s.DB, "SELECT application_id FROM epgu_orders WHERE order_id = $1", order)
	s.keep(err)
	return id
}
