// Package migrations holds the shape of the database: one tree of SQL files for both databases, forward only,
// each frozen once it is released. Words are PostgreSQL's; db.Dialect turns the few that differ for SQLite.
package migrations

import "embed"

//go:embed *.sql
var Files embed.FS
