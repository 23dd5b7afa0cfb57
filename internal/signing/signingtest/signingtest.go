// Package signingtest settles a ministry with drafts for the tests of signing and of what stands to its right.
package signingtest

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/org/orgtest"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/files"
	"veche/internal/platform/notify"
	"veche/internal/registry"
	"veche/internal/signing"
	"veche/internal/signing/certificates"
	"veche/internal/signing/stand"
	"veche/internal/tasks"
)

// Ministry is a body with a minister, his deputy and assistant, an author of letters and a records office.
type Ministry struct {
	T         testing.TB
	DB        *db.DB
	Town      *orgtest.Town
	Files     *files.Store
	Documents *documents.Service
	Signing   *signing.Service
	Stand     *stand.Stand
	Stamper   *Stamper
	// Whose certificate is whose; those of the stand are bound by themselves.
	Certificates *certificates.Service

	Body, Unit, Department             int64
	Letter                             int64 // kind signed by the simple signature
	Order                              int64 // kind signed by a qualified one
	Minister, Deputy, Assistant, Clerk auth.Actor
	Head, Author                       auth.Actor
}

// New settles the ministry; approvals say which texts may be signed.
func New(t testing.TB, d *db.DB, approvals signing.Approvals) *Ministry {
	t.Helper()
	store, err := files.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	town := orgtest.New(t, d)
	m := &Ministry{T: t, DB: d, Town: town, Files: store}
	m.Documents = documents.New(d, store, town.Org, registry.New(d, town.Org), calendar.Russia())
	m.Stand, err = stand.Open(t.TempDir(), d.Now)
	if err != nil {
		t.Fatal(err)
	}
	m.Stamper = &Stamper{Stamper: m.Stand.Stamper()}
	checker := signing.NewChecker(d, m.Stand.Over(signing.Nobody{}), m.Stamper, m.Stand.Root())
	m.Certificates = certificates.New(d, town.Org, store, notify.New(d, town.Org, nil, ""), m.Stand.Over(signing.Nobody{}), m.Stand)
	m.Signing = signing.New(d, m.Documents, town.Org, store, approvals, checker, m.Certificates, m.Stand)
	m.Body = town.Body("Минстрой")
	m.Unit = town.Unit(m.Body, 0, "Руководство")
	m.Department = town.Unit(m.Body, m.Unit, "Отдел писем")
	m.Minister = town.Person(m.Body, m.Unit, "Орлов Сергей Викторович", "Министр строительства", org.Executive)
	m.Deputy = town.Person(m.Body, m.Unit, "Зуева Анна Петровна", "Заместитель министра", org.Executive)
	m.Assistant = town.Assists(town.Person(m.Body, m.Unit, "Титова Инна Андреевна", "Помощник министра", org.Assistant), m.Minister)
	m.Clerk = town.Person(m.Body, m.Unit, "Васильева Ольга Николаевна", "Делопроизводитель", org.Clerk)
	m.Head = town.Person(m.Body, m.Department, "Громова Нина Павловна", "Начальник отдела", org.Executor)
	m.Author = town.Person(m.Body, m.Department, "Сидоров Егор Кириллович", "Консультант", org.Executor)
	town.Head(m.Unit, m.Minister)
	town.Head(m.Department, m.Head)
	m.Letter, m.Order = m.Kind(documents.Outgoing, "Письмо", "simple"), m.Kind(documents.Outgoing, "Приказ", "qualified")
	return m
}

// Kind adds a kind of documents for every body.
func (m *Ministry) Kind(flow documents.Flow, name string, signWith documents.Demand) (id int64) {
	m.T.Helper()
	m.Tx(func(tx *db.Tx) (err error) {
		id, err = db.Insert(context.Background(), tx, "kinds", documents.Kind{Flow: flow, Name: name, SignWith: signWith, Active: true})
		return err
	})
	return id
}

// Journal adds a journal of the body, so that what is signed can be registered.
func (m *Ministry) Journal(flow documents.Flow, template string) (id int64) {
	m.T.Helper()
	m.Tx(func(tx *db.Tx) (err error) {
		id, err = db.Insert(context.Background(), tx, "journals", registry.Journal{BodyID: m.Body, Name: "Журнал", Flow: string(flow), Template: template,
			Period: "year", Active: true, Version: 1})
		return err
	})
	return id
}

// Tx runs fn as the system.
func (m *Ministry) Tx(fn func(tx *db.Tx) error) {
	m.T.Helper()
	if err := m.DB.Tx(context.Background(), auth.System("test"), fn); err != nil {
		m.T.Fatal(err)
	}
}

// Draft is a letter of the author to be signed by the minister, with its first version.
func (m *Ministry) Draft(kind int64, content string) (documents.Document, documents.Version) {
	m.T.Helper()
	k, err := m.Documents.KindByID(context.Background(), m.DB, kind)
	if err != nil {
		m.T.Fatal(err)
	}
	d, err := m.Documents.CreateDraft(context.Background(), m.Author, documents.DraftInput{Flow: k.Flow, KindID: kind, Summary: "О ремонте дорог"})
	if err == nil {
		d, err = m.Documents.Describe(context.Background(), m.Author, d.ID, documents.Description{
			KindID: kind, Summary: "О ремонте дорог", SignatoryID: &m.Minister.PersonID, Version: d.Version})
	}
	if err != nil {
		m.T.Fatal(err)
	}
	v := m.Version(d.ID, content)
	if d, err = m.Documents.Get(context.Background(), m.DB, d.ID); err != nil {
		m.T.Fatal(err)
	}
	return d, v
}

// Version puts a new text on a draft.
func (m *Ministry) Version(documentID int64, content string) documents.Version {
	m.T.Helper()
	blob, err := m.Files.Put(context.Background(), strings.NewReader(content), 1<<20)
	if err != nil {
		m.T.Fatal(err)
	}
	v, err := m.Documents.AddVersion(context.Background(), m.Author, documentID, documents.Stored{Name: "письмо.txt", Blob: blob}, "")
	if err != nil {
		m.T.Fatal(err)
	}
	return v
}

// State is where the card stands.
func (m *Ministry) State(documentID int64) documents.State {
	m.T.Helper()
	d, err := m.Documents.Get(context.Background(), m.DB, documentID)
	if err != nil {
		m.T.Fatal(err)
	}
	return d.State
}

// Inbox lists what waits for a person on a card, by himself or as an acting officer.
func (m *Ministry) Inbox(by auth.Actor, documentID int64) []tasks.Kind {
	m.T.Helper()
	by = m.Town.Actor(by.PersonID)
	open, err := tasks.OnDocument(context.Background(), m.DB, documentID)
	if err != nil {
		m.T.Fatal(err)
	}
	kinds := []tasks.Kind{}
	for _, t := range open {
		for _, p := range by.Principals {
			if p == t.Principal {
				kinds = append(kinds, t.Kind)
			}
		}
	}
	return kinds
}

// Damage changes one byte of a stored file on the disk.
func (m *Ministry) Damage(sha256 string) {
	m.T.Helper()
	path := m.Files.Path(sha256)
	raw, err := os.ReadFile(path)
	if err == nil {
		raw[0] ^= 1
		if err = os.Chmod(path, 0o640); err == nil {
			err = os.WriteFile(path, raw, 0o640)
		}
	}
	if err != nil {
		m.T.Fatal(err)
	}
}

// At sets the clock of the database to a time in Samara.
func (m *Ministry) At(clock string) {
	m.T.Helper()
	zone, err := time.LoadLocation("Europe/Samara")
	if err != nil {
		m.T.Fatal(err)
	}
	moment, err := time.ParseInLocation("2006-01-02 15:04", clock, zone)
	if err != nil {
		m.T.Fatal(err)
	}
	m.DB.SetClock(func() time.Time { return moment })
}
