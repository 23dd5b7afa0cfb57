package approval

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// Sheet is the approval sheet (лист согласования, §3.4): who said what of which bytes, and when.
type Sheet struct {
	DocumentID    int64          `json:"document_id"`
	Body          string         `json:"body" doc:"Name of the organisation"`
	Kind          string         `json:"kind" doc:"Kind of the document"`
	Summary       string         `json:"summary"`
	Number        string         `json:"number" doc:"Of the document, once it is registered"`
	VersionNo     int            `json:"version_no"`
	SHA256        string         `json:"sha256" doc:"Of the version over which the last cycle ran"`
	Route         string         `json:"route"`
	Initiator     SheetHead      `json:"initiator"`
	State         State          `json:"state" enum:"running,returned,recalled,approved,withdrawn"`
	StartedAt     time.Time      `json:"started_at"`
	EndedAt       *time.Time     `json:"ended_at"`
	Cycles        []Cycle        `json:"cycles"`
	Rows          []SheetRow     `json:"rows"`
	Disagreements []Disagreement `json:"disagreements" doc:"Remarks with the author's answers, settled or not"`
	Signatures    []Signed       `json:"signatures" doc:"Under the text as it stands now"`
	GeneratedAt   time.Time      `json:"generated_at"`
	Hash          string         `json:"hash" doc:"SHA-256 of everything above but the time of generation"`

	zone *time.Location
}

// SheetHead is who began the approval and answers for the text (requisite 25).
type SheetHead struct {
	Name  string `json:"name"`
	Post  string `json:"post"`
	Phone string `json:"phone"`
}

// Signed is a signature under the text, with its verdict in words.
type Signed struct {
	Name  string    `json:"name"`
	Post  string    `json:"post"`
	Basis string    `json:"basis"`
	At    time.Time `json:"at"`
	Words string    `json:"words" doc:"Kind, certificate and verdict"`
}

// SheetRow is one visa of the sheet.
type SheetRow struct {
	Cycle      int        `json:"cycle"`
	VersionNo  int        `json:"version_no"`
	Stage      string     `json:"stage"`
	Opinion    bool       `json:"opinion" doc:"Of a subordinate, for his chief"`
	Name       string     `json:"name" doc:"Who voted, or was asked"`
	Post       string     `json:"post"`
	ActingFor  string     `json:"acting_for" doc:"Whose visa it is, when an acting officer gave it"`
	Basis      string     `json:"basis"`
	ReceivedAt *time.Time `json:"received_at"`
	DueAt      *time.Time `json:"due_at"`
	State      VisaState  `json:"state" enum:"waiting,asked,delegated,voted,kept,cancelled"`
	Vote       Vote       `json:"vote" enum:",agreed,agreed_with_remarks,not_agreed,abstained_conflict"`
	DecidedAt  *time.Time `json:"decided_at"`
	Late       bool       `json:"late"`
	LateDays   int        `json:"late_days" doc:"Working days after the term"`
	Remarks    string     `json:"remarks"`
	Signature  string     `json:"signature" doc:"Kind of signature of the vote: simple, by the sign-in of the person"`
}

// Sheet is the sheet of the newest approval of a card that the actor sees.
func (s *Service) Sheet(ctx context.Context, by auth.Actor, documentID int64) (Sheet, error) {
	d, err := s.documents.Open(ctx, s.db, by, documentID)
	if err != nil {
		return Sheet{}, err
	}
	a, err := latest(ctx, s.db, d.ID)
	if err == nil && a == nil {
		err = fail.New(fail.NotFound, "approval.not_found", "card %d was never in approval", d.ID)
	}
	if err != nil {
		return Sheet{}, err
	}
	return s.sheetOf(ctx, s.db, *a)
}

func (s *Service) sheetOf(ctx context.Context, r db.Reader, a Approval) (Sheet, error) {
	d, err := s.documents.Get(ctx, r, a.DocumentID)
	if err != nil {
		return Sheet{}, err
	}
	kind, err := s.documents.KindByID(ctx, r, d.KindID)
	if err != nil {
		return Sheet{}, err
	}
	initiator, err := s.org.Person(ctx, r, a.InitiatorID)
	if err != nil {
		return Sheet{}, err
	}
	body, err := s.org.Body(ctx, r, a.BodyID)
	if err != nil {
		return Sheet{}, err
	}
	cycles, err := cyclesOf(ctx, r, a.ID)
	if err != nil {
		return Sheet{}, err
	}
	visas, err := visasOf(ctx, r, a.ID)
	if err != nil {
		return Sheet{}, err
	}
	last := cycles[len(cycles)-1]
	sheet := Sheet{
		DocumentID: d.ID, Body: body.Name, Kind: kind.Name, Summary: d.Summary, Number: d.Number, VersionNo: last.VersionNo, SHA256: last.SHA256,
		Route: a.RouteName, Initiator: SheetHead{initiator.ShortName, initiator.Post, initiator.Phone},
		State: a.State, StartedAt: a.StartedAt, EndedAt: a.EndedAt, Cycles: cycles, Rows: []SheetRow{},
		zone: s.org.Zone(ctx, r, a.BodyID),
	}
	for _, v := range visas {
		sheet.Rows = append(sheet.Rows, s.sheetRow(a, v, sheet.zone))
	}
	replies, err := repliesOf(ctx, r, a.ID)
	if err != nil {
		return sheet, err
	}
	sheet.Disagreements = disagreements(a, visas, replies)
	if sheet.Signatures, err = s.signed(ctx, r, d.ID); err != nil {
		return sheet, err
	}
	if sheet.Hash, err = sheet.hash(); err != nil {
		return sheet, err
	}
	sheet.GeneratedAt = s.db.Now()
	return sheet, nil
}

// signed are the signatures under the text.
func (s *Service) signed(ctx context.Context, r db.Reader, documentID int64) ([]Signed, error) {
	puts, err := s.signing.Puts(ctx, r, documentID)
	list := make([]Signed, 0, len(puts))
	for _, p := range puts {
		list = append(list, Signed{p.SignerName, p.SignerPost, p.Basis, p.SignedAt, p.Words})
	}
	return list, err
}

func (s *Service) sheetRow(a Approval, v Visa, zone *time.Location) SheetRow {
	row := SheetRow{
		Cycle: v.Cycle, VersionNo: v.VersionNo, Stage: a.Stages.V[v.Stage].Name, Opinion: v.DelegatedFrom != nil, Name: v.Name, Post: v.Post,
		ReceivedAt: v.AskedAt, DueAt: v.DueAt, State: v.State, Vote: v.Vote, DecidedAt: v.VotedAt, Remarks: v.Remarks,
	}
	if v.Vote == "" {
		return row
	}
	row.Signature, row.Name, row.Post, row.Basis = "simple", v.VotedName, v.VotedPost, v.Basis
	if v.OnBehalfID != nil {
		row.ActingFor = v.Name
	}
	if row.Late = v.DueAt != nil && v.VotedAt.After(*v.DueAt); row.Late {
		row.LateDays = s.calendar.WorkingDaysBetween(calendar.DateOf(*v.DueAt, zone), calendar.DateOf(*v.VotedAt, zone))
	}
	return row
}

// hash binds the printed sheet to what it says.
func (sh Sheet) hash() (string, error) {
	sh.Hash, sh.GeneratedAt = "", time.Time{}
	raw, err := json.Marshal(sh)
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:]), err
}
