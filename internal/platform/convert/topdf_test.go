package convert

import (
	"context"
	"encoding/binary"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

func TestToPDF(t *testing.T) {
	t.Parallel()
	const paragraph = `<w:p><w:r><w:t>Приказ о дорогах</w:t></w:r></w:p>`
	photo := drawing(120, 80)
	cases := []struct {
		name    string
		kind    Format
		content []byte
		pages   int
		text    string
	}{
		{"a document of Word", DOCX, docx(paragraph + `<w:p><w:r><w:br w:type="page"/><w:t>вторая страница</w:t></w:r></w:p>`), 2, "вторая страница"},
		{"a document of OpenOffice", ODT, odt("<text:p>Приказ о дорогах</text:p>"), 1, "Приказ о дорогах"},
		{"RTF", RTF, []byte(rtf), 1, "Приказ о дорогах"},
		{"a page", HTML, []byte(`<!DOCTYPE html><meta charset="utf-8"><p>Приказ о дорогах</p><img src="http://example.org/x.png">`), 1, "Приказ о дорогах"},
		{"a JPEG", JPEG, jpegFile(photo), 1, ""},
		{"a PNG", PNG, pngFile(photo), 1, ""},
		{"a PNG with glass in it", PNG, pngFile(image.NewNRGBA64(image.Rect(0, 0, 20, 30))), 1, ""},
		{"a GIF", GIF, gifFile(photo), 1, ""},
		{"a BMP", BMP, bmpFile(photo), 1, ""},
		{"a scan of three pages", TIFF, tiffFile(binary.LittleEndian, 3), 3, ""},
		{"a scan of the other byte order", TIFF, tiffFile(binary.BigEndian, 2), 2, ""},
		{"text", TXT, []byte("Прошу отремонтировать дорогу\nу школы № 5 😀"), 1, "у школы № 5"},
		{"text in an old encoding", TXT, []byte("\xcf\xf0\xee\xf8\xf3 \xee\xf2\xf0\xe5\xec\xee\xed\xf2\xe8\xf0\xee\xe2\xe0\xf2\xfc"), 1, "Прошу отремонтировать"},
		{"a letter", EML, []byte(letterText), 1, "Прошу отремонтировать дорогу"},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			ctx, tools := background(t)
			src := write(t, "source", tc.content)
			pdf, err := tools.ToPDF(ctx, src, tc.kind)
			if err != nil {
				t.Fatal(err)
			}
			if pages := must(tools.Pages(ctx, pdf)); pages != tc.pages {
				t.Errorf("it has %d pages, want %d", pages, tc.pages)
			}
			if text := must(tools.Text(ctx, pdf, PDF)); !strings.Contains(text, tc.text) {
				t.Errorf("it says %q, want %q", text, tc.text)
			}
			if out, err := exec.Command("qpdf", "--check", pdf).CombinedOutput(); err != nil {
				t.Errorf("qpdf: %v: %s", err, out)
			}
			onlyTheResultIsLeft(t, tools, pdf)
		})
	}
}

func onlyTheResultIsLeft(t *testing.T, tools Tools, result string) {
	t.Helper()
	for _, entry := range must(os.ReadDir(tools.Dir)) {
		if path := filepath.Join(tools.Dir, entry.Name()); path != result {
			t.Errorf("%s is left behind", path)
		}
	}
}

func TestAPDFIsCheckedAndCopied(t *testing.T) {
	ctx, tools := background(t)
	src := pdfFile(t, "Один", "Два")
	pdf := must(tools.ToPDF(ctx, src, PDF))
	if string(must(os.ReadFile(pdf))) != string(must(os.ReadFile(src))) || pdf == src {
		t.Error("the copy is not the same")
	}
	if pages := must(tools.Pages(ctx, pdf)); pages != 2 {
		t.Errorf("it has %d pages", pages)
	}
}

func TestPhotographStandsAsTheCameraWasHeld(t *testing.T) {
	ctx, tools := background(t)
	picture := image.NewRGBA(image.Rect(0, 0, 400, 300)) // black, the left third white
	for y := range 300 {
		for x := range 400 {
			c := byte(0)
			if x < 133 {
				c = 255
			}
			i := picture.PixOffset(x, y)
			picture.Pix[i], picture.Pix[i+1], picture.Pix[i+2], picture.Pix[i+3] = c, c, c, 255
		}
	}
	pdf := must(tools.ToPDF(ctx, write(t, "a", onItsSide(picture)), JPEG))
	page := render(t, pdf)
	size := page.Bounds().Size()
	if size.X >= size.Y {
		t.Fatalf("the sheet lies on its side: %v", size)
	}
	dark := func(x, y int) bool { r, _, _, _ := page.At(x, y).RGBA(); return r < 0x8000 }
	// What was the left of the picture is above when it is turned clockwise.
	if dark(size.X/2, size.Y/2-60) || !dark(size.X/2, size.Y/2+60) {
		t.Errorf("the picture is turned the wrong way")
	}
}

func TestTables(t *testing.T) {
	t.Parallel()
	ctx, tools := background(t)
	src := write(t, "a", xlsx())
	if text := must(tools.Text(ctx, src, XLSX)); text != "Ведомость дорог" {
		t.Errorf("the table says %q", text)
	}
	pdf, err := tools.ToPDF(ctx, src, XLSX)
	if !tools.hasModule("sc") {
		is(t, err, ErrToolMissing)
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if text := must(tools.Text(ctx, pdf, PDF)); !strings.Contains(text, "Ведомость дорог") {
		t.Errorf("the printed table says %q", text)
	}
}

func TestBadFilesAreRefusedWithAMeaning(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("0", 60<<20)
	endless := tiffFile(binary.LittleEndian, 1)
	binary.LittleEndian.PutUint32(endless[8+2+9*12:], 8) // the next page is the first one
	pdf := pdfFile(t, "Тайна")
	content := must(os.ReadFile(pdf))
	cases := []struct {
		name    string
		kind    Format
		content []byte
		want    error
	}{
		{"half a PDF", PDF, content[:len(content)/3], ErrBroken},
		{"noise called a PDF", PDF, []byte("%PDF-1.7\nnoise"), ErrBroken},
		{"a PDF with a password", PDF, must(os.ReadFile(withPassword(t, pdf))), ErrEncrypted},
		{"half a document of Word", DOCX, docx("<w:p/>")[:400], ErrBroken},
		{"a document of Word without its XML", DOCX, docx("<w:p><w:r>"), ErrBroken},
		{"a document under a password", Protected, compoundFile("EncryptedPackage"), ErrEncrypted},
		{"an OpenOffice document under a password", ODT, archive(entry{"mimetype", "x"}, entry{"META-INF/manifest.xml", "<manifest:encryption-data/>"}), ErrEncrypted},
		{"a document that unpacks to gigabytes", DOCX, docx("<w:p/>", entry{"a", long}, entry{"b", long}), ErrTooLarge},
		{"a picture of noise", PNG, []byte("\x89PNG\r\n\x1a\nnoise"), ErrBroken},
		{"half a JPEG", JPEG, jpegFile(drawing(99, 99))[:20], ErrBroken},
		{"a picture of too many points", PNG, pngFile(image.NewGray(image.Rect(0, 0, 3000, 3000))), ErrTooLarge},
		{"a scan without an end", TIFF, endless, ErrBroken},
		{"half a scan", TIFF, tiffFile(binary.LittleEndian, 2)[:900], ErrBroken},
		{"a signature", P7S, []byte("0"), ErrUnsupported},
		{"an archive", ZIP, archive(entry{"a", "b"}), ErrUnsupported},
		{"an empty file", TXT, nil, ErrBroken},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			ctx, tools := background(t)
			tools.Limits = Limits{Output: 100 << 20, Pixels: 1_000_000}
			pdf, err := tools.ToPDF(ctx, write(t, "source", tc.content), tc.kind)
			is(t, err, tc.want)
			if pdf != "" {
				t.Errorf("there is a result: %s", pdf)
			}
			onlyTheResultIsLeft(t, tools, "")
		})
	}
}

func TestAHugeFileIsRefusedUnread(t *testing.T) {
	ctx, tools := background(t)
	src := write(t, "huge.pdf", []byte("%PDF-1.7"))
	if err := os.Truncate(src, 300<<20); err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := tools.ToPDF(ctx, src, PDF)
	is(t, err, ErrTooLarge)
	_, err = tools.Text(ctx, src, DOCX)
	is(t, err, ErrTooLarge)
	_, err = tools.Pages(ctx, src)
	is(t, err, ErrTooLarge)
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 1<<20 {
		t.Errorf("refusing it took %d bytes of memory", used)
	}
}

func TestOfficeFilesBecomePDFAEvenTwoAtOnce(t *testing.T) {
	t.Parallel()
	ctx, tools := background(t)
	src := write(t, "a", docx(`<w:p><w:r><w:t>Архив</w:t></w:r></w:p>`))
	done := make(chan error)
	for range 2 {
		go func() {
			pdf, err := tools.ToPDF(ctx, src, DOCX)
			if err == nil {
				err = isPDFA(pdf)
			}
			done <- err
		}()
	}
	for range 2 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

func isPDFA(pdf string) error {
	content, err := os.ReadFile(pdf)
	for _, mark := range []string{"<pdfaid:part>2</pdfaid:part>", "/OutputIntent"} {
		if !strings.Contains(string(content), mark) {
			err = fmt.Errorf("the PDF has no %s", mark)
		}
	}
	return err
}

func TestRelativePathsWork(t *testing.T) {
	t.Chdir(t.TempDir())
	tools := Tools{Dir: "."}
	if err := os.WriteFile("-a.txt", []byte("Приказ"), 0o600); err != nil {
		t.Fatal(err)
	}
	pdf := must(tools.ToPDF(t.Context(), "-a.txt", TXT))
	if pages := must(tools.Pages(t.Context(), pdf)); pages != 1 {
		t.Errorf("it has %d pages", pages)
	}
}

func TestAnImpatientCallerIsObeyed(t *testing.T) {
	_, tools := background(t)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err := tools.ToPDF(ctx, write(t, "a", docx("<w:p/>")), DOCX)
	is(t, err, context.DeadlineExceeded)
	onlyTheResultIsLeft(t, tools, "")
}
