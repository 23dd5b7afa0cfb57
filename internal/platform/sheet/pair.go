package sheet

// Pair sets two texts side by side: the head of a letter with its author on the left and its addressee on the right, or
// a post and a name under it. The left one is centred where it is a head.
func (s *Sheet) Pair(leftText, rightText string, centre bool) {
	const gap = 12.0
	half := (s.width() - gap) / 2
	s.font("", textSize)
	one, two := s.wrap(leftText, half), s.wrap(rightText, half)
	align := Left
	if centre {
		align = Centre
	}
	height := textSize * lineHeight
	for i := range max(len(one), len(two)) {
		s.need(height)
		if i < len(one) {
			s.line(left, half, height, one[i], align)
		}
		if i < len(two) {
			s.line(left+half+gap, half, height, two[i], Left)
		}
		s.y += height
	}
	s.y += 4
}

// Down goes down to a place, in millimetres from the top of the page, where nothing stands there yet: marks have theirs.
func (s *Sheet) Down(mm float64) { s.y = max(s.y, mm) }

// Space leaves room above what follows.
func (s *Sheet) Space(mm float64) { s.y += mm }
