// Package passport exports a document passport (паспорт документа): one file that proves a registered document to
// anybody, for decades, without the product – a court, an expert, another body.
//
// Law: 63-ФЗ ст. 6, 9, 11 (what makes an electronic document equal to a paper one, and how its signature is proven);
// ГПК ст. 71, АПК ст. 75 (an electronic document as written evidence); 149-ФЗ ст. 16.
//
// Whoever sees the card may take its passport; that is an act of the log. A restricted document (ДСП) asks for the
// password again. The form of the file is package container, the check of it is package examine. The same state of a
// document gives the same bytes: the file says nothing of who exported it and when – the log does.
package passport
