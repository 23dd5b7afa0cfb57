// Package auth tells who acts: the person, the post, the body, for whom, with which rights.
// It holds no storage: sessions and passwords are in platform/session, employees in org.
package auth

import (
	"slices"
	"strconv"
)

// Right is something that a person may do in a body, e.g. "registry.register". Subjects declare their own.
type Right string

// Actor is the one who acts. It is loaded once per request and passed explicitly; it is never kept in a context.
type Actor struct {
	AccountID  int64 // the account that signed in; 0 for the system
	PersonID   int64 // the employee
	BodyID     int64 // the body in which the employee works
	UnitID     int64
	PostID     int64
	Name       string // «Васильева О. Н.»
	Post       string
	Rights     []Right
	Principals []Principal // whose documents he may see: himself, his post, unit and its ancestors, roles, whom he acts for
	Acting     []Person    // principals whom he replaces now by an order: he signs himself, with the mark «и. о.»
	Assists    []Person    // executives whom he helps: he prepares and never signs
	SessionID  int64
	SteppedUp  bool   // the password was given again a short while ago
	Address    string // network address of the request
	RequestID  string
	Zone       string // time zone of the body, e.g. Europe/Samara
	System     bool   // a job or a command, not a person
}

// Person is somebody for whom another acts.
type Person struct {
	ID    int64  `json:"id"`
	Name  string `json:"name"`
	Post  string `json:"post"`
	Basis string `json:"basis,omitempty" doc:"Order that makes the substitution"`
}

// Can reports whether the actor has the right in his own body.
func (a Actor) Can(r Right) bool { return a.System || slices.Contains(a.Rights, r) }

// Is reports whether the actor is this person.
func (a Actor) Is(person int64) bool { return person != 0 && a.PersonID == person }

// ActsFor reports whether the actor is this person or replaces him now with full power (§2.9).
func (a Actor) ActsFor(person int64) bool {
	return a.Is(person) || slices.ContainsFunc(a.Acting, func(p Person) bool { return p.ID == person })
}

// Helps reports whether the actor is an assistant of this person: he may prepare, never sign.
func (a Actor) Helps(person int64) bool {
	return slices.ContainsFunc(a.Assists, func(p Person) bool { return p.ID == person })
}

// OnBehalfOf names the principal in whose place the actor acts, nil when he acts for himself.
func (a Actor) OnBehalfOf(person int64) *Person {
	if a.Is(person) {
		return nil
	}
	for _, list := range [][]Person{a.Acting, a.Assists} {
		for _, p := range list {
			if p.ID == person {
				return &p
			}
		}
	}
	return nil
}

// System is the actor of jobs and commands.
func System(name string) Actor { return Actor{Name: name, System: true} }

// Principal is a key under which a document is visible: a person, a post, a unit, a role or an office of a body.
type Principal string

func Employee(id int64) Principal { return key("person", id) }

// Named is a person as the holder of a restricted document (ДСП): such documents are open by name alone, so that
// neither an assistant nor a records office sees them through somebody else's key (§2.11).
func Named(id int64) Principal    { return key("named", id) }
func Holder(post int64) Principal { return key("post", post) }
func Unit(id int64) Principal     { return key("unit", id) }

// Office is the records office of a body: its clerks see what the body registers.
func Office(body int64) Principal { return key("office", body) }

// Role is everybody who holds the right in the body.
func Role(r Right, body int64) Principal { return key("role:"+string(r), body) }

func key(kind string, id int64) Principal { return Principal(kind + ":" + strconv.FormatInt(id, 10)) }
