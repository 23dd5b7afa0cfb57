// Package reports reads over everything and changes nothing: one file per report, one SELECT that can be pasted into
// the database's shell. A figure never counts what its reader may not know of: restricted documents (ДСП) stand in it
// only for those who see them.
package reports
