package services

import (
	"context"

	"veche/internal/platform/audit"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
)

// Enclose keeps the files that stand in fields of the form, in the transaction of the foreign portal that brought them
// beside its application: each carries the name of its answer.
func (s *Service) Enclose(ctx context.Context, tx *db.Tx, id int64, files []Attached) error {
	m, err := s.open(ctx, tx, auth.System("applicant"), id)
	if err != nil {
		return err
	}
	for _, f := range files {
		if _, err := db.Insert(ctx, tx, "application_files", File{ApplicationID: id, Document: f.Document, Name: f.Name, SHA256: f.SHA256, Size: f.Size,
			Author: FromApplicant, AddedAt: tx.Now}); err != nil {
			return err
		}
	}
	return audit.Write(ctx, tx, audit.Entry{Action: "application.file", Object: m.Ref(), Detail: map[string]any{"files": len(files)}})
}
