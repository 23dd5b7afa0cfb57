// Package simulator is another body at the other end of SMEV, for tests and training: it answers requests at once, after
// a while, wrongly, with a refusal, or never, and asks what others answer. It belongs to no real body, and what it
// answers is invented.
package simulator
