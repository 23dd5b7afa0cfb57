package drafts

import (
	"context"
	"errors"
	"time"

	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/files"
	"veche/internal/services/catalogue"
)

// Draft is an application that is being written.
type Draft struct {
	ID             int64      `db:"id"`
	Key            string     `db:"key"`
	CitizenID      int64      `db:"citizen_id"`
	OrganisationID *int64     `db:"organisation_id"`
	ServiceID      int64      `db:"service_id"`
	VersionID      int64      `db:"version_id"`
	Answers        string     `db:"answers"`
	Page           string     `db:"page"`
	Version        int64      `db:"version"`
	Checked        string     `db:"checked"`
	Pass           string     `db:"pass"`
	PassKey        []byte     `db:"pass_key"`
	PassUntil      *time.Time `db:"pass_until"`
	Applicant      int64      `db:"applicant"`
	CreatedAt      time.Time  `db:"created_at"`
	ChangedAt      time.Time  `db:"changed_at"`
	Number         string     `db:"number"`
}

// File waits with its draft; the answers name it by its code.
type File struct {
	ID          int64     `db:"id"`
	DraftID     int64     `db:"draft_id"`
	Code        string    `db:"code"`
	Name        string    `db:"name"`
	SHA256      string    `db:"sha256"`
	Streebog256 string    `db:"streebog256"`
	Size        int64     `db:"size"`
	CreatedAt   time.Time `db:"created_at"`
}

// Owner is whose a draft is. What somebody writes for his organisation is not shown while he is there for himself.
type Owner struct {
	CitizenID      int64
	OrganisationID *int64
}

// Limits of one citizen and of one draft.
const (
	mostDrafts = 50
	mostFiles  = 40
	mostSize   = 100 << 20
	mostTyped  = 256 << 10 // what was typed and hidden again is kept too, so it may be longer than what is sent
	keepDraft  = 90 * 24 * time.Hour
)

// Service holds the use cases of drafts.
type Service struct {
	db        *db.DB
	catalogue *catalogue.Service
	files     *files.Store
}

// New makes the service.
func New(d *db.DB, c *catalogue.Service, f *files.Store) *Service {
	return &Service{db: d, catalogue: c, files: f}
}

const columns = "id, key, citizen_id, organisation_id, service_id, version_id, answers, page, version, checked, pass, pass_key, pass_until, applicant, created_at, changed_at, number"

// owned bounds a query to the drafts of one owner.
func (o Owner) owned(args *[]any) string {
	where := " citizen_id = " + db.Arg(args, o.CitizenID)
	if o.OrganisationID == nil {
		return where + " AND organisation_id IS NULL"
	}
	return where + " AND organisation_id = " + db.Arg(args, *o.OrganisationID)
}

// Open is the owner's draft; that of another is as absent as one that never was.
func (s *Service) Open(ctx context.Context, r db.Reader, o Owner, key string) (Draft, error) {
	return open(ctx, r, o, key, "")
}

func open(ctx context.Context, r db.Reader, o Owner, key, lock string) (Draft, error) {
	args := []any{key}
	d, err := db.One[Draft](ctx, r, "SELECT "+columns+" FROM application_drafts WHERE key = $1 AND"+o.owned(&args)+lock, args...)
	if errors.Is(err, db.ErrNone) {
		return d, fail.New(fail.NotFound, "draft.absent", "no such draft of citizen %d", o.CitizenID)
	}
	return d, err
}

// begun are the drafts that the owner may go on with, the newest first.
func begun(ctx context.Context, r db.Reader, o Owner) ([]Draft, error) {
	var args []any
	return db.All[Draft](ctx, r, "SELECT "+columns+" FROM application_drafts WHERE"+o.owned(&args)+" AND number = '' ORDER BY changed_at DESC LIMIT 100", args...)
}

// Listed is a draft in the list of its owner.
type Listed struct {
	Key       string    `db:"key"`
	Service   string    `db:"service"`
	Zone      string    `db:"zone"` // of the body that provides the service
	ChangedAt time.Time `db:"changed_at"`
}

// ListOf lists what the owner may go on with, with the names of the services, the newest first. Cost: one statement.
func (s *Service) ListOf(ctx context.Context, r db.Reader, o Owner) ([]Listed, error) {
	var args []any
	return db.All[Listed](ctx, r, `SELECT d.key, s.name AS service, b.zone, d.changed_at
		  FROM application_drafts d JOIN services s ON s.id = d.service_id JOIN bodies b ON b.id = s.body_id
		 WHERE`+o.owned(&args)+" AND d.number = '' ORDER BY d.changed_at DESC LIMIT 100", args...)
}

// Sent is a draft that came through the door.
type Sent struct {
	Key       string `db:"key"`
	Service   string `db:"service"`
	Applicant int64  `db:"applicant"`
	Number    string `db:"number"` // of its application
}

// SentBy lists what the owner has sent and is still kept, the newest first. Cost: one statement.
func (s *Service) SentBy(ctx context.Context, r db.Reader, o Owner) ([]Sent, error) {
	var args []any
	return db.All[Sent](ctx, r, `SELECT d.key, s.name AS service, d.applicant, d.number
		  FROM application_drafts d JOIN services s ON s.id = d.service_id
		 WHERE`+o.owned(&args)+" AND d.number <> '' ORDER BY d.changed_at DESC LIMIT 100", args...)
}

// Checked are the answers of drafts that may be sent, by draft: the door of the intake reads many at once.
func (s *Service) Checked(ctx context.Context, r db.Reader, ids []int64) (map[int64]string, error) {
	var args []any
	query := "SELECT id, checked FROM application_drafts WHERE checked <> '' AND " + db.Among(r, &args, "id", ids)
	list, err := db.All[struct {
		ID      int64  `db:"id"`
		Checked string `db:"checked"`
	}](ctx, r, query, args...)
	found := make(map[int64]string, len(list))
	for _, d := range list {
		found[d.ID] = d.Checked
	}
	return found, err
}

// FilesOf are the files of a draft, as they came.
func (s *Service) FilesOf(ctx context.Context, r db.Reader, draftID int64) ([]File, error) {
	return db.All[File](ctx, r, "SELECT "+db.Columns[File]("")+" FROM application_draft_files WHERE draft_id = $1 ORDER BY id", draftID)
}
