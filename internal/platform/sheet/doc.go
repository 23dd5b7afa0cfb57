// Package sheet prints what the office keeps on paper and in the archive: approval sheets, registers,
// cards. The result is PDF/A-2b (ISO 19005-2, level B): everything needed to show it is inside, so
// that it looks the same in decades.
//
//	s := sheet.New(sheet.Meta{Title: "Лист согласования", Created: tx.Now})
//	s.Title("Лист согласования")
//	s.KeyValues(sheet.KeyValue{Key: "Документ", Value: "Приказ № 5"})
//	s.Table(columns, rows)
//	err := s.Write(w)
//
// Equal input gives equal bytes, so a sheet can be made again and compared by its hash. The time comes
// from Meta, the identifier of the file from its content.
//
// The typeface is Liberation Serif 2.1 under the SIL Open Font License (fonts/OFL.txt). The package
// imports nothing of ours.
package sheet
