package bench

// seconds says how each second of a run went: where a tail comes from shows in its times.
func (s *site) seconds(out outcome) {
	var list [][]int32
	for _, l := range out.latencies { // sorted, so each second is too
		second := int(l.due / 1000)
		for len(list) <= second {
			list = append(list, nil)
		}
		list[second] = append(list[second], l.took)
	}
	for second, took := range list {
		at := func(share float64) float64 {
			return float64(took[min(int(share*float64(len(took))), len(took)-1)]) / 1000
		}
		if len(took) > 0 {
			s.say("second %d: %d, p50 %.1f, p99 %.1f, max %.1f ms\n", second, len(took), at(.50), at(.99), at(1))
		}
	}
}
