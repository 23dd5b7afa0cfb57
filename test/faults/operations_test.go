package faults

import (
	"fmt"
	"strings"

	"veche/internal/approval"
	"veche/internal/assignments"
	"veche/internal/dispatch"
	"veche/internal/documents"
	"veche/internal/org"
	"veche/internal/platform/calendar"
	"veche/internal/registry"
	"veche/internal/signing/certificates"
	"veche/internal/signing/seal"
	"veche/internal/trust"
)

// operation is one row of the table of rights: what the program answers to those who must not do this.
type operation struct {
	id    string // of the description, or the pattern of a plain handler
	on    string // the object of the ministry whose id stands in the path; see facts
	query string
	input func(f *facts) any // well formed, so that nothing but the right refuses it

	by     string // a colleague who sees the object, where one does, and lacks the right
	denied string // his answer, "403 document.denied"
	free   string // or: why every colleague may call it

	foreign string // answer to people of another body: clerk, executive and administrator there; "" – their own rows only
}

// invisible is the answer about a card that the person does not see: as if it were not there.
const invisible = "404 document.not_found"

var (
	day  = calendar.MustParse("2099-01-12")
	some = strings.Repeat("ab", 32) // a hash of nothing
)

// operations is the table of rights. An operation that is not here fails the test.
var operations = concat(
	ownOperations, cardOperations, documentOperations, fileOperations, resolutionOperations, assignmentOperations,
	approvalOperations, signingOperations, dispatchOperations, registryOperations, trustOperations, appealOperations, posOperations, interagencyOperations, epguOperations, applicationOperations, enrolmentOperations, kindergartenOperations, oversightOperations, peopleOperations, catalogueOperations, visitOperations,
)

func concat(parts ...[]operation) (list []operation) {
	for _, p := range parts {
		list = append(list, p...)
	}
	return list
}

// public operations need no session.
var public = []string{"auth-demo", "auth-sign-in", "auth-sign-out"}

var ownOperations = []operation{
	{id: "me", free: "who he is himself"},
	{id: "auth-step-up", free: "his own password", input: input(map[string]string{"password": "не тот пароль"})},
	{id: "auth-password", free: "his own password", input: input(map[string]string{"current": "не тот пароль", "password": "совсем другой пароль"})},
	{id: "sessions-list", free: "his own sessions"},
	{id: "sessions-end", on: "session", by: "vasileva", denied: "404 session.absent", foreign: "404 session.absent"},
	{id: "notices-list", free: "his own notices"},
	{id: "notices-seen", on: "notice", by: "vasileva", denied: "404 notice.absent", foreign: "404 notice.absent"},
	{id: "notices-seen-all", free: "marks his own notices alone", input: input(map[string]int64{"up_to": 1 << 40})},
	{id: "tasks-list", free: "his own inbox"},
	{id: "tasks-counters", free: "his own inbox"},
	{id: "tasks-seen", on: "task", by: "vasileva", denied: "404 task.not_found", foreign: "404 task.not_found"},
	{id: "tasks-leaving", on: "employee", by: "vasileva", denied: "403 task.denied", foreign: "404 org.employee.absent"},
	{id: "tasks-move", on: "task", by: "vasileva", denied: "404 task.not_found", foreign: "404 task.not_found",
		input: func(f *facts) any { return map[string]int64{"employee_id": f.object["employee"]} }},
	{id: "health-show", by: "vasileva", denied: "403 health.denied", foreign: "403 health.denied"},
	{id: "jobs-retry", on: "task", by: "vasileva", denied: "403 health.denied", foreign: "403 health.denied"},
	{id: "audit-list", by: "larin", denied: "403 audit.denied"},
	{id: "reports-journal", query: "?journal=1&year=2026", by: "petrov", denied: "403 journal.denied", foreign: "403 journal.denied|404 journal.not_found"},
	{id: "reports-discipline", query: "?from=2026-01-01&to=2026-12-31", by: "petrov", denied: "403 reports.denied"},
}

var cardOperations = []operation{
	{id: "cards-list", query: "?flow=incoming", free: "the cards that he sees"},
	{id: "cards-counters", query: "?flow=incoming", free: "counts of the cards that he sees"},
	{id: "cards-search", free: "the cards that he sees", input: input(map[string]string{"text": "ремонт"})},
	{id: "cards-jump", free: "the cards that he sees", input: input(map[string]string{"typed": "рем"})},
	{id: "cards-get", on: "considered", by: "petrov", denied: invisible, foreign: invisible},
	{id: "cards-timeline", on: "considered", by: "petrov", denied: invisible, foreign: invisible},
	{id: "cards-history", on: "considered", by: "petrov", denied: invisible, foreign: invisible},
}

var documentOperations = []operation{
	{id: "documents-draft", free: "every employee makes drafts", input: func(f *facts) any {
		return documents.DraftInput{Flow: documents.Outgoing, KindID: f.object["kind of letter"], Summary: "Черновик проверки прав"}
	}},
	{id: "documents-describe", on: "executing", by: "petrov", denied: "403 document.denied", foreign: invisible, input: func(f *facts) any {
		return documents.Description{KindID: f.object["kind"], Summary: "Чужое", Version: 1}
	}},
	{id: "documents-register", on: "received", by: "petrov", denied: invisible, foreign: invisible, input: func(f *facts) any {
		return documents.RegisterInput{JournalID: f.object["journal"]}
	}},
	{id: "documents-restrict", on: "received", by: "vasileva", denied: "403 document.denied", foreign: invisible, input: func(f *facts) any {
		return documents.RestrictInput{Mark: documents.Restricted, Readers: []int64{}, Version: 1}
	}},
	{id: "documents-reply", on: "considered", by: "petrov", denied: invisible, foreign: invisible},
	{id: "documents-return-to-sender", on: "executing", by: "petrov", denied: "403 document.denied", foreign: invisible, input: reason},
	{id: "documents-decline", on: "executing", by: "petrov", denied: "403 document.denied", foreign: invisible, input: reason},
	{id: "documents-annul", on: "executing", by: "vasileva", denied: "403 document.denied", foreign: invisible, input: reason},
	{id: "documents-withdraw", on: "signing", by: "nikitin", denied: "403 document.denied", foreign: invisible, input: reason},
	{id: "documents-file-away", on: "executing", by: "petrov", denied: "403 document.denied", foreign: invisible, input: func(f *facts) any {
		return documents.FileAwayInput{CaseFileID: f.object["case"]}
	}},
	{id: "documents-duplicates", on: "considered", by: "petrov", denied: invisible, foreign: invisible},
	{id: "documents-grounds", on: "considered", by: "petrov", denied: invisible, foreign: invisible},
	{id: "documents-diff", on: "voting", by: "sidorova", denied: invisible, foreign: invisible},
	{id: "kinds-list", free: "the dictionary of the body"},
	{id: "kinds-demand", on: "own kind", by: "petrov", denied: "403 kind.denied", foreign: "404 kind.not_found",
		input: input(documents.DemandInput{SignWith: documents.DemandSimple, AcknowledgeWith: documents.DemandSimple})},
}

var fileOperations = []operation{
	{id: "POST /api/incoming", by: "petrov", denied: "403 document.denied"},
	{id: "POST /api/documents/{id}/files", on: "executing", by: "petrov", denied: "403 document.denied", foreign: invisible},
	{id: "POST /api/documents/{id}/scans", on: "executing", by: "petrov", denied: "403 document.denied", foreign: invisible},
	{id: "POST /api/documents/{id}/versions", on: "writing", by: "nikitin", denied: "403 document.denied", foreign: invisible},
	{id: "POST /api/documents/{id}/attach-signature", on: "signing", by: "nikitin", denied: "403 signing.denied", foreign: invisible},
	{id: "GET /api/files/{id}", on: "file", by: "petrov", denied: "404 file.not_found", foreign: "404 file.not_found"},
	{id: "GET /api/files/{id}/preview", on: "text", by: "sidorova", denied: "404 file.not_found", foreign: "404 file.not_found"},
	{id: "GET /api/documents/{id}/passport", on: "considered", by: "petrov", denied: invisible, foreign: invisible},
	{id: "POST /api/documents/{id}/acknowledgement/attach-signature", on: "considered", by: "petrov", denied: invisible, foreign: invisible},
	{id: "GET /api/documents/{id}/acknowledgement-sheet.pdf", on: "considered", by: "petrov", denied: invisible, foreign: invisible},
	{id: "GET /api/documents/{id}/approval-sheet.pdf", on: "voting", by: "sidorova", denied: invisible, foreign: invisible},
}

var resolutionOperations = []operation{
	{id: "documents-send-to-executive", on: "executing", by: "petrov", denied: "403 assignment.denied", foreign: invisible, input: func(f *facts) any {
		return assignments.SendInput{ExecutiveID: f.object["executive"]}
	}},
	{id: "documents-inform", on: "executing", by: "petrov", denied: "403 assignment.denied", foreign: invisible, input: func(f *facts) any {
		return assignments.InformInput{People: []int64{f.object["employee"]}}
	}},
	{id: "documents-noted", on: "considered", by: "petrov", denied: invisible, foreign: invisible},
	{id: "resolutions-prepare", on: "executing", by: "petrov", denied: "403 resolution.denied", foreign: invisible, input: draftOf},
	{id: "resolutions-edit", on: "resolution", by: "nikitin", denied: "404 resolution.not_found", foreign: "404 resolution.not_found", input: func(f *facts) any {
		return assignments.EditInput{Version: 1, DraftInput: draftOf(f).(assignments.DraftInput)}
	}},
	{id: "resolutions-sign", on: "resolution", by: "titova", denied: "403 resolution.not_author", foreign: "404 resolution.not_found", input: input(assignments.VersionInput{Version: 1})},
	{id: "resolutions-enter", on: "resolution", by: "nikitin", denied: "404 resolution.not_found", foreign: "404 resolution.not_found", input: input(assignments.VersionInput{Version: 1})},
	{id: "resolutions-disown", on: "resolution", by: "titova", denied: "403 resolution.denied", foreign: "404 resolution.not_found", input: input(assignments.VersionInput{Version: 1})},
	{id: "resolutions-discard", on: "resolution", by: "nikitin", denied: "404 resolution.not_found", foreign: "404 resolution.not_found", input: input(assignments.VersionInput{Version: 1})},
}

var assignmentOperations = []operation{
	{id: "assignments-list", free: "assignments that he takes part in"},
	{id: "assignments-tree", on: "considered", by: "petrov", denied: invisible, foreign: invisible},
	{id: "assignments-take", on: "assignment", by: "vasileva", denied: "403 assignment.denied", foreign: "404 assignment.not_found"},
	{id: "assignments-report", on: "assignment", by: "vasileva", denied: "403 assignment.denied", foreign: "404 assignment.not_found",
		input: input(assignments.ReportInput{Kind: assignments.Final, Text: "Исполнено"})},
	{id: "assignments-contribute", on: "assignment", by: "vasileva", denied: "403 assignment.denied", foreign: "404 assignment.not_found", input: input(assignments.TextInput{Text: "Материалы"})},
	{id: "assignments-reassign", on: "assignment", by: "vasileva", denied: "403 assignment.denied", foreign: "404 assignment.not_found", input: func(f *facts) any {
		return assignments.ItemsInput{Items: draftOf(f).(assignments.DraftInput).Items}
	}},
	{id: "assignments-accept", on: "reported", by: "vasileva", denied: "403 assignment.denied", foreign: "404 assignment.not_found", input: input(assignments.AcceptInput{})},
	{id: "assignments-return", on: "reported", by: "vasileva", denied: "403 assignment.denied", foreign: "404 assignment.not_found", input: input(assignments.ReturnInput{Reason: "Доработать"})},
	{id: "assignments-ask-extension", on: "assignment", by: "vasileva", denied: "403 assignment.denied", foreign: "404 assignment.not_found", input: input(assignments.AskInput{DueOn: day, Reason: "Не успеть"})},
	{id: "assignments-grant-extension", on: "asked", by: "petrov", denied: "403 assignment.denied", foreign: "404 assignment.not_found", input: input(assignments.GrantInput{})},
	{id: "assignments-refuse-extension", on: "asked", by: "petrov", denied: "403 assignment.denied", foreign: "404 assignment.not_found", input: input(assignments.ReasonInput{Reason: "Нет"})},
	{id: "assignments-release", on: "assignment", by: "petrov", denied: "403 assignment.denied", foreign: "404 assignment.not_found", input: input(assignments.ReleaseInput{Kind: assignments.ReleaseExecuted})},
	{id: "assignments-cancel", on: "assignment", by: "petrov", denied: "403 assignment.denied", foreign: "404 assignment.not_found", input: input(assignments.ReasonInput{Reason: "Отпала нужда"})},
	{id: "assignments-reopen", on: "executed", by: "vasileva", denied: "403 assignment.denied", foreign: "404 assignment.not_found", input: input(assignments.ReopenInput{Reason: "Не исполнено"})},
	{id: "terms-list", free: "presets of terms of the body"},
	{id: "terms-set", by: "petrov", denied: "403 term.denied", input: input(map[string]any{"title": "Свой срок", "amount": 1, "unit": "working_day", "policy": "none"})},
}

var approvalOperations = []operation{
	{id: "approval-get", on: "voting", by: "sidorova", denied: invisible, foreign: invisible},
	{id: "approval-sheet", on: "voting", by: "sidorova", denied: invisible, foreign: invisible},
	{id: "approval-start", on: "writing", by: "nikitin", denied: "403 approval.denied", foreign: invisible, input: func(f *facts) any {
		return approval.StartInput{RouteID: f.object["route"]}
	}},
	{id: "approval-vote", on: "approval", by: "petrov", denied: "403 approval.denied", foreign: "404 approval.not_found", input: func(f *facts) any {
		return approval.VoteInput{SHA256: f.sha, Vote: approval.Agreed}
	}},
	{id: "approval-delegate", on: "approval", by: "petrov", denied: "403 approval.denied", foreign: "404 approval.not_found", input: func(f *facts) any {
		return approval.DelegateInput{EmployeeID: f.object["employee"]}
	}},
	{id: "approval-subordinates", on: "approval", by: "petrov", denied: "403 approval.denied", foreign: "404 approval.not_found"},
	{id: "approval-answer", on: "visa", by: "osipova", denied: "403 approval.denied", foreign: "404 approval.visa_not_found", input: input(approval.AnswerInput{Position: approval.Accepted})},
	{id: "approval-settle", on: "visa", by: "petrov", denied: "403 approval.denied", foreign: "404 approval.visa_not_found", input: input(approval.SettleInput{Settled: true})},
	{id: "approval-recall", on: "approval", by: "osipova", denied: "403 approval.denied", foreign: "404 approval.not_found"},
	{id: "approval-next-cycle", on: "approval", by: "osipova", denied: "403 approval.denied", foreign: "404 approval.not_found", input: input(map[string]string{"set": "all"})},
	{id: "routes-list", free: "routes of the body"},
	{id: "routes-create", by: "petrov", denied: "403 approval.denied", input: routeOf},
	{id: "routes-change", on: "route", by: "petrov", denied: "403 approval.denied", foreign: "403 approval.denied|404 approval.route_not_found", input: routeOf},
}

var signingOperations = []operation{
	{id: "signing-get", on: "considered", by: "petrov", denied: invisible, foreign: invisible},
	{id: "signing-send", on: "writing", by: "nikitin", denied: "403 signing.denied", foreign: invisible},
	{id: "signing-sign", on: "signing", by: "sidorova", denied: "403 signing.denied", foreign: invisible, input: input(map[string]string{"sha256": some})},
	{id: "remote-signing-begin", on: "signing", by: "sidorova", denied: "403 signing.denied", foreign: invisible, input: input(map[string]string{"sha256": some})},
	{id: "remote-signing-get", on: "signing", by: "sidorova", denied: "404 remote.not_found", foreign: "404 remote.not_found"},
	{id: "remote-signing-cancel", on: "signing", by: "sidorova", denied: "404 remote.not_found", foreign: "404 remote.not_found"},
	{id: "signing-refuse", on: "signing", by: "sidorova", denied: "403 signing.denied", foreign: invisible, input: reason},
	{id: "signing-cosigners", on: "writing", by: "nikitin", denied: "403 signing.denied", foreign: invisible, input: input(map[string][]int64{"people": {}})},
	{id: "signing-prepare", on: "signing", by: "sidorova", denied: "403 signing.denied", foreign: invisible, input: input(map[string]string{"sha256": some})},
	{id: "signing-stand-sign", on: "signing", by: "sidorova", denied: "403 signing.denied", foreign: invisible, input: input(map[string]string{"sha256": some})},
	{id: "signing-piles-list", free: "what waits for his own signature"},
	{id: "signing-piles-get", query: "?kind_id=1", free: "what waits for his own signature"},
	{id: "signing-batches-add", free: "what waits for his own signature", input: input(map[string]any{"kind_id": 1, "basis_id": 0, "digest": some, "means": "stand"})},
	{id: "signing-batches-get", on: "batch", by: "sidorova", denied: "404 signing.batch_not_found", foreign: "404 signing.batch_not_found"},
	{id: "signing-batches-stop", on: "batch", by: "sidorova", denied: "404 signing.batch_not_found", foreign: "404 signing.batch_not_found"},
	{id: "signing-batches-next", on: "batch", by: "sidorova", denied: "404 signing.batch_not_found", foreign: "404 signing.batch_not_found"},
	{id: "signing-batches-bring", on: "batch", by: "sidorova", denied: "404 signing.batch_not_found", foreign: "404 signing.batch_not_found", input: input(map[string]any{"signatures": []any{map[string]any{"document_id": 1, "cms": "AA=="}}})},
	{id: "acknowledgement-prepare", on: "considered", by: "petrov", denied: invisible, foreign: invisible, input: input(map[string]string{"sha256": some})},
	{id: "acknowledgement-stand-sign", on: "considered", by: "petrov", denied: invisible, foreign: invisible, input: input(map[string]string{"sha256": some})},
	{id: "signatures-report", on: "signature", by: "osipova", denied: "404 signature.not_found", foreign: "404 signature.not_found"},
	{id: "GET /api/signatures/{id}/evidence/{sha256}", on: "signature", by: "osipova", denied: "404 signature.not_found", foreign: "404 signature.not_found"},
	{id: "poa-list", on: "considered", by: "petrov", denied: invisible, foreign: invisible},
	{id: "poa-check", on: "signature", by: "osipova", denied: "404 poa.absent", foreign: "404 poa.absent"},
	{id: "POST /api/signatures/{id}/power-of-attorney", on: "signature", by: "osipova", denied: "404 signature.not_found", foreign: "404 signature.not_found"},
	{id: "GET /api/powers-of-attorney/{id}/file", on: "signature", by: "osipova", denied: "404 poa.absent", foreign: "404 poa.absent"},
	{id: "signing-verify", on: "voting", by: "sidorova", denied: invisible, foreign: invisible},
}

var dispatchOperations = []operation{
	{id: "dispatch-send", on: "sent", by: "petrov", denied: "403 dispatch.denied", foreign: invisible},
	{id: "dispatch-deliveries", on: "sent", by: "sidorova", denied: invisible, foreign: invisible},
	{id: "dispatch-confirm", on: "delivery", by: "petrov", denied: "403 dispatch.denied", foreign: "404 delivery.not_found", input: input(dispatch.Confirmation{Tracking: "1"})},
	{id: "dispatch-come-back", on: "delivery", by: "petrov", denied: "403 dispatch.denied", foreign: "404 delivery.not_found", input: input(dispatch.Failure{Reason: "Вернулось"})},
	{id: "dispatch-waiting", query: "?channel=post", by: "petrov", denied: "403 dispatch.denied"},
	{id: "dispatch-registers", by: "petrov", denied: "403 dispatch.denied"},
	{id: "dispatch-collect", by: "petrov", denied: "403 dispatch.denied", input: func(f *facts) any {
		return dispatch.RegisterInput{Channel: documents.ByPost, Deliveries: []int64{f.object["delivery"]}}
	}, foreign: "403 dispatch.denied|404 delivery.not_found"},
	{id: "dispatch-register", on: "register", by: "petrov", denied: "404 delivery_register.not_found", foreign: "404 delivery_register.not_found"},
	{id: "dispatch-hand-over", on: "register", by: "petrov", denied: "404 delivery_register.not_found", foreign: "404 delivery_register.not_found"},
}

var registryOperations = []operation{
	{id: "journals-list", free: "journals of the body"},
	{id: "journals-create", by: "petrov", denied: "403 journal.denied", input: journalOf},
	{id: "journals-change", on: "journal", by: "petrov", denied: "403 journal.denied", foreign: "403 journal.denied|404 journal.not_found", input: journalOf},
	{id: "journals-close-year", on: "journal", by: "petrov", denied: "403 journal.denied", foreign: "403 journal.denied|404 journal.not_found", input: input(registry.YearEnd{Year: 2020})},
	{id: "journals-numbers", on: "journal", query: "?year=2026", by: "petrov", denied: "403 journal.denied", foreign: "404 journal.not_found"},
	{id: "journals-reserve", on: "journal", by: "petrov", denied: "403 journal.denied", foreign: "404 journal.not_found",
		input: input(registry.ReserveInput{Count: 1, Purpose: "Приказ", ExpiresOn: day})},
	{id: "numbers-annul", on: "number", by: "petrov", denied: "403 journal.denied", foreign: "404 number.not_found", input: input(registry.Annulment{Reason: "Не нужен"})},
	{id: "case-files-list", free: "the file plan of the body"},
	{id: "case-files-create", by: "petrov", denied: "403 case_file.denied", input: caseOf},
	{id: "case-files-change", on: "case", by: "petrov", denied: "403 case_file.denied", foreign: "403 case_file.denied|404 case_file.not_found", input: caseOf},
	{id: "correspondents-find", free: "the address book of the body", input: input(map[string]string{"typed": "мин"})},
	{id: "correspondents-create", free: "every author adds an addressee", input: correspondentOf},
	{id: "correspondents-change", on: "correspondent", by: "zueva", denied: "403 correspondent.denied", foreign: "403 correspondent.denied|404 correspondent.not_found", input: correspondentOf},
}

// trustOperations are of the whole installation: an administrator of another body may not call them either.
var trustOperations = []operation{
	{id: "trust-certificates", by: "petrov", denied: "403 trust.denied", foreign: "403 trust.denied"},
	{id: "trust-read", by: "petrov", denied: "403 trust.denied", foreign: "403 trust.denied", input: input(trust.FileInput{File: []byte("-")})},
	{id: "trust-add", by: "petrov", denied: "403 trust.denied", foreign: "403 trust.denied",
		input: input(trust.Addition{File: []byte("-"), Choose: []string{some}, Reason: "Нужно"})},
	{id: "trust-remove", on: "task", by: "petrov", denied: "403 trust.denied", foreign: "403 trust.denied", input: input(trust.Removal{Reason: "Нужно"})},
	{id: "trust-hosts", by: "petrov", denied: "403 trust.denied", foreign: "403 trust.denied"},
	{id: "trust-host-add", by: "petrov", denied: "403 trust.denied", foreign: "403 trust.denied", input: input(trust.HostInput{Host: "crl.example.ru"})},
	{id: "trust-host-remove", on: "task", by: "petrov", denied: "403 trust.denied", foreign: "403 trust.denied"},
	{id: "trust-lists", by: "petrov", denied: "403 trust.denied", foreign: "403 trust.denied"},
	{id: "trust-points", by: "petrov", denied: "403 trust.denied", foreign: "403 trust.denied"},
	{id: "trust-refresh", by: "petrov", denied: "403 trust.denied", foreign: "403 trust.denied"},
	{id: "trust-authorities", by: "petrov", denied: "403 trust.denied", foreign: "403 trust.denied"},
	{id: "trust-tsl", by: "petrov", denied: "403 trust.denied", foreign: "403 trust.denied"},
	{id: "trust-tsl-apply", on: "task", by: "petrov", denied: "403 trust.denied", foreign: "403 trust.denied"},
	{id: "trust-tsl-discard", on: "task", by: "petrov", denied: "403 trust.denied", foreign: "403 trust.denied"},
	{id: "POST /api/trust/tsl", by: "petrov", denied: "403 trust.denied", foreign: "403 trust.denied"},
	{id: "POST /api/trust/lists", by: "petrov", denied: "403 trust.denied", foreign: "403 trust.denied"},
}

var peopleOperations = []operation{
	{id: "bodies-list", free: "organisations of the platform: to whom one writes"},
	{id: "bodies-name-overseer", on: "body", by: "vasileva", denied: "403 org.denied", foreign: "403 org.denied"},
	{id: "bodies-change", on: "body", by: "vasileva", denied: "403 org.denied", foreign: "403 org.denied", input: input(org.BodyInput{Name: "Чужое", ShortName: "Ч", Version: 1})},
	{id: "structure-show", free: "units and posts of the body"},
	{id: "units-create", by: "vasileva", denied: "403 org.denied", input: input(org.UnitInput{Name: "Отдел", Active: true})},
	{id: "units-change", on: "unit", by: "vasileva", denied: "403 org.denied", foreign: "404 org.unit.absent", input: input(org.UnitInput{Name: "Отдел", Active: true, Version: 1})},
	{id: "posts-create", by: "vasileva", denied: "403 org.denied", input: postOf},
	{id: "posts-change", on: "post", by: "vasileva", denied: "403 org.denied", foreign: "404 org.post.absent", input: postOf},
	{id: "roles-list", free: "what roles there are"},
	{id: "employees-find", free: "colleagues, and executives of other bodies", input: input(map[string]string{"q": "п"})},
	{id: "employees-card", on: "employee", free: "colleagues know each other's post and telephone", foreign: "404 org.employee.absent"},
	{id: "employees-hire", by: "vasileva", denied: "403 org.denied", input: func(f *facts) any {
		return org.HireInput{Names: org.Names{Surname: "Чужов", Name: "Иван"}, PostID: f.object["post"], Login: "chuzhov", Password: "длинный пароль 1", From: day, Roles: []org.Role{}}
	}},
	{id: "employees-describe", on: "employee", by: "vasileva", denied: "403 org.denied", foreign: "404 org.employee.absent",
		input: input(org.DescribeInput{Names: org.Names{Surname: "Чужов", Name: "Иван"}, Version: 1})},
	{id: "employees-dismiss", on: "employee", by: "vasileva", denied: "403 org.denied", foreign: "404 org.employee.absent", input: input(map[string]string{"basis": "Приказ"})},
	{id: "employees-block", on: "employee", by: "vasileva", denied: "403 org.denied", foreign: "404 org.employee.absent", input: reason},
	{id: "employees-unblock", on: "employee", by: "vasileva", denied: "403 org.denied", foreign: "404 org.employee.absent", input: reason},
	{id: "employees-password", on: "employee", by: "vasileva", denied: "403 org.denied", foreign: "404 org.employee.absent", input: input(org.PasswordInput{Password: "длинный пароль 1"})},
	{id: "employees-roles", on: "employee", by: "vasileva", denied: "403 org.denied", foreign: "404 org.employee.absent", input: input(org.RolesInput{Roles: org.Roles()})},
	{id: "employees-transfer", on: "employee", by: "vasileva", denied: "403 org.denied", foreign: "404 org.employee.absent", input: func(f *facts) any {
		return map[string]any{"post_id": f.object["post"], "from_day": day, "basis": "Приказ"}
	}},
	{id: "employees-identity", on: "employee", by: "vasileva", denied: "403 org.denied", foreign: "404 org.employee.absent"},
	{id: "employees-identify", on: "employee", by: "vasileva", denied: "403 org.denied", foreign: "404 org.employee.absent", input: input(org.Identity{})},
	{id: "certificates-care", by: "vasileva", denied: "403 certificate.denied"},
	{id: "certificates-of", on: "employee", by: "vasileva", denied: "403 certificate.denied", foreign: "404 org.employee.absent"},
	{id: "certificates-read", on: "employee", by: "vasileva", denied: "403 certificate.denied", foreign: "404 org.employee.absent",
		input: input(certificates.FileInput{File: []byte("-")})},
	{id: "certificates-add", on: "employee", by: "vasileva", denied: "403 certificate.denied", foreign: "404 org.employee.absent",
		input: input(certificates.FileInput{File: []byte("-")})},
	{id: "certificates-bind", on: "certificate", by: "vasileva", denied: "403 certificate.denied", foreign: "404 certificate.absent"},
	{id: "certificates-unbind", on: "certificate", by: "vasileva", denied: "403 certificate.denied", foreign: "404 certificate.absent", input: reason},
	{id: "GET /api/certificates/{id}/file", on: "certificate", by: "vasileva", denied: "403 certificate.denied", foreign: "404 certificate.absent"},
	{id: "seal-show", by: "vasileva", denied: "403 seal.denied"},
	{id: "seal-set", by: "vasileva", denied: "403 seal.denied", input: input(seal.Input{Key: "печать", File: []byte("-")})},
	{id: "seal-remove", by: "vasileva", denied: "403 seal.denied"},
	{id: "person-powers-of", on: "employee", by: "vasileva", denied: "403 certificate.denied", foreign: "404 org.employee.absent"},
	{id: "POST /api/employees/{id}/powers", on: "employee", by: "vasileva", denied: "403 certificate.denied", foreign: "404 org.employee.absent"},
	{id: "person-powers-remove", on: "power", by: "vasileva", denied: "403 certificate.denied", foreign: "404 certificate.power_absent"},
	{id: "substitutions-list", free: "colleagues know who replaces whom"},
	{id: "substitutions-order", by: "vasileva", denied: "403 org.denied", foreign: "403 org.denied", input: func(f *facts) any {
		return org.SubstituteInput{PrincipalID: f.object["executive"], DeputyID: f.object["employee"], From: day, To: day, Basis: "Приказ", Scope: org.All}
	}},
	{id: "substitutions-cancel", on: "substitution", by: "vasileva", denied: "403 org.denied", foreign: "404 org.substitution.absent"},
	{id: "assistants-list", free: "colleagues know who helps whom"},
	{id: "assistants-give", by: "vasileva", denied: "403 org.denied", foreign: "403 org.denied", input: func(f *facts) any {
		return org.AssistInput{AssistantID: f.object["employee"], PrincipalID: f.object["executive"]}
	}},
	{id: "assistants-take", on: "assistant", by: "vasileva", denied: "403 org.denied", foreign: "404 org.assistant.absent"},
}

// input is the same for everybody.
func input(value any) func(f *facts) any { return func(*facts) any { return value } }

func reason(*facts) any { return documents.Reason{Reason: "Проверка прав"} }

func draftOf(f *facts) any {
	return assignments.DraftInput{AuthorID: f.object["executive"], Items: []assignments.Item{
		{Text: "Чужое поручение", ResponsibleID: f.object["employee"], TermCode: "assignment.urgent"}}}
}

func routeOf(f *facts) any {
	return approval.RouteInput{Name: "Чужой", Flow: documents.Outgoing, Active: true, Stages: []approval.Stage{{
		Name: "Виза", Mode: approval.Parallel, Rule: approval.All, OnNotAgreed: approval.WaitAll,
		Term: approval.Term{Amount: 1, Unit: approval.Days}, Participants: []approval.Participant{{Kind: approval.ByPerson, ID: f.object["employee"]}}}}}
}

func journalOf(f *facts) any {
	return registry.Journal{BodyID: f.ministry, Name: "Чужой", Flow: "incoming", Template: "{seq}", Period: "year", Active: true, Version: 1}
}

func caseOf(f *facts) any {
	return registry.CaseFile{BodyID: f.ministry, Year: 2026, IndexCode: "99-99", Title: "Чужое", Version: 1}
}

func correspondentOf(f *facts) any {
	return documents.Correspondent{BodyID: f.ministry, Kind: "organisation", Name: "Чужой", Channel: documents.ByPost, Active: true, Version: 1}
}

func postOf(f *facts) any {
	return org.PostInput{UnitID: f.object["unit"], Name: "Чужая", Version: 1}
}

// wanted reports whether an answer is one of those in the table.
func wanted(want string, a answer) bool {
	got := fmt.Sprintf("%d %s", a.status, a.code())
	for one := range strings.SplitSeq(want, "|") {
		if got == one {
			return true
		}
	}
	return false
}
