// Package simulator is a node of SMEV 3 over HTTP, for tests, for training and for those who connect a system: it takes
// requests and answers in versions 1.1, 1.2 and 1.3, checks their signatures, keeps queues for each participant, delivers
// until it is told that a message has arrived, and keeps a file store.
//
// It has moods, which anybody who sees its control page can switch while it runs: it rejects late, loses
// acknowledgements, delivers twice and out of order, signs wrongly, is slow, refuses because of a full queue or an
// expired certificate, and shuts its file store. A system that gets through all of them gets through a bad day of the
// real node.
//
// What it writes is valid by the official schemas. It is no proof of anything else: the real node is stricter in rights,
// kinds of content and certificates, and routes by registers that nobody else has.
package simulator
