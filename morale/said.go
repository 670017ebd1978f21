package morale

import (
	"cmp"
	"slices"
	"strings"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/language"
	"rapport/notes"
	"rapport/people"
)

// saying is a sentence in which the report says how they are, or in which the manager noted it.
type saying struct {
	day      civil.Date
	lapses   civil.Date
	marked   civil.Date // from which on the manager says that it is not a sign
	severity Severity   // alone
	faint    bool       // weighs only with another of its kind
	id       uuid.UUID  // of the record
	field    string
	quote    string
	from, to int // bytes of the field
}

func (s saying) evidence() Evidence {
	e := note(s.day, s.id, s.field, s.quote)
	e.Quote, e.From, e.To = true, s.from, s.to
	return e
}

// dimensions are the three dimensions of burnout (Maslach), two of which weigh more than one.
var dimensions = []Kind{Exhaustion, Cynicism, Inefficacy}

// readSayings reads the words of every text from a day on: shared and private notes, journal, feedback that the report gave, and the
// topics that they raised.
func (h *history) readSayings(from civil.Date) {
	h.said = map[Kind][]saying{}
	r := h.cueReader()
	marks := map[uuid.UUID][]people.LineMark{}
	for _, m := range h.f.LineMarks {
		if m.Mark == people.NotASign {
			marks[m.Record] = append(marks[m.Record], m)
		}
	}
	lapse := h.limit.days("lapse")
	read := func(day civil.Date, id uuid.UUID, field, text string, theirs bool) {
		if day == 0 || day < from || text == "" {
			return
		}
		for _, c := range r.Cues(text, theirs) {
			k := Kind(c.Kind)
			if info, ok := infoOf[k]; !ok || h.r.Off[k] || info.Family != FamilySaid && k != WorkloadHigh {
				continue
			}
			s := saying{day: day, lapses: h.clock.after(day, lapse), marked: never, severity: alone(c.Strength), faint: c.Strength == "faint", id: id, field: field, quote: c.Quote}
			if field != "topics" {
				s.from, s.to = c.QuoteFrom, c.QuoteTo
			}
			for _, m := range marks[id] {
				if m.Kind == c.Kind && sameLine(m.Quote, c.Quote) {
					s.marked = min(s.marked, max(m.At, day))
				}
			}
			h.said[k] = append(h.said[k], s)
		}
	}
	carried := map[string]bool{} // topics that were there before
	for i := range h.f.Meetings {
		m := &h.f.Meetings[i]
		day := m.At.Date()
		read(day, m.ID, "notes", m.Notes, false)
		read(day, m.ID, "private_notes", m.PrivateNotes, false)
		for _, t := range m.Topics {
			if t.RaisedBy == notes.Them && !carried[t.Text] {
				read(day, m.ID, "topics", t.Text, true)
				carried[t.Text] = true
			}
		}
	}
	for _, j := range h.f.Journal {
		read(j.At.Date(), j.ID, "text", j.Text, false)
	}
	for _, x := range h.f.Feedback {
		if x.Direction == notes.Received {
			read(x.Date, x.ID, "situation", x.Situation, true)
			read(x.Date, x.ID, "behaviour", x.Behaviour, true)
			read(x.Date, x.ID, "impact", x.Impact, true)
			read(x.Date, x.ID, "text", x.Text, true)
		}
	}
	for _, all := range h.said {
		slices.SortStableFunc(all, func(a, b saying) int { return cmp.Compare(a.day, b.day) })
	}
}

// cueReader reads the words of the report's file.
func (h *history) cueReader() *language.CueReader {
	o := language.CueOptions{Name: h.f.Person.Name, Pronouns: h.f.Person.Pronouns}
	for _, name := range h.r.Others {
		if name != h.f.Person.Name {
			o.Others = append(o.Others, name)
		}
	}
	for _, w := range h.r.CueWords {
		o.Own = append(o.Own, language.OwnWord{Text: w.Text, Kind: w.Kind})
	}
	return language.NewCueReader(o)
}

// alone is the severity of one cue.
func alone(strength string) Severity {
	switch strength {
	case "stated":
		return Urgent
	case "indirect", "unmistakable":
		return Concern
	case "faint":
		return None
	}
	return Watch
}

// sameLine reports whether a mark is about a sentence: the same, whatever was added around it since.
func sameLine(mark, quote string) bool {
	mark, quote = strings.Join(strings.Fields(mark), " "), strings.Join(strings.Fields(quote), " ")
	return mark != "" && quote != "" && (strings.Contains(quote, mark) || strings.Contains(mark, quote))
}

// standing are the sayings of a kind that have not lapsed on a day, the range of their list that they stand in.
func standing(all []saying, on civil.Date) (from, to int) {
	to, _ = slices.BinarySearchFunc(all, on+1, func(s saying, d civil.Date) int { return cmp.Compare(s.day, d) })
	from, _ = slices.BinarySearchFunc(all[:to], on+1, func(s saying, d civil.Date) int { return cmp.Compare(s.lapses, d) })
	return from, to
}

// sayingAt is what one saying of a kind weighs on a day, None for a faint one that stands alone; with is called with those that it weighs more with, until it returns false.
func (h *history) sayingAt(k Kind, i int, on civil.Date, with func(saying) bool) (severity Severity) {
	all := h.said[k]
	s := all[i]
	if k == WorkloadHigh {
		return s.severity
	}
	severity = s.severity
	again := h.limit.days("again")
	for j := i - 1; j >= 0 && h.clock.elapsed(all[j].day, s.day) <= again; j-- {
		if all[j].day < s.day && on < all[j].marked {
			more := Concern
			if s.faint || all[j].faint {
				more = Watch
			}
			if severity = max(severity, more); !with(all[j]) {
				return severity
			}
		}
	}
	if s.faint || !slices.Contains(dimensions, k) {
		return severity
	}
	together := h.limit.days("together")
	for _, other := range dimensions {
		if other == k {
			continue
		}
		list := h.said[other]
		j, _ := slices.BinarySearchFunc(list, s.day, func(o saying, d civil.Date) int {
			if o.day < d && h.clock.elapsed(o.day, d) > together {
				return -1
			}
			return 1
		})
		for ; j < len(list) && list[j].day <= on && h.clock.elapsed(s.day, list[j].day) <= together; j++ {
			if on < list[j].marked && !list[j].faint {
				if severity = max(severity, Concern); !with(list[j]) {
					return severity
				}
			}
		}
	}
	return severity
}

// saidSeverity is what the words of a kind weigh on a day.
func (h *history) saidSeverity(k Kind, on civil.Date) (severity Severity) {
	all := h.said[k]
	from, to := standing(all, on)
	for i := from; i < to && severity < Urgent; i++ {
		if on < all[i].marked {
			severity = max(severity, h.sayingAt(k, i, on, func(saying) bool { return false }))
		}
	}
	return severity
}

// sayings is what the words of a kind weigh on a day, and the sentences that they rest on.
func (h *history) sayings(k Kind, on civil.Date) (severity Severity, rests []Evidence) {
	all := h.said[k]
	from, to := standing(all, on)
	for i := from; i < to; i++ {
		if on >= all[i].marked {
			continue
		}
		rest := func(s saying) bool {
			if e := s.evidence(); !slices.Contains(rests, e) {
				rests = append(rests, e)
			}
			return true
		}
		if weight := h.sayingAt(k, i, on, rest); weight > 0 {
			severity = max(severity, weight)
			rest(all[i])
		}
	}
	slices.SortStableFunc(rests, func(a, b Evidence) int { return cmp.Compare(a.Date, b.Date) })
	return severity, rests
}

// sayingBounds are the days on which the words of a kind may come to weigh more or less.
func (h *history) sayingBounds(k Kind) []civil.Date {
	var bounds []civil.Date
	add := func(all []saying) {
		for _, s := range all {
			bounds = append(bounds, s.day, s.lapses)
			if s.marked < never {
				bounds = append(bounds, s.marked)
			}
		}
	}
	add(h.said[k])
	if len(bounds) > 0 && slices.Contains(dimensions, k) {
		for _, other := range dimensions {
			if other != k {
				add(h.said[other])
			}
		}
	}
	return bounds
}

// saidRule is the rule of a kind that is seen in words.
func saidRule(k Kind) rule {
	return rule{k, func(h *history) []span {
		return steps(h.sayingBounds(k), func(d civil.Date) Severity {
			return h.saidSeverity(k, d)
		})
	}, func(h *history, s *Sign, on civil.Date) {
		severity, rests := h.sayings(k, on)
		s.Evidence = append(s.Evidence, rests...)
		s.Line = saidLine(rests, on)
		if plain := h.saidPlainly(k, on); severity == Urgent {
			s.Line = "Said on " + dayWords(plain.day, on) + ": " + Quoted(plain.quote)
		}
		s.Clears = "Nothing of the kind by " + dayWords(h.lastLapse(k, on), on) + ": then it lapses. Leave and holidays stop this clock."
		if days := daysOf(rests); k == WishToLeave && severity == Urgent {
			s.Title = "Wish to leave, said plainly"
		} else if len(days) > 1 {
			s.Title += ", said " + times(len(days))
		}
	}}
}

// saidPlainly is the last urgent saying of a kind that stands on a day.
func (h *history) saidPlainly(k Kind, on civil.Date) (last saying) {
	all := h.said[k]
	from, to := standing(all, on)
	for _, s := range all[from:to] {
		if s.severity == Urgent && on < s.marked {
			last = s
		}
	}
	return last
}

// saidLine says when and quotes the latest sentence.
func saidLine(rests []Evidence, on civil.Date) string {
	days := daysOf(rests)
	latest := rests[len(rests)-1]
	if len(days) == 1 {
		return "Said once, on " + dayWords(days[0], on) + ": " + Quoted(latest.Text)
	}
	return "Said on " + list(dayList(days[max(0, len(days)-4):], on)) + ". Last: " + Quoted(latest.Text)
}

// Quoted is a text in quotation marks. A mark whose other half was cut off at an end of the text goes; those that stand within become single ones.
func Quoted(text string) string {
	runes := []rune(text)
	isMark := func(r rune) bool { return r == '“' || r == '”' || r == '"' }
	for len(runes) > 0 && (isMark(runes[0]) || isMark(runes[len(runes)-1])) {
		marks := 0
		for _, r := range runes {
			marks += b2i(isMark(r))
		}
		switch first, last := isMark(runes[0]), isMark(runes[len(runes)-1]); {
		case first && last && marks == 2 && len(runes) > 1:
			runes = runes[1 : len(runes)-1]
			continue
		case first && marks%2 == 1:
			runes = runes[1:]
			continue
		case last && marks%2 == 1:
			runes = runes[:len(runes)-1]
			continue
		}
		break
	}
	open := true
	for i, r := range runes {
		if !isMark(r) {
			continue
		}
		runes[i] = '’'
		if open {
			runes[i] = '‘'
		}
		open = !open
	}
	return "“" + string(runes) + "”"
}

// daysOf are the days of the evidence, each once.
func daysOf(rests []Evidence) []civil.Date {
	var days []civil.Date
	for _, e := range rests {
		if n := len(days); n == 0 || days[n-1] != e.Date {
			days = append(days, e.Date)
		}
	}
	return days
}

func dayList(days []civil.Date, on civil.Date) []string {
	out := make([]string, len(days))
	for i, d := range days {
		out[i] = dayWords(d, on)
	}
	return out
}

// lastLapse is the day on which the last saying of a kind that stands on a day lapses.
func (h *history) lastLapse(k Kind, on civil.Date) civil.Date {
	all := h.said[k]
	from, to := standing(all, on)
	for i := to - 1; i >= from; i-- {
		if on < all[i].marked && h.sayingAt(k, i, on, func(saying) bool { return false }) > 0 {
			return h.clockOn(on).after(all[i].day, h.limit.days("lapse"))
		}
	}
	return never
}

// unreadDays is how far Unread looks back.
const unreadDays = 180

// Unread is the number of one-on-ones of the half year up to a day in whose notes no words were looked for, because the notes are not in the
// language of the rules.
func Unread(f people.File, on civil.Date) int {
	n := 0
	for _, m := range f.Meetings {
		if d := m.At.Date(); d > on-unreadDays && d <= on && !(language.Readable(m.Notes) && language.Readable(m.PrivateNotes)) {
			n++
		}
	}
	return n
}
