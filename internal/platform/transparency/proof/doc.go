// Package proof checks what stands in a log without the log: that a record is under the seal of a checkpoint, and that the
// key of the log has signed the checkpoint or a statement. It knows no database, so a verifier on anybody's machine,
// in a browser too, carries nothing else.
package proof
