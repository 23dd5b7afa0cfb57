// Package receipt is what a citizen takes away when his application is accepted: its number, its moment and its place in
// the order, in such a form that he can prove them later without us and against us (210-ФЗ ст. 7.1; порядок приёма в
// школы, приказ Минпросвещения № 458 п. 26: the place in the order is the whole matter of the application).
//
// The accepted applications of a service and a year stand in a Merkle tree (RFC 6962), the leaf of an application at the
// place sequence − 1. A leaf is the hash of lines (Leaf.Append) that name the place and bind the content of the
// application. A salt that stands only in the receipt and in the row keeps others from guessing what a leaf hides, so the
// tree itself can be shown to everybody. A checkpoint, signed with a key outside the database, says which tree the log was
// at a moment.
//
// The row of an accepted application keeps the salt and the leaf hash (48 bytes) beside what it holds anyway: the log is
// built from the hashes alone, and a verifier computes them anew from the rest of the row.
//
// The package knows no database: the same code judges a receipt in the intake, on the command line, and in a browser
// without a network.
package receipt
