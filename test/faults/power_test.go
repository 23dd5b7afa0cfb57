package faults

import (
	"fmt"
	"testing"

	"veche/internal/approval"
	"veche/internal/assignments"
	"veche/internal/cards"
	"veche/internal/documents"
	"veche/internal/platform/api"
	"veche/internal/signing"
	"veche/internal/tasks"
)

// TestAssistantDoesNotSign is scenario 9: the minister's assistant sees what waits for his signature and signs nothing.
func TestAssistantDoesNotSign(t *testing.T) {
	each(t, func(s *stand) {
		s.start()
		d, assistant := s.tables(), s.as("titova").steppedUp()
		id := one[int64](s, d, "SELECT MIN(id) FROM documents WHERE state = 'on_signature'")
		resolution := one[int64](s, d, "SELECT MIN(id) FROM resolutions WHERE state = 'draft'")
		card := assistant.card(id)
		text := card.Versions[len(card.Versions)-1]
		for _, action := range card.Actions {
			if action == string(signing.Sign) || action == string(signing.Refuse) {
				s.Errorf("the card offers the assistant to %s", action)
			}
		}
		own := fmt.Sprintf("/api/documents/%d/", id)
		upload, err := assistant.upload(own+"attach-signature", file{"подпись.sig", "not a signature"})
		if err != nil {
			s.Fatal(err)
		}
		for _, a := range []answer{
			assistant.refused(403, "signing.assistant", "POST", own+"sign", signing.SignInput{SHA256: text.SHA256}),
			assistant.refused(403, "signing.assistant", "POST", own+"refuse-signature", signing.RefuseInput{Reason: "Не нравится"}),
			assistant.refused(403, "resolution.not_author", "POST", fmt.Sprintf("/api/resolutions/%d/sign", resolution), assignments.VersionInput{Version: 1}),
			upload,
		} {
			if a.status != 403 {
				s.Errorf("signed by the assistant: %v", a)
			}
			if n := one[int](s, d, "SELECT COUNT(*) FROM audit WHERE request_id = $1 AND result = 'denied' AND actor_name = 'Титова И. А.'", a.header.Get("X-Request-Id")); n != 1 {
				s.Errorf("the attempt stands %d times in the log of acts: %v", n, a)
			}
		}
		if n := one[int](s, d, "SELECT COUNT(*) FROM signatures WHERE document_id = $1", id); n != 0 {
			s.Errorf("%d signatures", n)
		}
	})
}

// TestVoteOnAnOldVersion is scenarios 6 and 30: a vote is bound to the hash of the text that was read; after another
// text has come it is refused, and the voter is shown the new one.
func TestVoteOnAnOldVersion(t *testing.T) {
	each(t, func(s *stand) {
		s.start()
		id := one[int64](s, s.tables(), "SELECT MIN(id) FROM documents WHERE state = 'in_approval'")
		own := fmt.Sprintf("/api/documents/%d/", id)
		author, voter := s.as("petrov"), s.as("kuznecov")
		approvals := get[approval.Card](voter, own+"approval")
		vote := fmt.Sprintf("/api/approvals/%d/vote", approvals.Current.ID)
		read := voter.text(id) // on the telephone of the voter, without a network from here on

		act[approval.Card](author, "POST", fmt.Sprintf("/api/approvals/%d/recall", approvals.Current.ID), nil)
		late := voter.do("POST", vote, approval.VoteInput{SHA256: read.SHA256, Vote: approval.Agreed})
		if late.status < 400 || late.status >= 500 {
			s.Errorf("a vote while there is nothing to vote on: %v", late)
		}
		put[documents.Version](author, own+"versions", file{"письмо.pdf", printed("Письмо", "Исправленный текст.")})
		act[approval.Card](author, "POST", fmt.Sprintf("/api/approvals/%d/next-cycle", approvals.Current.ID), approval.NextInput{Set: approval.AskAll})
		s.until("the voter is asked anew", func() bool { return voter.asked(tasks.Vote, id) })

		voter.refused(409, "approval.stale_version", "POST", vote, approval.VoteInput{SHA256: read.SHA256, Vote: approval.Agreed})
		shown := voter.text(id)
		if shown.SHA256 == read.SHA256 || shown.No != read.No+1 {
			s.Errorf("the voter is shown version %d", shown.No)
		}
		if !voter.asked(tasks.Vote, id) {
			s.Error("the refused vote has taken the task away")
		}
		act[approval.Card](voter, "POST", vote, approval.VoteInput{SHA256: shown.SHA256, Vote: approval.Agreed})
		s.until("the vote for the new text counts", func() bool { return !voter.asked(tasks.Vote, id) })
	})
}

// text is the newest version of a card as it is shown.
func (c *client) text(id int64) cards.Version {
	c.Helper()
	card := c.card(id)
	return card.Versions[len(card.Versions)-1]
}

// asked reports whether something waits for the person himself on a document.
func (c *client) asked(kind tasks.Kind, document int64) bool {
	c.Helper()
	return len(get[api.List[tasks.Row]](c, "/api/tasks?kind=%s&document=%d", kind, document).Items) > 0
}
