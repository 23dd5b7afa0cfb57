// Package poa reads machine-readable powers of attorney (МЧД) and checks whether one covers a signature.
//
// Law: 63-ФЗ ст. 17.2, 17.5 (an employee signs for a body with his own certificate and a power of attorney in electronic
// form). The form is that of the tax service, EMCHD_1 (003); elements are known by their names, wherever they stand, so
// that neighbouring forms are read too.
//
// What is checked: the representative is the owner of the certificate, the term covers the day of the signature, the
// principal has signed the file. Whether the power has been recalled is known to the register of the tax service alone,
// which is not asked from here; the verdict says so.
package poa
