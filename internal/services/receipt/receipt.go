package receipt

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Receipt is the file that the applicant keeps. Service is there for the eye alone: the leaf binds the number of the service.
type Receipt struct {
	Format    string    `json:"format"`
	Log       string    `json:"log"` // origin of the log of this service and year
	Service   string    `json:"service"`
	ServiceID int64     `json:"service_id"`
	Year      int       `json:"year"`
	Sequence  int64     `json:"sequence"`
	Number    string    `json:"number"`
	At        time.Time `json:"at"`
	Place     string    `json:"place,omitempty"`
	PlaceName string    `json:"place_name,omitempty"` // the place as people call it; what is proven is the place itself
	PlaceNo   int64     `json:"place_no,omitempty"`
	Content   Hash      `json:"content"`
	Salt      Salt      `json:"salt"`
	Hash      Hash      `json:"leaf"`
	Proof     string    `json:"proof,omitempty"` // C2SP tlog-proof; absent in the first seconds
	Key       string    `json:"key"`             // verifier key; proves nothing until it is compared with the published one
}

// Format is what a receipt file says of itself.
const Format = "veche receipt 1"

// New makes the receipt of a leaf.
func New(l Leaf, log, service, key string) Receipt {
	return Receipt{Format: Format, Log: log, Service: service, ServiceID: l.ServiceID, Year: l.Year, Sequence: l.Sequence, Number: l.Number,
		At: l.At.UTC(), Place: l.Place, PlaceNo: l.PlaceNo, Content: l.Content, Salt: l.Salt, Hash: l.Hash(), Key: key}
}

// Leaf is what the receipt says of its application.
func (r Receipt) Leaf() Leaf {
	return Leaf{ServiceID: r.ServiceID, Year: r.Year, Sequence: r.Sequence, Number: r.Number, At: r.At, Place: r.Place,
		PlaceNo: r.PlaceNo, Content: r.Content, Salt: r.Salt}
}

// JSON is the file.
func (r Receipt) JSON() ([]byte, error) {
	raw, err := json.MarshalIndent(r, "", "  ")
	return append(raw, '\n'), err
}

// most is more than a receipt can be long.
const most = 64 << 10

// Read reads a receipt file. It says nothing of whether the receipt holds.
func Read(raw []byte) (Receipt, error) {
	if len(raw) > most {
		return Receipt{}, errors.New("the file is too long for a receipt")
	}
	var r Receipt
	if err := json.Unmarshal(raw, &r); err != nil {
		return r, fmt.Errorf("the file is no receipt: %w", err)
	}
	if r.Format != Format {
		return r, fmt.Errorf("the file is no receipt of the form %q", Format)
	}
	if r.Sequence < 1 {
		return r, errors.New("the receipt names no place in the order")
	}
	return r, nil
}

// queue is the place in words, with the code that is proven.
func (r Receipt) queue() string {
	if r.PlaceName == "" || r.PlaceName == r.Place {
		return "«" + r.Place + "»"
	}
	return "«" + r.PlaceName + "» (" + r.Place + ")"
}
