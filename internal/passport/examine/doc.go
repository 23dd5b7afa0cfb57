// Package examine checks a document passport, or a signature with its document, as a court expert would: without the
// product, its database or a network. The outcome is a report, in words and as JSON: every defect has a code and a
// Russian sentence of its own.
//
// A passport is held together from three sides. Signatures (63-ФЗ) prove the signed files. The seal of the installation
// binds all other files, signed or not. The journal proves when and by whom the acts were done. The key of the
// installation lies in the passport itself, so it proves something only when it equals the one that the body has
// published (Options.Key); until then signatures alone decide.
//
// Files are read by streams: a passport of any length is checked in constant memory. Nothing is unpacked.
package examine
