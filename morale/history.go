package morale

import (
	"cmp"
	"slices"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/notes"
	"rapport/people"
)

// span is a stretch of days at one severity: from the first day up to but without the last.
type span struct {
	from, to civil.Date
	severity Severity
}

// history is one file made ready to be asked about any day. Everything in it is dated with the day from which it was known,
// so that what is asked of a day sees that day's past only.
type history struct {
	f     people.File
	r     Rules
	limit limits
	clock clock
	ahead clock  // as it is known before leave without an end begins
	name  string // first name
	first civil.Date
	end   civil.Date // archived from this day on
	met   []met

	// what the rules read, for describe to say it again
	slots    []slot
	moods    moodChart
	promises []promise
	praised  []happened
	growth   []happened
	unclear  []unsettled
	tracked  []trackedGoal
	quiet    []quietRun
	loads    []loadRun
	sights   []sight
	jolts    []jolt
	said     map[Kind][]saying

	tracks map[Kind][]span // disjoint, in order, neighbours differ
}

// met is a one-on-one that was held, and the day from which that was known.
type met struct {
	*notes.Meeting
	day civil.Date
}

// prepare reads the file, the words of its texts from a day on: 0 is all of them, never is none.
func prepare(f people.File, r Rules, words civil.Date) *history {
	h := &history{f: f, r: r, limit: r.limitsFor(f.Person), clock: clockOf(f, true), ahead: clockOf(f, false), name: f.Person.FirstName(), end: never, tracks: map[Kind][]span{}}
	if !f.Person.IsReport() {
		return h
	}
	if f.Person.IsArchived() {
		h.end = f.Person.StatusSince
	}
	h.first = firstRecord(f)
	for i := range f.Meetings {
		if m := &f.Meetings[i]; m.Status == notes.Held {
			h.met = append(h.met, met{m, max(m.At.Date(), m.Ended.Date())})
		}
	}
	slices.SortStableFunc(h.met, func(a, b met) int { return cmp.Or(cmp.Compare(a.day, b.day), a.At.Compare(b.At)) })
	h.slots, h.promises = h.readSlots(), h.readPromises()
	h.readSayings(words)
	for _, rule := range rules {
		if !h.r.Off[rule.kind] {
			h.tracks[rule.kind] = h.clip(rule.spans(h))
		}
	}
	if !h.r.Off[Combined] {
		h.tracks[Combined] = h.clip(combinedSpans(h))
	}
	return h
}

// wordsBack is how many days of texts are read at first to find the signs of a day.
const wordsBack = 200

// prepareFor reads as much of the file as the signs of a day rest on: reading words is what takes time, and few runs are long.
func prepareFor(f people.File, r Rules, on civil.Date) *history {
	for back := civil.Date(wordsBack); ; back *= 2 {
		h := prepare(f, r, on-back)
		if on-back <= h.first || h.isWhole(on-back, on) {
			return h
		}
	}
}

// isWhole reports whether what rests on words and is or lately was open on a day is the same as if the words of before had been read.
func (h *history) isWhole(words, on civil.Date) bool {
	// the first days on which no word of before counts any more, and none that counted lately
	said := h.clock.after(words, h.limit.days("lapse")+max(h.limit.days("again"), h.limit.days("together"))+1)
	combined := h.clock.after(said, h.limit.days("combined.within")+1)
	if combined > on {
		return false
	}
	for _, k := range wordKinds {
		whole := said
		if k == Combined {
			whole = combined
		}
		track := h.tracks[k]
		i, _ := slices.BinarySearchFunc(track, on+1, func(s span, d civil.Date) int { return cmp.Compare(s.from, d) })
		if i--; i < 0 || track[i].to <= whole {
			continue
		}
		for i > 0 && track[i-1].to == track[i].from {
			i--
		}
		if track[i].from <= whole {
			return false
		}
	}
	return true
}

// wordKinds are the kinds that rest on words.
var wordKinds = append(saidKinds(), WorkloadHigh, Combined)

// rule is how one kind is found and shown. describe fills in Title, Line, Evidence, Clears, and what else differs from Kinds.
type rule struct {
	kind     Kind
	spans    func(*history) []span
	describe func(*history, *Sign, civil.Date)
}

// rules are all but combined, which rests on them.
var rules = []rule{
	{MoodBelowUsual, moodSpans, describeMood},
	{WorkloadHigh, workloadSpans, describeWorkload},
	{GoingQuiet, quietSpans, describeQuiet},
	{LessThanUsual, lessSpans, describeLess},
	{Shock, shockSpans, describeShock},
	{Gap, gapSpans, describeGap},
	{NotHeld, notHeldSpans, describeNotHeld},
	{PromisesLate, promiseSpans, describePromises},
	{ProgressStall, stallSpans, describeStall},
	{UnclearExpectations, unclearSpans, describeUnclear},
	{NoRecognition, recognitionSpans, describeRecognition},
	{NoGrowthTalk, growthSpans, describeGrowth},
}

var ruleOf = map[Kind]rule{}

func init() {
	for _, k := range saidKinds() {
		rules = append(rules, saidRule(k))
	}
	for _, r := range rules {
		ruleOf[r.kind] = r
	}
}

// clip brings spans in order, and cuts off what lies beyond the person's time on the team.
func (h *history) clip(spans []span) []span {
	slices.SortStableFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	bounds := make([]civil.Date, 0, 2*len(spans))
	for _, s := range spans {
		bounds = append(bounds, s.from, s.to)
	}
	i := 0 // the first that may still cover a day; bounds come in order
	out := steps(bounds, func(d civil.Date) Severity {
		for i < len(spans) && spans[i].to <= d {
			i++
		}
		return severityAt(spans[i:], d)
	})
	for i := range out {
		out[i].to = min(out[i].to, h.end)
	}
	return slices.DeleteFunc(out, func(s span) bool { return s.from >= s.to })
}

// severityAt is the highest severity of the spans that cover the day.
func severityAt(spans []span, d civil.Date) Severity {
	severity := None
	for _, s := range spans {
		if s.from > d {
			break // in order
		}
		if d < s.to {
			severity = max(severity, s.severity)
		}
	}
	return severity
}

// steps asks for the severity on each bound, from which on it holds until the next, and returns the stretches that have one;
// neighbours of one severity are one stretch.
func steps(bounds []civil.Date, at func(civil.Date) Severity) []span {
	slices.Sort(bounds)
	bounds = slices.Compact(bounds)
	var out []span
	for i, d := range bounds {
		to := never
		if i+1 < len(bounds) {
			to = bounds[i+1]
		}
		s := at(d)
		if s == None || d >= never {
			continue
		}
		if n := len(out); n > 0 && out[n-1].to == d && out[n-1].severity == s {
			out[n-1].to = to
			continue
		}
		out = append(out, span{d, to, s})
	}
	return out
}

// at is the span of the kind that covers the day; false where it does not hold.
func (h *history) at(k Kind, d civil.Date) (span, bool) {
	track := h.tracks[k]
	i, _ := slices.BinarySearchFunc(track, d, func(s span, d civil.Date) int {
		if s.to <= d {
			return -1
		}
		return 1
	})
	if i < len(track) && track[i].from <= d {
		return track[i], true
	}
	return span{}, false
}

// firstRecord is the day of the first record that has one; never where none has.
func firstRecord(f people.File) civil.Date {
	first := never
	see := func(d civil.Date) {
		if d != 0 {
			first = min(first, d)
		}
	}
	if len(f.Meetings) > 0 { // in order
		see(f.Meetings[0].At.Date())
	}
	if len(f.Journal) > 0 {
		see(f.Journal[0].At.Date())
	}
	for _, a := range f.Actions {
		see(a.Created)
	}
	for _, x := range f.Feedback {
		see(x.Date)
	}
	for _, g := range f.Goals {
		see(known(g))
	}
	for _, d := range f.Delegations {
		see(d.Since)
	}
	for _, o := range f.Observations {
		see(o.Date)
	}
	for _, e := range f.Events {
		if e.Person != uuid.Nil {
			see(e.Date)
		}
	}
	return first
}

// reached are the first days of each severity in the unbroken time of a kind that covers a day.
func (h *history) reached(k Kind, on civil.Date) (days [4]civil.Date) {
	s, ok := h.at(k, on)
	for ok {
		days[s.severity] = s.from
		s, ok = h.at(k, s.from-1)
	}
	return days
}

// describe makes the sign of a span as of a day within it.
func (h *history) describe(k Kind, s span, on civil.Date) Sign {
	info := infoOf[k]
	sign := Sign{Kind: k, Family: info.Family, Severity: s.severity, Raised: s.from, Title: info.Name, Basis: info.Basis(), Questions: info.Questions}
	sign.Reached = h.reached(k, on)
	if k == Combined {
		describeCombined(h, &sign, on)
	} else {
		ruleOf[k].describe(h, &sign, on)
	}
	slices.SortStableFunc(sign.Evidence, func(a, b Evidence) int { return cmp.Compare(b.Date, a.Date) })
	for _, e := range sign.Evidence {
		if e.Date != 0 && (sign.Since == 0 || e.Date < sign.Since) {
			sign.Since = e.Date
		}
	}
	if len(sign.Questions) > 0 {
		sign.Question = sign.Questions[0]
	}
	return sign
}

// lapseWords is the day, in words, on which something lapses that was last seen on a day, as far as that can be told on another.
func (h *history) lapseWords(seen civil.Date, days int, on civil.Date) string {
	return dayWords(h.clockOn(on).after(seen, days), on)
}

// clockOn is the clock as it was known on a day.
func (h *history) clockOn(on civil.Date) clock {
	if h.f.Person.StatusSince > on {
		return h.ahead
	}
	return h.clock
}
