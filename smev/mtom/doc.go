// Package mtom reads and writes the HTTP bodies of SMEV: a SOAP envelope with files beside it, as multipart/related with
// XOP (MTOM, XML-binary Optimized Packaging), or the envelope alone.
//
// Files are never held in memory: a Reader hands each part over as a stream, a Message opens each file when its turn
// comes, knows the length of the whole before, and can be written again after a failure.
//
// What occurs in the field is read: parameters of Content-Type in pieces (RFC 2231, as SMEV itself writes), a preamble,
// line ends behind the last boundary, parts in base64, a root that is not the first part.
package mtom
