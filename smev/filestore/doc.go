// Package filestore carries files too large for a SMEV envelope to and from its file store, which is an FTP server: the
// sender uploads a file anonymously into a folder named by the file's UUID and names it in the envelope; the receiver is
// given an account for one file and one reading.
//
// The client speaks to one host only: it takes the port from the server's answers and never an address, so that a server
// cannot send it elsewhere. The Server is for stands and tests; it keeps files in a folder.
package filestore
