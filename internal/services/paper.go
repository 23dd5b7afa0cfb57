package services

import (
	"context"
	"strings"
	"time"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/services/catalogue"
)

// PaperKind is what a paper does to its application when it is signed.
type PaperKind string

const (
	PaperGrant      PaperKind = "grant"
	PaperRefusal    PaperKind = "refusal"
	PaperCorrection PaperKind = "correction"
)

// Paper is a card of documents on which a decision stands.
type Paper struct {
	DocumentID    int64             `db:"document_id"`
	ApplicationID int64             `db:"application_id"`
	Kind          PaperKind         `db:"kind"`
	Ground        string            `db:"ground"`
	Reason        string            `db:"reason"`
	Missing       db.JSON[[]string] `db:"missing"`
	Result        string            `db:"result"`
	SettledAt     *time.Time        `db:"settled_at"`
	CreatedAt     time.Time         `db:"created_at"`
}

var paperColumns = db.Columns[Paper]("")

// paperForm is the built-in text of a paper. All texts stand in this file: the DOCX is made of them.
type paperForm struct {
	title   string
	heading string
	text    []string
}

// kindDecision is the kind of document of all papers: it asks for a qualified signature.
const kindDecision = "Решение по услуге"

const appealed = "Решение может быть обжаловано в досудебном порядке (глава 2.1 Федерального закона от 27 июля 2010 г. № 210-ФЗ): {{complaint}}, а также в суде."

var paperForms = map[PaperKind]paperForm{
	PaperGrant: {"Решение о предоставлении услуги", "О предоставлении услуги", []string{
		"{{greeting}}",
		"По заявлению от {{date}} № {{number}} принято решение о предоставлении услуги «{{service}}».",
		"Результат: {{result}}.",
		"{{text}}",
	}},
	PaperRefusal: {"Решение об отказе в предоставлении услуги", "Об отказе в предоставлении услуги", []string{
		"{{greeting}}",
		"По заявлению от {{date}} № {{number}} принято решение об отказе в предоставлении услуги «{{service}}».",
		"Основание: {{ground}} ({{act}}).",
		"{{reason}}",
		"{{missing}}",
		"Вы вправе обратиться снова, когда причина отказа будет устранена. " + appealed,
	}},
	PaperCorrection: {"Исправление опечаток в результате услуги", "Об исправлении опечаток", []string{
		"{{greeting}}",
		"В результат услуги «{{service}}» по заявлению от {{date}} № {{number}} внесены исправления.",
		"{{text}}",
		"Прежний документ недействителен со дня подписания этого решения.",
	}},
}

// draft is what an act wants written.
type draft struct {
	Paper
	text      string
	ground    catalogue.Ground
	result    string // its name
	author    int64
	signatory int64
}

// writePaper makes the card of a decision in the transaction of the act.
func (s *Service) writePaper(ctx context.Context, tx *db.Tx, m *matter, d draft) (documents.Document, error) {
	form := paperForms[d.Kind]
	who, err := s.ApplicantByID(ctx, tx, m.ApplicantID)
	if err != nil {
		return documents.Document{}, err
	}
	to, err := s.Documents.Person(ctx, tx, documents.Correspondent{BodyID: m.BodyID, Name: who.FullName(), Address: who.Address, Email: who.Email})
	if err != nil {
		return documents.Document{}, err
	}
	docx, err := documents.LetterForm(documents.Outgoing, form.text)
	if err != nil {
		return documents.Document{}, err
	}
	values := s.paperValues(m, d, who)
	values["heading"] = form.heading
	card, err := s.Documents.Write(ctx, tx, documents.Writing{BodyID: m.BodyID, Flow: documents.Outgoing, Kind: kindDecision,
		Summary: form.title + " (№ " + m.Number + ")", FileName: form.title + ".docx", AuthorID: d.author, SignatoryID: &d.signatory,
		Addressees: []documents.AddresseeLine{{CorrespondentID: to, Channel: m.Way.channel()}}, Form: docx, Values: values})
	if err != nil {
		return card, err
	}
	row := d.Paper
	row.DocumentID, row.ApplicationID, row.CreatedAt = card.ID, m.ID, tx.Now
	_, err = db.Insert(ctx, tx, "application_papers", row)
	return card, err
}

func (s *Service) paperValues(m *matter, d draft, who Applicant) map[string]string {
	var missing []string
	for _, doc := range m.procedure.Passport.DocumentsOf(m.Variant) {
		for _, code := range d.Missing.V {
			if doc.Code == code {
				missing = append(missing, "– "+doc.Name)
			}
		}
	}
	lines := strings.Join(missing, ";\n")
	if lines != "" {
		lines = "Недостающие документы:\n" + lines
	}
	complaint := m.procedure.Passport.Complaint.To
	if complaint == "" {
		complaint = "в орган, предоставляющий услугу"
	}
	return map[string]string{
		"greeting": greeting(who), "addressee": strings.TrimSpace(who.FullName() + "\n" + who.Address), "number": m.Number, "date": m.RegisteredOn.Russian(),
		"service": m.procedure.Passport.Name, "result": d.result, "text": d.text, "ground": d.ground.Text, "act": d.ground.Act, "reason": d.Reason,
		"missing": lines, "complaint": complaint,
	}
}

// greeting addresses a person by name and patronymic; the patronymic tells how.
func greeting(a Applicant) string {
	if a.Kind == Organisation || a.Patronymic == "" {
		return "Здравствуйте!"
	}
	word := "Уважаемый"
	if strings.HasSuffix(a.Patronymic, "на") || strings.HasSuffix(a.Patronymic, "кызы") {
		word = "Уважаемая"
	}
	return word + " " + a.Name + " " + a.Patronymic + "!"
}

// channel is the way of the paper: what lies in the account is handed over there.
func (w Way) channel() documents.Channel {
	if w == ByPost {
		return documents.ByPost
	}
	return documents.ByHand
}

// paperOf is the paper of a card, nil where the card is no paper of ours.
func paperOf(ctx context.Context, r db.Reader, documentID int64) (*Paper, error) {
	list, err := db.All[Paper](ctx, r, "SELECT "+paperColumns+" FROM application_papers WHERE document_id = $1", documentID)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return &list[0], nil
}

// PaperSigned announces that the signatory has signed a decision.
type PaperSigned struct {
	DocumentID int64 `json:"document_id"`
}

func (PaperSigned) Kind() string { return "application.paper_signed" }

// gone are the states in which a decision is not with its signatory any more and not signed.
var gone = map[documents.State]bool{documents.SignatureRefused: true, documents.InRevision: true, documents.Withdrawn: true}

// registerPaper gives a signed decision its number in the journal of outgoing documents of its body.
func (s *Service) registerPaper(ctx context.Context, d documents.Document) error {
	journals, err := s.Registry.Journals(ctx, s.db, d.BodyID, string(documents.Outgoing))
	if err != nil {
		return err
	}
	for _, j := range journals {
		if !j.Active || j.AccessMark != "" {
			continue
		}
		rule := auth.System("services")
		rule.BodyID = d.BodyID
		_, err := s.Documents.Register(ctx, rule, d.ID, documents.RegisterInput{JournalID: j.ID})
		return err
	}
	return fail.New(fail.Unready, "application.no_journal", "body %d has no journal of outgoing documents", d.BodyID)
}

// handOut takes the card of a decision to its end: it was put into the account, or handed over. What goes by post is sent by
// the records office.
func (s *Service) handOut(ctx context.Context, tx *db.Tx, way Way, documentID int64) error {
	d, err := s.Documents.Lock(ctx, tx, documentID)
	if err != nil || d.State != documents.Registered || way == ByPost {
		return err
	}
	for _, to := range []documents.State{documents.Dispatching, documents.Dispatched, documents.Delivered} {
		if err := s.Documents.Move(ctx, tx, &d, to, "document.handed_out", nil); err != nil {
			return err
		}
	}
	return nil
}
