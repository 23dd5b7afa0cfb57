package xmltoken

import "io"

// Sink takes the tokens of a document one after another.
type Sink interface {
	Token(t *Token) error
	Close() error
}

// Feed gives a sink every token of the document and closes it at the end. What the reader or the sink refuses stops it.
func (r *Reader) Feed(s Sink) error {
	for {
		t, err := r.Next()
		if err == io.EOF {
			return s.Close()
		}
		if err != nil {
			return err
		}
		if err := s.Token(t); err != nil {
			return err
		}
	}
}
