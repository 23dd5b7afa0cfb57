package org

import (
	"maps"
	"slices"

	"veche/internal/platform/auth"
)

// Role is what a person does in his body; the administrator gives it, the rights follow from it.
type Role string

const (
	Clerk         Role = "clerk"         // делопроизводитель
	ChiefClerk    Role = "chief_clerk"   // руководитель службы ДОУ: the special rights of §2.3
	Executive     Role = "executive"     // руководитель
	Assistant     Role = "assistant"     // помощник: prepares, never signs
	Executor      Role = "executor"      // исполнитель
	Controller    Role = "controller"    // контролёр
	Lawyer        Role = "lawyer"        // юрист
	Restricted    Role = "restricted"    // допущен к документам ДСП
	Administrator Role = "administrator" // администратор: people and settings, no documents
	Overseer      Role = "overseer"      // контроль обращений и услуг региона: registers and figures over all bodies, in the body that is named for it alone
	Security      Role = "security"      // администратор безопасности: reads the audit, cannot administer
	Integrator    Role = "integrator"    // администратор интеграций: exchanges with other systems, their raw messages

	ServiceOfficer    Role = "service_officer"    // специалист по услугам: checks and considers applications
	ServiceDispatcher Role = "service_dispatcher" // диспетчер заявлений: routes of applications, all units of the body

	Enroller             Role = "enroller"              // приём в школы: registers of the schools of his body, orders of enrolment
	ServiceAdministrator Role = "service_administrator" // администратор услуг: passports, forms and publication of the services of his body
)

// Rights of this subject.
const (
	RightAdmin auth.Right = "org.admin"
	RightAudit auth.Right = "audit.read"
)

// everybody is what each employee may: to make drafts. What is given to him by name – an assignment, a visa, a signature –
// needs no right.
var everybody = []auth.Right{"documents.create"}

// office is what the records office does every day.
var office = []auth.Right{"registry.register", "documents.read_office", "dispatch.send", "documents.scan", "reports.read", "interagency.ask"}

// rights is the table of who may what. Names of rights are those that subjects declare.
var rights = map[Role][]auth.Right{
	Clerk:         office,
	ChiefClerk:    slices.Concat(office, []auth.Right{"registry.annul", "approval.route"}),
	Executive:     {"assignments.issue", "appeals.decide", "documents.scan", "reports.read", "interagency.ask", "services.complaints"},
	Assistant:     {"assignments.prepare", "documents.scan"},
	Executor:      {"interagency.ask"},
	Controller:    {"assignments.control", "reports.read"},
	Lawyer:        {},
	Restricted:    {"documents.dsp"},
	Administrator: {RightAdmin, RightIdentity, "approval.route"},
	Overseer:      {"appeals.oversee", "services.oversee", "reports.read"},
	Security:      {RightAudit},
	Integrator:    {"exchange.manage", "interagency.manage"},

	ServiceOfficer:    {"services.consider", "interagency.ask"},
	ServiceDispatcher: {"services.consider", "services.route", "interagency.ask"},

	Enroller:             {"services.enrol"},
	ServiceAdministrator: {"services.catalogue"},
}

// own are the roles of a person that his deputy does not get: duties over the system are given by name only.
var own = []Role{Administrator, Security, Integrator, Restricted, Overseer, ServiceAdministrator}

// Roles lists all roles in the order of the table above.
func Roles() []Role {
	return []Role{Clerk, ChiefClerk, Executive, Assistant, Executor, Controller, Lawyer, Restricted, Overseer, Administrator, Security, Integrator, ServiceOfficer, ServiceDispatcher, Enroller, ServiceAdministrator}
}

// RightsOf is what the roles give together, sorted, each once.
func RightsOf(roles []Role) []auth.Right {
	set := map[auth.Right]bool{}
	for _, right := range everybody {
		set[right] = true
	}
	for _, role := range roles {
		for _, right := range rights[role] {
			set[right] = true
		}
	}
	return slices.Sorted(maps.Keys(set))
}

// rightsForDeputy is what passes to whoever replaces a person with these roles.
func rightsForDeputy(roles []Role) []auth.Right {
	return RightsOf(slices.DeleteFunc(slices.Clone(roles), func(r Role) bool { return slices.Contains(own, r) }))
}
