package cards

import (
	"context"
	"slices"

	"veche/internal/documents"
	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
)

// Card is one card as the actor sees it. Opening a restricted one is an act of its own in the audit (§2.11).
func (s *Service) Card(ctx context.Context, by auth.Actor, id int64) (Card, error) {
	d, err := s.documents.Open(ctx, s.db, by, id)
	if err != nil {
		return Card{}, err
	}
	if d.AccessMark == documents.Restricted {
		if err := audit.Seen(ctx, s.db, by, d.Ref()); err != nil {
			return Card{}, err
		}
	}
	today, err := s.today(by)
	if err != nil {
		return Card{}, err
	}
	c := fields(d, today)
	for _, add := range []func(context.Context, auth.Actor, documents.Document, *Card) error{
		s.addPeople, s.addDictionaries, s.addFiles, s.addSending, s.addLinks, s.addSubjects,
	} {
		if err := add(ctx, by, d, &c); err != nil {
			return Card{}, err
		}
	}
	return c, nil
}

// fields are what stands in the row of the card itself.
func fields(d documents.Document, today calendar.Date) Card {
	c := Card{
		ID: d.ID, Flow: d.Flow, State: d.State, Summary: d.Summary, Urgent: d.Urgent, AccessMark: d.AccessMark, CopyNumber: d.CopyNumber,
		Number: d.Number, RegisteredOn: d.RegisteredOn, RegisteredAt: d.RegisteredAt,
		SenderNumber: d.SenderNumber, SenderDate: d.SenderDate, SenderSignatory: d.SenderSignatory, ReceivedAt: d.ReceivedAt, Channel: d.Channel,
		DueOn: d.DueOn, Overdue: binds(d.Flow, d.State) && !d.DueOn.IsZero() && d.DueOn.Before(today), Due: why(d.DueWhy),
		Sheets: d.Sheets, Attachments: d.Attachments, FiledAt: d.FiledAt, Reason: d.Reason,
		CreatedAt: d.CreatedAt, ChangedAt: d.ChangedAt, Version: d.Version,
	}
	return c
}

func why(d calendar.Deadline) *Due {
	if d.Date.IsZero() {
		return nil
	}
	shifted := slices.ContainsFunc(d.Steps, func(step calendar.Step) bool { return step.Rule == calendar.Shifted })
	return &Due{Why: d.Explain(), Title: d.Term.Title, Basis: d.Term.Basis, Shifted: shifted}
}

func (s *Service) addPeople(ctx context.Context, _ auth.Actor, d documents.Document, c *Card) error {
	var ids []int64
	for _, id := range []*int64{d.RegistrarID, d.AddresseeID, d.AuthorID, d.SignatoryID} {
		if id != nil {
			ids = append(ids, *id)
		}
	}
	people, err := s.people(ctx, ids)
	named := func(id *int64) *Person {
		if id == nil {
			return nil
		}
		return people[*id]
	}
	c.Registrar, c.Addressee, c.Author, c.Signatory = named(d.RegistrarID), named(d.AddresseeID), named(d.AuthorID), named(d.SignatoryID)
	return err
}

// addDictionaries names the kind, the correspondent, the journal and the case.
func (s *Service) addDictionaries(ctx context.Context, _ auth.Actor, d documents.Document, c *Card) error {
	kind, err := s.documents.KindOf(ctx, s.db, d)
	if err != nil {
		return err
	}
	c.Kind = Kind{ID: kind.ID, Name: kind.Name, SignWith: kind.SignWith}
	if d.CorrespondentID != nil {
		from, err := s.documents.Correspondent(ctx, s.db, *d.CorrespondentID)
		if err != nil {
			return err
		}
		c.Correspondent = &Correspondent{ID: from.ID, Name: from.Name, Kind: from.Kind, Address: from.Address, Email: from.Email, Channel: from.Channel}
	}
	if d.JournalID != nil {
		j, err := s.registry.Journal(ctx, s.db, *d.JournalID)
		if err != nil {
			return err
		}
		c.Journal = &Named{ID: j.ID, Name: j.Name}
	}
	if d.CaseFileID != nil {
		f, err := s.registry.CaseFile(ctx, s.db, *d.CaseFileID)
		if err != nil {
			return err
		}
		c.Case = &Case{ID: f.ID, Index: f.IndexCode, Title: f.Title, Year: f.Year}
	}
	return nil
}

func (s *Service) addFiles(ctx context.Context, _ auth.Actor, d documents.Document, c *Card) error {
	files, err := s.documents.Files(ctx, s.db, d.ID)
	if err != nil {
		return err
	}
	c.Files = make([]File, 0, len(files))
	for _, f := range files {
		if f.Role == documents.Acknowledgement { // hundreds may have read it; their signatures stand beside their names
			continue
		}
		c.Files = append(c.Files, File{
			ID: f.ID, Role: f.Role, Name: f.Name, Kind: f.Kind, Size: f.Size, Pages: f.Pages, SHA256: f.SHA256, HasPreview: f.Preview != "",
			Trouble: f.Trouble, Reading: f.TextState == "waiting", Damaged: f.DamagedAt != nil, CreatedAt: f.CreatedAt,
		})
	}
	return s.addVersions(ctx, d, c)
}

func (s *Service) addVersions(ctx context.Context, d documents.Document, c *Card) error {
	versions, err := s.documents.Versions(ctx, s.db, d.ID)
	if err != nil {
		return err
	}
	var authors []int64
	for _, v := range versions {
		authors = append(authors, v.CreatedBy)
	}
	people, err := s.people(ctx, authors)
	c.Versions = make([]Version, 0, len(versions))
	for _, v := range versions {
		c.Versions = append(c.Versions, Version{ID: v.ID, No: v.No, FileID: v.FileID, SHA256: v.SHA256, Note: v.Note, Author: people[v.CreatedBy], CreatedAt: v.CreatedAt})
	}
	return err
}

// addSending names the addressees and how far the document is on its way to each.
func (s *Service) addSending(ctx context.Context, _ auth.Actor, d documents.Document, c *Card) error {
	var err error
	c.Addressees, err = db.All[Addressee](ctx, s.db, `
		SELECT a.id, a.correspondent_id, c.name, a.person, a.channel
		  FROM addressees a JOIN correspondents c ON c.id = a.correspondent_id
		 WHERE a.document_id = $1 ORDER BY a.position, a.id`, d.ID)
	if err != nil {
		return err
	}
	sent, err := db.All[Delivery](ctx, s.db, "SELECT "+db.Columns[Delivery]("")+" FROM deliveries WHERE document_id = $1", d.ID)
	for i, a := range c.Addressees {
		if n := slices.IndexFunc(sent, func(x Delivery) bool { return x.AddresseeID == a.ID }); n >= 0 {
			c.Addressees[i].Delivery = &sent[n]
		}
	}
	return err
}

const smallColumns = "d.id, d.flow, d.state, k.name AS kind, d.number, d.registered_on, d.summary, d.access_mark"

// addLinks names the linked cards that the reader may see: a link to another one does not betray it.
func (s *Service) addLinks(ctx context.Context, by auth.Actor, d documents.Document, c *Card) error {
	args := []any{d.ID}
	var err error
	c.Links, err = db.All[Link](ctx, s.db, `
		SELECT l.kind AS relation, l.from_id = $1 AS outward, `+smallColumns+`
		  FROM document_links l
		  JOIN documents d ON d.id = CASE WHEN l.from_id = $1 THEN l.to_id ELSE l.from_id END
		  JOIN kinds k ON k.id = d.kind_id
		 WHERE (l.from_id = $1 OR l.to_id = $1) AND `+visible("d.id", by, &args)+`
		 ORDER BY l.id`, args...)
	if err != nil || d.InReplyToID == nil {
		return err
	}
	c.InReplyTo, err = s.small(ctx, by, *d.InReplyToID)
	return err
}

// small is a card named on another one, nil where the actor does not see it.
func (s *Service) small(ctx context.Context, by auth.Actor, id int64) (*Small, error) {
	args := []any{id}
	list, err := db.All[Small](ctx, s.db, "SELECT "+smallColumns+" FROM documents d JOIN kinds k ON k.id = d.kind_id WHERE d.id = $1 AND "+visible("d.id", by, &args), args...)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return &list[0], nil
}

// visible is the condition that the actor sees the card in the column.
func visible(column string, by auth.Actor, args *[]any) string {
	return "EXISTS (SELECT 1 FROM access a WHERE a.document_id = " + column + " AND a.principal IN " + db.In(args, once(by.Principals)) + ")"
}

// addSubjects asks the subjects for their parts and for what the reader may do there.
func (s *Service) addSubjects(ctx context.Context, by auth.Actor, d documents.Document, c *Card) error {
	c.Actions = []string{}
	also(c, d.Actions(by))
	var err error
	if c.Signing, err = s.signing.OfCard(ctx, s.db, by, d); err != nil {
		return err
	}
	also(c, c.Signing.Actions)
	if c.Orders, err = s.assignments.TreeOf(ctx, s.db, by, d); err != nil {
		return err
	}
	also(c, c.Orders.Actions)
	if c.Approval, err = s.approval.OfCard(ctx, s.db, by, d); err != nil {
		return err
	}
	also(c, c.Approval.Actions)
	if c.Acknowledgement, err = s.readers.Of(ctx, s.db, d); err != nil {
		return err
	}
	also(c, s.dispatch.Actions(by, d))
	slices.Sort(c.Actions)
	c.Actions = slices.Compact(c.Actions)
	return nil
}

// also adds the actions of one subject.
func also[T ~string](c *Card, list []T) {
	for _, act := range list {
		c.Actions = append(c.Actions, string(act))
	}
}
