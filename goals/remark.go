package goals

import "rapport/civil"

// reachedClose is how near to done a forecast counts as reaching it.
const reachedClose = 0.95

// Warning says early that the goal will not be reached at its pace: even the upper end of the forecast stays under it. Empty where it may well be
// reached, or nothing can be foreseen.
func Warning(g Goal, on civil.Date) string {
	f := ForecastOf(g, on)
	if f == nil || f.High >= reachedClose {
		return ""
	}
	return "At this pace it ends between " + PercentWords(f.Low) + " and " + PercentWords(f.High) + ". " + needs(f)
}

// needs says the pace that is needed from now on.
func needs(f *Forecast) string {
	return "To be done by then it needs " + Plural(int(max(f.Needs+0.5, 1)), "point", "points") + " a week from now."
}

// Remark sets the confidence of the last check-in that has one beside what the numbers say, where the two disagree: On track while the
// forecast stays short, or At risk or Off track while it reaches the end. Empty where they agree or one of them is not known.
func Remark(g Goal, on civil.Date) string {
	g, ok := g.AsOf(on)
	if !ok || g.IsClosed() {
		return ""
	}
	said, f := lastConfidence(g), ForecastOf(g, on)
	switch {
	case said == "" || f == nil:
		return ""
	case said == OnTrack && f.High < reachedClose:
		return "The last check-in says On track; the numbers say " + PercentWords(f.Value) + " by " + DateShort(f.On, on) + ". Ask what will be different from now on."
	case said != OnTrack && f.Low >= reachedClose:
		return "The last check-in says " + said.Words() + "; the numbers say it is reached. Ask what they do not show."
	}
	return ""
}
