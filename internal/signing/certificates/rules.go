package certificates

import (
	"strings"

	"veche/cms/pki"
	"veche/internal/org"
	"veche/internal/platform/checkdigit"
	"veche/internal/signing/poa"
)

// Likeness is what the subject of a certificate says of an employee.
type Likeness string

const (
	SamePerson Likeness = "same"       // the name and a number are his
	ByName     Likeness = "name"       // the name is his; there is no number to compare
	ByNumber   Likeness = "number"     // a number is his; he is called otherwise: a new surname
	Namesake   Likeness = "namesake"   // called like him, with another number: somebody else
	OtherName  Likeness = "other_name" // somebody else
)

// compare holds a certificate against an employee. A number that differs outweighs one that does not: a certificate with
// the right ИНН and a wrong СНИЛС is a mistake of the authority at best.
func compare(subject pki.Name, e org.Employee, i org.Identity) (Likeness, Ground) {
	named := poa.Person{Surname: e.Surname, Name: e.Name, Patronymic: e.Patronymic}.IsCalled(subject)
	equal, differs := Ground(""), false
	for _, pair := range []struct {
		ground      Ground
		known, says string
	}{{ByINN, i.INN, personalINN(subject)}, {BySNILS, i.SNILS, checkdigit.Figures(subject.Get(pki.SNILS))}} {
		switch {
		case pair.known == "" || pair.says == "":
		case pair.known == pair.says:
			equal = pair.ground
		default:
			differs = true
		}
	}
	switch {
	case differs && named:
		return Namesake, ""
	case differs || !named && equal == "":
		return OtherName, ""
	case !named:
		return ByNumber, ""
	case equal == "":
		return ByName, ""
	}
	return SamePerson, equal
}

// personalINN is that of a person: authorities once wrote the ten figures of an organisation into the same field, filled
// up with noughts.
func personalINN(subject pki.Name) string {
	inn := checkdigit.Figures(subject.Get(pki.INN))
	if len(inn) != 12 || strings.HasPrefix(inn, "00") {
		return ""
	}
	return inn
}

// Office is what a certificate says of the organisation of its owner.
type Office string

const (
	SameOffice    Office = "same"
	NoOffice      Office = "none" // of a natural person
	OtherOffice   Office = "other"
	UnknownOffice Office = "unknown" // the body has not written down its own numbers
)

// OfficeOf compares the organisation by its numbers; a name proves nothing.
func OfficeOf(subject pki.Name, b org.Body) Office {
	ogrn, inn := checkdigit.Figures(subject.Get(pki.OGRN)), organisationINN(subject)
	if ogrn == "" && inn == "" {
		return NoOffice
	}
	equal, differs := false, false
	for _, pair := range [][2]string{{checkdigit.Figures(b.OGRN), ogrn}, {checkdigit.Figures(b.INN), inn}} {
		switch {
		case pair[0] == "" || pair[1] == "":
		case pair[0] == pair[1]:
			equal = true
		default:
			differs = true
		}
	}
	switch {
	case differs:
		return OtherOffice
	case equal:
		return SameOffice
	}
	return UnknownOffice
}

func organisationINN(subject pki.Name) string {
	inn := checkdigit.Figures(subject.Get(pki.INNLE))
	if inn == "" {
		inn = checkdigit.Figures(subject.Get(pki.INN))
		if !strings.HasPrefix(inn, "00") {
			return ""
		}
	}
	return strings.TrimPrefix(inn, "00")
}
