package sheet

import (
	"bytes"
	"encoding/binary"
	"math"
)

// sRGB is the colour profile that PDF/A wants inside (ISO 19005-2, 6.2.3), made from the numbers of
// IEC 61966-2-1 by the rules of ICC.1:2001-04, so that no foreign file is kept.
func sRGB() []byte {
	tags := []struct {
		name string
		data []byte
	}{
		{"desc", description("sRGB IEC61966-2.1")},
		{"cprt", append([]byte("text\x00\x00\x00\x00"), "No copyright, use freely\x00"...)},
		{"wtpt", xyz(0.9642, 1, 0.8249)},
		{"rXYZ", xyz(0.4360747, 0.2225045, 0.0139322)}, // the primaries, adapted to D50
		{"gXYZ", xyz(0.3850649, 0.7168786, 0.0971045)},
		{"bXYZ", xyz(0.1430804, 0.0606169, 0.7141733)},
		{"rTRC", curve()}, {"gTRC", nil}, {"bTRC", nil}, // one curve for all three
	}
	var table, data bytes.Buffer
	start := 128 + 4 + 12*len(tags)
	put(&table, uint32(len(tags)))
	offset, size := 0, 0
	for _, tag := range tags {
		if tag.data != nil {
			offset, size = start+data.Len(), len(tag.data)
			data.Write(tag.data)
			data.Write(make([]byte, -len(tag.data)&3))
		}
		table.WriteString(tag.name)
		put(&table, uint32(offset), uint32(size))
	}
	return append(append(profileHeader(start+data.Len()), table.Bytes()...), data.Bytes()...)
}

// profileHeader: version 2.1, a display, RGB to XYZ, perceptual, D50.
func profileHeader(size int) []byte {
	var b bytes.Buffer
	put(&b, uint32(size), uint32(0), uint32(0x02100000))
	b.WriteString("mntrRGB XYZ ")
	put(&b, [6]uint16{2026, 1, 1, 0, 0, 0})
	b.WriteString("acsp")
	b.Write(make([]byte, 28)) // platform, flags, device, attributes, perceptual intent
	b.Write(xyz(0.9642, 1, 0.8249)[8:])
	b.Write(make([]byte, 128-b.Len()))
	return b.Bytes()
}

// description is a textDescriptionType; its Unicode and Macintosh forms are empty.
func description(text string) []byte {
	var b bytes.Buffer
	b.WriteString("desc\x00\x00\x00\x00")
	put(&b, uint32(len(text)+1))
	b.WriteString(text + "\x00")
	b.Write(make([]byte, 4+4+2+1+67))
	return b.Bytes()
}

func xyz(x, y, z float64) []byte {
	var b bytes.Buffer
	b.WriteString("XYZ \x00\x00\x00\x00")
	for _, v := range []float64{x, y, z} {
		put(&b, int32(math.Round(v*65536)))
	}
	return b.Bytes()
}

// curve is the transfer function of sRGB in 1024 points.
func curve() []byte {
	const points = 1024
	var b bytes.Buffer
	b.WriteString("curv\x00\x00\x00\x00")
	put(&b, uint32(points))
	for i := range points {
		v := float64(i) / (points - 1)
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		put(&b, uint16(math.Round(v*65535)))
	}
	return b.Bytes()
}

func put(b *bytes.Buffer, values ...any) {
	for _, v := range values {
		_ = binary.Write(b, binary.BigEndian, v) // a buffer does not fail
	}
}
