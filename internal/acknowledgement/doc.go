// Package acknowledgement takes an enhanced signature of those who acknowledge a document (ознакомление), where its kind
// asks for one, and draws up the sheet of acknowledgement.
//
// Law: 63-ФЗ ст. 5, 6 (which signature binds is a matter of the law or of the body's own act), ТК ст. 22.3 and the acts
// on civil service (acts about a person's rights are made known to him against his signature); §2.7 of the domain notes.
//
// Who was asked, by when and who has opened the text belongs to the assignments; a simple acknowledgement is taken there.
// Here the reader signs a statement: which document, the hash of its text, who has read it.
package acknowledgement
