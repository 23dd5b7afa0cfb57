// Package cms makes and checks electronic signatures: CMS (RFC 5652) and CAdES
// (EN 319 122-1) with Russian national algorithms (GOST R 34.10-2012, 34.11-2012) and
// with RSA and ECDSA, through one API.
package cms
