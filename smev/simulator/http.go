package simulator

import (
	"bytes"
	"cmp"
	_ "embed"
	"encoding/json"
	"encoding/pem"
	"encoding/xml"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"veche/smev/message"
)

// ServeHTTP serves the versions of SMEV at their usual paths, the page for people at /, and the control endpoint.
func (n *Node) ServeHTTP(w http.ResponseWriter, r *http.Request) { n.mux.ServeHTTP(w, r) }

func (n *Node) routes() http.Handler {
	people := http.NewServeMux()
	people.HandleFunc("GET /{$}", n.page)
	people.HandleFunc("GET /messages/{id}", n.messagePage)
	people.HandleFunc("POST /moods", n.switchMood)
	people.HandleFunc("GET /control/moods", n.readMoods)
	people.HandleFunc("PUT /control/moods", n.putMoods)
	people.HandleFunc("GET /control/certificate", n.readCertificate)
	mux := http.NewServeMux()
	for _, v := range message.Versions() {
		mux.Handle("POST "+v.Path(), n.soap(v))
	}
	mux.Handle("/", http.NewCrossOriginProtection().Handler(secured(people)))
	return mux
}

// secured keeps foreign pages from framing or feeding ours.
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

// control is the state of the moods as JSON.
type control struct {
	Moods map[Mood]int `json:"moods"` // how many times each strikes yet; -1 is always
	Delay int64        `json:"delay_ms,omitempty"`
}

func (n *Node) readMoods(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(control{n.Moods.All(), n.Moods.Delay().Milliseconds()})
}

func (n *Node) putMoods(w http.ResponseWriter, r *http.Request) {
	var c control
	decoder := json.NewDecoder(io.LimitReader(r.Body, 1<<16))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&c); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	for mood, times := range c.Moods {
		if err := n.Moods.Set(mood, times); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
	}
	if c.Delay > 0 {
		n.Moods.SetDelay(time.Duration(c.Delay) * time.Millisecond)
	}
	n.readMoods(w, r)
}

func (n *Node) readCertificate(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/x-pem-file")
	pem.Encode(w, &pem.Block{Type: "CERTIFICATE", Bytes: n.key.Certificate.Raw()})
}

func (n *Node) switchMood(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<16)
	times, err := strconv.Atoi(r.PostFormValue("times"))
	if err == nil {
		err = n.Moods.Set(Mood(r.PostFormValue("mood")), times)
	}
	if err != nil {
		http.Error(w, "Такого режима нет.", http.StatusBadRequest)
		return
	}
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

//go:embed page.html
var pageText string

var pages = template.Must(template.New("page").Funcs(template.FuncMap{
	"moment": func(t time.Time) string {
		if t.IsZero() {
			return "—"
		}
		return message.Moscow(t).Format("02.01.2006 15:04:05")
	},
	"kind":  func(k Kind) string { return kinds[k] },
	"title": func(k Kind) string { return titles[k] },
	"state": func(s State) string { return states[s] },
}).Parse(pageText))

var kinds = map[Kind]string{KindRequest: "запрос", KindResponse: "ответ", KindStatus: "статус"}

var titles = map[Kind]string{KindRequest: "Запрос", KindResponse: "Ответ", KindStatus: "Статус"}

var states = map[State]string{Queued: "в очереди", Confirmed: "получено", Rejected: "отклонено узлом", Refused: "отвергнуто получателем"}

type moodRow struct {
	Mood Mood
	Text string
	Left string
	On   bool
}

// shown is how many messages the page lists, the newest first.
const shown = 200

func (n *Node) page(w http.ResponseWriter, _ *http.Request) {
	var view struct {
		Certificate  string
		Until        time.Time
		Moods        []moodRow
		Participants []Participant
		Queues       []message.Queue
		Messages     []Message
		Total        int
		Versions     []message.Version
	}
	view.Certificate, view.Until = n.key.Certificate.Subject.Short(), n.key.Certificate.X509.NotAfter
	view.Versions = message.Versions()
	left := n.Moods.All()
	for _, word := range words {
		row := moodRow{Mood: word.Mood, Text: word.Text, Left: "выключен", On: left[word.Mood] != 0}
		switch times := left[word.Mood]; {
		case times == Always:
			row.Left = "всегда"
		case times > 0:
			row.Left = fmt.Sprintf("ещё %d раз", times)
		}
		view.Moods = append(view.Moods, row)
	}
	n.mu.Lock()
	for _, p := range n.participants {
		view.Participants = append(view.Participants, p)
	}
	slices.SortFunc(view.Participants, func(a, b Participant) int { return cmp.Compare(a.Mnemonic, b.Mnemonic) })
	view.Queues, view.Total = n.queues(""), len(n.messages)
	for i := len(n.messages) - 1; i >= 0 && len(view.Messages) < shown; i-- {
		view.Messages = append(view.Messages, *n.messages[i])
	}
	n.mu.Unlock()
	render(w, "page", view)
}

func (n *Node) messagePage(w http.ResponseWriter, r *http.Request) {
	n.mu.Lock()
	m := n.byID[message.MessageID(r.PathValue("id"))]
	var view struct {
		Message
		Text string
	}
	if m != nil {
		view.Message = *m
	}
	n.mu.Unlock()
	if m == nil {
		http.Error(w, "Такого сообщения нет.", http.StatusNotFound)
		return
	}
	view.Text = indent(view.Data)
	if view.Async != nil && view.Async.Fault != nil {
		view.Text = view.Async.Fault.Russian()
	}
	render(w, "message", view)
}

func render(w http.ResponseWriter, name string, view any) {
	var out bytes.Buffer
	if err := pages.ExecuteTemplate(&out, name, view); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	out.WriteTo(w)
}

// indent lays XML out for reading; what cannot be laid out is shown as it is.
func indent(document []byte) string {
	var out strings.Builder
	decoder, encoder := xml.NewDecoder(bytes.NewReader(document)), xml.NewEncoder(&out)
	encoder.Indent("", "  ")
	for {
		token, err := decoder.RawToken()
		if err == io.EOF {
			break
		}
		if err != nil {
			return string(document)
		}
		if text, ok := token.(xml.CharData); ok && len(bytes.TrimSpace(text)) == 0 {
			continue
		}
		if err := encoder.EncodeToken(plainNames(token)); err != nil {
			return string(document)
		}
	}
	if encoder.Close() != nil {
		return string(document)
	}
	return out.String()
}

// plainNames writes prefixes as they stood, instead of inventing others.
func plainNames(t xml.Token) xml.Token {
	join := func(n xml.Name) xml.Name {
		if n.Space != "" {
			return xml.Name{Local: n.Space + ":" + n.Local}
		}
		return n
	}
	switch t := t.(type) {
	case xml.StartElement:
		t = t.Copy()
		t.Name = join(t.Name)
		for i := range t.Attr {
			t.Attr[i].Name = join(t.Attr[i].Name)
		}
		return t
	case xml.EndElement:
		t.Name = join(t.Name)
		return t
	}
	return t
}
