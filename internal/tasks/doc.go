// Package tasks is the one inbox: every thing that waits for a person, whoever made it.
//
// A subject (assignments, approval, signing, dispatch …) puts a task in the transaction that makes somebody wait, and
// ends it in the transaction that answers him; nobody ends a task by hand. The task belongs to a principal: a person,
// a person by name for a restricted document (§2.11, so that an assistant never sees it), or an office of a body.
// Who reads the inbox sees the tasks of all his principals, so the items of an absent executive are in the inbox of
// his acting officer (§2.9, scenario 8).
//
//	Put ──▶ open ──▶ Done (the subject's word) | Cancel (nobody waits any more) | Move (another person, §17 scenario 29)
package tasks
