package documents

import (
	"context"
	"strings"
	"unicode"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
	"veche/internal/platform/text"
)

// Correspondent is a sender or an addressee in the address book of a body.
type Correspondent struct {
	ID       int64   `db:"id" json:"id"`
	BodyID   int64   `db:"body_id" json:"body_id"`
	Kind     string  `db:"kind" json:"kind" enum:"organisation,person,body"`
	Name     string  `db:"name" json:"name" minLength:"1" maxLength:"500"`
	NameFold string  `db:"name_fold" json:"-"`
	INN      string  `db:"inn" json:"inn" maxLength:"12"`
	Address  string  `db:"address" json:"address" maxLength:"500"`
	Email    string  `db:"email" json:"email" maxLength:"200"`
	OfBodyID *int64  `db:"of_body_id" json:"of_body_id" doc:"Set where the correspondent is a body of this platform"`
	Channel  Channel `db:"channel" json:"channel" enum:"platform,email,post,hand,pos,cabinet" doc:"Usual way to it"`
	Active   bool    `db:"active" json:"active"`
	Version  int64   `db:"version" json:"version"`
}

var correspondentColumns = db.Columns[Correspondent]("")

// Correspondent loads one entry of an address book.
func (s *Service) Correspondent(ctx context.Context, r db.Reader, id int64) (Correspondent, error) {
	c, err := db.One[Correspondent](ctx, r, "SELECT "+correspondentColumns+" FROM correspondents WHERE id = $1", id)
	return c, db.Absent(err, "correspondent.not_found", id)
}

// Correspondents finds entries as one types: the beginning of the name or of any word in it. The words of the query
// may come in any order. The address book of a body has thousands of entries, not millions.
func (s *Service) Correspondents(ctx context.Context, by auth.Actor, typed string, limit int) ([]Correspondent, error) {
	args := []any{by.BodyID}
	where := ""
	for _, word := range words(typed) {
		where += " AND ' ' || name_fold LIKE " + db.Arg(&args, "% "+word+"%")
	}
	return db.All[Correspondent](ctx, s.db, "SELECT "+correspondentColumns+` FROM correspondents
		 WHERE body_id = $1 AND active`+where+" ORDER BY length(name_fold), name_fold LIMIT "+db.Arg(&args, limit), args...)
}

// words are what a name is found by: folded, without quotes and other marks.
func words(name string) []string {
	return strings.FieldsFunc(text.Fold(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// NameFold is the form of a name by which the address book finds it.
func NameFold(name string) string { return strings.Join(words(name), " ") }

// SaveCorrespondent makes or changes an entry of the body's address book. Every author adds an addressee; entries are
// changed by the records office alone, for the letters of others go where they say.
func (s *Service) SaveCorrespondent(ctx context.Context, by auth.Actor, in Correspondent) (Correspondent, error) {
	err := s.db.Tx(ctx, by, func(tx *db.Tx) error {
		if !by.Can(RightRegister) && (in.ID != 0 || !by.Can(RightCreate)) {
			return fail.New(fail.Denied, "correspondent.denied", "no right to change the address book")
		}
		in.BodyID, in.NameFold = by.BodyID, NameFold(in.Name)
		if in.Channel == ByEmail && in.Email == "" {
			return fail.Field("correspondent.email_required", "email", "required")
		}
		if in.Channel == ByPlatform && in.OfBodyID == nil {
			return fail.Field("correspondent.body_required", "of_body_id", "required")
		}
		action, err := "correspondent.created", error(nil)
		if in.ID == 0 {
			in.Active, in.Version = true, 1
			in.ID, err = db.Insert(ctx, tx, "correspondents", in)
		} else {
			action, err = "correspondent.changed", s.changeCorrespondent(ctx, tx, &in)
		}
		if err != nil {
			return err
		}
		return audit.Write(ctx, tx, audit.Entry{Action: action, Object: audit.Ref{Kind: "correspondent", ID: in.ID}})
	})
	return in, err
}

func (s *Service) changeCorrespondent(ctx context.Context, tx *db.Tx, in *Correspondent) error {
	if !s.knows(ctx, tx, in.BodyID, in.ID) {
		return fail.New(fail.NotFound, "correspondent.not_found", "correspondent %d of another body", in.ID)
	}
	n, err := db.Update(ctx, tx, "correspondents", *in)
	if err == nil && n == 0 {
		err = fail.New(fail.Conflict, "correspondent.stale", "somebody else changed it first")
	}
	in.Version++
	return err
}

// knows reports whether the entry stands in the body's own address book.
func (s *Service) knows(ctx context.Context, r db.Reader, bodyID, id int64) bool {
	c, err := s.Correspondent(ctx, r, id)
	return err == nil && c.BodyID == bodyID
}

// EntryOf is the entry under which a body's address book knows another body of the platform; it is made when absent.
func (s *Service) EntryOf(ctx context.Context, tx *db.Tx, bodyID, otherID int64) (Correspondent, error) {
	list, err := db.All[Correspondent](ctx, tx, "SELECT "+correspondentColumns+" FROM correspondents WHERE body_id = $1 AND of_body_id = $2 ORDER BY id LIMIT 1", bodyID, otherID)
	if err != nil || len(list) > 0 {
		return append(list, Correspondent{})[0], err
	}
	other, err := s.org.Body(ctx, tx, otherID)
	if err != nil {
		return Correspondent{}, err
	}
	c := Correspondent{
		BodyID: bodyID, Kind: "body", Name: other.Name, NameFold: NameFold(other.Name), INN: other.INN,
		Address: other.Address, Email: other.Email, OfBodyID: &otherID, Channel: ByPlatform, Active: true, Version: 1,
	}
	c.ID, err = db.Insert(ctx, tx, "correspondents", c)
	return c, err
}

// Organisation finds or adds a foreign body in the address book by its name: an entry that the office has corrected since is
// taken as it stands.
func (s *Service) Organisation(ctx context.Context, tx *db.Tx, in Correspondent) (Correspondent, error) {
	in.Kind, in.NameFold, in.Channel, in.Active, in.Version = "organisation", NameFold(in.Name), ByPost, true, 1
	if in.Email != "" {
		in.Channel = ByEmail
	}
	known, err := db.All[Correspondent](ctx, tx, "SELECT "+correspondentColumns+` FROM correspondents
		 WHERE body_id = $1 AND name_fold = $2 AND kind <> 'person' AND active ORDER BY id LIMIT 1`, in.BodyID, in.NameFold)
	if err != nil || len(known) > 0 {
		return append(known, in)[0], err
	}
	in.ID, err = db.Insert(ctx, tx, "correspondents", in)
	return in, err
}

// Person finds or adds the citizen of an appeal in the address book: the same folded name and address is the same entry,
// so that an answer goes where the last letter came from.
func (s *Service) Person(ctx context.Context, tx *db.Tx, in Correspondent) (int64, error) {
	found, err := s.Persons(ctx, tx, []Correspondent{in})
	if err != nil {
		return 0, err
	}
	return found[0], nil
}

// Persons is Person of many citizens.
func (s *Service) Persons(ctx context.Context, tx *db.Tx, list []Correspondent) ([]int64, error) {
	known, err := s.personsLike(ctx, tx, list)
	if err != nil {
		return nil, err
	}
	ids := make([]int64, len(list))
	for i, in := range list {
		in.Kind, in.NameFold, in.Channel, in.Active, in.Version = "person", NameFold(in.Name), ByPost, true, 1
		if in.Email != "" && in.Address == "" {
			in.Channel = ByEmail
		}
		if known[in.person()] == 0 {
			if known[in.person()], err = db.Insert(ctx, tx, "correspondents", in); err != nil {
				return nil, err
			}
		}
		ids[i] = known[in.person()]
	}
	return ids, nil
}

// person is by what the address book knows a citizen.
type person struct {
	BodyID                   int64
	NameFold, Address, Email string
}

func (c Correspondent) person() person { return person{c.BodyID, c.NameFold, c.Address, c.Email} }

// personsLike are the citizens of the address books that have the name of one in the list; of two alike the older one.
func (s *Service) personsLike(ctx context.Context, tx *db.Tx, list []Correspondent) (map[person]int64, error) {
	bodies, names := make([]int64, len(list)), make([]string, len(list))
	for i, c := range list {
		bodies[i], names[i] = c.BodyID, NameFold(c.Name)
	}
	var args []any
	found, err := db.All[Correspondent](ctx, tx, "SELECT "+correspondentColumns+" FROM correspondents WHERE "+db.Among(tx, &args, "body_id", bodies)+
		" AND "+db.Among(tx, &args, "name_fold", names)+" AND kind = 'person' AND active ORDER BY id DESC", args...)
	known := map[person]int64{}
	for _, c := range found {
		known[c.person()] = c.ID
	}
	return known, err
}
