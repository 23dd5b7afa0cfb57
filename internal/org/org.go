package org

import (
	"time"

	"veche/internal/platform/audit"
	"veche/internal/platform/calendar"
)

// Body is an organisation of the region: a ministry, an administration.
type Body struct {
	ID        int64  `db:"id" json:"id"`
	Name      string `db:"name" json:"name" minLength:"1" maxLength:"300"`
	ShortName string `db:"short_name" json:"short_name" minLength:"1" maxLength:"60"`
	IndexCode string `db:"index_code" json:"index_code" maxLength:"20" doc:"{index} of registration numbers"`
	Zone      string `db:"zone" json:"zone" minLength:"1" maxLength:"60" doc:"IANA time zone in which days are counted"`
	Address   string `db:"address" json:"address" maxLength:"500"`
	Email     string `db:"email" json:"email" maxLength:"200"`
	Phone     string `db:"phone" json:"phone" maxLength:"60"`
	INN       string `db:"inn" json:"inn" maxLength:"12"`
	OGRN      string `db:"ogrn" json:"ogrn" maxLength:"15"`
	Active    bool   `db:"active" json:"active"`
	Oversees  bool   `db:"oversees" json:"oversees" doc:"Named to control the appeals of the whole region"`
	Version   int64  `db:"version" json:"version"`
}

// Ref names the body in the audit.
func (b Body) Ref() audit.Ref { return audit.Ref{Kind: "body", ID: b.ID, Title: b.ShortName} }

// Unit is a part of a body: a department, a sector.
type Unit struct {
	ID        int64  `db:"id" json:"id"`
	BodyID    int64  `db:"body_id" json:"body_id"`
	ParentID  *int64 `db:"parent_id" json:"parent_id"`
	Name      string `db:"name" json:"name"`
	IndexCode string `db:"index_code" json:"index_code"`
	HeadID    *int64 `db:"head_id" json:"head_id" doc:"Employee who heads the unit"`
	Position  int    `db:"position" json:"position"`
	Active    bool   `db:"active" json:"active"`
	Version   int64  `db:"version" json:"version"`
}

// Ref names the unit in the audit.
func (u Unit) Ref() audit.Ref { return audit.Ref{Kind: "unit", ID: u.ID, Title: u.Name} }

// Post is a place that a person holds; things sent to a post follow it to the next holder.
type Post struct {
	ID        int64  `db:"id" json:"id"`
	BodyID    int64  `db:"body_id" json:"body_id"`
	UnitID    int64  `db:"unit_id" json:"unit_id"`
	Name      string `db:"name" json:"name"`
	Executive bool   `db:"executive" json:"executive" doc:"Its holder considers documents and gives resolutions"`
	Version   int64  `db:"version" json:"version"`
}

// Ref names the post in the audit.
func (p Post) Ref() audit.Ref { return audit.Ref{Kind: "post", ID: p.ID, Title: p.Name} }

// Employee is a person in a post.
type Employee struct {
	ID          int64         `db:"id" json:"id"`
	BodyID      int64         `db:"body_id" json:"body_id"`
	UnitID      int64         `db:"unit_id" json:"unit_id"`
	PostID      int64         `db:"post_id" json:"post_id"`
	AccountID   *int64        `db:"account_id" json:"-"`
	Surname     string        `db:"surname" json:"surname"`
	Name        string        `db:"name" json:"name"`
	Patronymic  string        `db:"patronymic" json:"patronymic"`
	ShortName   string        `db:"short_name" json:"short_name" doc:"Surname and initials"`
	Email       string        `db:"email" json:"email"`
	Phone       string        `db:"phone" json:"phone"`
	HiredOn     calendar.Date `db:"hired_on" json:"hired_on"`
	DismissedAt *time.Time    `db:"dismissed_at" json:"dismissed_at"`
	Version     int64         `db:"version" json:"version"`

	// What the post, the unit and the body say of him.
	Post      string `db:"post" json:"post"`
	Executive bool   `db:"executive" json:"executive"`
	Unit      string `db:"unit" json:"unit"`
	Body      string `db:"body" json:"body" doc:"Short name of the body"`
}

// Ref names the employee in the audit.
func (e Employee) Ref() audit.Ref { return audit.Ref{Kind: "employee", ID: e.ID, Title: e.ShortName} }

// Dismissed reports whether he left.
func (e Employee) Dismissed() bool { return e.DismissedAt != nil }

// Appointment is a time in a post, in the words of that time.
type Appointment struct {
	ID         int64         `db:"id" json:"id"`
	BodyID     int64         `db:"body_id" json:"body_id"`
	EmployeeID int64         `db:"employee_id" json:"employee_id"`
	UnitID     int64         `db:"unit_id" json:"unit_id"`
	PostID     int64         `db:"post_id" json:"post_id"`
	UnitName   string        `db:"unit_name" json:"unit_name"`
	PostName   string        `db:"post_name" json:"post_name"`
	From       calendar.Date `db:"from_day" json:"from_day"`
	To         calendar.Date `db:"to_day" json:"to_day"`
	Basis      string        `db:"basis" json:"basis"`
}
