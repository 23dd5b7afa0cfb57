// Package files keeps the bytes of documents: content-addressed, write-once, outside the database.
//
// A file stands under its SHA-256, so the same bytes are one file and signed bytes cannot change unnoticed
// (63-ФЗ ст. 5: the signature shows a change). Streebog-256 (ГОСТ Р 34.11-2012) is kept beside it. Put writes to a
// temporary name, makes the bytes durable and only then gives them their name: what has a name is whole, also after
// a power cut. Keep records the blob in the transaction of the business row that needs it; bytes that nothing needs
// are swept after a day. A job reads every blob again and again and reports the damaged ones.
package files
