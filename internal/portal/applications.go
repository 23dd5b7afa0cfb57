package portal

import (
	"context"
	"slices"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services"
	"veche/internal/services/intake"
	"veche/internal/services/receipt"
)

// Application is an application for a service as its applicant sees it in the account.
type Application struct {
	services.Shown
	Service     string
	Body        string
	Accepted    intake.Accepted // its place in the order
	PlaceName   string          // what the place is counted in, in words
	Events      []services.Event
	Messages    []services.Message
	Files       []services.File
	Result      []Answer // the signed papers, the newest first
	Complaints  []services.Complaint
	Corrections []services.Correction
	Places      Places // in registers
}

// ApplicationsOf lists what the visitor has applied for in this capacity, through whatever channel, the newest first. Cost:
// two statements, however many there are: who he is, and the list.
func (s *Service) ApplicationsOf(ctx context.Context, v Visitor) ([]services.Listed, error) {
	who, known, err := s.Services.Known(ctx, s.db, v.card())
	if err != nil || !known {
		return nil, err
	}
	return s.Services.ListOf(ctx, s.db, who.ID, mostShown)
}

// named adds the names of the service and of the body.
func (s *Service) named(ctx context.Context, shown services.Shown) (a Application, err error) {
	a.Shown = shown
	entry, err := s.Catalogue.EntryByID(ctx, s.db, a.ServiceID)
	if err != nil {
		return a, err
	}
	body, err := s.Org.Body(ctx, s.db, a.BodyID)
	a.Service, a.Body = entry.Name, body.Name
	return a, err
}

// CorrectionWaits tells whether a mistake that he has told of is still considered: one is at a time.
func (a Application) CorrectionWaits() bool {
	return slices.ContainsFunc(a.Corrections, services.Correction.Open)
}

// ownApplication is an application of the visitor; another's is as absent as one that never was.
func (s *Service) ownApplication(ctx context.Context, r db.Reader, v Visitor, id int64) (services.Shown, error) {
	who, known, err := s.Services.Known(ctx, r, v.card())
	if err != nil {
		return services.Shown{}, err
	}
	a, err := s.Services.ShownOf(ctx, r, id)
	if err == nil && (!known || a.ApplicantID != who.ID) || fail.KindOf(err) == fail.NotFound {
		err = fail.New(fail.NotFound, "account.no_application", "application %d is not of citizen %d", id, v.Citizen.ID)
	}
	return a, err
}

// Application is one application of the visitor with all that he may see of it.
func (s *Service) Application(ctx context.Context, v Visitor, id int64) (a Application, err error) {
	own, err := s.ownApplication(ctx, s.db, v, id)
	if err != nil {
		return a, err
	}
	if a, err = s.named(ctx, own); err != nil {
		return a, err
	}
	if a.Accepted, err = s.acceptedOf(ctx, a.Shown); err != nil {
		return a, err
	}
	if a.PlaceName, err = s.Intake.PlaceName(ctx, a.Accepted); err != nil {
		return a, err
	}
	if a.Places, err = s.placesOf(ctx, a.Shown); err != nil {
		return a, err
	}
	if a.Events, err = s.Services.PublicHistory(ctx, s.db, id); err != nil {
		return a, err
	}
	if a.Messages, err = s.Services.Messages(ctx, s.db, id); err != nil {
		return a, err
	}
	if a.Files, err = s.Services.FilesOf(ctx, s.db, id); err != nil {
		return a, err
	}
	if a.Complaints, err = s.Services.ComplaintsOf(ctx, s.db, id); err != nil {
		return a, err
	}
	if a.Corrections, err = s.Services.CorrectionsOf(ctx, s.db, id); err != nil {
		return a, err
	}
	if a.Result, err = s.papersOf(ctx, id, a.Places.Papers()); err != nil || !a.Places.Kept() || a.ResultID == nil || slices.Contains(a.Places.Papers(), *a.ResultID) {
		return a, err
	}
	order, err := s.orderOf(ctx, *a.ResultID)
	a.Result = append(a.Result, order...)
	return a, err
}

// orderOf is the signed order by which a register has decided. Other children stand in it: the applicant sees by whom it is
// signed and how the signature was checked, and has an extract of his own (152-ФЗ ст. 7).
func (s *Service) orderOf(ctx context.Context, documentID int64) ([]Answer, error) {
	card, err := s.Documents.Get(ctx, s.db, documentID)
	if err != nil {
		return nil, err
	}
	list, err := s.opened(ctx, []documents.Document{card})
	for i := range list {
		list[i].Files = nil
	}
	return list, err
}

// papersOf are the signed papers of an application, the newest first: decision, notices, answers to complaints, and what its
// register has said to this applicant.
func (s *Service) papersOf(ctx context.Context, id int64, ofRegister []int64) ([]Answer, error) {
	signed, err := s.Services.SignedPapers(ctx, s.db, id)
	if err != nil {
		return nil, err
	}
	signed = append(signed, ofRegister...)
	cards := make([]documents.Document, len(signed))
	for i, documentID := range signed {
		if cards[i], err = s.Documents.Get(ctx, s.db, documentID); err != nil {
			return nil, err
		}
	}
	return s.opened(ctx, cards)
}

// acceptedOf is the row of the order from which the application came.
func (s *Service) acceptedOf(ctx context.Context, a services.Shown) (intake.Accepted, error) {
	rows, err := s.Intake.After(ctx, s.db, a.ServiceID, a.Year, a.Sequence-1, 1)
	if err == nil && (len(rows) == 0 || rows[0].Sequence != a.Sequence) {
		err = fail.New(fail.NotFound, "account.no_application", "application %d has no row in the order", a.ID)
	}
	if err != nil {
		return intake.Accepted{}, err
	}
	return rows[0], nil
}

// ReceiptOf is the receipt of an application, with its proof when the log of the order has got so far.
func (s *Service) ReceiptOf(ctx context.Context, v Visitor, id int64) (receipt.Receipt, error) {
	a, err := s.ownApplication(ctx, s.db, v, id)
	if err != nil {
		return receipt.Receipt{}, err
	}
	accepted, err := s.acceptedOf(ctx, a)
	if err != nil {
		return receipt.Receipt{}, err
	}
	return s.receiptFor(ctx, accepted)
}

// receiptFor makes the receipt of an accepted row, whether or not it has become an application yet.
func (s *Service) receiptFor(ctx context.Context, accepted intake.Accepted) (receipt.Receipt, error) {
	entry, err := s.Catalogue.EntryByID(ctx, s.db, accepted.ServiceID)
	if err != nil {
		return receipt.Receipt{}, err
	}
	made, err := s.Order.Receipt(ctx, accepted, entry.Name)
	if err != nil {
		return made, err
	}
	made.PlaceName, err = s.Intake.PlaceName(ctx, accepted)
	return made, err
}

// onOwn runs an act of the applicant on his application, in one transaction.
func (s *Service) onOwn(ctx context.Context, by auth.Actor, v Visitor, id int64, act func(tx *db.Tx) error) error {
	return s.db.Tx(ctx, v.as(by), func(tx *db.Tx) error {
		if _, err := s.ownApplication(ctx, tx, v, id); err != nil {
			return err
		}
		return act(tx)
	})
}

// ReplyTo answers the officer, or brings what he has asked for.
func (s *Service) ReplyTo(ctx context.Context, by auth.Actor, v Visitor, id int64, words string, brought []documents.Stored) error {
	if words == "" && len(brought) == 0 {
		return fail.New(fail.Invalid, "account.reply_empty", "neither words nor files")
	}
	files := make([]services.Attached, len(brought))
	for i, f := range brought {
		files[i] = services.Attached{Name: cleanName(f.Name), SHA256: f.Blob.SHA256, Size: f.Blob.Size}
	}
	return s.onOwn(ctx, by, v, id, func(tx *db.Tx) error { return s.Services.Reply(ctx, tx, id, words, files) })
}

// ApplicationFile is a file of a message or of the result of the visitor's own application.
func (s *Service) ApplicationFile(ctx context.Context, v Visitor, id, fileID int64, ofResult bool) (documents.File, error) {
	a, err := s.Application(ctx, v, id)
	if err != nil {
		return documents.File{}, err
	}
	for _, letter := range a.Result {
		for _, f := range letter.Files {
			if ofResult && f.ID == fileID {
				return f, nil
			}
		}
	}
	for _, f := range a.Files {
		if !ofResult && f.ID == fileID {
			return documents.File{Name: f.Name, SHA256: f.SHA256, Size: f.Size, CreatedAt: f.AddedAt}, nil
		}
	}
	return documents.File{}, fail.New(fail.NotFound, "file.not_found", "file %d is not of application %d", fileID, id)
}
