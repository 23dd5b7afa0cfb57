package convert

import "encoding/binary"

// turned is by how many degrees, clockwise, a photograph must be turned to stand upright: tag 0x0112
// of Exif. Mirrored pictures, which cameras do not make, are left as they are.
func turned(jpeg []byte) int {
	for at := 2; at+4 <= len(jpeg) && jpeg[at] == 0xff && jpeg[at+1] != 0xda; {
		length := int(binary.BigEndian.Uint16(jpeg[at+2:]))
		end := at + 2 + length
		if length < 2 || end > len(jpeg) {
			return 0
		}
		body := jpeg[at+4 : end]
		if jpeg[at+1] == 0xe1 && len(body) > 14 && string(body[:6]) == "Exif\x00\x00" {
			return orientation(body[6:])
		}
		at = end
	}
	return 0
}

func orientation(exif []byte) int {
	order := byteOrder(exif)
	if order == nil {
		return 0
	}
	at := int(order.Uint32(exif[4:]))
	if at < 8 || at+2 > len(exif) {
		return 0
	}
	for n := int(order.Uint16(exif[at:])); n > 0 && at+14 <= len(exif); n-- {
		if order.Uint16(exif[at+2:]) == 0x0112 {
			return map[uint16]int{3: 180, 6: 90, 8: 270}[order.Uint16(exif[at+10:])]
		}
		at += 12
	}
	return 0
}

// byteOrder reads the first eight bytes of a TIFF structure, which Exif is too.
func byteOrder(head []byte) binary.ByteOrder {
	switch {
	case len(head) < 8:
		return nil
	case string(head[:4]) == "II*\x00":
		return binary.LittleEndian
	case string(head[:4]) == "MM\x00*":
		return binary.BigEndian
	default:
		return nil
	}
}
