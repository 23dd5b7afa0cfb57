package portal

import (
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/calendar"
	"veche/internal/platform/text"
)

// Citizen is a person who was identified.
type Citizen struct {
	ID         int64         `db:"id"`
	Provider   string        `db:"provider"`
	Subject    string        `db:"subject"`
	Surname    string        `db:"surname"`
	Name       string        `db:"name"`
	Patronymic string        `db:"patronymic"`
	Email      string        `db:"email"`
	Phone      string        `db:"phone"`
	Address    string        `db:"address"`
	SNILS      string        `db:"snils"`
	BornOn     calendar.Date `db:"born_on"`
	Notices    bool          `db:"notices"`
	CreatedAt  time.Time     `db:"created_at"`
	SeenAt     time.Time     `db:"seen_at"`
}

// FullName is the name as documents write it.
func (c Citizen) FullName() string { return text.FullName(c.Surname, c.Name, c.Patronymic) }

// Ref names the citizen in the audit without his name: personal data are not titles.
func (c Citizen) Ref() audit.Ref { return audit.Ref{Kind: "citizen", ID: c.ID} }

// Organisation is a legal entity or a sole trader in whose name a citizen writes (Constitutional Court 19-П of 18.07.2012).
type Organisation struct {
	ID        int64     `db:"id"`
	Provider  string    `db:"provider"`
	Subject   string    `db:"subject"`
	Name      string    `db:"name"`
	OGRN      string    `db:"ogrn"`
	INN       string    `db:"inn"`
	Address   string    `db:"address"`
	Email     string    `db:"email"`
	ChangedAt time.Time `db:"changed_at"`
}

// Role is an organisation in whose name a citizen may write, as the provider says.
type Role struct {
	CitizenID int64  `db:"citizen_id"`
	Subject   string `db:"subject"`
	Name      string `db:"name"`
	Chief     bool   `db:"chief"`
}

// Session is a stay of a citizen.
type Session struct {
	ID             int64      `db:"id"`
	Token          string     `db:"token"`
	CitizenID      int64      `db:"citizen_id"`
	OrganisationID *int64     `db:"organisation_id"`
	Chief          bool       `db:"chief"`
	CreatedAt      time.Time  `db:"created_at"`
	SeenAt         time.Time  `db:"seen_at"`
	EndsAt         time.Time  `db:"ends_at"`
	Address        string     `db:"address"`
	EndedAt        *time.Time `db:"ended_at"`
}

// Visitor is who looks at a page: a signed-in citizen, in his own name or that of an organisation. The zero Visitor is
// a stranger.
type Visitor struct {
	Session      Session
	Citizen      Citizen
	Organisation *Organisation
	Roles        []Role
}

// SignedIn reports whether somebody was identified.
func (v Visitor) SignedIn() bool { return v.Citizen.ID != 0 }

// Capacity is in what capacity he writes.
func (v Visitor) Capacity() Capacity {
	switch {
	case v.Organisation == nil:
		return Person
	case v.Session.Chief:
		return Head
	}
	return Representative
}

// Capacity decides which fields an appeal must have.
type Capacity string

const (
	Person         Capacity = "person"
	Head           Capacity = "head"           // of a legal entity: acts without a power of attorney
	Representative Capacity = "representative" // names the power by which he acts
)
