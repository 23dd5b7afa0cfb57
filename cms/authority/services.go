package authority

import (
	"context"
	"crypto"
	"encoding/asn1"
	"io"
	"net/http"
	"time"

	"veche/cms"
	"veche/cms/pki"
)

// maxRequest bounds what a service reads.
const maxRequest = 64 << 10

// Responder answers by OCSP for an authority. It is an http.Handler for POST.
type Responder struct {
	CA          *CA
	Certificate *pki.Certificate // of the service; the authority's own is good too
	Key         crypto.Signer
	Lasting     time.Duration // until the next word; zero: none is named
}

func (r *Responder) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	w.Header().Set("Content-Type", "application/ocsp-response")
	body, ok := readRequest(w, request)
	if !ok {
		return
	}
	w.Write(r.Answer(body)) // a client that left misses it
}

func readRequest(w http.ResponseWriter, request *http.Request) ([]byte, bool) {
	if request.Method != http.MethodPost {
		http.Error(w, "POST only", http.StatusMethodNotAllowed)
		return nil, false
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, request.Body, maxRequest))
	if err != nil {
		http.Error(w, "request too long", http.StatusRequestEntityTooLarge)
		return nil, false
	}
	return body, true
}

// Answer is the response to a request.
func (r *Responder) Answer(request []byte) []byte {
	asked, err := pki.ParseOCSPRequest(request)
	if err != nil || len(asked.IDs) == 0 || len(asked.IDs) > 100 {
		return pki.RefuseOCSP(pki.OCSPMalformed)
	}
	now := r.CA.Now().UTC()
	t := pki.OCSPTemplate{Produced: now, Nonce: asked.Nonce}
	for _, id := range asked.IDs {
		t.Answers = append(t.Answers, r.about(id, now))
	}
	response, err := pki.IssueOCSP(t, r.Certificate, r.Key)
	if err != nil {
		return pki.RefuseOCSP(pki.OCSPInternal)
	}
	return response
}

func (r *Responder) about(id pki.CertID, now time.Time) pki.OCSPAnswer {
	a := pki.OCSPAnswer{ID: id, Status: pki.Unknown, ThisUpdate: now}
	if r.Lasting > 0 {
		a.NextUpdate = now.Add(r.Lasting)
	}
	if !id.About(r.CA.Certificate) {
		return a
	}
	a.Status = pki.Good
	r.CA.mu.Lock()
	defer r.CA.mu.Unlock()
	if revoked, ok := r.CA.find(id.Serial); ok {
		a.Status, a.Revoked = pki.StatusRevoked, revoked
	}
	return a
}

// TSA gives time stamps. It is an http.Handler for POST and a cms.Stamper.
type TSA struct {
	Key      cms.Key
	Policy   asn1.ObjectIdentifier
	Accuracy time.Duration
	Now      func() time.Time // nil is the clock
}

var _ cms.Stamper = (*TSA)(nil)

func (s *TSA) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	w.Header().Set("Content-Type", "application/timestamp-reply")
	body, ok := readRequest(w, request)
	if !ok {
		return
	}
	w.Write(s.Answer(request.Context(), body)) // a client that left misses it
}

// Answer is the response to a request.
func (s *TSA) Answer(ctx context.Context, body []byte) []byte {
	request, err := cms.ParseStampRequest(body)
	switch {
	case err != nil:
		return cms.RefuseStamp(cms.StampBadFormat)
	case request.Hash.Weak():
		return cms.RefuseStamp(cms.StampBadAlgorithm)
	case request.Policy != nil && !request.Policy.Equal(s.Policy):
		return cms.RefuseStamp(cms.StampBadPolicy)
	}
	token, err := s.issue(ctx, request)
	if err != nil {
		return cms.RefuseStamp(cms.StampSystem)
	}
	return cms.GrantStamp(token)
}

// Stamp returns a token over a digest.
func (s *TSA) Stamp(ctx context.Context, h pki.Hash, digest []byte) ([]byte, error) {
	return s.issue(ctx, cms.StampRequest{Hash: h, Imprint: digest, Certificates: true})
}

func (s *TSA) issue(ctx context.Context, request cms.StampRequest) ([]byte, error) {
	now := time.Now
	if s.Now != nil {
		now = s.Now
	}
	t := cms.StampTemplate{Policy: s.Policy, Serial: pki.RandomSerial(), Time: now(), Accuracy: s.Accuracy}
	return cms.IssueStamp(ctx, request, t, s.Key)
}
