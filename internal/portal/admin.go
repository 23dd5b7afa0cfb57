package portal

import (
	"context"
	"errors"
	"regexp"
	"strings"

	"veche/internal/org"
	"veche/internal/platform/api"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/registry"
)

// PageInput is the page of a body as its administrator writes it.
type PageInput struct {
	Slug         string     `json:"slug" minLength:"2" maxLength:"40" doc:"Of the address: small Latin letters, figures and hyphens"`
	Published    bool       `json:"published"`
	Address      string     `json:"address" maxLength:"500"`
	Hours        string     `json:"hours" maxLength:"500"`
	Phone        string     `json:"phone" maxLength:"100"`
	Functions    string     `json:"functions" maxLength:"4000" doc:"What the body answers for, in citizens' words"`
	Officials    []Official `json:"officials" maxItems:"50"`
	AutoRegister bool       `json:"auto_register" doc:"Appeals of the reception get their number at once"`
	JournalID    *int64     `json:"journal_id,omitempty" doc:"Journal of that registration"`
	Version      int64      `json:"version" doc:"Version that was shown; 0 while there is no page"`
}

// PageView is that page with where it is.
type PageView struct {
	PageInput
	URL     string `json:"url" doc:"Address of the page, without the host"`
	Snippet string `json:"snippet" doc:"Address of the frame for the body's own site"`
}

var slugForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// taken are words that other pages of the reception use.
var taken = map[string]bool{"channels": true, "view": true, "track": true, "account": true}

// OwnPage is the page of the actor's body; an empty one where there is none.
func (s *Service) OwnPage(ctx context.Context, by auth.Actor) (v PageView, err error) {
	if !by.Can(org.RightAdmin) {
		return v, fail.New(fail.Denied, "reception.page_denied", "the page is kept by the administrator")
	}
	p, err := db.One[Page](ctx, s.db, "SELECT "+db.Columns[Page]("")+" FROM reception_pages WHERE body_id = $1", by.BodyID)
	if errors.Is(err, db.ErrNone) {
		return PageView{PageInput: PageInput{Officials: []Official{}}}, nil
	}
	return p.view(), err
}

func (p Page) view() PageView {
	officials := p.Officials.V
	if officials == nil {
		officials = []Official{}
	}
	return PageView{PageInput{Slug: p.Slug, Published: p.Published, Address: p.Address, Hours: p.Hours, Phone: p.Phone, Functions: p.Functions,
		Officials: officials, AutoRegister: p.AutoRegister, JournalID: p.JournalID, Version: p.Version},
		receptionPath + "/" + p.Slug, receptionPath + "/" + p.Slug + "/snippet"}
}

// SavePage makes or changes the page of the actor's body.
func (s *Service) SavePage(ctx context.Context, by auth.Actor, in PageInput) (v PageView, err error) {
	if !by.Can(org.RightAdmin) {
		return v, fail.New(fail.Denied, "reception.page_denied", "the page is kept by the administrator")
	}
	if err := in.check(); err != nil {
		return v, err
	}
	p := Page{BodyID: by.BodyID, Slug: in.Slug, Published: in.Published, Address: in.Address, Hours: in.Hours, Phone: in.Phone, Functions: in.Functions,
		Officials: db.JSON[[]Official]{V: in.Officials}, AutoRegister: in.AutoRegister, JournalID: in.JournalID, Version: in.Version}
	err = s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if err := s.ownJournal(ctx, tx, p); err != nil {
			return err
		}
		if err := putPage(ctx, tx, &p); err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: "reception_page.saved", Object: p.Ref(), Detail: map[string]any{"auto_register": p.AutoRegister, "published": p.Published}})
	})
	return p.view(), err
}

func (in *PageInput) check() error {
	in.Slug = strings.TrimSpace(in.Slug)
	switch {
	case !slugForm.MatchString(in.Slug):
		return fail.Field("reception.page_wrong", "slug", "wrong_format")
	case taken[in.Slug]:
		return fail.Field("reception.page_wrong", "slug", "taken")
	case in.AutoRegister && in.JournalID == nil:
		return fail.Field("reception.page_wrong", "journal_id", "required")
	}
	return nil
}

// ownJournal refuses a journal of another body or of another flow.
func (s *Service) ownJournal(ctx context.Context, tx *db.Tx, p Page) error {
	if p.JournalID == nil {
		return nil
	}
	j, err := db.All[registry.Journal](ctx, tx, "SELECT "+db.Columns[registry.Journal]("")+" FROM journals WHERE id = $1 AND body_id = $2 AND flow = 'appeal' AND active", *p.JournalID, p.BodyID)
	if err == nil && len(j) == 0 {
		err = fail.Field("reception.page_wrong", "journal_id", "wrong_journal")
	}
	return err
}

// putPage writes the page over the version that was shown.
func putPage(ctx context.Context, tx *db.Tx, p *Page) error {
	var err error
	n := int64(1)
	if p.Version == 0 {
		p.Version = 1
		_, err = db.Insert(ctx, tx, "reception_pages", *p)
	} else {
		n, err = tx.Exec(ctx, `UPDATE reception_pages SET slug = $1, published = $2, address = $3, hours = $4, phone = $5, functions = $6, officials = $7,
			auto_register = $8, journal_id = $9, version = version + 1 WHERE body_id = $10 AND version = $11`,
			p.Slug, p.Published, p.Address, p.Hours, p.Phone, p.Functions, p.Officials, p.AutoRegister, p.JournalID, p.BodyID, p.Version)
		p.Version++
	}
	if what, taken := tx.Words().IsUnique(err); taken {
		if strings.Contains(what, "slug") {
			return fail.Field("reception.page_wrong", "slug", "taken")
		}
		n, err = 0, nil
	}
	if err == nil && n == 0 {
		return fail.New(fail.Conflict, "document.stale", "the page was changed by somebody else")
	}
	return err
}

// IssuedCode is the code of an appeal, shown once.
type IssuedCode struct {
	Code string `json:"code"`
	URL  string `json:"url" doc:"Page on which number and code are typed, without the host"`
}

// adminRoutes are the operations of the office.
func adminRoutes(a *api.API, s *Service) {
	api.Add(a, api.Get("reception-page", "/reception/page", "Page of the own body in the internet reception"),
		func(ctx context.Context, by auth.Actor, _ *api.Empty) (*api.Body[PageView], error) {
			v, err := s.OwnPage(ctx, by)
			return &api.Body[PageView]{Body: v}, err
		})
	api.Add(a, api.Put("reception-page-save", "/reception/page", "Make or change that page"),
		func(ctx context.Context, by auth.Actor, in *api.Body[PageInput]) (*api.Body[PageView], error) {
			v, err := s.SavePage(ctx, by, in.Body)
			return &api.Body[PageView]{Body: v}, err
		})
	api.Add(a, api.Post("appeals-tracking-code", "/appeals/{id}/tracking-code", "Give out the code by which the author of a paper appeal sees its status"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[IssuedCode], error) {
			code, err := s.IssueCode(ctx, by, in.ID)
			return &api.Body[IssuedCode]{Body: IssuedCode{code, receptionPath + "/track"}}, err
		})
}
