package convert

import (
	"errors"
	"fmt"
)

// fields are the numbers under each tag of a page: TIFF 6.0, section 2.
type fields map[uint16][]uint32

// mostNumbers under one tag; strips of a page are hundreds.
const mostNumbers = 1 << 16

func (p *tiffPage) fields() (fields, error) {
	count := make([]byte, 2)
	if _, err := p.file.ReadAt(count, int64(p.at)); err != nil {
		return nil, err
	}
	directory := make([]byte, 12*int(p.order.Uint16(count)))
	if _, err := p.file.ReadAt(directory, int64(p.at)+2); err != nil {
		return nil, err
	}
	found := fields{}
	for ; len(directory) > 0; directory = directory[12:] {
		numbers, err := p.numbers(directory[:12])
		if err != nil {
			return nil, err
		}
		found[p.order.Uint16(directory)] = numbers
	}
	return found, nil
}

// numbers reads the values of one field; they stand in the field itself when they fit.
func (p *tiffPage) numbers(field []byte) ([]uint32, error) {
	size := map[uint16]int{1: 1, 3: 2, 4: 4, 7: 1}[p.order.Uint16(field[2:])]
	count := p.order.Uint32(field[4:])
	if size == 0 {
		return nil, nil // fractions and texts are of no use here
	}
	if count > mostNumbers {
		return nil, fmt.Errorf("%w: %d numbers in a field", errors.ErrUnsupported, count)
	}
	data := field[8:12]
	if total := size * int(count); total > 4 {
		data = make([]byte, total)
		if _, err := p.file.ReadAt(data, int64(p.order.Uint32(field[8:]))); err != nil {
			return nil, err
		}
	}
	numbers := make([]uint32, count)
	for i := range numbers {
		switch at := data[i*size:]; size {
		case 1:
			numbers[i] = uint32(at[0])
		case 2:
			numbers[i] = uint32(p.order.Uint16(at))
		default:
			numbers[i] = p.order.Uint32(at)
		}
	}
	return numbers, nil
}

// bytes is a field of single bytes.
func (f fields) bytes(tag uint16) []byte {
	data := make([]byte, len(f[tag]))
	for i, n := range f[tag] {
		data[i] = byte(n)
	}
	return data
}
