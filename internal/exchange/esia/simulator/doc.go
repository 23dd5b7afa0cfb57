// Package simulator is an ESIA for the demonstration, for tests and for trials before a system is registered: it speaks
// the protocol of package esia and believes nobody. A request is refused unless its secret is a detached signature over
// scope, time, name and state by the very certificate that the system has shown it, the time is near, the state is a
// UUID and the address to return to is the registered one; a code is good once, for the same system, for a minute.
//
// Its citizens are invented, its key is software, its pages say so. Everything lives in memory.
package simulator
