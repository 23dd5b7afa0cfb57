package services

import (
	"testing"
)

func TestAComplaintGoesItsCourse(t *testing.T) {
	each(t, func(t *testing.T, h *house) {
		id := h.lodged(plain)
		h.turnsAway(id, RefusalInput{Ground: "i1", Reason: "Нет паспорта"})
		c := must(h.EnterComplaint(t.Context(), h.officer, ComplainInput{ApplicationID: id, Ground: IntakeWasRefused, Against: AgainstBody, Text: "Паспорт был", Channel: Visit}))(t)
		if c.RegisterBy.Date.String() != "2026-05-08" {
			t.Errorf("registration by %s", c.RegisterBy.Date)
		}
		h.refused("complaint.denied", h.RegisterComplaint(t.Context(), h.officer, c.ID))
		h.ok(h.RegisterComplaint(t.Context(), h.head, c.ID))
		v := must(h.Complaint(t.Context(), h.head, c.ID))(t)
		if v.DueOn.String() != "2026-05-15" || v.Number != "Ж-1/26" {
			t.Errorf("registered %+v", v)
		}
		h.at("2026-05-14")
		h.refused("complaint.wrong", h.DecideComplaint(t.Context(), h.head, c.ID, ComplaintDecision{Outcome: Satisfied, Decision: "Паспорт приложен"}))
		h.ok(h.DecideComplaint(t.Context(), h.head, c.ID, ComplaintDecision{Outcome: Satisfied, Decision: "Паспорт приложен", Measures: "Заявление принято"}))
		if v = must(h.Complaint(t.Context(), h.head, c.ID))(t); v.AnswerBy.String() != "2026-05-15" {
			t.Errorf("answer by %s", v.AnswerBy)
		}
		must(h.AnswerComplaint(t.Context(), h.head, c.ID, AnswerInput{}))(t)
		_, again := h.AnswerComplaint(t.Context(), h.head, c.ID, AnswerInput{})
		h.refused("complaint.answer_lies", again)
		h.signs(id)
		if v = must(h.Complaint(t.Context(), h.head, c.ID))(t); v.State != ComplaintAnswered || v.AnsweredOn.String() != "2026-05-14" || v.PaperID != 0 {
			t.Errorf("answered %+v", v)
		}
		_, err := h.Complaint(t.Context(), h.stranger, c.ID)
		h.refused("complaint.not_found", err)
	})
}
