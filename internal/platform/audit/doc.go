// Package audit is the log of acts: who did what to which object, when, for whom, from where, and what came of it
// (149-ФЗ ст. 16, приказ ФСТЭК № 117; fields of приказ Росархива № 69).
//
// A use case calls Write in its own transaction: the act and its row are one. A refused act is written by Denied in a
// transaction of its own, for its transaction is rolled back. Reading personal data or ДСП is an act: Seen.
//
// Rows are append-only by trigger. A trigger does not bind the administrator of the database, so a Sealer takes the
// committed rows into a Merkle tree (RFC 6962) and signs its checkpoints with a key outside the database; checkpoints
// and tiles are also written outside it. Verify recomputes everything and names each row that was changed, removed
// or slipped in. What this proves: no change behind a checkpoint that somebody else holds.
package audit
