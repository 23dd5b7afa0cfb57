package portal

import (
	"net/http"
	"slices"
	"strconv"

	"veche/internal/platform/auth"
	"veche/internal/platform/fail"
	"veche/internal/services/catalogue"
	"veche/internal/services/enrolment"
)

// schoolsPath is «Места в школах»: what the schools publish of their receptions.
const schoolsPath = "/schools"

// schoolTowns lists the municipalities with their numbers.
func (p *pages) schoolTowns(w http.ResponseWriter, r *http.Request, _ auth.Actor) error {
	towns, err := p.Enrolment.Towns(r.Context())
	if err != nil {
		return err
	}
	return p.show(w, r, http.StatusOK, "schools", view{Title: "Места в школах", About: "Сколько мест в первых классах, сколько принято заявлений и сколько мест свободно: по муниципалитетам и школам.",
		Public: true, Data: towns})
}

// townView is a municipality with the service by which one applies.
type townView struct {
	enrolment.Town
	Entry catalogue.Entry
}

// schoolPlaces shows the schools of one municipality.
func (p *pages) schoolPlaces(w http.ResponseWriter, r *http.Request, _ auth.Actor) error {
	towns, err := p.Enrolment.Towns(r.Context())
	if err != nil {
		return err
	}
	at := slices.IndexFunc(towns, func(t enrolment.Town) bool { return strconv.FormatInt(t.BodyID, 10) == r.PathValue("id") })
	if at < 0 {
		return fail.New(fail.NotFound, "service.absent", "no municipality receives applications at %s", r.URL.Path)
	}
	town := townView{Town: towns[at]}
	if town.Entry, err = p.Catalogue.EntryByID(r.Context(), p.db, town.Service); err != nil {
		return err
	}
	return p.show(w, r, http.StatusOK, "schools_town", view{Title: "Места в школах: " + town.Name, About: "Места в первых классах, принятые заявления и свободные места каждой школы.", Public: true, Data: town})
}
