package simulator

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"veche/smev/internal/journal"
	"veche/smev/message"
	"veche/smev/mtom"
	"veche/smev/xmldsig"
)

// caller is who calls, and what he says.
type caller struct {
	Participant
	*message.Call
	parts    []part // by Content-ID
	document []byte
	ctx      context.Context
}

// reply is an envelope with the files beside it.
type reply struct {
	*message.Envelope
	files []mtom.File
	spoil bool // the signature
}

// soap serves one version.
func (n *Node) soap(v message.Version) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		c, err := n.readCall(r, v)
		if n.Moods.strike(Slow) && !n.dawdle(r.Context()) {
			if err == nil {
				n.discard(c.parts)
			}
			return
		}
		if err != nil {
			n.answerFault(w, r, v, err)
			return
		}
		if c.Operation == message.Ack && n.Moods.strike(LostAck) {
			http.Error(w, "Bad Gateway", http.StatusBadGateway)
			return
		}
		answer, err := n.do(c)
		if err != nil {
			n.discard(c.parts)
			n.answerFault(w, r, v, err)
			return
		}
		if (c.Operation == message.SendRequest || c.Operation == message.SendResponse) && n.Moods.strike(LostAnswer) {
			panic(http.ErrAbortHandler) // the connection breaks
		}
		n.write(w, r, v, answer)
	}
}

// dawdle waits as long as the slow mood lasts, unless the caller goes away; a server hears of that once it has read his call.
func (n *Node) dawdle(ctx context.Context) bool {
	wait := time.NewTimer(n.Moods.Delay())
	defer wait.Stop()
	select {
	case <-wait.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// readCall takes a call in: its envelope into memory, its files into the folder.
func (n *Node) readCall(r *http.Request, v message.Version) (*caller, error) {
	reader, err := mtom.NewReader(r.Header.Get("Content-Type"), r.Body, n.limits)
	if err != nil {
		return nil, &message.Fault{Kind: message.SignatureVerificationFault, Cause: message.PoorSOAPEnvelopeFormat, Text: err.Error()}
	}
	c := &caller{ctx: r.Context()}
	for {
		p, err := reader.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil && p.Root {
			c.document, err = io.ReadAll(p)
		} else if err == nil {
			err = n.keepPart(c, p)
		}
		if err != nil {
			n.discard(c.parts)
			if errors.Is(err, mtom.ErrTooLarge) {
				return nil, &message.Fault{Kind: message.AttachmentSizeLimitExceeded, Permitted: n.options.AttachmentLimit, Real: n.options.AttachmentLimit + 1}
			}
			return nil, err
		}
	}
	if c.Call, err = message.ReadCall(c.document); err == nil && c.Version != v {
		err = fmt.Errorf("a call of version %s came to the address of %s", c.Version, v)
	}
	if err != nil {
		n.discard(c.parts)
		return nil, &message.Fault{Kind: message.SignatureVerificationFault, Cause: message.PoorSOAPEnvelopeFormat, Text: err.Error()}
	}
	if err = n.identify(c); err == nil {
		err = n.settle(c.parts...)
	}
	if err != nil {
		n.discard(c.parts)
		return nil, err
	}
	return c, nil
}

func (n *Node) keepPart(c *caller, p *mtom.Part) error {
	kept := part{ID: p.ID, Name: strings.ToLower(rand.Text())}
	var err error
	if kept.Size, err = journal.Write(n.parts(), kept.Name, p); err == nil {
		c.parts = append(c.parts, kept)
	}
	return err
}

// settle makes the files of a call durable, all together.
func (n *Node) settle(parts ...part) error {
	names := make([]string, len(parts))
	for i, p := range parts {
		names[i] = p.Name
	}
	return journal.Settle(n.parts(), names)
}

// discard removes the files of a call that was not taken.
func (n *Node) discard(parts []part) {
	for _, p := range parts {
		os.Remove(filepath.Join(n.parts(), p.Name)) // what stays is only lost room
	}
}

// identify checks the caller's signature and finds who he is.
func (n *Node) identify(c *caller) error {
	now := n.options.Now()
	signature, err := c.Verify(c.ctx, c.document, xmldsig.VerifyOptions{Trust: n.options.Trust, At: now, Known: n.callers.Known()})
	var wrong *message.SignatureError
	switch {
	case errors.As(err, &wrong) && wrong.Absent:
		if n.options.Unsigned {
			c.Participant = Participant{Mnemonic: "UNSIGNED", Name: "Система без подписи"}
			return nil
		}
		return refuseSignature(message.NoSignatureFound, err)
	case signature != nil && signature.Certificate != nil && now.After(signature.Certificate.X509.NotAfter), n.Moods.strike(ExpiredCertificate):
		return refuseSignature(message.CertificateIsExpired, errors.New("the certificate has expired"))
	case errors.As(err, &wrong):
		return refuseSignature(causeOf(signature), err)
	case err != nil:
		return refuseSignature(message.SignatureIsInvalid, err)
	}
	n.callers.Met(signature.Certificate)
	fingerprint := signature.Certificate.Fingerprint()
	n.mu.Lock()
	defer n.mu.Unlock()
	p, known := n.participants[fingerprint]
	if !known && len(n.options.Services) > 0 {
		return &message.Fault{Kind: message.SenderIsNotRegistered}
	}
	if !known {
		p = Participant{Mnemonic: "IS" + strings.ToUpper(fingerprint[:6]), Name: signature.Certificate.Subject.Short(), Fingerprint: fingerprint}
		if err := n.keep(entry{Participant: &p}); err != nil {
			return err
		}
	}
	c.Participant = p
	return nil
}

// causeOf says what is wrong with a signature in the words of SMEV.
func causeOf(s *xmldsig.Signature) message.SignatureCause {
	switch {
	case s == nil || !s.SignatureOK:
		return message.SignatureIsInvalid
	case hasFinding(s, xmldsig.NotExpected):
		return message.IncorrectSignatureTarget
	case s.DigestOK:
		return message.CertificateIsNotFound // all is right but who it is
	}
	return message.SignatureIsInvalid
}

func hasFinding(s *xmldsig.Signature, code xmldsig.Code) bool {
	for _, f := range s.Findings {
		if string(f.Code) == string(code) {
			return true
		}
	}
	return false
}

func refuseSignature(cause message.SignatureCause, why error) error {
	return &message.Fault{Kind: message.SignatureVerificationFault, Cause: cause, Description: why.Error()}
}

// answerFault refuses a call; what is no fault of SMEV is a failure of ours.
func (n *Node) answerFault(w http.ResponseWriter, r *http.Request, v message.Version, err error) {
	var fault *message.Fault
	if !errors.As(err, &fault) {
		fault = &message.Fault{Kind: message.SMEVFailure, Text: err.Error()}
	}
	if fault.Text == "" {
		copied := *fault
		copied.Text = fault.Russian()
		fault = &copied
	}
	envelope, err := message.WriteFault(v, fault)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	n.report(v, envelope.Unsigned())
	w.Header().Set("Content-Type", "text/xml; charset=utf-8")
	w.WriteHeader(http.StatusInternalServerError) // SOAP 1.1, section 6.2
	w.Write(envelope.Unsigned())
}

// write signs an answer and sends it as SMEV does: as a multipart message even when no file goes with it.
func (n *Node) write(w http.ResponseWriter, r *http.Request, v message.Version, answer *reply) {
	document, err := answer.Sign(r.Context(), n.key)
	if err != nil {
		n.answerFault(w, r, v, err)
		return
	}
	n.report(v, document)
	if answer.spoil {
		document = spoil(document)
	}
	m := mtom.NewMessage(document, answer.files...).InPieces()
	body, err := m.Body()
	if err != nil {
		n.answerFault(w, r, v, err)
		return
	}
	defer body.Close()
	w.Header().Set("Content-Type", m.ContentType())
	if length := m.Length(); length >= 0 {
		w.Header().Set("Content-Length", fmt.Sprint(length))
	}
	if _, err := io.Copy(w, body); err != nil {
		panic(http.ErrAbortHandler) // the receiver must not take a part for the whole
	}
}

// report hands what was written to whoever looks on.
func (n *Node) report(v message.Version, document []byte) {
	if n.written != nil {
		n.written(v, document)
	}
}

// spoil changes one character of the last signature, that of SMEV.
func spoil(document []byte) []byte {
	text := string(document)
	at := strings.LastIndex(text, "SignatureValue>")
	at = strings.LastIndex(text[:at], "SignatureValue>") + len("SignatureValue>")
	other := "A"
	if text[at:at+1] == "A" {
		other = "B"
	}
	return []byte(text[:at] + other + text[at+1:])
}
