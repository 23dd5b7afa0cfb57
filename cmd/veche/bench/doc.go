// Package bench measures the intake as people meet it: the built program serves from an empty data folder, a generator with
// a schedule fixed in advance posts applications through sockets, and afterwards every receipt is looked for in the
// database over a connection of its own. How to read and repeat the figures is said in docs/intake.md.
//
//	ground: body ▸ service with a form of forty fields ▸ version      cluster: PostgreSQL with settings of its own
//	generator ──passes, bodies of 1.4 KB──▶ server (a child process) ──▶ database          reconcile ──▶ report
//
// Nothing in the server knows of a bench: it is let in by passes, as citizens are, and makes them as the portal does.
package bench
