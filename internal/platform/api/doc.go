// Package api is the door of the program: typed operations over HTTP, described by OpenAPI.
//
// A subject declares its operations with Add; the wrapper finds the person who acts, refuses those who have no
// session, turns errors into RFC 9457 problems with a stable code, and tells the audit about denied acts.
// Rights stay in the subject's own rules. Files and other streams go by Handle, under the same sign-in walk.
//
//	request → request id → origin check → who acts → rate limit → input checked → subject → problem or answer → log line
package api
