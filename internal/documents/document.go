package documents

import (
	"strconv"
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/calendar"
)

// Flow is the direction of a document (направление); it is not its kind.
type Flow string

const (
	Incoming  Flow = "incoming"
	Outgoing  Flow = "outgoing"
	Internal  Flow = "internal"
	Directive Flow = "directive"
	Appeal    Flow = "appeal" // citizens' appeals come like letters and are considered by a law of their own
)

// Arrives reports whether documents of this flow come from outside; the others are written here.
func (f Flow) Arrives() bool { return f == Incoming || f == Appeal }

// Considered reports whether documents of this flow go before an executive and are carried out.
func (f Flow) Considered() bool { return f.Arrives() || f == Internal }

// State is a step of the life of a card (§2.4).
type State string

const (
	Received         State = "received"
	ReturnedToSender State = "returned_to_sender"
	NotRegistrable   State = "not_registrable"
	Registered       State = "registered"
	WithExecutive    State = "with_executive"
	Resolved         State = "resolved"
	InExecution      State = "in_execution"
	Executed         State = "executed"
	ForInformation   State = "for_information"
	ForwardedOut     State = "forwarded_out"
	Filed            State = "filed"
	Annulled         State = "annulled"

	Draft            State = "draft"
	InApproval       State = "in_approval"
	InRevision       State = "in_revision"
	Approved         State = "approved"
	OnSignature      State = "on_signature"
	Signed           State = "signed"
	SignatureRefused State = "signature_refused"
	Dispatching      State = "dispatching"
	Dispatched       State = "dispatched"
	Delivered        State = "delivered"
	DeliveryFailed   State = "delivery_failed"
	RefusedThere     State = "refused_by_addressee" // an addressee did not register the letter, with a reason
	Withdrawn        State = "withdrawn"
)

// Mark is the access mark (гриф).
type Mark string

const (
	Open       Mark = ""
	Restricted Mark = "dsp" // «Для служебного пользования», §2.11
)

// Channel is the way a document comes or goes.
type Channel string

const (
	ByPlatform Channel = "platform" // to another body of this platform
	ByEmail    Channel = "email"
	ByPost     Channel = "post"
	ByHand     Channel = "hand"
	ByPOS      Channel = "pos"     // the feedback platform (ПОС)
	ByCabinet  Channel = "cabinet" // the citizen's account of the internet reception
)

// Returns reports whether an answer leaves by itself, the way the letter came: a system brought it and waits for the
// answer, nobody chooses a way or types an address.
func (c Channel) Returns() bool { return c == ByPOS || c == ByCabinet }

// Document is one registration card: the row of the table. It is not what the API shows: see package cards.
type Document struct {
	ID              int64             `db:"id"`
	BodyID          int64             `db:"body_id"`
	Flow            Flow              `db:"flow"`
	KindID          int64             `db:"kind_id"`
	State           State             `db:"state"`
	Summary         string            `db:"summary"`
	AccessMark      Mark              `db:"access_mark"`
	CopyNumber      string            `db:"copy_number"`
	Urgent          bool              `db:"urgent"`
	JournalID       *int64            `db:"journal_id"`
	Number          string            `db:"number"`
	NumberKey       string            `db:"number_key"`
	RegisteredOn    calendar.Date     `db:"registered_on"`
	RegisteredAt    *time.Time        `db:"registered_at"`
	RegistrarID     *int64            `db:"registrar_id"`
	Year            int               `db:"year"`
	CorrespondentID *int64            `db:"correspondent_id"`
	SenderNumber    string            `db:"sender_number"`
	SenderKey       string            `db:"sender_key"`
	SenderDate      calendar.Date     `db:"sender_date"`
	SenderSignatory string            `db:"sender_signatory"`
	ReceivedAt      *time.Time        `db:"received_at"`
	Channel         Channel           `db:"channel"`
	AddresseeID     *int64            `db:"addressee_id"`
	AuthorID        *int64            `db:"author_id"`
	SignatoryID     *int64            `db:"signatory_id"`
	InReplyToID     *int64            `db:"in_reply_to_id"`
	DueOn           calendar.Date     `db:"due_on"`
	DueWhy          calendar.Deadline `db:"due_why"`
	Sheets          int               `db:"sheets"`
	Attachments     int               `db:"attachments"`
	CaseFileID      *int64            `db:"case_file_id"`
	FiledAt         *time.Time        `db:"filed_at"`
	Reason          string            `db:"reason"`
	CreatedBy       int64             `db:"created_by"`
	CreatedAt       time.Time         `db:"created_at"`
	ChangedAt       time.Time         `db:"changed_at"`
	Version         int64             `db:"version"`
}

// Ref names the card in the audit: the number is a name, the summary may hold personal data and is left out.
func (d Document) Ref() audit.Ref { return audit.Ref{Kind: "document", ID: d.ID, Title: d.Title()} }

// Title is how people call the card: its number, or what it is before it has one.
func (d Document) Title() string {
	if d.Number != "" {
		return "№ " + d.Number
	}
	return "карточка " + strconv.FormatInt(d.ID, 10)
}

// FileRole says what a file is to its card.
type FileRole string

const (
	Main       FileRole = "main"
	Attachment FileRole = "attachment"
	Signature  FileRole = "signature"
	Sheet      FileRole = "sheet"      // generated: approval sheet
	Paper      FileRole = "resolution" // scan of a resolution written on the paper; it never leaves the body

	// Acknowledgement is what a reader has signed, and his signature.
	Acknowledgement FileRole = "acknowledgement"
)

// File is one file of a card; its bytes stand in platform/files under the hash.
type File struct {
	ID         int64      `db:"id" json:"id"`
	DocumentID int64      `db:"document_id" json:"document_id"`
	Role       FileRole   `db:"role" json:"role" enum:"main,attachment,signature,sheet,resolution,acknowledgement"`
	Name       string     `db:"name" json:"name"`
	Kind       string     `db:"kind" json:"kind" doc:"What the bytes are, whatever the name says: pdf, docx …"`
	SHA256     string     `db:"sha256" json:"sha256"`
	Size       int64      `db:"size" json:"size"`
	Pages      int        `db:"pages" json:"pages"`
	Preview    string     `db:"preview" json:"preview" doc:"Hash of the PDF that shows the file; empty while it is made or where none can be"`
	Trouble    string     `db:"trouble" json:"trouble" doc:"Code of what is wrong with the file: broken, encrypted, wrong_extension, no_converter"`
	TextState  string     `db:"text_state" json:"text_state" enum:"waiting,done,none"`
	Position   int        `db:"position" json:"position"`
	CreatedBy  int64      `db:"created_by" json:"created_by"`
	CreatedAt  time.Time  `db:"created_at" json:"created_at"`
	DamagedAt  *time.Time `db:"damaged_at" json:"damaged_at,omitempty" doc:"The bytes on disk are no longer those that were stored"`
}

// Version is one state of the text of a created document. Votes and signatures are bound to its hash (§3.2).
type Version struct {
	ID         int64     `db:"id" json:"id"`
	DocumentID int64     `db:"document_id" json:"document_id"`
	No         int       `db:"no" json:"no"`
	FileID     int64     `db:"file_id" json:"file_id"`
	SHA256     string    `db:"sha256" json:"sha256"`
	Note       string    `db:"note" json:"note"`
	CreatedBy  int64     `db:"created_by" json:"created_by"`
	CreatedAt  time.Time `db:"created_at" json:"created_at"`
}

// LinkKind says how two cards belong together.
type LinkKind string

const (
	Reply       LinkKind = "reply"     // from answers to
	ExecutionOf LinkKind = "execution" // from was made in execution of to
	Amends      LinkKind = "amends"
	Copy        LinkKind = "copy" // the card of the same letter in another body
	Related     LinkKind = "related"
)

// Link joins two cards.
type Link struct {
	ID        int64     `db:"id" json:"id"`
	FromID    int64     `db:"from_id" json:"from_id"`
	ToID      int64     `db:"to_id" json:"to_id"`
	Kind      LinkKind  `db:"kind" json:"kind"`
	CreatedBy int64     `db:"created_by" json:"created_by"`
	CreatedAt time.Time `db:"created_at" json:"created_at"`
}

// Addressee is one to whom a created document goes.
type Addressee struct {
	ID              int64   `db:"id" json:"id"`
	DocumentID      int64   `db:"document_id" json:"document_id"`
	CorrespondentID int64   `db:"correspondent_id" json:"correspondent_id"`
	Person          string  `db:"person" json:"person"`
	Channel         Channel `db:"channel" json:"channel"`
	Position        int     `db:"position" json:"position"`
}

// Kind is the kind of a document (вид): letter, order, request …
type Kind struct {
	ID       int64  `db:"id" json:"id"`
	BodyID   *int64 `db:"body_id" json:"body_id"`
	Flow     Flow   `db:"flow" json:"flow" enum:"incoming,outgoing,internal,directive,appeal"`
	Name     string `db:"name" json:"name"`
	TermCode string `db:"term_code" json:"term_code" doc:"Statutory term of the reply, a preset of the calendar"`
	Position int    `db:"position" json:"position"`
	Active   bool   `db:"active" json:"active"`

	SignWith        Demand `db:"sign_with" json:"sign_with" enum:"simple,enhanced,qualified" doc:"Signature that the document needs"`
	AcknowledgeWith Demand `db:"acknowledge_with" json:"acknowledge_with" enum:"simple,enhanced,qualified" doc:"Signature of those who acknowledge it"`
}

// BodyKind is a kind as a body uses it: with what the body has decided about its signatures.
type BodyKind struct {
	Kind
	Version int64 `db:"version" json:"version" doc:"Of the body's own decision about signatures; 0 while the usual one stands"`
}
