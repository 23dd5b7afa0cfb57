-- +goose Up
-- Whoever acknowledges a document with an enhanced signature signs a statement of his own, which names the document and
-- its hash: his signature is never taken for one under the document itself (§2.7).
ALTER TABLE signatures ADD COLUMN purpose text NOT NULL DEFAULT 'document'; -- document | acknowledgement
