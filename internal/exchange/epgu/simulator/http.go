package simulator

import (
	"bytes"
	_ "embed"
	"html/template"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"

	"veche/internal/exchange/epgu/contract"
)

//go:embed page.html
var pageText string

// Names gives the name of a code; the portal of a demonstration takes it from the dictionary of the exchange.
type Names func(code string) string

// Handler serves the page of the citizen and of the operator under a path.
func (p *Portal) Handler(path string, names Names) http.Handler {
	page := template.Must(template.New("page").Funcs(template.FuncMap{
		"code":    func(code string) string { return strings.TrimSpace(code + " " + names(code)) },
		"moment":  func(t time.Time) string { return t.Local().Format("02.01.2006 15:04:05") },
		"visible": func(path string) bool { return !strings.Contains(path, "@") },
	}).Parse(pageText))
	h := &pages{p, path, page}
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+path+"/{$}", h.show)
	mux.HandleFunc("POST "+path+"/orders", h.submit)
	mux.HandleFunc("POST "+path+"/orders/{id}/{act}", h.act)
	mux.HandleFunc("GET "+path+"/orders/{id}/files/{name}", h.file)
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
	*Portal
	path string
	page *template.Template
}

type view struct {
	Path      string
	Templates []Template
	Orders    []Order
}

// newest is how many orders the page shows.
const newest = 50

func (h *pages) show(w http.ResponseWriter, _ *http.Request) {
	orders := h.List()
	var out bytes.Buffer
	if err := h.page.Execute(&out, view{h.path, h.options.Templates, orders[:min(len(orders), newest)]}); err != nil {
		http.Error(w, "page", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = out.WriteTo(w) // the reader has gone
}

const largestForm = 20 << 20

func (h *pages) submit(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, largestForm)
	if err := r.ParseMultipartForm(largestForm); err != nil {
		http.Error(w, "Файл слишком велик", http.StatusRequestEntityTooLarge)
		return
	}
	n, err := strconv.Atoi(r.FormValue("template"))
	if err != nil || n < 0 || n >= len(h.options.Templates) {
		http.NotFound(w, r)
		return
	}
	values := map[string]string{}
	for _, f := range h.options.Templates[n].Fields {
		if given, ok := r.MultipartForm.Value[f.Path]; ok {
			values[f.Path] = strings.TrimSpace(contract.Clean(given[0], 1000))
		}
	}
	uploads, closeAll, err := uploaded(r, h.options.Templates[n])
	defer closeAll()
	if err != nil {
		http.Error(w, "file", http.StatusBadRequest)
		return
	}
	if _, err := h.Submit(r.Context(), n, values, uploads...); err != nil {
		http.Error(w, "submit", http.StatusInternalServerError)
		return
	}
	http.Redirect(w, r, h.path+"/", http.StatusSeeOther)
}

// uploaded are the files of a form, each with the document that it is.
func uploaded(r *http.Request, t Template) (list []Upload, closeAll func(), err error) {
	var open []io.Closer
	closeAll = func() {
		for _, f := range open {
			_ = f.Close() // read already
		}
	}
	for _, slot := range append(t.Files, Slot{}) {
		for _, header := range r.MultipartForm.File["file:"+slot.Code] {
			f, err := header.Open()
			if err != nil {
				return nil, closeAll, err
			}
			open = append(open, f)
			list = append(list, Upload{Slot: slot.Code, Name: header.Filename, Content: f})
		}
	}
	return list, closeAll, nil
}

func (h *pages) act(w http.ResponseWriter, r *http.Request) {
	id, text := r.PathValue("id"), strings.TrimSpace(contract.Clean(r.FormValue("text"), 2000))
	var err error
	switch r.PathValue("act") {
	case "text":
		err = h.Write(r.Context(), id, text)
	case "cancel":
		err = h.Cancel(r.Context(), id, text)
	case "again":
		err = h.Forget(r.Context(), id)
	default:
		err = ErrNoOrder
	}
	if err != nil {
		http.Error(w, "Такого заявления нет", http.StatusNotFound)
		return
	}
	http.Redirect(w, r, h.path+"/", http.StatusSeeOther)
}

// file gives a file of a result.
func (h *pages) file(w http.ResponseWriter, r *http.Request) {
	o, err := h.Get(r.PathValue("id"))
	if err != nil {
		http.NotFound(w, r)
		return
	}
	for _, f := range o.Results {
		if f.Name != r.PathValue("name") {
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
	http.NotFound(w, r)
}
