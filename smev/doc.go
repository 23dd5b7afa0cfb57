// Package smev exchanges messages with other systems through SMEV 3, the state's system of interagency electronic
// interaction: requests and answers with files, signed by national standards, in versions 1.1, 1.2 and 1.3. It needs the
// standard library and its neighbours gost and cms, and no certified program to check what those have signed.
//
//	client, err := smev.NewClient(smev.Options{
//		Endpoint: "http://smev3-n0.test.gosuslugi.ru:7500/smev/v1.2/ws",
//		Version:  message.V12,
//		Key:      key,   // of the information system: *gost.PrivateKey, a token, a service
//		Trust:    trust, // whom to believe that he is SMEV
//	})
//	exchange := smev.NewExchange(client, store, smev.Settings{
//		Queues:   []smev.Queue{{Operation: message.GetRequest}, {Operation: message.GetResponse}},
//		Handlers: smev.Handlers{Request: answer, Response: take, Rejected: tell},
//	})
//	err = exchange.Run(ctx)
//
// # Packages
//
//   - message: what is said – envelopes, identifiers, faults – written by the official schemas and read leniently;
//   - mtom: files beside an envelope; filestore: files by the file store;
//   - xmldsig, transform, c14n, xmltoken: signatures of XML;
//   - smev, this one: Client makes single calls, Exchange carries messages by the rules of delivery;
//   - simulator: a node with bad moods, for tests and training.
//
// # Delivery
//
// SMEV delivers at least once and takes a message at most once by its identifier. Exchange makes of that: everything
// takes effect once, as far as the Store is concerned.
//
//   - What is to be sent is kept first, with its identifier, and sent then. An attempt is kept before it is made. After a
//     fall, or when the answer was lost, the same identifier is sent again, and «already sent» is success.
//   - What is delivered is kept first and confirmed then. A repetition is known by its identifier, and confirmed again.
//   - A request is finished and its answer kept in one step of the Store; the answer is then sent as anything else.
//   - A refusal that may pass is tried again, with growing waits, without end; see message.FaultKind.Retry. Others stay
//     with their message and are told to Handlers.Rejected, until it has heard. Exchange.Again sends a mended message.
//   - A message that SMEV takes and refuses later (AsyncProcessingStatus) becomes Rejected in the same way.
//   - An identifier older than two days is issued anew, and the message remembers the old ones. Only when an attempt with
//     the old one got no answer, nobody can tell whether SMEV has the message: it is Doubtful, and waits for its answer
//     or for a person.
//   - A delivery whose signature of SMEV is wrong is never handed on. It is left for SMEV to deliver again; what stays
//     wrong is put aside as evidence and confirmed as refused.
//
// A handler may run again for the same message when the machine falls after its work and before that was kept. A product
// whose Store is its database does both in one transaction, or does its work under the identifier of the message.
//
// # Files
//
// A File is a content in the Store, and of any length: it is hashed, signed, sent, received and checked in constant
// memory. What is wrong with a file that has come – it is not there, its hash differs, its signature is invalid – stands
// in File.Problem and File.Signature, and does not stop the message: the receiver decides what to answer.
//
// # Whom to believe
//
// Options.Trust decides who may speak as SMEV. The signature of a sender is checked too, and its verdict is kept in
// Incoming.SenderVerdict; whether his certificate gives him the right to ask is for the receiver to say. Only the hosts of
// Options.Hosts are called, redirects are not followed, and the file store cannot send the client to another host.
//
// Verification is faster after Trust.Roots.Precompute.
package smev
