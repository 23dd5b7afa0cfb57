package convert

import (
	"bytes"
	"encoding/base64"
	"regexp"
	"unicode/utf8"
)

// office97 is a file of Word, Excel or PowerPoint before 2007; which one is written further inside.
const office97 Format = "office97"

var magic = []struct {
	prefix string
	format Format
}{
	{"%PDF-", PDF},
	{"PK\x03\x04", ZIP},
	{"PK\x05\x06", ZIP},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", office97},
	{`{\rtf`, RTF},
	{"\xff\xd8\xff", JPEG},
	{"\x89PNG\r\n\x1a\n", PNG},
	{"GIF87a", GIF},
	{"GIF89a", GIF},
	{"II*\x00", TIFF},
	{"MM\x00*", TIFF},
	{"Rar!\x1a\x07", RAR},
	{"7z\xbc\xaf\x27\x1c", Z7},
	{"\x7fELF", Program},
	{"#!", Program},
	{"-----BEGIN PKCS7-----", P7S},
	{"-----BEGIN CMS-----", P7S},
}

// sniff tells the kind by the content alone.
func sniff(head []byte) Format {
	for _, m := range magic {
		if bytes.HasPrefix(head, []byte(m.prefix)) {
			switch m.format {
			case ZIP:
				return zipped(head)
			case office97:
				return compound(head)
			}
			return m.format
		}
	}
	switch {
	case len(head) >= 12 && string(head[4:8]) == "ftyp" && bytes.Contains(head[8:12], []byte("hei")):
		return HEIC
	case bytes.HasPrefix(head, []byte("MZ")) && bytes.IndexByte(head, 0) > 0:
		return Program
	case bytes.HasPrefix(head, []byte("BM")) && len(head) > 14 && head[6]|head[7]|head[8]|head[9] == 0:
		return BMP
	case isCMS(head):
		return P7S
	// Some programs put a few bytes before the header of a PDF; readers look for it in 1024.
	case bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")):
		return PDF
	}
	return textual(head)
}

// zipped tells office files from other archives by the names and the mimetype that stand first.
func zipped(head []byte) Format {
	const odf = "mimetypeapplication/vnd.oasis.opendocument."
	if i := bytes.Index(head, []byte(odf)); i == 30 {
		switch rest := head[i+len(odf):]; {
		case bytes.HasPrefix(rest, []byte("text")):
			return ODT
		case bytes.HasPrefix(rest, []byte("spreadsheet")):
			return ODS
		case bytes.HasPrefix(rest, []byte("presentation")):
			return ODP
		}
	}
	for _, part := range openXML {
		if bytes.Contains(head, []byte(part.folder)) {
			return part.format
		}
	}
	return ZIP
}

var openXML = []struct {
	folder string
	format Format
}{{"word/document.xml", DOCX}, {"xl/workbook.xml", XLSX}, {"ppt/presentation.xml", PPTX}, {"word/", DOCX}, {"xl/", XLSX}, {"ppt/", PPTX}}

// compound looks for the names of streams in what was read of the file; they are in UTF-16.
func compound(data []byte) Format {
	for _, stream := range []struct {
		name   string
		format Format
	}{{"EncryptedPackage", Protected}, {"WordDocument", DOC}, {"Workbook", XLS}, {"PowerPoint Document", PPT}} {
		if bytes.Contains(data, utf16(stream.name)) {
			return stream.format
		}
	}
	return office97
}

func utf16(ascii string) []byte {
	out := make([]byte, 0, 2*len(ascii))
	for i := range len(ascii) {
		out = append(out, ascii[i], 0)
	}
	return out
}

// signedData is the object identifier 1.2.840.113549.1.7.2 in DER: RFC 5652, 5.1.
var signedData = []byte{0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02}

// isCMS knows signatures in DER and in bare base64, as several signing programs save them.
func isCMS(head []byte) bool {
	head = head[:min(len(head), 64)]
	if bytes.HasPrefix(head, []byte("MI")) {
		decoded := make([]byte, 48)
		n, _ := base64.StdEncoding.Decode(decoded, bytes.TrimSpace(head[:len(head)&^3]))
		head = decoded[:n]
	}
	return len(head) > 0 && head[0] == 0x30 && bytes.Contains(head[:min(len(head), 24)], signedData)
}

var (
	letterHeader = regexp.MustCompile(`(?im)^(received|return-path|mime-version|message-id|delivered-to|x-mailer|dkim-signature):`)
	fromHeader   = regexp.MustCompile(`(?im)^from:`)
	htmlStart    = regexp.MustCompile(`(?is)^\s*(<!--.*?-->\s*)*<(!doctype html|html|head|body)\b`)
	xmlStart     = regexp.MustCompile(`^\s*<\?xml\b`)
)

// textual tells the kinds of plain text; a text has no zero bytes and no other control characters.
func textual(head []byte) Format {
	if len(head) == 0 {
		return Unknown
	}
	if utf16BOM(head) {
		return TXT
	}
	text := bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	for _, b := range text {
		if b < 0x20 && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1b {
			return Unknown
		}
	}
	headers, _, _ := bytes.Cut(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")), []byte("\n\n"))
	switch {
	case htmlStart.Match(text):
		return HTML
	case xmlStart.Match(text):
		return XML
	case letterHeader.Match(headers) && fromHeader.Match(headers):
		return EML
	case utf8.Valid(trimRune(text)), cyrillicByte(text):
		return TXT
	default:
		return Unknown
	}
}

func utf16BOM(head []byte) bool {
	return bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff"))
}

// trimRune takes off a letter that the end of the head has cut in two.
func trimRune(text []byte) []byte {
	for n := 1; n <= 3 && n <= len(text); n++ {
		if tail := text[len(text)-n:]; utf8.RuneStart(tail[0]) {
			if !utf8.FullRune(tail) {
				return text[:len(text)-n]
			}
			break
		}
	}
	return text
}

// cyrillicByte accepts text in one of the old one-byte encodings: mostly letters, spaces and points.
func cyrillicByte(text []byte) bool {
	plain := 0
	for _, b := range text {
		if b >= 0xc0 || b == 0xb8 || b == 0xa8 || b == ' ' || b == '\n' || b == '\r' || b == '.' || b == ',' ||
			'0' <= b && b <= '9' || 'a' <= b|0x20 && b|0x20 <= 'z' {
			plain++
		}
	}
	return plain*10 >= len(text)*8
}
