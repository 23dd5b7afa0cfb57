package epgu

import (
	"context"
	"time"

	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
)

// Desk is where applications go and where their course is read: the subject of services.
type Desk interface {
	// Lodge submits an application into the order; the same key gets the first place. A refusal of kind fail.Invalid says
	// what is wrong with it.
	Lodge(ctx context.Context, l Lodging) (Place, error)
	// Foreign tells whether an application came from a portal of others.
	Foreign(ctx context.Context, r db.Reader, applicationID int64) (bool, error)
	// At finds the application of a place, 0 while there is none.
	At(ctx context.Context, r db.Reader, p Place) (int64, error)
	// Shown is what an applicant may see.
	Shown(ctx context.Context, r db.Reader, applicationID int64) (Shown, error)
	// Write is a message of the applicant with his files.
	Write(ctx context.Context, tx *db.Tx, applicationID int64, words string, files []AttachedFile) error
	// Attach keeps files that stand in fields of the form.
	Attach(ctx context.Context, tx *db.Tx, applicationID int64, files []AttachedFile) error
	// Fields are what the form of a service asks, for whoever maps theirs onto ours.
	Fields(ctx context.Context, r db.Reader, serviceID int64, at time.Time) ([]FormField, error)
	// Services are those that may be mapped.
	Services(ctx context.Context, r db.Reader) ([]ServiceOption, error)
	// AskCancel is the applicant's wish to take his application back.
	AskCancel(ctx context.Context, tx *db.Tx, applicationID int64, reason string) error
}

// Lodging is an application on its way to the desk.
type Lodging struct {
	ServiceID int64
	Key       [16]byte
	Applicant Applicant
	Answers   []byte // of the form, JSON
}

// Applicant is what the portal knows of the person.
type Applicant struct {
	SNILS      string
	Surname    string
	Name       string
	Patronymic string
	BornOn     calendar.Date
	Email      string
	Phone      string
	Address    string
}

// Place is where an application stands in the order of its service.
type Place struct {
	ServiceID int64
	Year      int
	Sequence  int64
	Number    string
}

// Shown is the course of an application as its applicant sees it.
type Shown struct {
	Place
	Status      string // sent | accepted | registered | in_review | waiting | suspended | ready | done | refused | intake_refused | cancelled
	Words       string // ground, reason, invitation: what the portal shows beside the status
	Final       bool
	CancelAsked bool
	ResultID    *int64 // card of the signed result or refusal
	SNILS       string
	ChangedAt   time.Time
}

// FormField is a field of a form by its path.
type FormField struct {
	Path  string `json:"path" doc:"cars[].plate within a list"`
	Title string `json:"title"`
	File  bool   `json:"file" doc:"Holds files"`
}

// ServiceOption is a service of ours.
type ServiceOption struct {
	ID    int64  `db:"id" json:"id"`
	Title string `db:"title" json:"title"`
	Body  string `db:"body" json:"body"`
}

// AttachedFile is a file of an application, durable here.
type AttachedFile struct {
	Attachment string `json:"attachment,omitempty"` // as the message calls it
	Name       string `json:"name"`
	SHA256     string `json:"sha256"`
	Size       int64  `json:"size"`
	Problem    string `json:"problem,omitempty"`
	Signature  string `json:"signature,omitempty"`
	Field      string `json:"field,omitempty"` // of our form, where it stands
	Code       string `json:"code,omitempty"`  // by which the answers name it
}

// whole reports whether the file is here and is what its sender says.
func (f AttachedFile) whole() bool { return f.SHA256 != "" && f.Problem == "" }
