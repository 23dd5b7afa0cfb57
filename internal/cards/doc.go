// Package cards shows what a person sees of documents: lists and their counters, the card with its parts, its course
// (Ход) and history, and the search over all of them. It changes nothing; the subjects to its left do.
//
// Law: Rules of Росархив order 71/2019 (registration forms make search and control of execution possible);
// resolution 1233/1994 – a restricted document (ДСП) is open by name alone and leaves no trace in other people's lists,
// counts and search (§2.11, scenario 28).
//
// Everything here begins with the reader's principals: a list is the newest cards of every principal, merged; a search
// joins its matches with access. What can only be answered by looking at many cards is answered on a bounded part of
// them, and the answer says so.
//
//	views.go      queues of each flow        walk.go    newest cards of the reader
//	list.go       a page of a queue          card.go    one card with its parts
//	search.go     one search line            index.go   what the search knows of a card
package cards
