// Package figures counts applications for services: by service, channel, body, municipality, outcome, step, weekday, hour
// and month, by whether the term was kept, and how long each step takes. Every figure opens the list of the applications
// that it counts, and stands beside the same days of the year before. How people come to the page of a service and how
// far they get with its form is counted by package catalogue; the way from a visit to the end is shown from here.
//
// An application is counted on the day on which it was accepted, by the body that answers for it now. Whatever changes it
// leaves its id in the same transaction (ApplicationChanged); a job compares how it was counted with how it stands and
// adds the difference to sums by day and by month (Roll). The sums are exact, lag behind by seconds, and can be made anew
// from the applications at any time (Rebuild).
//
// Cost: a view of a period reads the sums of at most twelve months and sixty days of one scope – some thousands of rows,
// however many applications there are. Lists are read by indexes, a page at a time. Only what is overdue today is counted
// from the applications themselves: an index holds those that run, sorted by their last day.
//
// Lengths of steps are kept as a histogram whose classes grow by one twentieth: a median or a ninetieth percentile is off
// by at most 2.5 per cent (SpanError).
package figures
