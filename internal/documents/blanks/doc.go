// Package blanks keeps a body's own form (бланк) in the place of a built-in one: a DOCX with fields in double braces, which
// an administrator downloads, changes in a word processor and puts back. Letters about appeals and papers of services have
// such forms; each subject has its table, its words and its right, and says which fields its papers fill.
//
// The newest form of a name is in force; a row without bytes returns to the built-in one. Nothing is overwritten: what a
// paper was written by stays known.
package blanks
