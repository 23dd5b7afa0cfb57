// Package form is the form of a public service: what an applicant is asked, in what order, and what makes his answers
// complete. It is pure: no database, no clock, no network.
//
// A form is one JSON file: `schema` (a subset of JSON Schema 2020-12), `pages` (order, titles, hints, `when`) and
// `dictionaries` (long lists of choices); keywords that begin with x- say how a field is shown. The subset is fixed in
// docs/forms.md, and the same file is checked in the browser by web/src/forms: conformance.json is run by both.
//
// Law: 210-ФЗ art. 7 (nothing is asked but what the regulation names), art. 16.1 (electronic forms), 152-ФЗ art. 5
// (no answer is kept to a question that was not asked: answers of hidden pages are refused).
//
//	file ──Compile──▶ Form ──Check(answers)──▶ problems in the order of the pages, or none
//
// Check stands on the hot path of the surge intake: the answers are read once into a table of spans, then every field
// looks at its own bytes; with all in order nothing is allocated.
package form
