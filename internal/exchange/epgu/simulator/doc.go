// Package simulator is a foreign portal at the other end of SMEV, for tests and training: a citizen's application is sent
// from its page with files, and its statuses, messages and result are seen there. It belongs to no real portal.
package simulator
