package seed

import (
	"context"
	"fmt"

	"veche/internal/exchange/epgu"
	"veche/internal/exchange/epgu/simulator"
	"veche/internal/platform/auth"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
)

// portals maps services of the foreign portal of a demonstration onto ours, each with a form of its own: one wants a file in
// a field, one none, one has a list and two files.
func (g *region) portals(ctx context.Context, today calendar.Date) error {
	hunting := simulator.HuntingTicket()
	for slug, v := range map[string]epgu.Route{
		"okhotnichii-bilet": {Namespace: hunting.Namespace, Title: hunting.Title, Applicant: applicantAt("HuntingLicenseApplicant/"),
			Answers: answersAt("HuntingLicenseApplicant/", "purpose=issue", "postal=same", "minimum=true?", "capable=true?",
				"address.postcode<AddressRegistration/Index", "address.settlement<AddressRegistration/City", "address.street<AddressRegistration/Street", "address.house<AddressRegistration/House"),
			Files: db.List[epgu.FileLine]{{To: "photo", From: "photo*"}}},
		"spravka-o-brake": {Namespace: simulator.Marriage, Title: "Справка о регистрации брака", Applicant: applicantAt("Applicant/"),
			Answers: answersAt("Applicant/", "who=spouse", "husband.surname<Husband/LastName", "husband.name<Husband/FirstName", "husband.patronymic<Husband/MiddleName",
				"wife.surname<Wife/LastName", "wife.name<Wife/FirstName", "wife.patronymic<Wife/MiddleName", "record.office<Record/Office", "record.date<Record/Date",
				"record.number<Record/Number", "divorced<Divorced?", "purpose<Purpose", "copies<Copies#"),
			Files: db.List[epgu.FileLine]{}},
		"razreshenie-na-taksi": {Namespace: simulator.Taxi, Code: "self", Title: "Разрешение на такси, самозанятый", Applicant: applicantAt("Applicant/"),
			Answers: answersAt("Applicant/", "purpose=grant", "form=self", "inn<Inn", "licence<Licence", "service_name<ServiceName", "cars[].plate<Cars/Car[]/Plate",
				"cars[].model<Cars/Car[]/Model", "cars[].year<Cars/Car[]/Year#", "cars[].owner<Cars/Car[]/Owner", "cars[].insured<Cars/Car[]/InsuredUntil"),
			Files: db.List[epgu.FileLine]{{To: "policy", From: "policy*"}, {To: "contract", From: "contract*"}}},
	} {
		service, err := g.Catalogue.EntryBySlug(ctx, g.DB, slug)
		if err != nil {
			return err
		}
		v.ServiceID, v.Way, v.FromDay = service.ID, epgu.ByReply, today.AddMonths(-10)
		if err := g.EPGU.SaveRoute(ctx, auth.System("seed"), epgu.RouteInput{Route: v}); err != nil {
			return fmt.Errorf("%s: %w", slug, err)
		}
	}
	return nil
}

// applicantAt is what is known of the applicant under a path.
func applicantAt(at string) db.Map[string] {
	return db.Map[string]{"surname": at + "LastName", "name": at + "FirstName", "patronymic": at + "MiddleName", "snils": at + "Snils", "born_on": at + "BirthDate",
		"email": at + "Email", "phone": at + "Phone"}
}

// answersAt are the pages that all finished forms begin and end with, and what is the form's own: «ours<Theirs» or
// «ours=value», with # for a number and ? for yes or no.
func answersAt(at string, own ...string) db.List[epgu.Answer] {
	list := db.List[epgu.Answer]{}
	for _, line := range append([]string{"applicant.surname<" + at + "LastName", "applicant.name<" + at + "FirstName", "applicant.patronymic<" + at + "MiddleName",
		"applicant.birth_date<" + at + "BirthDate", "applicant.snils<" + at + "Snils@", "passport.number<" + at + "DocSeries + " + at + "DocNumber@",
		"passport.issued_on<" + at + "DocIssueDate", "passport.issued_by<" + at + "DocIssuerName", "contacts.phone<" + at + "Phone", "contacts.email<" + at + "Email",
		"result_way=account", "sign=true?"}, own...) {
		list = append(list, answerOf(line))
	}
	return list
}

var answerKinds = map[byte]string{'#': "number", '?': "boolean", '@': "digits"}

func answerOf(line string) epgu.Answer {
	last := len(line) - 1
	kind := answerKinds[line[last]]
	if kind != "" {
		line = line[:last]
	}
	for i := range line {
		switch line[i] {
		case '<':
			return epgu.Answer{To: line[:i], From: line[i+1:], Kind: kind}
		case '=':
			return epgu.Answer{To: line[:i], Value: line[i+1:], Kind: kind}
		}
	}
	return epgu.Answer{}
}
