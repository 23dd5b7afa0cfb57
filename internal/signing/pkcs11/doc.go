// Package pkcs11 signs with a key that never leaves a token or a hardware module (PKCS#11, OASIS v2.40): the key of a
// server – a seal, receipts, time stamps of one's own.
//
// Law: 63-ФЗ ст. 10, 12 (the owner keeps the key under his control; a qualified signature is made by certified means).
//
// The code that calls the module needs cgo and stands behind the build tag pkcs11; this file, the numbers of the
// mechanisms and the troubles do not. The program itself never loads a module: a small process of its own does, and is
// asked by package keyserver.
//
// A signer survives what happens to tokens: a session that was lost is opened again once; a token that was taken out is
// said to be missing until it is back; a wrong PIN is never tried twice, for the third time locks the token.
package pkcs11
