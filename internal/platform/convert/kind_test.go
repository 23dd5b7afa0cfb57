package convert

import (
	"encoding/base64"
	"encoding/binary"
	"testing"
)

func TestKindIsToldByContentNotByName(t *testing.T) {
	signature := append([]byte{0x30, 0x82, 0x05, 0x10}, signedData...)
	picture := drawing(8, 8)
	cases := []struct {
		name, file string
		content    []byte
		want       Format
		lies       bool
	}{
		{"a PDF", "приказ.pdf", []byte("%PDF-1.7\n"), PDF, false},
		{"a PDF after some rubbish", "a.PDF", []byte("\n\n%PDF-1.4\n"), PDF, false},
		{"a PDF called a document of Word", "приказ.docx", []byte("%PDF-1.7\n"), PDF, true},
		{"a PDF without an extension", "приказ", []byte("%PDF-1.7\n"), PDF, false},
		{"a document of Word", "a.docx", docx("<w:p/>"), DOCX, false},
		{"a document of Word called an archive", "a.zip", docx("<w:p/>"), DOCX, true},
		{"a document of Word whose main part stands last", "a.docx", archive(entry{"zz", string(base64.StdEncoding.AppendEncode(nil, pngFile(drawing(120, 120))))}, entry{"word/document.xml", "x"}), DOCX, false},
		{"a table of Excel", "a.xlsx", xlsx(), XLSX, false},
		{"a document of OpenOffice", "a.odt", odt(""), ODT, false},
		{"an archive", "a.zip", archive(entry{"readme", "x"}), ZIP, false},
		{"an archive called a document", "a.docx", archive(entry{"readme", "x"}), ZIP, true},
		{"an old document of Word", "a.doc", compoundFile("WordDocument"), DOC, false},
		{"an old table called a document", "a.doc", compoundFile("Workbook"), XLS, true},
		{"a document under a password", "a.docx", compoundFile("EncryptedPackage"), Protected, false},
		{"an old file that tells nothing more", "a.xls", compoundFile("Something"), XLS, false},
		{"RTF called .doc, as Word does", "a.doc", []byte(rtf), RTF, true},
		{"a JPEG", "скан.JPG", jpegFile(picture), JPEG, false},
		{"a PNG called JPEG", "скан.jpg", pngFile(picture), PNG, true},
		{"a GIF", "a.gif", gifFile(picture), GIF, false},
		{"a BMP", "a.bmp", bmpFile(picture), BMP, false},
		{"a TIFF of either byte order", "a.tif", tiffFile(binary.LittleEndian, 1), TIFF, false},
		{"and the other", "a.tiff", tiffFile(binary.BigEndian, 1), TIFF, false},
		{"a photograph of a telephone", "a.heic", []byte("\x00\x00\x00\x18ftypheic\x00\x00"), HEIC, false},
		{"a letter", "a.eml", []byte(letterText), EML, false},
		{"a letter called text", "a.txt", []byte(letterText), EML, false},
		{"a signature", "a.pdf.sig", signature, P7S, false},
		{"a signature in base64", "a.p7s", base64.StdEncoding.AppendEncode(nil, append(signature, make([]byte, 60)...)), P7S, false},
		{"a signature in PEM", "a.p7s", []byte("-----BEGIN PKCS7-----\nMII"), P7S, false},
		{"text", "a.txt", []byte("Прошу отремонтировать дорогу"), TXT, false},
		{"text cut in the middle of a letter", "a.txt", []byte("Прошу дорогу")[:21], TXT, false},
		{"text in an old encoding", "a.txt", []byte("\xcf\xf0\xee\xf8\xf3 \xee\xf2\xf0\xe5\xec\xee\xed\xf2"), TXT, false},
		{"a table in text", "a.csv", []byte("номер;дата\n1;2026-03-02\n"), CSV, false},
		{"a page", "a.html", []byte("\n<!DOCTYPE html><html>"), HTML, false},
		{"a page called a document of Word", "a.doc", []byte("<html><body>"), HTML, true},
		{"XML", "a.xml", []byte(`<?xml version="1.0"?><a/>`), XML, false},
		{"a program called a picture", "a.jpg", []byte("MZ\x90\x00\x03"), Program, true},
		{"a script", "a.sh", []byte("#!/bin/sh\n"), Program, false},
		{"a script called by its name only", "a.js", []byte("alert(1)"), TXT, true},
		{"noise", "a.bin", []byte{0, 1, 2, 3, 250, 251}, Unknown, false},
		{"noise called a PDF", "a.pdf", []byte{0, 1, 2, 3, 250, 251}, Unknown, true},
		{"nothing", "a", nil, Unknown, false},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			got := must(File(write(t, "content", tc.content), tc.file))
			if got.Format != tc.want || got.Lies != tc.lies {
				t.Errorf("%s is %q, lies: %v; want %q, %v", tc.file, got.Format, got.Lies, tc.want, tc.lies)
			}
		})
	}
}

func TestKindByTheFirstBytes(t *testing.T) {
	if got := Kind("приказ.docx", docx("<w:p/>")); got != (Finding{DOCX, DOCX, false}) {
		t.Errorf("a document of Word is %+v", got)
	}
	if got := Kind("приказ.docx", []byte("%PDF-1.7")); got != (Finding{PDF, DOCX, true}) {
		t.Errorf("a PDF called a document of Word is %+v", got)
	}
	if got := Kind("a.xls", compoundFile("")[:64]); got.Format != XLS || got.Lies {
		t.Errorf("an old table is %+v", got)
	}
}

func FuzzKind(f *testing.F) {
	f.Add("a.docx", docx("<w:p/>"))
	f.Add("a.doc", compoundFile("WordDocument"))
	f.Add("a.p7s", []byte("MIIB"))
	f.Add("", []byte{})
	f.Fuzz(func(t *testing.T, name string, head []byte) {
		if got := Kind(name, head); got.Format == office97 {
			t.Errorf("%q is %+v", name, got)
		}
	})
}
