// Package authority is a certification authority for a demonstration stand and for
// tests: it issues certificates and revocation lists, answers by OCSP (RFC 6960) and
// gives time stamps (RFC 3161), with national or ordinary keys.
//
// It keeps no journal and identifies nobody: its certificates and stamps have no legal
// force, and a stand must say so.
package authority
