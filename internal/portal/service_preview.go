package portal

import (
	"bytes"
	"context"
	"fmt"
	"html/template"

	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/services/catalogue"
)

// Preview is the public page of a passport that is still being written.
type Preview struct {
	HTML string `json:"html" doc:"A whole page for a frame of its own; links of it lead nowhere"`
}

func previewRoute(a *api.API, p *pages) {
	op := api.Post("catalogue-preview", "/catalogue/{id}/preview", "The public page of a passport as it would be; nothing is kept")
	op.MaxBodyBytes = 2 << 20
	api.Add(a, op, func(ctx context.Context, by auth.Actor, in *api.Command[catalogue.Passport]) (*api.Body[Preview], error) {
		html, err := p.preview(ctx, by, in.ID, in.Body)
		return &api.Body[Preview]{Body: Preview{html}}, err
	})
}

func (p *pages) preview(ctx context.Context, by auth.Actor, id int64, passport catalogue.Passport) (string, error) {
	e, err := p.Catalogue.Own(ctx, p.db, by, id)
	if err != nil {
		return "", err
	}
	data, err := p.serviceView(ctx, e, passport)
	if err != nil {
		return "", err
	}
	data.Open, data.Preview = true, true
	if data.Door, err = p.doorOfDraft(passport.Order); err != nil {
		return "", err
	}
	var page bytes.Buffer
	v := view{Title: passport.ShortName, Data: data, Styles: []string{p.assets.URL("portal.css")}, Bare: true, Services: true, Attributes: template.HTMLAttr("")}
	if err := p.templates["service"].Execute(&page, v); err != nil {
		return "", fmt.Errorf("make the preview: %w", err)
	}
	return page.String(), nil
}
