package contract

import "time"

// Request is one thing that the document system asks or tells.
type Request struct {
	News        *NewsQuery    `xml:"news"`
	Data        *ItemIDs      `xml:"itemData"`
	Acknowledge *Receipts     `xml:"acknowledge"`
	States      *StateNotices `xml:"states"`
	Answer      *Answer       `xml:"answer"`
	StatesOf    *ItemIDs      `xml:"statesOf"`
}

// Response is what the platform says to a request.
type Response struct {
	News         *News         `xml:"news"`
	Data         *Items        `xml:"itemData"`
	Acknowledged *Acknowledged `xml:"acknowledged"`
	Outcomes     *Outcomes     `xml:"outcomes"`
	StatesOf     *KnownStates  `xml:"statesOf"`
}

// NewsQuery asks for the list of what is new.
type NewsQuery struct {
	Limit int `xml:"limit"`
}

// News are the entries that were not acknowledged yet, oldest first, and how many wait in all.
type News struct {
	Entries []Entry `xml:"entry"`
	Waiting int     `xml:"waiting"`
}

// Entry is one thing that happened at the platform.
type Entry struct {
	ID         string    `xml:"entryId"`
	Event      string    `xml:"event"`
	ItemID     string    `xml:"itemId"`
	Cycle      int       `xml:"cycle"`
	At         time.Time `xml:"at"`
	SendToEDMS bool      `xml:"sendToEdms"` // «Направить в СЭД»
	Body       Body      `xml:"body"`
	Rating     *Rating   `xml:"rating"`
	Reason     string    `xml:"reason,omitempty"`
}

// Rating is what the citizen thinks of the result.
type Rating struct {
	Score   int    `xml:"score"`
	Comment string `xml:"comment,omitempty"`
}

// ItemIDs name items.
type ItemIDs struct {
	IDs []string `xml:"itemId"`
}

// Items are the items asked for; Absent are those that the platform does not have.
type Items struct {
	Items  []Item   `xml:"item"`
	Absent []string `xml:"absent"`
}

// Item is what a citizen has sent.
type Item struct {
	ID           string     `xml:"itemId"`
	Number       string     `xml:"number"`
	Cycle        int        `xml:"cycle"`
	Kind         string     `xml:"kind"`
	Channel      string     `xml:"channel"` // portal, mobile app, site widget
	CreatedAt    time.Time  `xml:"createdAt"`
	SendToEDMS   bool       `xml:"sendToEdms"`
	ProcessInLKO bool       `xml:"processInLko"` // the answer is finished in the organisation's cabinet
	Body         Body       `xml:"body"`
	Addressee    *Addressee `xml:"addressee"`
	Subject      string     `xml:"subject"`
	Text         string     `xml:"text"`
	TermDays     int        `xml:"termDays,omitempty"`
	Collective   bool       `xml:"collective"`
	Authors      []Author   `xml:"author"`
	Questions    []Question `xml:"question"`
	Files        []File     `xml:"file"`
}

// Body is an authority as the platform calls it.
type Body struct {
	Code  string `xml:"code"`
	Title string `xml:"title"`
}

// Addressee is whom the author has named within the body.
type Addressee struct {
	Unit     string `xml:"unit,omitempty"`
	Official string `xml:"official,omitempty"`
}

// Author is one who wrote.
type Author struct {
	Surname      string `xml:"surname"`
	GivenName    string `xml:"givenName,omitempty"`
	Patronymic   string `xml:"patronymic,omitempty"`
	Address      string `xml:"address,omitempty"`
	District     string `xml:"district,omitempty"`
	Email        string `xml:"email,omitempty"`
	Phone        string `xml:"phone,omitempty"`
	SocialStatus string `xml:"socialStatus,omitempty"`
}

// Question is one matter of an item.
type Question struct {
	Theme string `xml:"theme,omitempty"`
	Text  string `xml:"text"`
}

// File names an attachment of the message.
type File struct {
	AttachmentID string `xml:"attachmentId"`
	Name         string `xml:"name"`
	Role         string `xml:"role,omitempty"` // of an answer: letter, attachment, signature
}

// Receipts say what is durable here.
type Receipts struct {
	EntryIDs []string `xml:"entryId"`
}

// Acknowledged counts what is not listed any more.
type Acknowledged struct {
	Count int `xml:"count"`
}

// StateNotices are statuses.
type StateNotices struct {
	States []StateNotice `xml:"state"`
}

// StateNotice is a status of an item; the same Key is the same notice, however often it comes.
type StateNotice struct {
	Key          string    `xml:"key"`
	ItemID       string    `xml:"itemId"`
	Cycle        int       `xml:"cycle"`
	Status       string    `xml:"status"`
	At           time.Time `xml:"at"`
	Notify       bool      `xml:"notifyApplicant"` // «уведомить заявителя»
	Number       string    `xml:"number,omitempty"`
	RegisteredOn string    `xml:"registeredOn,omitempty"`
	DueOn        string    `xml:"dueOn,omitempty"`
	Kind         string    `xml:"kind,omitempty"` // when the item was re-qualified
	Reason       string    `xml:"reason,omitempty"`
}

// Answer is an interim or the final answer with its files.
type Answer struct {
	Key          string    `xml:"key"`
	ItemID       string    `xml:"itemId"`
	Cycle        int       `xml:"cycle"`
	Final        bool      `xml:"final"`
	At           time.Time `xml:"at"`
	Notify       bool      `xml:"notifyApplicant"`
	ProcessInLKO bool      `xml:"processInLko"`
	Number       string    `xml:"number"`
	RegisteredOn string    `xml:"registeredOn"`
	Signatory    string    `xml:"signatory,omitempty"`
	Result       string    `xml:"result,omitempty"`
	Files        []File    `xml:"file"`
}

// Outcomes say what became of statuses and answers.
type Outcomes struct {
	Outcomes []Outcome `xml:"outcome"`
}

// Outcome of one status or answer.
type Outcome struct {
	Key      string `xml:"key"`
	Accepted bool   `xml:"accepted"`
	Code     string `xml:"code,omitempty"`
	Reason   string `xml:"reason,omitempty"`
}

// KnownStates are what the platform knows.
type KnownStates struct {
	Known []KnownState `xml:"known"`
}

// KnownState is the present status of an item there.
type KnownState struct {
	ItemID   string `xml:"itemId"`
	Cycle    int    `xml:"cycle"`
	Status   string `xml:"status,omitempty"`
	Answered bool   `xml:"answered"`
}
