package poa

import (
	"slices"
	"strings"
	"time"

	"veche/cms"
	"veche/cms/pki"
	"veche/cms/reason"
	"veche/internal/platform/calendar"
	"veche/internal/platform/checkdigit"
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
	Body   *Party        // for whom the owner has signed; nil for a signature of another body, of which less is known
}

// Covers tells whether a power of attorney was given by this body to this person for this day.
func (p Power) Covers(f Facts) []Finding {
	found := p.checkRepresentative(f.Owner)
	if f.Signed.Before(p.From) || f.Signed.After(p.To) {
		found = append(found, Finding{"term", reason.Invalid, "Доверенность действует с " + russian(p.From) + " по " + russian(p.To) +
			", а подпись поставлена " + russian(f.Signed) + "."})
	}
	return append(found, p.checkPrincipal(f.Body)...)
}

// checkPrincipal: a power of another organisation does not let anybody sign for this one (63-ФЗ ст. 17.2).
func (p Power) checkPrincipal(body *Party) []Finding {
	if body == nil {
		return nil
	}
	if body.OGRN == "" && body.INN == "" {
		return []Finding{{"principal_unknown", reason.Indeterminate, "Доверителя сравнить не с чем: у органа не заполнены ОГРН и ИНН."}}
	}
	for _, one := range p.Principals {
		switch {
		case one.OGRN != "" && body.OGRN != "":
			if one.OGRN == body.OGRN {
				return nil
			}
		case one.INN != "" && one.INN == body.INN:
			return nil
		}
	}
	return []Finding{{"other_principal", reason.Invalid, "Доверенность выдана другой организацией: " + p.Principals[0].Name + "."}}
}

// Check tells whether a power of attorney covers a signature.
func (p Power) Check(f Facts) []Finding {
	found := append(p.Covers(f), p.checkProof(f.Proof)...)
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
		if !r.IsCalled(owner) {
			continue
		}
		proven := false
		for _, pair := range [][2]string{{r.SNILS, checkdigit.Figures(owner.Get(pki.SNILS))}, {r.INN, trimINN(checkdigit.Figures(owner.Get(pki.INN)))}} {
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

// IsCalled compares the names in a certificate with those of a person (63-ФЗ ст. 17: surname, given name and patronymic
// stand in it). Where one of them has no patronymic, surname and given name decide.
func (p Person) IsCalled(owner pki.Name) bool {
	surname, given := fold(owner.Get(pki.Surname)), fold(owner.Get(pki.GivenName))
	if surname == "" || given == "" {
		surname, given, _ = strings.Cut(fold(owner.Get(pki.CommonName)), " ")
	}
	name, patronymic, _ := strings.Cut(given, " ")
	return surname != "" && surname == fold(p.Surname) && name == fold(p.Name) && (patronymic == "" || p.Patronymic == "" || patronymic == fold(p.Patronymic))
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

// isPrincipal tells the organisation by its ОГРН or ИНН, an entrepreneur by his, or the head. A certificate that names a
// person beside the organisation is that of an employee: he gives powers only where he is a head, else everybody could
// write a power to himself.
func (p Power) isPrincipal(subject pki.Name) bool {
	ogrn, innLE, ogrnip := checkdigit.Figures(subject.Get(pki.OGRN)), trimINN(checkdigit.Figures(subject.Get(pki.INNLE))), checkdigit.Figures(subject.Get(pki.OGRNIP))
	inn, snils := checkdigit.Figures(subject.Get(pki.INN)), checkdigit.Figures(subject.Get(pki.SNILS))
	head := slices.ContainsFunc(p.Heads, func(h Person) bool {
		return h.IsCalled(subject) && (h.SNILS != "" && h.SNILS == snils || h.INN != "" && h.INN == inn)
	})
	seal := subject.Get(pki.Surname) == ""
	return head || slices.ContainsFunc(p.Principals, func(party Party) bool {
		same := func(known, says string) bool { return known != "" && known == says }
		if same(party.OGRN, ogrnip) || len(inn) == 12 && same(party.INN, inn) {
			return true
		}
		return seal && (same(party.OGRN, ogrn) || same(party.INN, innLE) || same(party.INN, trimINN(inn)))
	})
}

func russian(d calendar.Date) string { return d.In(time.UTC).Format("02.01.2006") }
