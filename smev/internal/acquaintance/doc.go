// Package acquaintance remembers who signs often, so that his signatures are checked several times as fast.
package acquaintance
