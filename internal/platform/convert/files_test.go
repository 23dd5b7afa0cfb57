package convert

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/image/bmp"
)

// The files of these tests are made here, so that nothing foreign is kept with the code.

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func write(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

type entry struct{ name, content string }

func archive(entries ...entry) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		method := zip.Deflate
		if e.name == "mimetype" {
			method = zip.Store
		}
		must(io.WriteString(must(w.CreateHeader(&zip.FileHeader{Name: e.name, Method: method})), e.content))
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

const (
	docxTypes = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
	docxRels  = `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
)

// docx is a document of Word whose body is the given XML.
func docx(body string, more ...entry) []byte {
	document := `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="` + wordML + `"><w:body>` + body + `</w:body></w:document>`
	return archive(append([]entry{{"[Content_Types].xml", docxTypes}, {"_rels/.rels", docxRels}, {"word/document.xml", document}}, more...)...)
}

func odt(body string, more ...entry) []byte {
	const manifest = `<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`
	content := `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="` + odText + `" office:version="1.2"><office:body><office:text>` + body + `</office:text></office:body></office:document-content>`
	entries := []entry{{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", content}, {"META-INF/manifest.xml", manifest}}
	return archive(append(entries, more...)...)
}

func xlsx() []byte {
	return archive(
		entry{"[Content_Types].xml", `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`},
		entry{"_rels/.rels", strings.Replace(docxRels, "word/document.xml", "xl/workbook.xml", 1)},
		entry{"xl/workbook.xml", `<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="` + sheet + `" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Лист" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		entry{"xl/_rels/workbook.xml.rels", `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>`},
		entry{"xl/worksheets/sheet1.xml", `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="` + sheet + `"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>`},
		entry{"xl/sharedStrings.xml", `<?xml version="1.0" encoding="UTF-8"?><sst xmlns="` + sheet + `" count="1" uniqueCount="1"><si><t>Ведомость дорог</t></si></sst>`},
	)
}

// compoundFile is the beginning of an old office file with one stream in its directory.
func compoundFile(stream string) []byte {
	file := make([]byte, 512*4)
	copy(file, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	binary.LittleEndian.PutUint16(file[30:], 9)
	binary.LittleEndian.PutUint32(file[48:], 1)
	copy(file[512*2:], utf16("Root Entry"))
	copy(file[512*2+128:], utf16(stream))
	return file
}

const rtf = `{\rtf1\ansi\ansicpg1251 \'cf\'f0\'e8\'ea\'e0\'e7 \'ee \'e4\'ee\'f0\'ee\'e3\'e0\'f5\par}`

func drawing(width, height int) *image.RGBA {
	picture := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			picture.SetRGBA(x, y, color.RGBA{uint8(x), uint8(y), 90, 255})
		}
	}
	return picture
}

func pngFile(picture image.Image) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, picture); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func jpegFile(picture image.Image) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, picture, nil); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// onItsSide is a JPEG with the mark of a camera that was held upright: turn by 90 degrees.
func onItsSide(picture image.Image) []byte {
	exif := []byte("Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00")
	plain := jpegFile(picture)
	mark := append([]byte{0xff, 0xe1, 0, byte(len(exif) + 2)}, exif...)
	return append(append([]byte{0xff, 0xd8}, mark...), plain[2:]...)
}

func gifFile(picture image.Image) []byte {
	var b bytes.Buffer
	if err := gif.Encode(&b, picture, nil); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func bmpFile(picture image.Image) []byte {
	var b bytes.Buffer
	if err := bmp.Encode(&b, picture); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// tiffFile is a scan of black-and-white pages, as simple as TIFF 6.0 allows.
func tiffFile(order binary.ByteOrder, pages int) []byte {
	const width, height, fields = 64, 96, 9
	var b bytes.Buffer
	put := func(v any) {
		if err := binary.Write(&b, order, v); err != nil {
			panic(err)
		}
	}
	if order == binary.LittleEndian {
		b.WriteString("II*\x00")
	} else {
		b.WriteString("MM\x00*")
	}
	put(uint32(8))
	for page := range pages {
		start := uint32(b.Len())
		strip := start + 2 + fields*12 + 4
		next := strip + width/8*height
		if page == pages-1 {
			next = 0
		}
		put(uint16(fields))
		long := func(tag uint16, v uint32) { put(tag); put(uint16(4)); put(uint32(1)); put(v) }
		short := func(tag, v uint16) { put(tag); put(uint16(3)); put(uint32(1)); put(v); put(uint16(0)) }
		long(256, width)
		long(257, height)
		short(258, 1)
		short(259, 1)
		short(262, 1)
		long(273, strip)
		short(277, 1)
		long(278, height)
		long(279, width/8*height)
		put(next)
		b.Write(bytes.Repeat([]byte{0xf0 + byte(page)}, width/8*height))
	}
	return b.Bytes()
}

// pdfFile is a PDF of one line of text on each page.
func pdfFile(t *testing.T, lines ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "made.pdf")
	if err := typeset(path, strings.Join(lines, strings.Repeat("\n", 60))); err != nil {
		t.Fatal(err)
	}
	return path
}

func withPassword(t *testing.T, pdf string) string {
	t.Helper()
	locked := filepath.Join(t.TempDir(), "locked.pdf")
	if out, err := exec.Command("qpdf", "--encrypt", "user", "owner", "256", "--", pdf, locked).CombinedOutput(); err != nil {
		t.Fatalf("qpdf: %v: %s", err, out)
	}
	return locked
}

const letterText = "From: =?utf-8?b?0JjQstCw0L3QvtCy?= <ivanov@example.org>\r\n" +
	"To: priem@example.org\r\n" +
	"Subject: =?windows-1251?b?0eDs7uLg8CDoIOTu8O7j4A==?=\r\n" +
	"Date: Mon, 02 Mar 2026 10:15:00 +0400\r\n" +
	"MIME-Version: 1.0\r\n" +
	"Content-Type: multipart/mixed; boundary=b\r\n\r\n" +
	"--b\r\nContent-Type: multipart/alternative; boundary=a\r\n\r\n" +
	"--a\r\nContent-Type: text/plain; charset=windows-1251\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
	"z/Du+PMg7vLw5ezu7fLo8O7i4PL8IOTu8O7j8w==\r\n" +
	"--a\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>HTML</p>\r\n--a--\r\n" +
	"--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename*=utf-8''..%2F%D0%BF%D0%BB%D0%B0%D0%BD.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
	"JVBERi0xLjcK\r\n--b--\r\n"

// is tells in the words of a test what error came.
func is(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("the error is %v, want %v", err, want)
	}
}

func background(t *testing.T) (context.Context, Tools) {
	t.Helper()
	return t.Context(), Tools{Dir: t.TempDir()}
}
