package sheet

// Align is the side to which text is set.
type Align string

const (
	Left   Align = "L"
	Centre Align = "C"
	Right  Align = "R"
)

// Title sets the name of the sheet in the middle.
func (s *Sheet) Title(text string) { s.block(text, "B", titleSize, Centre, 3) }

// Heading sets the name of a part; it does not stay alone at the foot of a page.
func (s *Sheet) Heading(text string) {
	s.need(3 * headingSize * lineHeight)
	if s.y > top {
		s.y += 2
	}
	s.block(text, "B", headingSize, Left, 1.5)
}

// Paragraph sets running text; line breaks stay.
func (s *Sheet) Paragraph(text string) { s.block(text, "", textSize, Left, 2) }

func (s *Sheet) block(text, style string, size float64, align Align, after float64) {
	s.font(style, size)
	height := size * lineHeight
	for _, line := range s.wrap(text, s.width()) {
		s.need(height)
		s.line(left, s.width(), height, line, align)
		s.y += height
	}
	s.y += after
}

// KeyValue is a labelled value of a card.
type KeyValue struct{ Key, Value string }

// KeyValues sets labels and their values side by side; a value that is not known leaves its place empty.
func (s *Sheet) KeyValues(pairs ...KeyValue) {
	const share, gap, height = 0.32, 3.0, textSize * lineHeight
	for _, pair := range pairs {
		labelWidth := s.width() * share
		valueWidth := s.width() - labelWidth - gap
		s.font("B", textSize)
		label := s.wrap(pair.Key, labelWidth)
		s.font("", textSize)
		value := s.wrap(pair.Value, valueWidth)
		for i := range max(len(label), len(value)) {
			s.need(height)
			if i < len(label) {
				s.font("B", textSize)
				s.line(left, labelWidth, height, label[i], Left)
				s.font("", textSize)
			}
			if i < len(value) {
				s.line(left+labelWidth+gap, valueWidth, height, value[i], Left)
			}
			s.y += height
		}
		s.y += 0.8
	}
	s.y += 1.5
}
