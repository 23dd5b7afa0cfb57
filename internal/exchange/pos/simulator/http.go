package simulator

import (
	"bytes"
	_ "embed"
	"html/template"
	"io"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"veche/internal/exchange/pos/contract"
)

//go:embed page.html
var pageText string

var page = template.Must(template.New("page").Funcs(template.FuncMap{
	"status":  func(word string) string { return contract.Published().Word(word) },
	"result":  func(word string) string { return results[word] },
	"channel": func(word string) string { return channels[word] },
	"kind":    func(word string) string { return kinds[word] },
	"stars":   func() []int { return []int{5, 4, 3, 2, 1} },
	"day":     func(at time.Time) string { return at.In(moscow).Format("02.01.2006, 15:04") },
	"date": func(day string) string {
		if on, err := time.Parse(time.DateOnly, day); err == nil {
			return on.Format("02.01.2006")
		}
		return day
	},
}).Parse(pageText))

// moscow is the time by which the federal platform writes.
var moscow = time.FixedZone("MSK", 3*60*60)

var results = map[string]string{contract.ResultExplained: "даны разъяснения", contract.ResultSupported: "поддержано", contract.ResultMeasures: "поддержано, меры приняты",
	contract.ResultNotSupported: "не поддержано", contract.ResultAnswered: "дан ответ"}

var (
	kinds = map[string]string{contract.KindComplaint: "жалоба", contract.KindApplication: "заявление", contract.KindProposal: "предложение", contract.KindMessage: "сообщение"}

	channels = map[string]string{contract.ChannelPortal: "портал Госуслуг", contract.ChannelMobile: "мобильное приложение", contract.ChannelWidget: "виджет на сайте органа"}
)

// Topic is a leaf of the platform's tree of topics: the code of the classifier, and how many days a message of it may wait.
type Topic struct {
	Code  string
	Title string
	Days  int
}

// topics are those of the demonstration; the codes are in its classifier, the days are invented.
var topics = []Topic{{"0005.0005.0056.1149", "Отопление", 3}, {"0003.0009.0097.0698", "Освещение улиц", 5}, {"0003.0009.0099.0737", "Дороги и мосты", 8}}

// Bodies are the authorities that a citizen may choose.
type Bodies []contract.Body

// Handler serves the citizen's page and the operator's page under a path.
func (p *Platform) Handler(path string, bodies Bodies) http.Handler {
	mux := http.NewServeMux()
	h := &pages{p, path, bodies}
	mux.HandleFunc("GET "+path+"/{$}", h.citizen)
	mux.HandleFunc("GET "+path+"/operator", h.operator)
	mux.HandleFunc("POST "+path+"/items", h.submit)
	mux.HandleFunc("POST "+path+"/items/{id}/{act}", h.act)
	mux.HandleFunc("GET "+path+"/items/{id}/files/{file}", h.file)
	return http.NewCrossOriginProtection().Handler(secured(mux))
}

// secured keeps foreign pages from framing or feeding ours.
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

type pages struct {
	*Platform
	path   string
	bodies Bodies
}

type view struct {
	Path     string
	Operator bool
	Bodies   Bodies
	Topics   []Topic
	Items    []Item
}

// newest is how many items the pages show.
const newest = 50

func (h *pages) citizen(w http.ResponseWriter, _ *http.Request)  { h.render(w, false) }
func (h *pages) operator(w http.ResponseWriter, _ *http.Request) { h.render(w, true) }

func (h *pages) render(w http.ResponseWriter, operator bool) {
	var out bytes.Buffer
	if err := page.Execute(&out, view{h.path, operator, h.bodies, topics, h.All(newest)}); err != nil {
		http.Error(w, "page", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = out.WriteTo(w) // the reader has gone
}

// Solved reports whether the citizen has nothing more to wait for: «Решено». A low rating says that he has.
func (i Item) Solved() bool { return i.answered() && (i.Rating == 0 || i.Rating >= 3) }

// answered reports whether the citizen sees the final answer of the present cycle.
func (i Item) answered() bool {
	return slices.ContainsFunc(i.Visible(), func(a Answer) bool { return a.Final && a.Cycle == i.Data.Cycle })
}

// Visible are the answers that the citizen sees.
func (i Item) Visible() (list []Answer) {
	for _, a := range i.Answers {
		if !a.InLKO {
			list = append(list, a)
		}
	}
	return list
}

// Waiting reports whether an answer waits for the operator in ЛКО.
func (i Item) Waiting() bool { return len(i.Visible()) < len(i.Answers) }

// Rateable reports whether a final answer is there to be rated.
func (i Item) Rateable() bool { return i.answered() && i.Rating == 0 }

// Open reports whether the citizen may still take it back.
func (i Item) Open() bool {
	return !i.Withdrawn && len(i.Answers) == 0 && i.Status != contract.StatusNoAnswer
}

const largestForm = 20 << 20

// longestMessage is how many days a message may wait whose topic says nothing.
const longestMessage = 10

func (h *pages) submit(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, largestForm)
	if err := r.ParseMultipartForm(largestForm); err != nil {
		http.Error(w, "Файл слишком велик", http.StatusRequestEntityTooLarge)
		return
	}
	value := func(name string, most int) string { return strings.TrimSpace(contract.Clean(r.FormValue(name), most)) }
	item := contract.Item{Kind: value("kind", 50), Channel: value("channel", 50), SendToEDMS: r.FormValue("flag") != "", Subject: value("subject", 500), Text: value("text", 100000),
		Authors: []contract.Author{{Surname: value("surname", 100), GivenName: value("name", 100), Patronymic: value("patronymic", 100), Address: value("address", 500),
			District: value("district", 500), Email: value("email", 500), Phone: value("phone", 100)}}}
	for _, b := range h.bodies {
		if b.Code == r.FormValue("body") {
			item.Body = b
		}
	}
	if item.Subject == "" || item.Text == "" || item.Authors[0].Surname == "" || item.Body.Code == "" {
		http.Error(w, "Заполните тему, текст, фамилию и орган", http.StatusUnprocessableEntity)
		return
	}
	item.Questions = []contract.Question{{Text: item.Subject}}
	days := longestMessage
	for _, t := range topics {
		if t.Code == r.FormValue("topic") {
			item.Questions[0].Theme, days = t.Code, t.Days
		}
	}
	if item.Kind == contract.KindMessage {
		item.TermDays = days
	}
	var uploads []Upload
	for _, f := range r.MultipartForm.File["files"] {
		open, err := f.Open()
		if err != nil {
			http.Error(w, "file", http.StatusBadRequest)
			return
		}
		defer open.Close()
		uploads = append(uploads, Upload{Name: f.Filename, Content: open})
	}
	id, err := h.Submit(r.Context(), item, uploads...)
	if err != nil {
		http.Error(w, "submit", http.StatusInternalServerError)
		return
	}
	http.Redirect(w, r, h.path+"/#"+id, http.StatusSeeOther)
}

func (h *pages) act(w http.ResponseWriter, r *http.Request) {
	id, back := r.PathValue("id"), h.path+"/operator"
	var err error
	switch r.PathValue("act") {
	case "flag":
		err = h.SendToEDMS(id, r.FormValue("on") != "")
	case "lko":
		err = h.ProcessInLKO(id, r.FormValue("on") != "")
	case "lose":
		err = h.LoseStatus(id)
	case "release":
		err = h.Release(id)
	case "rate":
		score, wrong := strconv.Atoi(r.FormValue("score"))
		if wrong != nil {
			http.Error(w, "score", http.StatusUnprocessableEntity)
			return
		}
		err, back = h.Rate(id, score, strings.TrimSpace(contract.Clean(r.FormValue("comment"), 2000))), h.path+"/"
	case "withdraw":
		err, back = h.Withdraw(id, "Вопрос решён"), h.path+"/"
	default:
		http.NotFound(w, r)
		return
	}
	if err != nil {
		http.Error(w, "Такого обращения нет", http.StatusNotFound)
		return
	}
	http.Redirect(w, r, back+"#"+id, http.StatusSeeOther)
}

// file gives a file of an answer that the citizen sees.
func (h *pages) file(w http.ResponseWriter, r *http.Request) {
	item, err := h.Get(r.PathValue("id"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	for _, a := range item.Answers {
		for _, f := range a.Files {
			if f.ID != r.PathValue("file") {
				continue
			}
			content, err := h.options.Store.OpenFile(r.Context(), f.Key)
			if err != nil {
				http.Error(w, "file", http.StatusInternalServerError)
				return
			}
			defer content.Close()
			w.Header().Set("Content-Type", "application/octet-stream")
			w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": f.Name}))
			_, _ = io.Copy(w, content) // the reader has gone
			return
		}
	}
	http.NotFound(w, r)
}
