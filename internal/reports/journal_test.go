package reports

import (
	"testing"

	"veche/internal/documents"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/fail"
	"veche/internal/registry"
)

func TestAJournalIsPrintedWithWhatStandsOnItsCards(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newOffice(t, d)
		at := *samara("2026-11-02 09:00")
		from := o.insert("correspondents", documents.Correspondent{BodyID: o.body, Kind: "organisation", Name: "Прокуратура Республики", Channel: documents.ByPost, Active: true, Version: 1})
		file := o.insert("case_files", registry.CaseFile{BodyID: o.body, Year: 2026, IndexCode: "01-05", Title: "Переписка", Version: 1})
		journal := o.insert("journals", registry.Journal{BodyID: o.body, Name: "Входящие", Flow: "incoming", Template: "{seq}", Period: "year", Active: true, Version: 1})
		for seq := int64(1); seq <= 2; seq++ {
			doc := o.insert("documents", documents.Document{BodyID: o.body, Flow: documents.Incoming, KindID: o.kind, State: documents.Registered, Summary: "О ремонте",
				CorrespondentID: &from, SenderNumber: "07-15/1", SenderDate: day("2026-11-01"), CaseFileID: &file, CreatedAt: at, ChangedAt: at, Version: 1})
			o.insert("numbers", registry.Number{BodyID: o.body, JournalID: journal, Year: 2026, Seq: seq, Number: "1", Day: day("2026-11-02"), State: registry.Given, DocumentID: &doc, GivenAt: at})
			if seq == 1 {
				continue // nobody of the office sees it
			}
			if err := d.Tx(t.Context(), auth.System("test"), func(tx *db.Tx) error {
				_, err := tx.Exec(t.Context(), "INSERT INTO access (principal, document_id, body_id, flow, kind_id, year, state) VALUES ($1, $2, $3, 'incoming', $4, 2026, 'registered')",
					auth.Office(o.body), doc, o.body, o.kind)
				return err
			}); err != nil {
				t.Fatal(err)
			}
		}
		list, next, err := o.Journal(t.Context(), o.clerk, journal, 2026, "", 10)
		if err != nil || next != "" || len(list) != 2 {
			t.Fatalf("%+v, %q, %v", list, next, err)
		}
		if e := list[0]; e.Correspondent != "Прокуратура Республики" || e.Summary != "О ремонте" || e.Case != "01-05" || e.SenderDate != day("2026-11-01") {
			t.Errorf("the line says %+v", e)
		}
		if e := list[1]; e.Seq != 1 || e.Summary != "" || e.Correspondent != "" {
			t.Errorf("of a card that the reader does not see: %+v", e)
		}
		if _, _, err := o.Journal(t.Context(), o.anna, journal, 2026, "", 10); !fail.Is(err, "journal.denied") {
			t.Errorf("an executor reads the journal: %v", err)
		}
	})
}
