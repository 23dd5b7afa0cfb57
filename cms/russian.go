package cms

import (
	"fmt"
	"strings"

	"veche/cms/pki"
	"veche/cms/reason"
)

// Russian is the report in words: the conclusion, then each signature with who signed,
// when, and why the conclusion is so.
func (r *Report) Russian() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s. Проверено по состоянию на %s.\n", r.conclusion(), reason.Moment(r.At))
	for _, f := range r.Findings {
		fmt.Fprintf(&b, "%s\n", f.Russian())
	}
	for i, s := range r.Signers {
		if len(r.Signers) > 1 {
			fmt.Fprintf(&b, "\nПодпись %d из %d. %s.\n", i+1, len(r.Signers), s.Verdict.Russian())
		} else {
			b.WriteString("\n")
		}
		s.writeRussian(&b)
	}
	return b.String()
}

func (r *Report) conclusion() string {
	if len(r.Signers) < 2 {
		return r.Verdict.Russian()
	}
	good := 0
	for _, s := range r.Signers {
		if s.Verdict == reason.Valid {
			good++
		}
	}
	if good == len(r.Signers) && r.Verdict == reason.Valid {
		return fmt.Sprintf("Все подписи действительны (%d)", good)
	}
	return fmt.Sprintf("Действительны не все подписи: %d из %d", good, len(r.Signers))
}

func (s *SignerReport) writeRussian(b *strings.Builder) {
	for _, f := range s.Findings {
		fmt.Fprintf(b, "%s\n", f.Russian())
	}
	if c := s.Certificate; c != nil {
		c.writeRussian(b)
	}
	if s.Claimed != nil {
		fmt.Fprintf(b, "Время подписания по словам подписавшего: %s.\n", reason.Moment(*s.Claimed))
	}
	if s.Proven != nil {
		fmt.Fprintf(b, "Подписано не позднее %s – доказано штампом времени.\n", reason.Moment(*s.Proven))
	}
	for _, t := range s.TimeStamps {
		t.writeRussian(b)
	}
	for _, f := range s.Revocation {
		fmt.Fprintln(b, russianFact(f))
	}
	if s.Algorithm != "" {
		fmt.Fprintf(b, "Алгоритм: %s. Формат: %s.\n", s.Algorithm, s.Level)
	}
}

func (c *CertificateReport) writeRussian(b *strings.Builder) {
	fmt.Fprintf(b, "Подписал: %s", c.Subject.Short())
	for _, f := range []pki.Field{pki.Title, pki.Organization} {
		if v := c.Subject.Get(f); v != "" && v != c.Subject.Short() {
			fmt.Fprintf(b, ", %s", v)
		}
	}
	fmt.Fprintf(b, ".\nСертификат %s, действует с %s по %s, выдан: %s.\n",
		c.Serial, reason.Moment(c.NotBefore), reason.Moment(c.NotAfter), c.Issuer.Short())
}

func (t *TimeStampReport) writeRussian(b *strings.Builder) {
	kinds := map[StampKind]string{
		StampContent: "на содержание", StampSignature: "на подпись", StampArchive: "архивный", StampAlone: "отдельный",
	}
	fmt.Fprintf(b, "Штамп времени (%s)", kinds[t.Kind])
	if t.Service != nil {
		fmt.Fprintf(b, " службы «%s» от %s", t.Service.Subject.Short(), reason.Moment(t.Time))
	}
	if t.Verdict == reason.Valid {
		b.WriteString(": подтверждён.\n")
		return
	}
	b.WriteString(": не подтверждён.\n")
	for _, f := range t.Findings {
		fmt.Fprintf(b, "  %s\n", f.Russian())
	}
}

func russianFact(f pki.RevocationFact) string {
	source := map[string]string{"crl": "списку отозванных сертификатов", "ocsp": "ответу службы OCSP"}[f.Source]
	switch f.Status {
	case pki.Good:
		return fmt.Sprintf("Сертификат «%s» не отозван – по %s от %s.", f.Certificate, source, reason.Moment(f.Issued))
	case pki.StatusRevoked:
		return fmt.Sprintf("Сертификат «%s» отозван %s (%s) – по %s от %s.",
			f.Certificate, reason.Moment(*f.RevokedAt), f.Reason, source, reason.Moment(f.Issued))
	}
	return fmt.Sprintf("Об отзыве сертификата «%s» ничего не известно.", f.Certificate)
}

// Russian is the report of one signature in words.
func (s *SignerReport) Russian() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s.\n", s.Verdict.Russian())
	s.writeRussian(&b)
	return b.String()
}
