// Package text prepares Russian text for search, order, comparison and show.
//
//	Fold       a column one searches by substring: lower case, ё = е, one kind of quote and dash
//	Sort       a column one orders by: «Приложение 2» before «Приложение 10»
//	StemText   what full-text indexes of both databases store; Query is its counterpart
//	NumberKey  registration numbers, however they were typed: «№ 141-РГ» = «141 рг»
//	Diff       two versions of a document, word by word
//	Highlight  the place of a text in which the words of a query stand
//	Initials   «Петрова А. И.»
//	Plural     «1 документ, 2 документа, 5 документов»
//
// Stemming is done here and not in the databases so that SQLite and PostgreSQL find the same.
// The package imports nothing of ours.
package text
