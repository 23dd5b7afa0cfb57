// Package transform performs urn://smev-gov-ru/xmldsig/transform, which every
// signature of SMEV 3 goes through («Методические рекомендации по работе со СМЭВ 3»,
// version 3.5.0.27, the appendix on the transform).
//
//	err := transform.Document(hash, file, transform.Options{})
//
// Whatever the signed element has been through – parsers that rename prefixes, servers
// that indent – its transformed form stays the same:
//
//  1. the XML declaration, instructions and comments are dropped; the text on both
//     sides of a comment is one text;
//  2. texts of nothing but characters up to U+0020 are dropped;
//  3. there are no empty-element tags;
//  4. declarations of namespaces that are not used are dropped;
//  5. a namespace is declared at the element where it is first needed;
//  6. prefixes are ns1, ns2 and so on in the order of the document; a namespace that
//     has gone out of scope gets a new number;
//  7. attributes go by namespace and local name, those without a namespace last;
//  8. declarations stand before attributes, that of the element first;
//  9. texts are written with the fewest escapes, by rules that look odd: see Writer.
//
// The prefix xml stays as it is: it is in scope everywhere and may not be declared
// for another (Namespaces in XML 1.0, section 3).
//
// # Attachments
//
// With Options.Attachment, an xop:Include is replaced by the base64 text of the
// attachment that it names, as a signer saw it (XOP, section 3.2). It is written as it
// is read: an attachment of any length takes the same memory.
package transform
