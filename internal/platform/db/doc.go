// Package db is the one way to the database.
//
// SQL is written once, in PostgreSQL words with $1; Dialect holds the few differences to SQLite.
// A Reader reads, a *Tx writes: the types say who may do what. Entry points open a transaction with DB.Tx,
// everything below joins it; nothing nests. The transaction carries the moment (Now) and the actor (By),
// so that a use case has one time and one responsible person.
package db
