package contract

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
)

// Mapping says how the sense of this contract is written: the namespace, the names of the elements and the words of the
// dictionaries. What is not named is written as the published schema has it.
type Mapping struct {
	Namespace    string            `json:"namespace"`
	RequestRoot  string            `json:"request_root"`
	ResponseRoot string            `json:"response_root"`
	Fields       map[string]string `json:"fields" doc:"Our name of an element → theirs"`
	Words        map[string]string `json:"words" doc:"Our word of a dictionary → theirs, e.g. status.registered → REG"`
}

// Words of the dictionaries, each behind the name of its dictionary.
const (
	EventItem      = "event.item"      // a new item
	EventFlag      = "event.flag"      // «Направить в СЭД» was set or taken off
	EventRating    = "event.rating"    // the citizen rated the result
	EventWithdrawn = "event.withdrawn" // the citizen took it back
	EventReopened  = "event.reopened"  // after a low rating

	KindProposal    = "kind.proposal"
	KindApplication = "kind.application"
	KindComplaint   = "kind.complaint"
	KindMessage     = "kind.message"

	ChannelPortal = "channel.portal"
	ChannelMobile = "channel.mobile"
	ChannelWidget = "channel.widget"

	StatusArrived      = "status.arrived"      // Поступило
	StatusRegistered   = "status.registered"   // Зарегистрировано
	StatusDirected     = "status.directed"     // Направлено
	StatusUnderReview  = "status.under_review" // Рассматривается
	StatusConsidered   = "status.considered"   // Рассмотрено
	StatusNoAnswer     = "status.no_answer"    // Рассмотрено. Оставлено без ответа автору
	ResultExplained    = "result.explained"
	ResultSupported    = "result.supported"
	ResultMeasures     = "result.measures_taken"
	ResultNotSupported = "result.not_supported"
	ResultAnswered     = "result.answered"

	RoleLetter     = "role.letter"
	RoleAttachment = "role.attachment"
	RoleSignature  = "role.signature"
)

// Statuses are the six, in the order in which an item goes through them.
func Statuses() []string {
	return []string{StatusArrived, StatusRegistered, StatusDirected, StatusUnderReview, StatusConsidered, StatusNoAnswer}
}

// published are the words of the schema that stands in this package.
var published = map[string]string{
	EventItem: "ITEM", EventFlag: "FLAG", EventRating: "RATING", EventWithdrawn: "WITHDRAWN", EventReopened: "REOPENED",
	KindProposal: "PROPOSAL", KindApplication: "APPLICATION", KindComplaint: "COMPLAINT", KindMessage: "MESSAGE",
	ChannelPortal: "PORTAL", ChannelMobile: "MOBILE", ChannelWidget: "WIDGET",
	StatusArrived: "Поступило", StatusRegistered: "Зарегистрировано", StatusDirected: "Направлено", StatusUnderReview: "Рассматривается",
	StatusConsidered: "Рассмотрено", StatusNoAnswer: "Рассмотрено. Оставлено без ответа автору",
	ResultExplained: "EXPLAINED", ResultSupported: "SUPPORTED", ResultMeasures: "MEASURES_TAKEN", ResultNotSupported: "NOT_SUPPORTED", ResultAnswered: "ANSWERED",
	RoleLetter: "LETTER", RoleAttachment: "ATTACHMENT", RoleSignature: "SIGNATURE",
}

// Published is the mapping of the schema that stands in this package.
func Published() Mapping {
	return Mapping{Namespace: "urn://veche/pos/exchange/1.0", RequestRoot: "ExchangeRequest", ResponseRoot: "ExchangeResponse",
		Fields: map[string]string{}, Words: maps.Clone(published)}
}

var ncName = regexp.MustCompile(`^[\p{L}_][\p{L}\p{N}._-]*$`)

// Check refuses a mapping that cannot be read back: two of our names under one of theirs, a name that is none.
func (m Mapping) Check() error {
	if m.Namespace == "" || !ncName.MatchString(m.RequestRoot) || !ncName.MatchString(m.ResponseRoot) || m.RequestRoot == m.ResponseRoot {
		return fmt.Errorf("contract: a namespace and two different roots are needed")
	}
	theirs := map[string]string{}
	for _, ours := range fieldNames {
		name := m.field(ours)
		if !ncName.MatchString(name) {
			return fmt.Errorf("contract: %q is no name of an element", name)
		}
		if other, taken := theirs[name]; taken {
			return fmt.Errorf("contract: %q stands for %s and %s", name, ours, other)
		}
		theirs[name] = ours
	}
	for ours := range m.Fields {
		if !slices.Contains(fieldNames, ours) {
			return fmt.Errorf("contract: there is no field %q", ours)
		}
	}
	for ours := range m.Words {
		if _, known := published[ours]; !known {
			return fmt.Errorf("contract: there is no word %q", ours)
		}
	}
	return m.checkWords()
}

func (m Mapping) field(ours string) string {
	if name, mapped := m.Fields[ours]; mapped {
		return name
	}
	return ours
}

// Word is theirs for a word of ours.
func (m Mapping) Word(ours string) string {
	if word, mapped := m.Words[ours]; mapped && word != "" {
		return word
	}
	return published[ours]
}

// Sense is ours for a word of theirs in a dictionary such as "status"; "" for one that is not known.
func (m Mapping) Sense(dictionary, theirs string) string {
	for _, ours := range Dictionary(dictionary) {
		if m.Word(ours) == theirs {
			return ours
		}
	}
	return ""
}

// Dictionary lists the words of a dictionary.
func Dictionary(name string) []string {
	var list []string
	for ours := range published {
		if len(ours) > len(name) && ours[:len(name)+1] == name+"." {
			list = append(list, ours)
		}
	}
	slices.Sort(list)
	return list
}

// dictionaries that are read from the platform's messages: their words must differ. Statuses that we send may coincide,
// as «Направлено» does where a platform has one word for two senses.
var readBack = []string{"event", "kind", "channel", "role"}

func (m Mapping) checkWords() error {
	for _, dictionary := range readBack {
		theirs := map[string]bool{}
		for _, ours := range Dictionary(dictionary) {
			if theirs[m.Word(ours)] {
				return fmt.Errorf("contract: the word %q stands twice in %s", m.Word(ours), dictionary)
			}
			theirs[m.Word(ours)] = true
		}
	}
	return nil
}
