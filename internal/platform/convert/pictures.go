package convert

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	_ "image/gif" // decoders of the kinds that come from outside
	_ "image/jpeg"
	"image/png"
	"io"
	"os"
	"strconv"

	"codeberg.org/go-pdf/fpdf"
	_ "golang.org/x/image/bmp"
)

// album is a PDF with one picture on each page.
type album struct {
	*fpdf.Fpdf
	pages int
}

// pictures puts every page of the picture on a sheet of its own. A JPEG goes in as it is, without loss;
// the others are packed anew without loss.
func (t Tools) pictures(ctx context.Context, made, src string, kind Format) error {
	f, err := os.Open(src)
	if err != nil {
		return err
	}
	defer f.Close()
	limited, cancel := context.WithTimeoutCause(ctx, t.Limits.orDefault().Time, ErrTimeout)
	defer cancel()
	book := &album{Fpdf: fpdf.New("P", "mm", "A4", "")}
	book.SetMargins(0, 0, 0)
	book.SetAutoPageBreak(false, 0)
	switch kind {
	case JPEG:
		err = t.photograph(book, f)
	case TIFF:
		err = t.scan(limited, book, f)
	default:
		err = t.picture(book, f)
	}
	if err != nil {
		return err
	}
	if err := book.OutputFileAndClose(made); err != nil {
		return fmt.Errorf("print pictures: %w", err)
	}
	return nil
}

// photograph embeds a JPEG, turned the way the camera was held.
func (t Tools) photograph(book *album, f io.Reader) error {
	data, err := io.ReadAll(f)
	if err != nil {
		return err
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrBroken, err)
	}
	if err := t.admitPixels(config); err != nil {
		return err
	}
	return book.put("JPG", data, config.Width, config.Height, turned(data))
}

func (t Tools) picture(book *album, f io.ReadSeeker) error {
	config, _, err := image.DecodeConfig(f)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrBroken, err)
	}
	if err := t.admitPixels(config); err != nil {
		return err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	decoded, _, err := image.Decode(f)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrBroken, err)
	}
	return book.draw(decoded)
}

// admitPixels refuses pictures that would not fit into memory when unpacked.
func (t Tools) admitPixels(c image.Config) error {
	most := t.Limits.orDefault().Pixels
	switch {
	case c.Width <= 0 || c.Height <= 0:
		return fmt.Errorf("%w: it has no points", ErrBroken)
	case c.Width > most/c.Height:
		return fmt.Errorf("%w: %d × %d points", ErrTooLarge, c.Width, c.Height)
	default:
		return nil
	}
}

func (b *album) draw(decoded image.Image) error {
	var packed bytes.Buffer
	if err := png.Encode(&packed, plainest(decoded)); err != nil {
		return fmt.Errorf("pack picture: %w", err)
	}
	size := decoded.Bounds().Size()
	return b.put("PNG", packed.Bytes(), size.X, size.Y, 0)
}

// put places the picture in the middle of an A4 sheet laid like the picture, as large as the sheet
// allows, but small pictures no larger than on a screen (96 points to the inch).
func (b *album) put(kind string, data []byte, width, height, angle int) error {
	const short, long, onScreen = 210.0, 297.0, 25.4 / 96
	b.pages++
	name := strconv.Itoa(b.pages)
	b.RegisterImageOptionsReader(name, fpdf.ImageOptions{ImageType: kind}, bytes.NewReader(data))
	if b.Err() {
		return fmt.Errorf("%w: %w", ErrBroken, b.Error())
	}
	seenWidth, seenHeight := float64(width), float64(height)
	if angle%180 != 0 {
		seenWidth, seenHeight = seenHeight, seenWidth
	}
	lay, pageWidth, pageHeight := "P", short, long
	if seenWidth > seenHeight {
		lay, pageWidth, pageHeight = "L", long, short
	}
	b.AddPageFormat(lay, fpdf.SizeType{Wd: short, Ht: long})
	scale := min(pageWidth/seenWidth, pageHeight/seenHeight, onScreen)
	w, h := float64(width)*scale, float64(height)*scale
	b.TransformBegin()
	b.TransformRotate(float64(-angle), pageWidth/2, pageHeight/2)
	b.ImageOptions(name, (pageWidth-w)/2, (pageHeight-h)/2, w, h, false, fpdf.ImageOptions{ImageType: kind}, 0, "")
	b.TransformEnd()
	return b.Error()
}

// plainest is the picture in the fewest bits that lose nothing: two colours for scans of text, greys,
// or colours on white paper instead of transparency.
func plainest(src image.Image) image.Image {
	switch src := src.(type) {
	case *image.Gray:
		if twoColours(src) {
			return paletted(src)
		}
		return src
	case *image.Paletted:
		if opaque(src.Palette) {
			return src
		}
	}
	flat := image.NewRGBA(image.Rectangle{Max: src.Bounds().Size()})
	draw.Draw(flat, flat.Bounds(), image.White, image.Point{}, draw.Src)
	draw.Draw(flat, flat.Bounds(), src, src.Bounds().Min, draw.Over)
	return flat
}

func twoColours(g *image.Gray) bool {
	for _, v := range g.Pix {
		if v != 0 && v != 255 {
			return false
		}
	}
	return true
}

func paletted(g *image.Gray) *image.Paletted {
	p := image.NewPaletted(g.Rect, color.Palette{color.Black, color.White})
	for i, v := range g.Pix {
		p.Pix[i] = v >> 7
	}
	return p
}

func opaque(p color.Palette) bool {
	for _, c := range p {
		if _, _, _, a := c.RGBA(); a != 0xffff {
			return false
		}
	}
	return true
}
