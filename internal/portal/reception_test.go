package portal

import (
	"bytes"
	"io"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"

	"veche/internal/appeals"
	"veche/internal/documents"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
	"veche/internal/platform/db/dbtest"
	"veche/internal/platform/jobs/jobstest"
)

func number(id int64) string { return strconv.FormatInt(id, 10) }

func TestAnAppealLiesInTheQueueWithAllThatWasTyped(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		b := o.as("anna")
		key := b.begin()
		if a := b.upload("/account/write/"+key+"/files", "акт.txt", strings.NewReader("Акт осмотра")); a.status != 303 {
			t.Fatal(a.status, a.body)
		}
		b.fill(key)
		a := b.write(key, "check")
		receipt := receiptOf(a)
		if a.status != 303 || !strings.HasPrefix(receipt, "ИП-26-") {
			t.Fatal(a)
		}
		page := b.get(a.location).body
		for _, want := range []string{receipt, "Обращение принято", "2 ноября 2026 г.", "anna@example.org", "Поступило"} {
			if !strings.Contains(page, want) {
				t.Errorf("the receipt does not say %q", want)
			}
		}
		card := o.card(receipt)
		if card.State != documents.Received || card.Flow != documents.Appeal || card.BodyID != o.body || card.Channel != documents.ByCabinet {
			t.Errorf("%+v", card)
		}
		view, err := o.appeals.Of(t.Context(), o.clerk, card.ID)
		o.ok(err)
		if view.Origin != appeals.Website || view.Form != appeals.Electronic || len(view.Authors) != 1 || view.Authors[0].Name != "Мельникова Анна Сергеевна" {
			t.Errorf("%+v", view)
		}
		files, err := o.docs.Files(t.Context(), o.db, card.ID)
		if err != nil || len(files) != 2 || files[0].Role != documents.Main || files[1].Name != "акт.txt" {
			t.Errorf("%+v %v", files, err)
		}
		if _, err := o.appeals.Of(t.Context(), o.stranger, card.ID); err == nil {
			t.Error("another body sees it")
		}
	})
}

func TestTheNumberAndTheTermAreTold(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		b := o.as("anna")
		receipt, card := b.lodge()
		card = o.register(card)
		page := b.get("/account/appeals/" + url.PathEscape(receipt)).body
		for _, want := range []string{card.Number, "Зарегистрировано", "Ответ – не позднее", "27.11.2026"} {
			if !strings.Contains(page, want) {
				t.Errorf("the page does not say %q: %s", want, page)
			}
		}
		if len(o.letters) != 1 || !strings.HasPrefix(o.letters[0], "anna@example.org\n") || !strings.Contains(o.letters[0], card.Number) ||
			!strings.Contains(o.letters[0], "27.11.2026") || strings.Contains(o.letters[0], plea) {
			t.Error(o.letters)
		}
		jobstest.Run(t, o.worker)
		o.ok(o.s.changed(t.Context(), Changed{card.ID}))
		jobstest.Run(t, o.worker)
		if len(o.letters) != 1 {
			t.Error("told twice", o.letters)
		}
	})
}

func TestTheRuleOfABodyRegistersAtOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		_, err := o.s.SavePage(t.Context(), o.admin, PageInput{Slug: "minstroy", Published: true, Officials: []Official{}, AutoRegister: true, JournalID: &o.journal.ID, Version: 1})
		o.ok(err)
		_, card := o.as("anna").lodge()
		jobstest.Run(t, o.worker)
		if card, err = o.docs.Get(t.Context(), o.db, card.ID); err != nil || card.State != documents.Registered || card.Number == "" || len(o.letters) != 1 {
			t.Error(card.State, card.Number, o.letters, err)
		}
	})
}

func TestSentTwiceIsOneAppeal(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		b := o.as("anna")
		key := b.begin()
		b.fill(key)
		v, err := o.s.Visitor(t.Context(), b.cookies[stayCookie])
		o.ok(err)
		var all sync.WaitGroup
		receipts := make([]string, 6)
		for i := range receipts {
			all.Go(func() { receipts[i], _ = o.s.Lodge(t.Context(), v.as(o.clerk), v, key) })
		}
		all.Wait()
		for _, r := range append(receipts, receiptOf(b.write(key, "check"))) {
			if r == "" || r != receipts[0] {
				t.Error(receipts)
			}
		}
		if n, err := db.One[int](t.Context(), d, "SELECT count(*) FROM appeals"); err != nil || n != 1 {
			t.Error(n, err)
		}
		if a := b.write(key, "text", "text", "Другое"); a.status != 409 {
			t.Error("a lodged draft is not changed", a.status)
		}
	})
}

func TestWhatLacksIsSaidAndNothingIsSent(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		b := o.as("anna")
		key := b.begin()
		a := b.write(key, "text", "text", "")
		if a.status != 422 || !strings.Contains(a.body, "<title>Ошибка: Что случилось") || !strings.Contains(a.body, `href="#subject"`) {
			t.Error(a.status, a.body)
		}
		if a := b.write(key, "check"); a.status != 303 || !strings.HasSuffix(a.location, "/check") {
			t.Error(a)
		}
		if a := b.get("/account/write/" + key + "/check"); a.status != 303 || !strings.HasSuffix(a.location, "/text") {
			t.Error("the check page leads to what lacks", a)
		}
		if a := b.write(key, "author", "email", "не адрес", "consent", "1"); a.status != 422 || !strings.Contains(a.body, "Проверьте адрес электронной почты") {
			t.Error(a.status)
		}
		if a := b.write(key, "text", "kind", "application", "subject", "Тема", "text", strings.Repeat("я", mostText+1)); a.status != 422 || !strings.Contains(a.body, "10001") {
			t.Error("a long text is kept and said to be long", a.status)
		}
	})
}

func TestALostSessionLosesNoText(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		b := o.as("anna")
		key := b.begin()
		delete(b.cookies, stayCookie)
		a := b.write(key, "text", "kind", "complaint", "subject", "Тема", "text", "Долго писала.")
		if a.status != 401 || !strings.Contains(a.body, "сохранено") {
			t.Fatal(a.status, a.body)
		}
		_, rest, _ := strings.Cut(a.body, `href="https://esia.example`)
		address, _, _ := strings.Cut(rest, `"`)
		back := b.come("https://esia.example"+strings.ReplaceAll(address, "&amp;", "&"), "anna")
		if back.status != 303 || back.location != "/account/write/"+key+"/text" {
			t.Fatal(back)
		}
		if page := b.get(back.location).body; !strings.Contains(page, "Долго писала.") {
			t.Error(page)
		}
		delete(b.cookies, stayCookie)
		a = b.write(key, "text", "subject", "Чужая тема", "text", "Чужое.")
		_, rest, _ = strings.Cut(a.body, `href="https://esia.example`)
		address, _, _ = strings.Cut(rest, `"`)
		if back := b.come("https://esia.example"+strings.ReplaceAll(address, "&amp;", "&"), "viktor"); back.status != 303 {
			t.Fatal(back)
		}
		if a := b.get("/account/write/" + key + "/text"); a.status != 404 {
			t.Error("another person came back: the draft stays its owner's", a.status)
		}
	})
}

func TestHostileTextIsText(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		b := o.as("anna")
		key := b.begin()
		evil := `<script>alert(1)</script>" onfocus="alert(2)` + "\u202e\x00"
		b.write(key, "text", "kind", "application", "subject", evil, "text", evil)
		b.write(key, "whom", "body", number(o.body))
		b.write(key, "author", "consent", "1", "address", evil)
		pages := []string{"/account/write/" + key + "/text", "/account/write/" + key + "/check", "/account"}
		receipt := receiptOf(b.write(key, "check"))
		for _, path := range append(pages, "/account/appeals/"+url.PathEscape(receipt)) {
			a := b.get(path)
			if strings.Contains(a.body, "<script>alert") || strings.Contains(a.body, `" onfocus=`) || strings.Contains(a.body, "\u202e") {
				t.Error(path, a.body)
			}
			if a.status == 200 && !strings.Contains(a.header.Get("Content-Security-Policy"), "default-src 'none'") {
				t.Error(path, "has no policy")
			}
		}
		if o.card(receipt).ID == 0 {
			t.Error("not lodged")
		}
	})
}

func TestPagesOfOthersAreAbsent(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		owner, other := o.as("anna"), o.as("viktor")
		key := owner.begin()
		receipt, card := owner.lodge()
		files, err := o.docs.Files(t.Context(), o.db, card.ID)
		o.ok(err)
		own := "/account/appeals/" + url.PathEscape(receipt)
		for _, path := range []string{own, own + "/files/" + number(files[0].ID), "/account/write/" + key + "/text"} {
			if a := other.get(path); a.status != 404 {
				t.Error(path, a.status)
			}
		}
		for _, path := range []string{own + "/withdraw", own + "/rate", "/account/write/" + key + "/text", "/account/write/" + key + "/check", "/account/write/" + key + "/discard"} {
			if a := other.post(path, "rating", "1"); a.status != 404 {
				t.Error(path, a.status)
			}
		}
		if a := other.upload(own+"/documents", "a.txt", strings.NewReader("x")); a.status != 404 {
			t.Error(a.status)
		}
		if a := owner.get(own + "/files/" + number(files[0].ID)); a.status != 404 {
			t.Error("files of the card itself are not answers", a.status)
		}
		if a := other.get("/account/appeals/" + url.PathEscape("ИП-26-0000-0000-0001")); a.status != 404 || a.body == "" {
			t.Error("a receipt that never was looks the same", a.status)
		}
	})
}

func TestAnotherSiteCannotPressButtons(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		b := o.as("anna")
		receipt, card := b.lodge()
		a := b.do("POST", "/account/appeals/"+url.PathEscape(receipt)+"/withdraw", nil, map[string]string{"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"})
		if a.status != 403 {
			t.Error(a.status)
		}
		if view, err := o.appeals.ForAuthor(t.Context(), o.db, card.ID); err != nil || view.WithdrawnAt != nil {
			t.Error("it was withdrawn", err)
		}
	})
}

func TestFilesThatAreNotTaken(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		b := o.as("anna")
		key := b.begin()
		to := "/account/write/" + key + "/files"
		for name, c := range map[string]struct {
			file    string
			content io.Reader
			status  int
			words   string
		}{
			"a hundred megabytes":    {"видео.mp4", io.LimitReader(endless{}, 100<<20), 413, "слишком большой"},
			"a program":              {"setup.exe", strings.NewReader("MZ"), 422, "не принимаются"},
			"a page":                 {"page.html", strings.NewReader("<html>"), 422, "не принимаются"},
			"a program as a picture": {"кот.png", bytes.NewReader(append([]byte("MZ\x90\x00\x03\x00\x00\x00"), make([]byte, 4000)...)), 422, "не соответствует"},
			"nothing":                {"пусто.txt", strings.NewReader(""), 422, "пустой"},
		} {
			t.Run(name, func(t *testing.T) {
				a := b.upload(to, c.file, c.content)
				if a.status != c.status || !strings.Contains(a.body, c.words) {
					t.Error(a.status, a.body)
				}
			})
		}
		for range mostFiles {
			if a := b.upload(to, "a.txt", strings.NewReader("x")); a.status != 303 {
				t.Fatal(a.status, a.body)
			}
		}
		if a := b.upload(to, "a.txt", strings.NewReader("x")); a.status != 422 || !strings.Contains(a.body, "не больше 10") {
			t.Error(a.status)
		}
	})
}

// endless is a file without an end.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

func TestTheAuthorAddsDocumentsAndWithdraws(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		b := o.as("anna")
		receipt, card := b.lodge()
		own := "/account/appeals/" + url.PathEscape(receipt)
		o.register(card)
		if a := b.upload(own+"/documents", "ещё.txt", strings.NewReader("ещё")); a.status != 303 {
			t.Fatal(a.status, a.body)
		}
		if files, err := o.docs.Files(t.Context(), o.db, card.ID); err != nil || len(files) != 2 {
			t.Error(files, err)
		}
		if a := b.post(own + "/rate"); a.status != 422 {
			t.Error("no mark", a.status)
		}
		if a := b.post(own+"/rate", "rating", "5"); a.status != 409 {
			t.Error("no answer yet", a.status)
		}
		if a := b.post(own + "/withdraw"); a.status != 303 {
			t.Fatal(a.status, a.body)
		}
		jobstest.Run(t, o.worker)
		page := b.get(own).body
		if !strings.Contains(page, "прекращено по вашей просьбе") || strings.Contains(page, "Добавить документы") {
			t.Error(page)
		}
		if a := b.post(own + "/withdraw"); a.status != 409 {
			t.Error("twice", a.status)
		}
	})
}

func TestTrackingTellsTheCourseAndNothingElse(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		_, card := o.as("anna").lodge()
		_, err := o.s.IssueCode(t.Context(), o.clerk, card.ID)
		o.refused("reception.code_early", err)
		card = o.register(card)
		_, err = o.s.IssueCode(t.Context(), o.stranger, card.ID)
		o.refused("document.not_found", err)
		old, err := o.s.IssueCode(t.Context(), o.clerk, card.ID)
		o.ok(err)
		code, err := o.s.IssueCode(t.Context(), o.clerk, card.ID)
		o.ok(err)
		b := o.browser()
		a := b.post("/reception/track", "number", strings.ToLower(card.Number), "code", strings.ToLower(code))
		if a.status != 200 || !strings.Contains(a.body, "27 ноября 2026 г.") || !strings.Contains(a.body, "Минстрой") {
			t.Error(a.status, a.body)
		}
		for _, personal := range []string{"Мельникова", "отоплени", "anna@", "Воткинск"} {
			if strings.Contains(a.body, personal) {
				t.Error("it tells", personal)
			}
		}
		wrong := b.post("/reception/track", "number", card.Number, "code", old)
		unknown := b.post("/reception/track", "number", "ОГ-999", "code", code)
		if wrong.status != 404 || unknown.status != 404 || strings.ReplaceAll(wrong.body, `"`+card.Number+`"`, "") != strings.ReplaceAll(unknown.body, `"ОГ-999"`, "") {
			t.Error("a wrong code and a wrong number look different")
		}
		status := 0
		for range guessing.PerMinute {
			status = b.post("/reception/track", "number", card.Number, "code", "AAAAA-AAAAA").status
		}
		if status != 429 {
			t.Error("guessing goes on", status)
		}
	})
}

func TestPublicPagesAreTheSameForAllAndRunNoScript(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		stranger, known := o.browser(), o.as("anna")
		for _, path := range []string{"/reception", "/reception/channels", "/reception/minstroy", "/reception/track", "/reception/minstroy/snippet"} {
			a := stranger.get(path)
			if a.status != 200 || strings.Contains(a.header.Get("Content-Security-Policy"), "script-src") || strings.Contains(a.body, "<script") || strings.Contains(a.body, " style=") {
				t.Error(path, a.status, a.header)
			}
			if known.get(path).body != a.body || !strings.HasPrefix(a.header.Get("Cache-Control"), "public") {
				t.Error(path, "depends on who looks")
			}
			if again := stranger.do("GET", path, nil, map[string]string{"If-None-Match": a.header.Get("ETag")}); again.status != 304 || again.body != "" {
				t.Error(path, again.status)
			}
		}
		frame := stranger.get("/reception/minstroy/snippet").header.Get("Content-Security-Policy")
		if !strings.Contains(frame, "frame-ancestors *") || strings.Contains(stranger.get("/account/sign-in").header.Get("Content-Security-Policy"), "frame-ancestors *") {
			t.Error("only the snippet may stand in a frame", frame)
		}
		stranger.post("/reception/view", "size", "xl", "theme", "contrast", "next", "/reception")
		if page := stranger.get("/reception").body; !strings.Contains(page, `data-theme="contrast"`) || !strings.Contains(page, `data-size="xl"`) {
			t.Error("the chosen colours", page[:300])
		}
		if a := stranger.get("/reception/nowhere"); a.status != 404 || !strings.Contains(a.body, "Такой страницы нет") {
			t.Error(a.status)
		}
	})
}

func TestTheTextSuggestsABody(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		found, err := o.s.Suggest(t.Context(), "В квартире холодно, отопление не работает, дом не ремонтируют")
		if err != nil || len(found.Bodies) != 1 || found.Bodies[0].Slug != "minstroy" {
			t.Error(found, err)
		}
		if found, err = o.s.Suggest(t.Context(), "Верните маршрут автобуса"); err != nil || len(found.Bodies) != 0 {
			t.Error("nothing in common", found, err)
		}
	})
}

func TestADraftIsForgottenAfterAQuarter(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		b := o.as("anna")
		key := b.begin()
		b.write(key, "text", "kind", "application", "subject", "Начато", "text", "Начато")
		if page := b.get("/account").body; !strings.Contains(page, "Черновик, не отправлено") {
			t.Error(page)
		}
		o.now = o.now.Add(keepDraft)
		o.ok(o.s.forget(t.Context()))
		if n, err := db.One[int](t.Context(), d, "SELECT count(*) FROM reception_drafts"); err != nil || n != 1 {
			t.Error("not yet", n, err)
		}
		o.now = o.now.AddDate(0, 0, 1)
		o.ok(o.s.forget(t.Context()))
		if n, err := db.One[int](t.Context(), d, "SELECT count(*) FROM reception_drafts"); err != nil || n != 0 {
			t.Error(n, err)
		}
	})
}

func TestThePageOfABody(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		o := newTown(t, d)
		good := PageInput{Slug: "minstroy", Published: true, Officials: []Official{}, Version: 1}
		for code, change := range map[string]func(*PageInput){
			"slug wrong_format":        func(in *PageInput) { in.Slug = "Минстрой" },
			"slug taken":               func(in *PageInput) { in.Slug = "track" },
			"journal_id required":      func(in *PageInput) { in.AutoRegister = true },
			"journal_id wrong_journal": func(in *PageInput) { in.JournalID = new(int64) },
		} {
			in := good
			change(&in)
			_, err := o.s.SavePage(t.Context(), o.admin, in)
			field, reason, _ := strings.Cut(code, " ")
			o.refused("reception.page_wrong", err)
			if !strings.Contains(err.Error(), field+":"+reason) {
				t.Error(code, err)
			}
		}
		_, err := o.s.SavePage(t.Context(), o.clerk, good)
		o.refused("reception.page_denied", err)
		_, err = o.s.SavePage(t.Context(), o.admin, good)
		o.ok(err)
		_, err = o.s.SavePage(t.Context(), o.admin, good)
		o.refused("document.stale", err)
		hidden := good
		hidden.Published, hidden.Version = false, 2
		_, err = o.s.SavePage(t.Context(), o.admin, hidden)
		o.ok(err)
		if a := o.browser().get("/reception/minstroy"); a.status != 404 {
			t.Error("a page that is not published", a.status)
		}
	})
}

func TestTheNoticesOfAnAppeal(t *testing.T) {
	day := calendar.MustParse("2026-11-27")
	v := appeals.AuthorView{Number: "ОГ-1", Extended: true, Ground: appeals.Secret, Forwarded: []appeals.Forwarded{{To: "Минфин", On: day}}}
	v.Due.Date, v.AnswerBy.Date = day.AddDays(30), day
	words := []string{}
	for _, n := range noticesOf(v) {
		words = append(words, n.Words(v))
	}
	all := strings.Join(words, "\n")
	for _, want := range []string{"под номером ОГ-1", "не позднее 27.11.2026", "по компетенции: Минфин", "продлён: ответ – не позднее 27.12.2026", "тайну"} {
		if !strings.Contains(all, want) {
			t.Errorf("no %q in %s", want, all)
		}
	}
}
