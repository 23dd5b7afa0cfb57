package reports

import (
	"encoding/xml"
	"io"

	"github.com/xuri/excelize/v2"
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
	book := excelize.NewFile()
	defer book.Close()
	list := rows{book: book, sheet: "ССТУ " + a.Month}
	list.begin("Sheet1", []float64{12, 10, 12, 16, 14, 34, 44, 26, 24, 20, 10, 12, 14, 16, 14, 30, 40})
	list.put("id", "isDirect", "format", "number", "createDate", "name", "address", "email", "code", "status", "extended", "actionsTaken",
		"incomingDate", "registrationDate", "responseDate", "transferredTo", "attachment")
	for _, r := range a.Appeals {
		for _, q := range r.Questions {
			file := ""
			if q.Attachment != nil {
				file = q.Attachment.Name
			}
			list.put(number(r.DocumentID), r.IsDirect, r.Format, r.Number, r.CreateDate.String(), r.Name, r.Address, r.Email, q.Code, q.Status, q.Extended, q.ActionsTaken,
				q.IncomingDate.String(), q.RegistrationDate.String(), q.ResponseDate, q.TransferredTo, file)
		}
	}
	if list.err == nil {
		list.err = list.stream.Flush()
	}
	if list.err != nil {
		return list.err
	}
	return book.Write(w)
}

// fileName is how the account is called on a disk.
func (a Account) fileName(ending string) string {
	return "sstu-" + a.Month + "-" + number(a.BodyID) + "." + ending
}
