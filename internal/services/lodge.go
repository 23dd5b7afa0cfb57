package services

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"strings"
	"sync"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services/catalogue"
	"veche/internal/services/form"
	"veche/internal/services/intake"
)

// Lodging is an application that somebody else than the applicant himself brings to the door: a clerk at the counter, the
// post, a foreign portal. It enters the same order.
type Lodging struct {
	ServiceID int64
	Key       [16]byte // of the paper or of the foreign order: a repeat gets the first number
	Applicant ApplicantCard
	Channel   Channel
	Answers   []byte
}

// Lodged is what came of it: a place in the order, or what is wrong with the answers.
type Lodged struct {
	Accepted intake.Accepted
	Problems []form.Problem
}

// Lodge checks the answers by the form of the version in force and submits them. Problems with answers come back as such:
// nothing was submitted then.
func (s *Service) Lodge(ctx context.Context, by auth.Actor, l Lodging) (out Lodged, err error) {
	version, err := s.Catalogue.Published(ctx, s.db, l.ServiceID, s.db.Now())
	if err != nil {
		return out, err
	}
	f, err := s.forms.of(version)
	if err != nil {
		return out, err
	}
	entry, err := s.Catalogue.EntryByID(ctx, s.db, l.ServiceID)
	if err != nil {
		return out, err
	}
	if out.Problems = f.Check(l.Answers, s.Org.Today(ctx, s.db, entry.BodyID, s.db.Now())); len(out.Problems) > 0 {
		return out, nil
	}
	out.Accepted, err = s.Submit(ctx, by, l, version.ID)
	return out, err
}

// Submit puts an application whose answers were checked already – by another portal, by the drafts of ours – into the order.
func (s *Service) Submit(ctx context.Context, by auth.Actor, l Lodging, versionID int64) (intake.Accepted, error) {
	var who Applicant
	err := s.db.Tx(ctx, by, func(tx *db.Tx) error {
		var err error
		if who, err = s.ApplicantFor(ctx, tx, l.Applicant); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "applicant.entered", Object: who.Ref(), Detail: map[string]any{"service": l.ServiceID, "channel": l.Channel}})
	})
	if err != nil {
		return intake.Accepted{}, err
	}
	return s.Intake.Submit(ctx, intake.Submission{ServiceID: l.ServiceID, VersionID: versionID, Key: l.Key, Applicant: who.ID,
		Channel: string(l.Channel), Form: l.Answers})
}

// EntryInput is an application as a clerk types it at the counter.
type EntryInput struct {
	ServiceID int64           `json:"service_id" minimum:"1"`
	Key       string          `json:"key" format:"uuid" doc:"Of this entry: pressed twice, it is one application"`
	Channel   Channel         `json:"channel" enum:"visit,post"`
	Applicant ApplicantCard   `json:"applicant"`
	Answers   json.RawMessage `json:"answers"`
}

// Enter is Lodge by a clerk of the body that provides the service.
func (s *Service) Enter(ctx context.Context, by auth.Actor, in EntryInput) (Lodged, error) {
	entry, err := s.mayEnter(ctx, by, in.ServiceID)
	if err != nil {
		return Lodged{}, err
	}
	key, err := hex.DecodeString(strings.ReplaceAll(in.Key, "-", ""))
	if err != nil || len(key) != 16 {
		return Lodged{}, fail.Field("application.wrong", "key", "wrong_format")
	}
	return s.Lodge(ctx, by, Lodging{ServiceID: entry.ID, Key: [16]byte(key), Applicant: in.Applicant, Channel: in.Channel, Answers: in.Answers})
}

// mayEnter says whether this person may enter applications for a service: an officer of the body that provides it, or of one
// to which its table of routes leads.
func (s *Service) mayEnter(ctx context.Context, by auth.Actor, serviceID int64) (catalogue.Entry, error) {
	if !by.Can(RightConsider) {
		return catalogue.Entry{}, fail.New(fail.Denied, "application.denied", "person %d enters no applications", by.PersonID)
	}
	return s.providedBy(ctx, s.db, by.BodyID, serviceID)
}

// providedBy is a service that a body provides, or to which a line of its table of routes leads.
func (s *Service) providedBy(ctx context.Context, r db.Reader, bodyID, serviceID int64) (catalogue.Entry, error) {
	entry, err := s.Catalogue.EntryByID(ctx, r, serviceID)
	if err != nil || entry.BodyID == bodyID {
		return entry, err
	}
	ours, err := db.Exists(ctx, r, "SELECT 1 FROM service_routes WHERE service_id = $1 AND body_id = $2", serviceID, bodyID)
	if err == nil && !ours {
		err = fail.New(fail.NotFound, "service.absent", "service %d is of another body", serviceID)
	}
	return entry, err
}

// formCache keeps compiled forms of versions, which never change.
type formCache struct {
	mu   sync.Mutex
	byID map[int64]*form.Form
}

// mostForms bounds it.
const mostForms = 500

func (c *formCache) of(v catalogue.Version) (*form.Form, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if f, found := c.byID[v.ID]; found {
		return f, nil
	}
	f, err := form.Compile([]byte(v.Form))
	if err != nil {
		return nil, err
	}
	if c.byID == nil || len(c.byID) >= mostForms {
		c.byID = map[int64]*form.Form{}
	}
	c.byID[v.ID] = f
	return f, nil
}
