package ber

// writer writes what the measurer has admitted; it meets no errors.
type writer struct {
	input []byte
	sizes []int
	out   []byte
}

func (w *writer) element(at int) (end int) {
	h, _ := readHeader(w.input, at) // admitted by the measurer
	if h.tag&constructed == 0 {
		w.header(h.tag, h.length)
		w.out = append(w.out, w.input[h.body:h.body+h.length]...)
		return h.body + h.length
	}
	size := w.sizes[0]
	w.sizes = w.sizes[1:]
	if isString(h.tag) {
		return w.pieces(h, size)
	}
	w.header(h.tag, size)
	at = h.body
	for {
		if h.indefinite && endOfContents(w.input, at) {
			return at + 2
		}
		if !h.indefinite && at >= h.body+h.length {
			return at
		}
		at = w.element(at)
	}
}

// pieces joins a string; of a bit string the count of unused bits is that of the last
// piece.
func (w *writer) pieces(h header, size int) (end int) {
	tag := h.tag &^ constructed
	w.header(tag, size)
	unused := len(w.out)
	if tag == tagBitString {
		w.out = append(w.out, 0)
	}
	var count int
	_ = walkPieces(w.input, h, tag, 0, &count, func(from, to int) {
		w.out = append(w.out, w.input[from:to]...)
		if tag == tagBitString {
			w.out[unused] = w.input[from-1]
		}
	}, &end) // admitted by the measurer
	return end
}

func (w *writer) header(tag byte, length int) {
	w.out = append(w.out, tag)
	octets := lengthOctets(length)
	if octets == 1 {
		w.out = append(w.out, byte(length))
		return
	}
	w.out = append(w.out, 0x80|byte(octets-1))
	for shift := 8 * (octets - 2); shift >= 0; shift -= 8 {
		w.out = append(w.out, byte(length>>shift))
	}
}
