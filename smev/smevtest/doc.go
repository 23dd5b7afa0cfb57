// Package smevtest is the judges of the tests, none of them ours: xmllint with the official schemas of SMEV 3, and OpenSSL
// with the GOST engine. It is for tests only.
package smevtest
