package main

import (
	"context"
	"io"
	"strings"
	"time"

	"veche/internal/app"
	"veche/internal/appeals"
	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/config"
	"veche/internal/platform/db"
	"veche/internal/registry"
	"veche/internal/signing"
)

// office is the program without its jobs: people act, nothing leaves yet.
type office struct {
	*app.App
	clerk, officer    auth.Actor
	minister          auth.Actor
	incoming, letters int64
}

// answer lets the ministry register so many cards and answer them with signed and registered letters.
func (t *trial) answer(ctx context.Context, n int) error {
	a, err := app.New(ctx, config.Config{Data: t.data(), Database: t.database, Demo: true, Listen: t.places.program, LogForm: "text", Session: time.Hour, Idle: time.Hour,
		POS: config.SMEV{Endpoint: t.endpoint(), Version: "1.3", Key: t.key("edms")}}, app.LogTo(io.Discard), app.WeakPasswords())
	if err != nil {
		return err
	}
	defer a.Close()
	o := office{App: a}
	for login, by := range map[string]*auth.Actor{"vasileva": &o.clerk, "sidorova": &o.officer, "surnin": &o.minister} {
		account, err := db.One[int64](ctx, a.DB, "SELECT id FROM accounts WHERE login = $1", login)
		if err != nil {
			return err
		}
		if *by, err = a.Org.ActorOf(ctx, a.DB, account, a.DB.Now()); err != nil {
			return err
		}
	}
	for flow, id := range map[string]*int64{"appeal": &o.incoming, "outgoing": &o.letters} {
		j, err := db.All[registry.Journal](ctx, a.DB, "SELECT "+db.Columns[registry.Journal]("")+" FROM journals WHERE body_id = $1 AND flow = $2 AND active AND access_mark = '' ORDER BY id LIMIT 1", o.clerk.BodyID, flow)
		if err != nil {
			return err
		}
		*id = j[0].ID
	}
	cards, err := db.All[int64](ctx, a.DB, "SELECT document_id FROM pos_cards ORDER BY document_id LIMIT $1", n)
	if err != nil {
		return err
	}
	for _, card := range cards {
		if err := o.answered(ctx, card); err != nil {
			return err
		}
	}
	return nil
}

func (o office) answered(ctx context.Context, card int64) error {
	if _, err := o.Documents.Register(ctx, o.clerk, card, documents.RegisterInput{JournalID: o.incoming}); err != nil {
		return err
	}
	err := o.DB.Tx(ctx, auth.System("load"), func(tx *db.Tx) error {
		d, err := o.Documents.Lock(ctx, tx, card)
		if err != nil {
			return err
		}
		for _, who := range []auth.Actor{o.officer, o.minister} {
			if err := o.Documents.Grant(ctx, tx, d, auth.Employee(who.PersonID), "load"); err != nil {
				return err
			}
		}
		return o.Documents.Move(ctx, tx, &d, documents.WithExecutive, "load", nil)
	})
	if err != nil {
		return err
	}
	letter, err := o.Appeals.Answer(ctx, o.officer, card, appeals.AnswerInput{Lines: []appeals.AnswerLine{{No: 1, Result: appeals.Explained, Text: "Дорога отремонтирована."}}})
	if err != nil {
		return err
	}
	if err := o.sign(ctx, letter.ID); err != nil {
		return err
	}
	_, err = o.Documents.Register(ctx, o.clerk, letter.ID, documents.RegisterInput{JournalID: o.letters})
	return err
}

// sign puts a signature as the signing room does when its token has signed.
func (o office) sign(ctx context.Context, id int64) error {
	blob, err := o.Files.Put(ctx, strings.NewReader("подпись"), 1<<20)
	if err != nil {
		return err
	}
	return o.DB.Tx(ctx, auth.System("load"), func(tx *db.Tx) error {
		d, err := o.Documents.Lock(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := o.Documents.Move(ctx, tx, &d, documents.OnSignature, "load", nil); err != nil {
			return err
		}
		v, err := o.Documents.CurrentVersion(ctx, tx, d.ID)
		if err != nil {
			return err
		}
		if _, err := o.Documents.AddFileTo(ctx, tx, d, documents.Signature, "Ответ.p7s", blob, "p7s"); err != nil {
			return err
		}
		if _, err := db.Insert(ctx, tx, "signatures", signing.Signature{BodyID: d.BodyID, DocumentID: d.ID, VersionID: &v.ID, SHA256: v.SHA256, Kind: signing.Simple, Place: 1,
			SignerID: &o.minister.PersonID, SignerName: o.minister.Name, SignerPost: o.minister.Post, SignedAt: tx.Now, Verdict: signing.Valid}); err != nil {
			return err
		}
		return o.Documents.Move(ctx, tx, &d, documents.Signed, "load", nil)
	})
}
