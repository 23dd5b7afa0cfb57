// Package starter is the catalogue that a region begins with: services that Russian regions offer, each with a passport
// that can be published as it is. The plain ones are lines of entries/<category>.csv, from which a whole passport is
// written by the common standard; those of finished/*.json say what is their own: variants, tables, documents, grounds.
//
// An office changes all of this in the editor; nothing here is looked at again after the first day.
package starter
