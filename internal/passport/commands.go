package passport

import (
	"time"

	"veche/internal/passport/container"
)

// commands are what the README tells an expert to run for this very passport.
type commands struct {
	Certificates bool
	Signatures   []signatureCommand
	Stamps       []stampCommand
	Answers      []answerCommand
	Lists        []string
	Acts         bool
}

// signatureCommand checks a signature as of a moment when its certificate was good.
type signatureCommand struct {
	container.Signature
	At int64
}

type stampCommand struct {
	Token, Over string
	At          int64
}

// answerCommand checks an answer of OCSP about a certificate.
type answerCommand struct {
	Path, Subject, Issuer string
	At                    int64
}

func (g *gathering) commands() commands {
	e := g.evidence
	c := commands{Certificates: len(e.certificates) > 0, Lists: e.lists, Acts: len(g.content.Acts) > 0}
	for i, s := range g.content.Signatures {
		if s.Path != "" && s.Over != "" {
			c.Signatures = append(c.Signatures, signatureCommand{s, g.moment(i, s)})
		}
	}
	for _, s := range e.stamps {
		c.Stamps = append(c.Stamps, stampCommand{s.token, s.over, s.Time.Unix()})
	}
	for _, a := range e.answers {
		for _, one := range a.Answers {
			if subject, issuer := e.about(one.ID.Serial.Text(16)); subject != "" && issuer != "" {
				c.Answers = append(c.Answers, answerCommand{a.path, subject, issuer, one.ThisUpdate.Add(time.Second).Unix()})
			}
		}
	}
	return c
}

// moment is when the signature is known to have existed: by its first time stamp, else by the word of the card.
func (g *gathering) moment(i int, s container.Signature) int64 {
	at := s.SignedAt
	for _, t := range g.evidence.stamps {
		if t.of == i+1 {
			at = t.Time
			break
		}
	}
	return at.Unix()
}

// about finds the files of a certificate by its number and of its issuer.
func (e *evidence) about(serial string) (subject, issuer string) {
	for _, c := range e.certificates {
		if c.X509.SerialNumber.Text(16) != serial {
			continue
		}
		for _, by := range e.certificates {
			if string(by.X509.RawSubject) == string(c.X509.RawIssuer) && c.IssuedBy(by.Certificate) == nil {
				return c.path, by.path
			}
		}
	}
	return "", ""
}
