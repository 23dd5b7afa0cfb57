package convert

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
	"io"
)

// jpegPage is a page of a TIFF packed as JPEG (Adobe Photoshop TIFF Technical Note 2), which the TIFF
// library does not read and scanners like to write. Its strips are pictures of full width.
type jpegPage struct {
	width, height int
	strips        [][]byte
}

// Tags of TIFF 6.0 that describe such a page.
const (
	tagWidth, tagHeight, tagCompression, tagColours = 256, 257, 259, 262
	tagStrips, tagStripSizes, tagTables             = 273, 279, 347
	newJPEG                                         = 7
	coloursRGB                                      = 2
)

// mostPacked bytes of one page: strips may point at the same place again and again.
const mostPacked = 256 << 20

func total(sizes []uint32) (n int64) {
	for _, size := range sizes {
		n += int64(size)
	}
	return n
}

// readJPEGPage is nil for a page that is packed otherwise.
func readJPEGPage(p *tiffPage) (*jpegPage, error) {
	fields, err := p.fields()
	if err != nil || len(fields[tagCompression]) != 1 || fields[tagCompression][0] != newJPEG {
		return nil, nil // the library will say what is wrong
	}
	starts, sizes := fields[tagStrips], fields[tagStripSizes]
	if len(starts) == 0 || len(starts) != len(sizes) {
		return nil, fmt.Errorf("%w: JPEG in tiles", ErrUnsupported)
	}
	if len(fields[tagWidth]) != 1 || len(fields[tagHeight]) != 1 {
		return nil, fmt.Errorf("%w: it has no size", ErrBroken)
	}
	if total(sizes) > mostPacked {
		return nil, fmt.Errorf("%w: its strips", ErrTooLarge)
	}
	tables := fields.bytes(tagTables)
	rgb := len(fields[tagColours]) == 1 && fields[tagColours][0] == coloursRGB
	page := &jpegPage{width: int(fields[tagWidth][0]), height: int(fields[tagHeight][0])}
	for i, start := range starts {
		strip, err := io.ReadAll(io.NewSectionReader(p.file, int64(start), int64(sizes[i])))
		if err != nil || len(strip) < 4 {
			return nil, fmt.Errorf("%w: a strip of it is missing", ErrBroken)
		}
		page.strips = append(page.strips, whole(strip, tables, rgb))
	}
	return page, nil
}

// whole makes a JPEG that stands alone: tables that the strips share are put into it, and colours
// that are not YCbCr are marked so, by the marker of Adobe.
func whole(strip, tables []byte, rgb bool) []byte {
	var b bytes.Buffer
	b.Write(strip[:2])
	if rgb {
		b.WriteString("\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00\x00")
	}
	if len(tables) > 4 {
		b.Write(tables[2 : len(tables)-2])
	}
	b.Write(strip[2:])
	return b.Bytes()
}

// photoSheet embeds a page of one strip as it is; several strips are joined into one picture.
func (t Tools) photoSheet(book *album, page *jpegPage) error {
	if len(page.strips) == 1 {
		return t.photograph(book, bytes.NewReader(page.strips[0]))
	}
	if err := t.admitPixels(image.Config{Width: page.width, Height: page.height}); err != nil {
		return err
	}
	joined := image.NewRGBA(image.Rect(0, 0, page.width, page.height))
	y := 0
	for _, strip := range page.strips {
		config, err := jpeg.DecodeConfig(bytes.NewReader(strip))
		if err != nil || config.Width != page.width || y+config.Height > page.height+16 {
			return fmt.Errorf("%w: its strips do not fit", ErrBroken)
		}
		part, err := jpeg.Decode(bytes.NewReader(strip))
		if err != nil {
			return fmt.Errorf("%w: %w", ErrBroken, err)
		}
		draw.Draw(joined, image.Rect(0, y, page.width, y+config.Height), part, part.Bounds().Min, draw.Src)
		y += config.Height
	}
	var packed bytes.Buffer
	if err := jpeg.Encode(&packed, joined, &jpeg.Options{Quality: 92}); err != nil {
		return fmt.Errorf("join strips: %w", err)
	}
	return book.put("JPG", packed.Bytes(), page.width, page.height, 0)
}
