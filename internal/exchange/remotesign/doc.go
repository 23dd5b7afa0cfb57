// Package remotesign lets an executive sign from a phone or a tablet: his key is held by a remote signing service, and
// he confirms each act on his phone.
//
// Law: 63-ФЗ ст. 5 (an enhanced signature is made with a key of its owner), ст. 10 (the owner keeps his key under his
// control: nothing is signed before he confirms it), ст. 15 ч. 2.1 (an authority may keep the key and use it at the
// owner's order).
//
//	Begin ──▶ waiting ──answer──▶ signed
//	             │  ├─ he refused on the phone ──▶ refused
//	             │  ├─ nobody answered in time ──▶ timed_out
//	             │  ├─ not what was asked, not his certificate, broken ──▶ failed
//	             │  └─ Cancel ──▶ cancelled
//
// A request is a row; a job works it and may be killed at any moment: every step is either repeated without harm (the
// service knows a request by its key) or seen to have been made. The answer is judged by signing as any detached CMS
// is. Whatever is not «signed» leaves the document as it was and keeps the code of the reason.
//
// The protocol is ours and published: docs/remote-signing.md. Package simulator is the other side of it.
package remotesign
