// Package trust knows whom the installation believes: roots and intermediates, services of time stamps and of OCSP, lists
// of revoked certificates, and the hosts that any of it may be fetched from.
//
// Law: 63-ФЗ ст. 11 (a qualified signature is one whose certificate an accredited authority has issued, accredited on the
// day of issue), ст. 12, 15, 16 (accreditation, its suspension and end). The list of accredited authorities is published
// by the ministry as an XML file (TSL); who is accredited and since when is kept beside the certificates.
//
//	certificate: added (administrator | TSL | stand) ──▶ removed with a reason, kept as history
//	list (CRL):  kept ──▶ superseded by a newer one of the same authority
//	TSL:         read ──▶ previewed ──▶ applied | discarded
//	authority:   accredited ⇄ suspended ──▶ terminated | gone from the list
//
// The list is one for the whole installation, so it is kept by the administrator of the body that runs it. Nothing is
// fetched from an address whose host is not on the list of hosts: a certificate of a stranger may name any address.
package trust
