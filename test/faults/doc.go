// Package faults breaks things on purpose and shows what holds: the built binary is killed in the middle of its work,
// bytes change on the disk, rows of the log are edited in the database, and people ask for what is not theirs.
//
// Every test runs the program as a child process on a copy of one seeded region, on SQLite and on PostgreSQL, and speaks
// to it over HTTP as a browser does.
package faults
