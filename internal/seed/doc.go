// Package seed fills a region with plausible life: bodies, people, letters with real PDF files, assignments in all
// states, several years. The same seed gives the same region. All names are invented.
//
// The story is told through the use cases themselves, so that every card in it has its whole course; the crowd – as
// many letters as are asked for – is written straight into the tables, in batches.
package seed
