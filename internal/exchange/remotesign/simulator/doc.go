// Package simulator is a remote signing service for the demonstration and for tests: it speaks the protocol of
// docs/remote-signing.md, keeps software keys and shows the page «Телефон подписанта», on which the person of the
// demonstration confirms or refuses.
//
// It has moods: each is a way in which a real service may behave, the bad ones included. Its keys are software and its
// signatures have no legal force; every page says so. Requests live in memory: a service that has lost a request says
// so, and is asked again.
package simulator
