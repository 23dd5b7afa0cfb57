// Package contract is what the feedback platform (ПОС) and a document system say to each other, version 1.0.
//
// The federal schema of this exchange is not public. The contract is the project's own: pos-1.0.xsd beside this file,
// described in docs/pos.md. Namespace, names of elements and words of dictionaries are data (Mapping), so that another
// schema of the same sense is reached without a change of the program.
//
// Every message travels in SMEV 3 as the content of a request of ours or of the platform's response to it; files are
// attachments of the same message.
package contract
