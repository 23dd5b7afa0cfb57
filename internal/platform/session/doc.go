// Package session knows who is signed in: accounts with passwords, sessions in the database, the lock after failures,
// and the password given again before weighty acts (ФСТЭК № 117; domain §12).
//
//	signed out ──sign in──▶ signed in ──step up──▶ stepped up for five minutes ──▶ signed in
//	     ▲                      │
//	     └── signed out | idle | a working day is over | ended by the person, the administrator, a dismissal
//
// A session is a row of ours, found by the hash of its cookie, so that sessions can be listed and ended by account and
// every node sees the end at once (docs/adr/sessions.md). Who the account is in the business is not known here:
// People tells it.
package session
