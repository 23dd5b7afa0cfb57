// Package stand is the demonstration's own authority: a root, an issuing authority, a service of time stamps, a service
// that answers about revocation, and software keys of people who need one. All keys are GOST R 34.10-2012 256-A in files
// of the data folder that only the program reads.
//
// Nothing signed with them has legal force (63-ФЗ ст. 6): no accredited authority has issued the certificates, no
// certified means has made the signatures. The names of the authorities say so, and so does every screen and stamp.
package stand
