// Package smevstore keeps the messages of SMEV 3 in the database and their files in the file store: what smev.Exchange
// asks of a Store. A message is durable before it is confirmed, its files before the message.
//
// One installation may be several information systems; each has a box of its own.
package smevstore
