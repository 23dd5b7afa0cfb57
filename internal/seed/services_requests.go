package seed

import (
	"errors"
	"strings"

	"veche/internal/interagency"
	"veche/internal/interagency/simulator"
	"veche/internal/services"
)

// registers begins the consideration of an application.
func (s *story) registers(d desk, id int64) error {
	if err := s.takenOne(d, id); err != nil {
		return err
	}
	return s.Applications.Register(s.ctx, s.by(d.officer), id)
}

// asks sends the requests that the regulation names and that go through SMEV; false where there are none. What is answered
// is answered at once, and the consideration goes on by itself.
func (s *story) asks(d desk, id int64, manner simulator.Manner) (bool, error) {
	agency := s.Agency()
	if agency == nil || !s.asking { // settled without the other end, or not told of this service
		return false, nil
	}
	kinds, err := s.Interagency.AllKinds(s.ctx)
	if err != nil {
		return false, err
	}
	card := s.application(d, id)
	var lines []services.AskLine
	for _, wanted := range card.Requests {
		for _, k := range kinds {
			if k.Code == wanted.Kind && k.Channel() == interagency.BySMEV {
				lines = append(lines, services.AskLine{Kind: k.Code, Fields: asked(k, card.Applicant)})
			}
		}
	}
	if len(lines) == 0 || s.err != nil {
		return false, s.err
	}
	if err := agency.Behave(simulator.Conduct{Manner: manner}); err != nil {
		return false, err
	}
	if err := s.Applications.AskBodies(s.ctx, s.by(d.officer), id, lines); err != nil {
		return false, err
	}
	s.work()
	s.exchanged()
	return true, errors.Join(s.err, agency.Behave(simulator.Conduct{Manner: simulator.Rightly}))
}

// exchanged carries over what waits: there, back, and on to whom it is told.
func (s *story) exchanged() {
	for range 2 {
		if s.err == nil {
			s.keep(s.Interagency.Step(s.ctx))
			s.keep(s.Agency().Step(s.ctx))
		}
		s.work()
	}
}

// asked are the fields of a request as the form of the officer fills them in.
func asked(k interagency.Kind, who services.ApplicantView) map[string]string {
	words := append(strings.Fields(who.Name), "", "", "")
	known := map[string]string{"familyName": words[0], "firstName": words[1], "patronymic": words[2], "birthDate": who.BornOn.String(), "snils": who.SNILS, "inn": who.INN}
	fields := map[string]string{}
	for _, f := range k.Fields {
		switch {
		case known[f.Name] != "":
			fields[f.Name] = known[f.Name]
		case f.Kind == interagency.Number:
			fields[f.Name] = "2019"
		case f.Kind == interagency.Text && f.Required:
			fields[f.Name] = "г. Светлый, ул. Садовая, д. 8"
		}
	}
	return fields
}

// waitsOne waits for an answer that does not come.
func (s *story) waitsOne(d desk, id int64) error {
	if err := s.registers(d, id); err != nil {
		return err
	}
	_, err := s.asks(d, id, simulator.Never)
	return err
}

// waitsStill is asked about only this morning: the term of the answer is not over.
func (s *story) waitsStill(d desk) error {
	s.hour(s.today, 8)
	s.asking = true
	id := s.applied(d, s.servicesOf(d.body)[0], len(fates))
	if s.err != nil {
		return s.err
	}
	return s.waitsOne(d, id)
}

// resentOne is asked about once more when the term of the first request has passed.
func (s *story) resentOne(d desk, id int64) error {
	s.again = append(s.again, id)
	return s.waitsOne(d, id)
}

// lapsed lets the terms of requests pass, and sends some of them again.
func (s *story) lapsed(d desk) error {
	if err := s.Interagency.Sweep(s.ctx); err != nil || s.Agency() == nil {
		return err
	}
	if err := s.Agency().Behave(simulator.Conduct{Manner: simulator.Never}); err != nil {
		return err
	}
	for _, id := range s.again {
		list, err := s.Applications.Requests.Of(s.ctx, s.DB, interagency.Ref{Kind: "application", ID: id})
		if err != nil {
			return err
		}
		for _, q := range list {
			if _, err := s.Interagency.Resend(s.ctx, s.by(d.officer), q.ID); err != nil {
				return err
			}
		}
	}
	s.exchanged()
	return errors.Join(s.err, s.Agency().Behave(simulator.Conduct{Manner: simulator.Rightly}))
}

// inquired are requests of another body to the first desk: one is answered, one is taken, one waits for whoever takes it.
func (s *story) inquired(d desk) error {
	if s.Agency() == nil {
		return nil
	}
	s.hour(s.today.AddDays(-1), 15)
	for range 3 {
		who := someone(s.random)
		values := map[string]string{"familyName": who.surname, "firstName": who.first, "patronymic": who.patronymic, "birthDate": "1984-03-19"}
		if _, err := s.Agency().Ask(s.ctx, "zags_act", values); err != nil {
			return err
		}
	}
	s.exchanged()
	officer := s.by(d.officer)
	list, _, err := s.Interagency.Inquiries(s.ctx, officer, interagency.Filter{}, "")
	if err != nil || len(list) < 2 {
		return err
	}
	facts := map[string]string{"act": "110199180000100234008", "date": "2011-06-18"}
	if _, err := s.Interagency.Reply(s.ctx, officer, list[0].ID, interagency.ReplyInput{Facts: facts}); err != nil {
		return err
	}
	if _, err := s.Interagency.Take(s.ctx, officer, list[1].ID); err != nil {
		return err
	}
	s.work()
	s.exchanged()
	return s.err
}
