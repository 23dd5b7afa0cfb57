// Package xmltoken reads XML as a stream of tokens for those who check signatures:
// strictly, in bounded memory, and without anything that would let a stranger's file
// reach outside itself.
//
//	r := xmltoken.NewReader(file, xmltoken.Limits{})
//	for {
//		t, err := r.Next()
//		if err == io.EOF {
//			break // the document is well-formed to its end
//		}
//		…
//	}
//
// # What is refused
//
// A document type declaration is refused at its first letter, so there are no
// entities but lt, gt, amp, apos, quot and the numbers of characters: neither
// external entities nor those that multiply can be written down at all. Refused as
// well: attributes given twice (by their written or their expanded name), prefixes
// that are not declared, characters outside XML 1.0, octets that are not of the
// declared encoding, tags that do not match, anything after the root, and whatever
// exceeds the Limits. Versions other than 1.0 are refused.
//
// # What is kept
//
// Text comes in pieces of the Reader's own size, however long it is: consecutive
// Text tokens are one text, and CDATA is text. Ends of lines are normalised as XML
// 1.0, section 2.11 asks, and literal white space in attributes becomes spaces
// (section 3.3.3): hence a tab, a line feed or a carriage return that is still in the
// value of an attribute, and a carriage return that is still in a text, were written
// by their numbers. The SMEV transform and canonical XML write exactly these back.
//
// UTF-8, UTF-16 with or without a mark, and windows-1251 are read; whatever
// the encoding, tokens hold UTF-8.
package xmltoken
