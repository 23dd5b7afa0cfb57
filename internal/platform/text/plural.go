package text

// Plural chooses the form of a noun after a number: Plural(5, "документ", "документа", "документов").
func Plural(n int, one, few, many string) string {
	if n < 0 {
		n = -(n % 100)
	}
	tens, units := n%100, n%10
	switch {
	case tens >= 11 && tens <= 14:
		return many
	case units == 1:
		return one
	case units >= 2 && units <= 4:
		return few
	default:
		return many
	}
}
