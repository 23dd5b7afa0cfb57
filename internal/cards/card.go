package cards

import (
	"time"

	"veche/internal/acknowledgement"
	"veche/internal/approval"
	"veche/internal/assignments"
	"veche/internal/documents"
	"veche/internal/platform/calendar"
	"veche/internal/signing"
)

// Card is everything a person sees of one document at once. Its course and history are asked for apart.
type Card struct {
	ID         int64           `json:"id"`
	Flow       documents.Flow  `json:"flow" enum:"incoming,outgoing,internal,directive,appeal"`
	State      documents.State `json:"state"`
	Kind       Kind            `json:"kind"`
	Summary    string          `json:"summary"`
	Urgent     bool            `json:"urgent"`
	AccessMark documents.Mark  `json:"access_mark" enum:",dsp"`
	CopyNumber string          `json:"copy_number" doc:"Of a restricted document"`

	Number       string        `json:"number"`
	RegisteredOn calendar.Date `json:"registered_on"`
	RegisteredAt *time.Time    `json:"registered_at,omitempty"`
	Registrar    *Person       `json:"registrar,omitempty"`
	Journal      *Named        `json:"journal,omitempty"`

	Correspondent   *Correspondent    `json:"correspondent,omitempty" doc:"Sender of an incoming document"`
	SenderNumber    string            `json:"sender_number"`
	SenderDate      calendar.Date     `json:"sender_date"`
	SenderSignatory string            `json:"sender_signatory"`
	ReceivedAt      *time.Time        `json:"received_at,omitempty"`
	Channel         documents.Channel `json:"channel" enum:",platform,email,post,hand,pos,cabinet"`
	Addressee       *Person           `json:"addressee,omitempty"`

	Author     *Person     `json:"author,omitempty"`
	Signatory  *Person     `json:"signatory,omitempty"`
	InReplyTo  *Small      `json:"in_reply_to,omitempty" doc:"Left out where the reader may not see that card"`
	Addressees []Addressee `json:"addressees"`

	DueOn   calendar.Date `json:"due_on"`
	Overdue bool          `json:"overdue"`
	Due     *Due          `json:"due,omitempty" doc:"Why the date is that date"`

	Sheets      int        `json:"sheets"`
	Attachments int        `json:"attachments" doc:"Sheets of attachments"`
	Case        *Case      `json:"case,omitempty"`
	FiledAt     *time.Time `json:"filed_at,omitempty"`
	Reason      string     `json:"reason" doc:"Of an annulment, a return, a withdrawal"`

	Files    []File    `json:"files"`
	Versions []Version `json:"versions" doc:"Of a created document, oldest first"`
	Links    []Link    `json:"links" doc:"Linked cards that the reader may see"`

	Orders   assignments.Tree `json:"orders" doc:"Resolutions with their assignments, as the reader may see them"`
	Approval approval.Card    `json:"approval"`
	Signing  signing.Signing  `json:"signing"`

	Acknowledgement acknowledgement.Card `json:"acknowledgement" doc:"Signatures of those who have acknowledged the document; who was asked stands in orders"`

	Actions   []string  `json:"actions" doc:"What the reader may do with the card now"`
	CreatedAt time.Time `json:"created_at"`
	ChangedAt time.Time `json:"changed_at"`
	Version   int64     `json:"version" doc:"To be given back with a change"`
}

// Named is something with a name.
type Named struct {
	ID   int64  `json:"id"`
	Name string `json:"name"`
}

// Kind is the kind of the document.
type Kind struct {
	ID       int64            `json:"id"`
	Name     string           `json:"name"`
	SignWith documents.Demand `json:"sign_with" enum:"simple,enhanced,qualified"`
}

// Correspondent is a sender or an addressee.
type Correspondent struct {
	ID      int64             `json:"id"`
	Name    string            `json:"name"`
	Kind    string            `json:"kind" enum:"organisation,person,body"`
	Address string            `json:"address"`
	Email   string            `json:"email"`
	Channel documents.Channel `json:"channel" doc:"Usual way to it"`
}

// Case is the case in which the document is or will be filed.
type Case struct {
	ID    int64  `json:"id"`
	Index string `json:"index"`
	Title string `json:"title"`
	Year  int    `json:"year"`
}

// Due explains the date.
type Due struct {
	Why     string `json:"why" doc:"Steps of the derivation, in words"`
	Title   string `json:"title" doc:"Name of the term"`
	Basis   string `json:"basis" doc:"Article of the law or instruction"`
	Shifted bool   `json:"shifted" doc:"A day off moved the date"`
}

// File is one file of the card; its bytes are at /api/files/{id}, the PDF that shows it at /api/files/{id}/preview.
type File struct {
	ID         int64              `json:"id"`
	Role       documents.FileRole `json:"role" enum:"main,attachment,signature,sheet,resolution"`
	Name       string             `json:"name"`
	Kind       string             `json:"kind" doc:"What the bytes are: pdf, docx …"`
	Size       int64              `json:"size"`
	Pages      int                `json:"pages"`
	SHA256     string             `json:"sha256"`
	HasPreview bool               `json:"has_preview"`
	Trouble    string             `json:"trouble" doc:"Code of what is wrong: broken, encrypted, wrong_extension, no_converter …"`
	Reading    bool               `json:"reading" doc:"Preview and text are still being made"`
	Damaged    bool               `json:"damaged" doc:"The stored bytes are no longer those that were stored"`
	CreatedAt  time.Time          `json:"created_at"`
}

// Version is one state of the text of a created document.
type Version struct {
	ID        int64     `json:"id"`
	No        int       `json:"no"`
	FileID    int64     `json:"file_id"`
	SHA256    string    `json:"sha256"`
	Note      string    `json:"note"`
	Author    *Person   `json:"author,omitempty"`
	CreatedAt time.Time `json:"created_at"`
}

// Addressee is one to whom a created document goes, and what became of it.
type Addressee struct {
	ID              int64             `json:"id" db:"id"`
	CorrespondentID int64             `json:"correspondent_id" db:"correspondent_id"`
	Name            string            `json:"name" db:"name"`
	Person          string            `json:"person" db:"person"`
	Channel         documents.Channel `json:"channel" db:"channel" enum:"platform,email,post,hand,pos,cabinet"`
	Delivery        *Delivery         `json:"delivery,omitempty" db:"-" doc:"Nothing before the document is sent"`
}

// Delivery is the way of a document to one addressee.
type Delivery struct {
	ID          int64         `json:"id" db:"id"`
	AddresseeID int64         `json:"-" db:"addressee_id"`
	State       string        `json:"state" db:"state" enum:"waiting,sent,delivered,registered,refused,failed"`
	Number      string        `json:"number" db:"to_number" doc:"Registered there"`
	Date        calendar.Date `json:"date" db:"to_date"`
	Reason      string        `json:"reason" db:"reason" doc:"Of a refusal or a failure"`
	Tracking    string        `json:"tracking" db:"tracking"`
	Attempts    int           `json:"attempts" db:"attempts"`
	SentAt      *time.Time    `json:"sent_at,omitempty" db:"sent_at"`
	DeliveredAt *time.Time    `json:"delivered_at,omitempty" db:"delivered_at"`
	AnsweredAt  *time.Time    `json:"answered_at,omitempty" db:"answered_at"`
}

// Small is a card named on another one.
type Small struct {
	ID           int64           `db:"id" json:"id"`
	Flow         documents.Flow  `db:"flow" json:"flow" enum:"incoming,outgoing,internal,directive,appeal"`
	State        documents.State `db:"state" json:"state"`
	Kind         string          `db:"kind" json:"kind"`
	Number       string          `db:"number" json:"number"`
	RegisteredOn calendar.Date   `db:"registered_on" json:"registered_on"`
	Summary      string          `db:"summary" json:"summary"`
	AccessMark   documents.Mark  `db:"access_mark" json:"access_mark" enum:",dsp"`
}

// Link joins the card to another one.
type Link struct {
	Relation documents.LinkKind `db:"relation" json:"relation" enum:"reply,execution,amends,copy,related"`
	Outward  bool               `db:"outward" json:"outward" doc:"True: this card answers that one; false: that one answers this"`
	Small    `json:"card"`
}
