// Package queuelog is the log of the order of applications (журнал очерёдности): who came when and got which place, in a
// form that we cannot rewrite ourselves (210-ФЗ ст. 7.1; приказ Минпросвещения № 458 п. 26).
//
// Each service in a year has a log of its own: a Merkle tree of the leaves of package receipt, the application with the
// sequence n at the place n − 1. A leased schedule takes what is accepted meanwhile into the tree, signs a checkpoint with a
// key outside the database, and writes tiles and checkpoint into a folder outside it. The leaves are salted, so the folder
// is shown to everybody.
//
//	accepted, durable ──a second──▶ tree ▸ checkpoint in the database ▸ tiles and checkpoint in the folder ──▶ proof of a receipt
//
// The log never signs a history that contradicts a checkpoint it knows. Verify compares the rows of the database with the
// folder and with what other people hold, and names each application that was changed, moved, removed or slipped in. What
// this proves and what not is said in docs/adr/receipts.md.
package queuelog
