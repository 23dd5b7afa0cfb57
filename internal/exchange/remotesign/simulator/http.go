package simulator

import (
	"crypto/subtle"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"

	"veche/internal/exchange/remotesign"
)

// lostAnswers is how many answers with the signature break off in that mood.
const lostAnswers = 2

// Handler speaks the protocol and shows the phone.
func (s *Service) Handler() http.Handler {
	mux := http.NewServeMux()
	protocol := s.path + "/" + remotesign.Version
	mux.Handle("POST "+protocol+"/requests", s.admitted(func(w http.ResponseWriter, r *http.Request) error {
		var ask remotesign.Ask
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&ask); err != nil {
			return &problem{422, remotesign.ProblemInvalid, "запрос не читается"}
		}
		status, err := s.start(r.Context(), r.Header.Get("Idempotency-Key"), ask)
		return answer(w, status, err)
	}))
	mux.Handle("GET "+protocol+"/requests/{id}", s.admitted(func(w http.ResponseWriter, r *http.Request) error {
		status, err := s.look(r.Context(), r.PathValue("id"))
		return answer(w, status, err)
	}))
	mux.Handle("GET "+protocol+"/requests/{id}/result", s.admitted(s.result))
	mux.Handle("POST "+protocol+"/requests/{id}/cancel", s.admitted(func(w http.ResponseWriter, r *http.Request) error {
		status, err := s.cancel(r.PathValue("id"))
		return answer(w, status, err)
	}))
	mux.Handle("POST "+protocol+"/certificates", s.admitted(s.certificates))
	s.pages(mux)
	return mux
}

// admitted lets in those who show the token.
func (s *Service) admitted(h func(w http.ResponseWriter, r *http.Request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := error(&problem{401, remotesign.ProblemUnauthorized, "нет доступа"})
		if subtle.ConstantTimeCompare([]byte(r.Header.Get("Authorization")), []byte("Bearer "+s.token)) == 1 {
			err = h(w, r)
		}
		if err == nil {
			return
		}
		told := &problem{status: http.StatusInternalServerError, code: "internal"}
		errors.As(err, &told)
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(told.status)
		json.NewEncoder(w).Encode(remotesign.Problem{Code: told.code, Text: told.text})
	})
}

func answer(w http.ResponseWriter, body any, err error) error {
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(body)
}

// result answers with the signature; in the mood of lost answers the first ones break off in the middle.
func (s *Service) result(w http.ResponseWriter, r *http.Request) error {
	result, times, err := s.fetch(r.Context(), r.PathValue("id"))
	if err != nil || s.mood != LostAnswer || times > lostAnswers {
		return answer(w, result, err)
	}
	raw, err := json.Marshal(result)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(raw)))
	w.Write(raw[:len(raw)/2])
	panic(http.ErrAbortHandler)
}

func (s *Service) certificates(w http.ResponseWriter, r *http.Request) error {
	var who remotesign.Signer
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<16)).Decode(&who); err != nil {
		return &problem{422, remotesign.ProblemInvalid, "запрос не читается"}
	}
	key, err := s.keys.Of(r.Context(), who)
	if errors.Is(err, ErrUnknownSigner) {
		err = &problem{422, remotesign.ProblemNoSigner, "ключа этого человека здесь нет"}
	}
	if err != nil {
		return err
	}
	return answer(w, remotesign.Certificates{Certificates: [][]byte{key.Certificate.Raw()}}, nil)
}
