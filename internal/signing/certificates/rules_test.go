package certificates

import (
	"testing"

	"veche/cms/pki"
	"veche/internal/org"
)

var orlov = org.Employee{Surname: "Орлов", Name: "Сергей", Patronymic: "Викторович"}

func subject(surname, given string, more ...string) pki.Name {
	name := pki.Name{{Field: pki.Surname, Value: surname}, {Field: pki.GivenName, Value: given}}
	for i := 0; i < len(more); i += 2 {
		name = append(name, pki.Attribute{Field: pki.Field(more[i]), Value: more[i+1]})
	}
	return name
}

func TestWhoseCertificateItIs(t *testing.T) {
	both := org.Identity{SNILS: "12345678964", INN: "500000000029"}
	for _, c := range []struct {
		name     string
		subject  pki.Name
		identity org.Identity
		likeness Likeness
		ground   Ground
	}{
		{"name and СНИЛС", subject("Орлов", "Сергей Викторович", "SNILS", "12345678964"), both, SamePerson, BySNILS},
		{"name and ИНН", subject("ОРЛОВ", "Сергей Викторович", "INN", "500000000029"), both, SamePerson, ByINN},
		{"both numbers: СНИЛС is the ground", subject("Орлов", "Сергей Викторович", "INN", "500000000029", "SNILS", "123-456-789 64"), both, SamePerson, BySNILS},
		{"СНИЛС of a namesake", subject("Орлов", "Сергей Викторович", "SNILS", "11223344595"), both, Namesake, ""},
		{"ИНН equal and СНИЛС not", subject("Орлов", "Сергей Викторович", "INN", "500000000029", "SNILS", "11223344595"), both, Namesake, ""},
		{"СНИЛС equal and ИНН not", subject("Орлов", "Сергей Викторович", "INN", "180000000195", "SNILS", "12345678964"), both, Namesake, ""},
		{"the body knows no number", subject("Орлов", "Сергей Викторович", "SNILS", "12345678964"), org.Identity{}, ByName, ""},
		{"the certificate has no number", subject("Орлов", "Сергей Викторович"), both, ByName, ""},
		{"ИНН of the organisation in the place of the person's", subject("Орлов", "Сергей Викторович", "INN", "001800000001"), org.Identity{INN: "001800000001"}, ByName, ""},
		{"a new surname", subject("Соколова", "Сергей Викторович", "SNILS", "12345678964"), both, ByNumber, ""},
		{"somebody else", subject("Зуева", "Анна Петровна", "SNILS", "11223344595"), both, OtherName, ""},
		{"somebody else, no numbers", subject("Зуева", "Анна Петровна"), org.Identity{}, OtherName, ""},
		{"nobody", pki.Name{}, both, OtherName, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if likeness, ground := compare(c.subject, orlov, c.identity); likeness != c.likeness || ground != c.ground {
				t.Errorf("%s %q, want %s %q", likeness, ground, c.likeness, c.ground)
			}
		})
	}
}

func TestWhoseOrganisationItNames(t *testing.T) {
	body := org.Body{INN: "1800000001", OGRN: "1021800000017"}
	for _, c := range []struct {
		name string
		body org.Body
		more []string
		want Office
	}{
		{"ОГРН and ИНН", body, []string{"OGRN", "1021800000017", "INNLE", "1800000001"}, SameOffice},
		{"ИНН the old way", body, []string{"INN", "001800000001"}, SameOffice},
		{"ОГРН of another", body, []string{"OGRN", "1021800000099"}, OtherOffice},
		{"ОГРН of another, ИНН equal", body, []string{"OGRN", "1021800000099", "INNLE", "1800000001"}, OtherOffice},
		{"a natural person", body, []string{"INN", "500000000029"}, NoOffice},
		{"the body knows none of its own", org.Body{}, []string{"OGRN", "1021800000017"}, UnknownOffice},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := OfficeOf(subject("Орлов", "Сергей", c.more...), c.body); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}
