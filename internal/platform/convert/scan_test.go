package convert

import (
	"bytes"
	"encoding/binary"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// tiffOfJPEG is a page of a scanner that packs strips as JPEG.
func tiffOfJPEG(width, height int, tables []byte, strips ...[]byte) []byte {
	order := binary.LittleEndian
	var data bytes.Buffer
	data.WriteString("II*\x00\x00\x00\x00\x00")
	place := func(b []byte) uint32 {
		at := uint32(data.Len())
		data.Write(b)
		return at
	}
	var starts, sizes []byte
	for _, strip := range strips {
		starts = order.AppendUint32(starts, place(strip))
		sizes = order.AppendUint32(sizes, uint32(len(strip)))
	}
	list := func(values []byte) uint32 { // one value stands in the field, several elsewhere
		if len(values) == 4 {
			return order.Uint32(values)
		}
		return place(values)
	}
	fields := [][4]uint32{{256, 4, 1, uint32(width)}, {257, 4, 1, uint32(height)}, {259, 3, 1, 7}, {262, 3, 1, 6},
		{273, 4, uint32(len(strips)), list(starts)}, {279, 4, uint32(len(strips)), list(sizes)}}
	if tables != nil {
		fields = append(fields, [4]uint32{347, 7, uint32(len(tables)), place(tables)})
	}
	at := data.Len()
	directory := order.AppendUint16(nil, uint16(len(fields)))
	for _, f := range fields {
		directory = order.AppendUint16(order.AppendUint16(directory, uint16(f[0])), uint16(f[1]))
		directory = order.AppendUint32(order.AppendUint32(directory, f[2]), f[3])
	}
	data.Write(append(directory, 0, 0, 0, 0))
	file := data.Bytes()
	order.PutUint32(file[4:], uint32(at))
	return file
}

// apart divides a JPEG into its tables and the rest, as scanners do to write the tables once.
func apart(file []byte) (tables, rest []byte) {
	tables, rest = []byte("\xff\xd8"), []byte("\xff\xd8")
	at := 2
	for file[at+1] != 0xda {
		end := at + 2 + int(binary.BigEndian.Uint16(file[at+2:]))
		if marker := file[at+1]; marker == 0xdb || marker == 0xc4 {
			tables = append(tables, file[at:end]...)
		} else {
			rest = append(rest, file[at:end]...)
		}
		at = end
	}
	return append(tables, 0xff, 0xd9), append(rest, file[at:]...)
}

func TestScansPackedAsJPEG(t *testing.T) {
	grey := func(level uint8) []byte {
		picture := image.NewGray(image.Rect(0, 0, 64, 32))
		for i := range picture.Pix {
			picture.Pix[i] = level
		}
		return jpegFile(picture)
	}
	tables, white := apart(grey(255))
	_, black := apart(grey(0))
	cases := []struct {
		name   string
		scan   []byte
		bottom uint32
	}{
		{"one strip that stands alone", tiffOfJPEG(64, 32, nil, grey(255)), 0xffff},
		{"one strip without its tables", tiffOfJPEG(64, 32, tables, white), 0xffff},
		{"two strips with common tables", tiffOfJPEG(64, 64, tables, white, black), 0},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			ctx, tools := background(t)
			page := render(t, must(tools.ToPDF(ctx, write(t, "a", tc.scan), TIFF)))
			middle := page.Bounds().Size().Div(2)
			if r, _, _, _ := page.At(middle.X, middle.Y-4).RGBA(); r < 0xf000 {
				t.Errorf("the upper half is %x", r)
			}
			if r, _, _, _ := page.At(middle.X, middle.Y+4).RGBA(); r>>8 != tc.bottom>>8 {
				t.Errorf("the lower half is %x, want %x", r, tc.bottom)
			}
		})
	}
}

func TestBrokenScansPackedAsJPEG(t *testing.T) {
	good := jpegFile(drawing(64, 32))
	cases := []struct {
		name string
		scan []byte
		want error
	}{
		{"tiles", tiffOfJPEG(64, 32, nil), ErrUnsupported},
		{"a strip of noise", tiffOfJPEG(64, 32, nil, []byte("\xff\xd8noise")), ErrBroken},
		{"strips of another width", tiffOfJPEG(99, 64, nil, good, good), ErrBroken},
		{"more strips than the page is high", tiffOfJPEG(64, 32, nil, good, good, good), ErrBroken},
		{"a page beyond all bounds", tiffOfJPEG(1<<20, 1<<20, nil, good, good), ErrTooLarge},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			ctx, tools := background(t)
			_, err := tools.ToPDF(ctx, write(t, "a", tc.scan), TIFF)
			is(t, err, tc.want)
		})
	}
}

func TestAScanOfTooManyPagesIsStopped(t *testing.T) {
	ctx, tools := background(t)
	tools.Limits.Time = 1
	_, err := tools.ToPDF(ctx, write(t, "a", tiffFile(binary.LittleEndian, 500)), TIFF)
	is(t, err, ErrTimeout)
}

// render is the first page as it is seen.
func render(t *testing.T, pdf string) image.Image {
	t.Helper()
	base := filepath.Join(t.TempDir(), "page")
	if out, err := exec.Command("pdftoppm", "-r", "50", "-png", "-singlefile", pdf, base).CombinedOutput(); err != nil {
		t.Fatalf("pdftoppm: %v: %s", err, out)
	}
	f := must(os.Open(base + ".png"))
	defer f.Close()
	page, _, err := image.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

func FuzzPictures(f *testing.F) {
	f.Add(string(JPEG), onItsSide(drawing(9, 9)))
	f.Add(string(TIFF), tiffFile(binary.BigEndian, 2))
	f.Add(string(TIFF), tiffOfJPEG(64, 32, nil, jpegFile(drawing(64, 32))))
	f.Add(string(PNG), pngFile(drawing(9, 9)))
	f.Fuzz(func(t *testing.T, kind string, data []byte) {
		switch Format(kind) {
		case JPEG, TIFF, PNG, GIF, BMP:
			path := filepath.Join(t.TempDir(), "picture")
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
			tools := Tools{Limits: Limits{Pixels: 100_000}}
			_ = tools.pictures(t.Context(), path+".pdf", path, Format(kind)) // must not panic
		}
	})
}
