// Package c14n writes Exclusive XML Canonicalization 1.0 (W3C Recommendation of 18 July
// 2002), which SMEV 3 prescribes for SignedInfo and as the first transform of every
// reference (interop notes on the guide МР 3.5.0.27).
//
//	err := c14n.Document(hash, file, c14n.Options{})
//
// A Writer is fed with tokens, so the canonical form of an element is had while the
// document is read, whatever its size:
//
//	w := c14n.NewWriter(hash, c14n.Options{})
//	err := w.Token(t) // from the Start of the element to its End
//
// All that the exclusive form needs of the elements around is in the tokens
// themselves, but for prefixes of an InclusiveNamespaces list: those are looked up.
package c14n
