package signing

import (
	"context"
	"strings"
	"time"

	"veche/internal/documents"
	"veche/internal/platform/calendar"
	"veche/internal/platform/db"
)

// Stamp is a mark drawn over a page of the PDF by whoever shows or prints it; the file stays as it was signed.
// Places are millimetres of A4 from the top left corner, as in the containers of МЭДО (§2.6).
type Stamp struct {
	Kind  StampKind `json:"kind" enum:"signature,registration,receipt"`
	Page  int       `json:"page" doc:"From 1; 0 is the last page"`
	X     float64   `json:"x"`
	Y     float64   `json:"y"`
	W     float64   `json:"w"`
	H     float64   `json:"h"`
	Lines []string  `json:"lines"`
}

// StampKind says what a stamp is.
type StampKind string

const (
	SignatureStamp    StampKind = "signature"    // requisite 23
	RegistrationStamp StampKind = "registration" // requisites 10 and 11: date and number
	ReceiptStamp      StampKind = "receipt"      // requisite 27: date and number at the addressee
)

// Where marks stand on A4: the signature between post and name at the foot of the last page, further ones above it;
// date and number on the left under the name of the body; the receipt mark in the lower right corner of the first page.
var (
	signaturePlace    = Stamp{Kind: SignatureStamp, Page: 0, X: 75, Y: 246, W: 80, H: 28}
	registrationPlace = Stamp{Kind: RegistrationStamp, Page: 1, X: 20, Y: 62, W: 75, H: 8}
	receiptPlace      = Stamp{Kind: ReceiptStamp, Page: 1, X: 140, Y: 276, W: 60, H: 12}
)

const stampGap = 2 // between signatures one above another

// stamps are the marks of a card as they are now: signatures, number and date, receipt.
func (s *Service) stamps(ctx context.Context, r db.Reader, d documents.Document, all []Signature) ([]Stamp, error) {
	list := all
	if !d.Flow.Arrives() && len(all) > 0 {
		var err error
		if list, err = s.standing(ctx, r, d); err != nil {
			return nil, err
		}
	}
	zone := s.org.Zone(ctx, r, d.BodyID)
	stamps := []Stamp{}
	for i, sig := range list {
		stamp := signaturePlace
		stamp.Y -= float64(i) * (stamp.H + stampGap)
		stamp.Lines = sig.lines(zone)
		stamps = append(stamps, stamp)
	}
	return append(stamps, registrationStamps(d)...), nil
}

// standing are the signatures under the text that counts: the current version, or the letter as it came.
func (s *Service) standing(ctx context.Context, r db.Reader, d documents.Document) ([]Signature, error) {
	if d.Flow.Arrives() {
		return s.List(ctx, r, d.ID)
	}
	return db.All[Signature](ctx, r, "SELECT "+db.Columns[Signature]("g")+`
		  FROM signatures g JOIN document_versions v ON v.id = g.version_id
		 WHERE v.document_id = $1 AND v.no = (SELECT MAX(no) FROM document_versions WHERE document_id = $1)
		 ORDER BY g.place`, d.ID)
}

// lines is the text of the mark (GOST R 7.0.97-2025, requisite 23): for the simple signature it says so, for a
// certificate its number, owner and term. A key of the demonstration and a signature proven wrong are named as such.
func (s Signature) lines(zone *time.Location) []string {
	lines := []string{"Документ подписан электронной подписью"}
	if s.Verdict == Invalid {
		lines = []string{"Электронная подпись недействительна"}
	}
	if s.Stand {
		lines = append(lines, StandNotice)
	}
	switch c := s.Certificate.V; {
	case s.Kind == Simple:
		lines = append(lines, "Простая электронная подпись", s.SignerPost, s.SignerName)
	case c != nil:
		lines = append(lines, "Сертификат: "+strings.ToUpper(c.Serial), "Владелец: "+c.Owner,
			"Действителен: с "+c.From.Russian()+" по "+c.To.Russian(), s.SignerPost)
	default:
		lines = append(lines, "Усиленная электронная подпись, не проверена", s.SignerPost, s.SignerName)
	}
	return append(lines, "Дата подписания: "+calendar.DateOf(s.SignedAt, zone).Russian())
}

// StandNotice stands wherever a signature with a key of the demonstration is shown.
const StandNotice = "Стенд: не имеет юридической силы"

func registrationStamps(d documents.Document) []Stamp {
	var list []Stamp
	put := func(place Stamp, lines ...string) {
		place.Lines = lines
		list = append(list, place)
	}
	if !d.Flow.Arrives() {
		if d.Number != "" {
			put(registrationPlace, d.RegisteredOn.Russian()+" № "+d.Number)
		}
		return list
	}
	if d.SenderNumber != "" && d.Channel == documents.ByPlatform {
		put(registrationPlace, d.SenderDate.Russian()+" № "+d.SenderNumber)
	}
	if d.Number != "" {
		put(receiptPlace, "Вх. № "+d.Number, "от "+d.RegisteredOn.Russian())
	}
	return list
}
