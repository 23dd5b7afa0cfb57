// Package keyserver lets a server sign with a key that another, small process holds: that process loads the library of
// a token (package pkcs11) or of a CSP, and the program itself needs neither cgo nor the library.
//
// Law: 63-ФЗ ст. 10 п. 1 (the owner keeps the key under his control): the PIN and the module stand in one process with
// one duty, which writes down what it signs.
//
//	veche ──unix socket, or HTTPS with certificates on both sides──▶ veche signer serve ──PKCS#11──▶ token
//
// Protocol (docs/remote-signing.md): GET /v1/keys, POST /v1/sign. A Key of the client is a crypto.Signer: cms.Key takes
// it as it takes a key in memory. What comes is verified before it is used.
package keyserver
