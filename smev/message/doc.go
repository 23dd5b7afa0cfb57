// Package message is what systems say to a node of SMEV 3 and what it answers: requests, answers, statuses and faults, in
// versions 1.1, 1.2 and 1.3.
//
// Write… functions write envelopes as the official schemas ask: what is longer than allowed, or is no UUID, is an error
// and not an envelope. An Envelope is then signed by Sign. The schemas of 1.2 are not published; messages of 1.2 are those
// of 1.3 with its own namespaces, which is how published messages of 1.2 are made.
//
// ReadAnswer and ReadCall read by names and not by order, since nodes do not follow their own schemas, and take elements
// of several versions in one envelope. A refusal is a *Fault. They look at documents with the same reader as package
// xmldsig, and Answer.Verify and Call.Verify make sure that a signature is over the very element that was read.
package message
