// Package convert looks at files that came from outside: tells what they really are, makes PDF/A of
// them, takes out their text, counts their pages, and fills templates of letters.
//
// Foreign programs (LibreOffice, poppler) do the heavy part. Each call runs in a process group of its
// own, in a private folder, with limits of time, memory and output, and without a network where the
// kernel allows it. The product works without them: Detect names what is missing and what for, and a
// call that needs a missing program returns ErrToolMissing.
// LibreOffice, whose start costs more than its work, may stay between files: see Tools.WithResidents.
//
//	kind            to PDF                    text
//	PDF             checked and copied        pdftotext
//	DOCX, ODT       LibreOffice Writer        read from the XML
//	DOC, RTF, HTML  LibreOffice Writer        LibreOffice Writer; HTML by itself
//	XLSX, ODS, XLS  LibreOffice Calc          XLSX, ODS read from the XML
//	JPEG, PNG, GIF,
//	BMP, TIFF       by itself (go-pdf/fpdf)   none: recognition is another subject
//	EML, TXT        by itself (go-pdf/fpdf)   by itself
//
// Errors carry a meaning that a person can act on: see errors.go. A source file is never changed.
// The package imports nothing of ours.
package convert
