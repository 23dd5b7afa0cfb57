// Package transparency keeps a log that nobody can rewrite unseen, the keeper of the database neither: a Merkle tree
// (RFC 6962) in a folder of tiles outside the database, and checkpoints signed with a key that is not in it either, in the
// formats of C2SP (tlog-tiles, tlog-checkpoint, signed-note, tlog-proof). What a leaf is, and where it comes from, is the
// matter of the log: the log of acts (platform/audit), the log of the order of applications (services/queuelog).
package transparency
