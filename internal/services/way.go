package services

import (
	"context"
	"strings"

	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// WayInput is how the applicant wants to get the result.
type WayInput struct {
	Way   Way    `json:"way" enum:"account,visit,post,mfc"`
	Place string `json:"place,omitempty" maxLength:"300" doc:"Address, or where he comes"`
}

// ChooseWay is the applicant's choice of how he gets the result. He may change it until the result is issued.
func (s *Service) ChooseWay(ctx context.Context, tx *db.Tx, id int64, way Way, place string) error {
	m, err := s.open(ctx, tx, auth.System("applicant"), id)
	if err != nil {
		return err
	}
	if err := m.can(m.by, ChooseWay); err != nil {
		return err
	}
	was := m.State
	l, err := m.choose(WayInput{way, place})
	if err != nil {
		return err
	}
	if err := s.keep(ctx, tx, &m, ChooseWay, was, l); err != nil {
		return err
	}
	return s.issueByItself(ctx, tx, &m)
}

// EnterWay writes down the choice that an applicant told by letter, by telephone or at the counter.
func (s *Service) EnterWay(ctx context.Context, by auth.Actor, id int64, in WayInput) error {
	err := s.act(ctx, by, id, ChooseWay, func(_ *db.Tx, m *matter) (line, error) { return m.choose(in) })
	if err != nil {
		return err
	}
	return s.db.Tx(ctx, auth.System("services"), func(tx *db.Tx) error {
		m, err := s.open(ctx, tx, tx.By, id)
		if err != nil {
			return err
		}
		return s.issueByItself(ctx, tx, &m)
	})
}

func (m *matter) choose(in WayInput) (line, error) {
	if !in.Way.known() {
		return line{}, fail.Field("application.wrong", "way", "unknown")
	}
	m.Way, m.WayPlace = in.Way, strings.TrimSpace(in.Place)
	return line{words: in.Way.Russian(), detail: in}, nil
}
