package reports

import (
	"encoding/xml"
	"io"

	"veche/internal/platform/workbook"
)

// WriteXML writes the account by this house's own published form (namespace urn:veche:sstu:1): the federal exchange format
// is described nowhere in public, the names and statuses are those that its known clients send.
func (a Account) WriteXML(w io.Writer) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	out := xml.NewEncoder(w)
	out.Indent("", "  ")
	return out.Encode(a)
}

// WriteXLSX writes the account as a sheet, a line for each question, for those who enter it by hand.
func (a Account) WriteXLSX(w io.Writer) error {
	book := workbook.New()
	defer book.Close()
	list := book.Sheet("ССТУ "+a.Month, 12, 10, 12, 16, 14, 34, 44, 26, 24, 20, 10, 12, 14, 16, 14, 30, 40)
	list.Put("id", "isDirect", "format", "number", "createDate", "name", "address", "email", "code", "status", "extended", "actionsTaken",
		"incomingDate", "registrationDate", "responseDate", "transferredTo", "attachment")
	for _, r := range a.Appeals {
		for _, q := range r.Questions {
			file := ""
			if q.Attachment != nil {
				file = q.Attachment.Name
			}
			list.Put(number(r.DocumentID), r.IsDirect, r.Format, r.Number, r.CreateDate.String(), r.Name, r.Address, r.Email, q.Code, q.Status, q.Extended, q.ActionsTaken,
				q.IncomingDate.String(), q.RegistrationDate.String(), q.ResponseDate, q.TransferredTo, file)
		}
	}
	return book.Write(w)
}

// fileName is how the account is called on a disk.
func (a Account) fileName(ending string) string {
	return "sstu-" + a.Month + "-" + number(a.BodyID) + "." + ending
}
