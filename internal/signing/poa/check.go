package poa

import (
	"slices"
	"strings"
	"time"

	"veche/cms"
	"veche/cms/pki"
	"veche/cms/reason"
	"veche/internal/platform/calendar"
	"veche/internal/platform/text"
)

// Finding is what a check of a power of attorney has found.
type Finding struct {
	Code   string         `json:"code"`
	Weight reason.Verdict `json:"weight" enum:"valid,invalid,indeterminate" doc:"Verdict that it alone leads to; valid is a remark"`
	Words  string         `json:"words" doc:"In Russian"`
}

// Verdict weighs findings.
func Verdict(findings []Finding) reason.Verdict {
	v := reason.Valid
	for _, f := range findings {
		v = v.Worse(f.Weight)
	}
	return v
}

// Facts are what a power of attorney is held against.
type Facts struct {
	Owner  pki.Name      // of the certificate of the signature
	Signed calendar.Date // day of the signature where the body is
	Proof  *cms.Report   // of the principal's signature under the file; nil when there is none
}

// Check tells whether a power of attorney covers a signature.
func (p Power) Check(f Facts) []Finding {
	found := p.checkRepresentative(f.Owner)
	if f.Signed.Before(p.From) || f.Signed.After(p.To) {
		found = append(found, Finding{"term", reason.Invalid, "Доверенность действует с " + russian(p.From) + " по " + russian(p.To) +
			", а подпись поставлена " + russian(f.Signed) + "."})
	}
	found = append(found, p.checkProof(f.Proof)...)
	if p.Passed {
		found = append(found, Finding{"passed", reason.Indeterminate, "Это передоверие: первоначальная доверенность не приложена и не проверена."})
	}
	if p.Joint {
		found = append(found, Finding{"joint", reason.Valid, "Представители действуют только совместно: проверьте, подписали ли остальные."})
	}
	return append(found, Finding{"recall", reason.Valid, "Не отозвана ли доверенность, система не проверяет: посмотрите в реестре ФНС по её номеру."})
}

// checkRepresentative looks for the owner of the certificate among the representatives: by СНИЛС or ИНН where both have
// it, and by name.
func (p Power) checkRepresentative(owner pki.Name) []Finding {
	other := []Finding{{"representative", reason.Invalid, "Подписал не тот, кому выдана доверенность: в сертификате " + owner.Short() + "."}}
	for _, r := range p.Representatives {
		if !sameName(r, owner) {
			continue
		}
		proven := false
		for _, pair := range [][2]string{{r.SNILS, digits(owner.Get(pki.SNILS))}, {r.INN, trimINN(digits(owner.Get(pki.INN)))}} {
			switch {
			case pair[0] == "" || pair[1] == "":
			case pair[0] != pair[1]:
				return other
			default:
				proven = true
			}
		}
		if !proven {
			return []Finding{{"representative_by_name", reason.Indeterminate, "Представитель совпадает с владельцем сертификата только по имени: ни СНИЛС, ни ИНН сравнить не с чем."}}
		}
		return nil
	}
	return other
}

// trimINN: some authorities pad the ИНН of an organisation to twelve figures.
func trimINN(inn string) string {
	if len(inn) == 12 && strings.HasPrefix(inn, "00") {
		return inn[2:]
	}
	return inn
}

func sameName(p Person, owner pki.Name) bool {
	surname, given := fold(owner.Get(pki.Surname)), fold(owner.Get(pki.GivenName))
	if surname == "" || given == "" {
		surname, given, _ = strings.Cut(fold(owner.Get(pki.CommonName)), " ")
	}
	name, patronymic, _ := strings.Cut(given, " ")
	return surname == fold(p.Surname) && name == fold(p.Name) && (patronymic == "" || p.Patronymic == "" || patronymic == fold(p.Patronymic))
}

func fold(s string) string { return strings.Join(strings.Fields(text.Fold(s)), " ") }

// checkProof: the file must be signed by the principal – with the seal of the organisation or by its head.
func (p Power) checkProof(report *cms.Report) []Finding {
	if report == nil || len(report.Signers) == 0 {
		return []Finding{{"no_proof", reason.Indeterminate, "Подпись доверителя под доверенностью не приложена."}}
	}
	if report.Verdict != reason.Valid {
		words := "Подпись доверителя под доверенностью не подтверждена."
		if report.Verdict == reason.Invalid {
			words = "Подпись доверителя под доверенностью недействительна."
		}
		for _, f := range append(slices.Clone(report.Findings), report.Signers[0].Findings...) {
			if f.Code.Weight() == report.Verdict {
				words += " " + f.Code.Russian()
				break
			}
		}
		return []Finding{{"proof", report.Verdict, words}}
	}
	for _, s := range report.Signers {
		if s.Certificate != nil && p.isPrincipal(s.Certificate.Subject) {
			return nil
		}
	}
	return []Finding{{"proof_of_other", reason.Invalid, "Доверенность подписана не доверителем: в сертификате " + report.Signers[0].Certificate.Subject.Short() + "."}}
}

// isPrincipal tells the organisation by its ОГРН or ИНН, or a person by his СНИЛС, ИНН or as the head by name too.
func (p Power) isPrincipal(subject pki.Name) bool {
	ogrn, innLE := digits(subject.Get(pki.OGRN)), trimINN(digits(subject.Get(pki.INNLE)))
	inn, snils := digits(subject.Get(pki.INN)), digits(subject.Get(pki.SNILS))
	for _, party := range p.Principals {
		for _, pair := range [][2]string{{party.OGRN, ogrn}, {party.OGRN, digits(subject.Get(pki.OGRNIP))}, {party.INN, innLE}, {party.INN, trimINN(inn)}} {
			if pair[0] != "" && pair[0] == pair[1] {
				return true
			}
		}
	}
	return slices.ContainsFunc(p.Heads, func(h Person) bool {
		return sameName(h, subject) && (h.SNILS != "" && h.SNILS == snils || h.INN != "" && h.INN == inn)
	})
}

func russian(d calendar.Date) string { return d.In(time.UTC).Format("02.01.2006") }
