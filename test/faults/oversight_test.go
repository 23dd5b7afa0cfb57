package faults

// oversightOperations are those of the control of appeals: the register, figures, the monthly account.
var oversightOperations = []operation{
	{id: "appeal-register-list", by: "petrov", denied: "403 appeal.oversee_denied"},
	{id: "appeal-register-card", on: "appeal", by: "zueva", denied: invisible, foreign: invisible},
	{id: "appeal-register-places", by: "petrov", denied: "403 appeal.oversee_denied"},
	{id: "reports-appeals", query: "?from=2026-01-01&to=2026-12-31", by: "petrov", denied: "403 appeal.oversee_denied"},
	{id: "reports-sstu", query: "?month=2026-11-01", by: "petrov", denied: "403 appeal.oversee_denied"},
	{id: "reports-sstu-department", by: "petrov", denied: "403 reports.denied", input: input(map[string]string{"guid": "0f8fad5b-d9cb-469f-a165-70867728950e"})},
	{id: "GET /api/reports/appeals.xlsx", query: "?from=2026-01-01&to=2026-12-31", by: "petrov", denied: "403 appeal.oversee_denied"},
	{id: "GET /api/reports/sstu.xml", query: "?month=2026-11-01", by: "petrov", denied: "403 appeal.oversee_denied"},
	{id: "GET /api/reports/sstu.xlsx", query: "?month=2026-11-01", by: "petrov", denied: "403 appeal.oversee_denied"},
}
