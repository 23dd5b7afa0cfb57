// Package seal puts the electronic seal of a body where the program signs by itself: under the list of files of a
// document passport, and wherever a machine and not a person answers for the bytes.
//
// Law: 63-ФЗ ст. 17 ч. 3 (a certificate of a legal entity without the name of a person, for automatic signatures in
// information systems).
//
// The key is held by a key server (package keyserver): the settings of the machine say where that is, the administrator
// of the body says which of its keys is the seal and brings the certificate. A key whose certificate names another
// organisation or a person is refused: a person signs himself.
package seal
