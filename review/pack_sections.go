package review

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
	"rapport/people"
)

func sortBy[T any](all []T, day func(T) civil.Date) {
	slices.SortStableFunc(all, func(a, b T) int { return cmp.Compare(day(a), day(b)) })
}

func (k pack) highlights() []Block {
	return bullets(k.praise, func(h highlight) Item {
		h.item.Lead = dateWords(h.on)
		return h.item
	})
}

// feedbackGiven shows what the manager said, each with the day on which it was first said; praise in one line, as its effect stands under
// the highlights.
func (k pack) feedbackGiven() []Block {
	if len(k.given) == 0 {
		return nil
	}
	var praise, change []Item
	untold := 0
	for _, x := range k.given {
		if x.SaidOn == 0 {
			untold++
		}
		item := Item{Lead: dateWords(x.Date), Text: sentence(upper(gist(x))), Tail: k.tail(x)}
		if x.Kind == notes.Praise {
			praise = append(praise, item)
			continue
		}
		if item.Sub = parts(x); len(item.Sub) > 1 {
			item.Text = ""
		} else {
			item.Sub = nil
		}
		change = append(change, item)
	}
	var out []Block
	if len(praise) > 0 {
		out = append(out, Subhead{"Praise"}, Bullets{praise})
	}
	if len(change) > 0 {
		out = append(out, Subhead{"Constructive"}, Bullets{change})
	}
	return append(out, k.untoldRemark(untold)...)
}

// feedbackOthers quotes what others said, with its source.
func (k pack) feedbackOthers() []Block {
	if len(k.others) == 0 {
		return nil
	}
	untold := 0
	blocks := bullets(k.others, func(x notes.Feedback) Item {
		if x.SaidOn == 0 {
			untold++
		}
		lead := dateWords(x.Date)
		if x.Source != "" {
			lead += ", " + oneLine(x.Source)
		}
		item := Item{Lead: lead, Tail: string(x.Kind) + ", " + k.tail(x)}
		if sub := parts(x); len(sub) > 1 {
			item.Sub = sub
		} else {
			item.Text = sentence(upper(gist(x)))
		}
		return item
	})
	return append(blocks, k.untoldRemark(untold)...)
}

// tail says when feedback was told, and that it is private where it is.
func (k pack) tail(x notes.Feedback) string {
	if x.IsPrivate() {
		return told(x) + ", private"
	}
	return told(x)
}

// untoldRemark reminds the manager; it is not for the report to read.
func (k pack) untoldRemark(n int) []Block {
	if n == 0 || k.audience == people.AudienceReport {
		return nil
	}
	return []Block{Paragraph{upper(count(n, "item has", "items have")) + " not been told yet. Nobody should hear it first in a review: talk about it before."}}
}

func (k pack) strengths() []Block {
	var items []Item
	for _, s := range k.file.Person.Strengths {
		item := Item{Lead: oneLine(s.Text)}
		for _, e := range s.Evidence {
			if e.Date == 0 || e.Date <= k.period.To {
				item.Sub = append(item.Sub, Item{Lead: dateWords(e.Date), Text: oneLine(e.Text)})
			}
		}
		items = append(items, item)
	}
	if len(items) == 0 {
		return nil
	}
	return []Block{Bullets{items}}
}

func (k pack) growthBlocks() []Block {
	var out []Block
	p := k.file.Person
	if len(p.Interests) > 0 {
		out = append(out, Paragraph{"Interests: " + list(p.Interests) + "."})
	}
	if len(p.Motivators) > 0 {
		out = append(out, Paragraph{"Motivated by: " + list(p.Motivators) + "."})
	}
	if len(k.growth) > 0 {
		out = append(out, Subhead{"Talked about"})
		out = append(out, bullets(k.growth, func(d dated) Item { return Item{Lead: dateWords(d.on), Text: d.text} })...)
	}
	if all := k.delegations(); len(all) > 0 {
		out = append(out, Subhead{"Responsibility handed over"})
		out = append(out, bullets(all, k.delegation)...)
	}
	return out
}

func (k pack) delegations() []goals.Delegation {
	return keep(k.file.Delegations, func(d goals.Delegation) bool {
		return d.Since <= k.period.To && (d.State != goals.DelegationEnded || k.period.within(d.Since) || k.period.within(d.Review))
	})
}

func (k pack) delegation(d goals.Delegation) Item {
	item := Item{Lead: oneLine(d.What)}
	var text []string
	if d.Since != 0 {
		text = append(text, "since "+dateWords(d.Since))
	}
	if d.Level != nil {
		text = append(text, fmt.Sprintf("level %d of 7, %s", *d.Level, strings.ToLower(goals.LevelWords[*d.Level])))
	}
	if d.State == goals.DelegationEnded {
		text = append(text, "ended")
	}
	item.Text = sentence(upper(strings.Join(text, "; ")))
	if d.Support != "" {
		item.Sub = append(item.Sub, Item{Lead: "Support", Text: sentence(oneLine(d.Support))})
	}
	if d.Outcome != "" {
		item.Sub = append(item.Sub, Item{Lead: "Outcome", Text: sentence(oneLine(d.Outcome))})
	}
	return item
}

// kept counts the action items of one side that fell due in the period and were not dropped, and how many were done on time.
func (k pack) kept(owner notes.Side) (kept, of int) {
	days := int(k.period.To-k.period.From) + 1
	return k.file.Kept(owner, k.period.To, days)
}

// commitments lists what both sides said they would do and did, and what was still late at the end of the period.
func (k pack) commitments() []Block {
	var out []Block
	for _, side := range []struct {
		owner notes.Side
		name  string
	}{{notes.Them, k.name}, {notes.Me, "Manager"}} {
		var done, late []Item
		all := slices.Clone(k.file.Actions)
		sortBy(all, func(a notes.Action) civil.Date { return cmp.Or(a.Closed, a.Due) })
		for _, a := range all {
			if a.Owner != side.owner {
				continue
			}
			switch {
			case a.State == notes.ActionDone && k.period.within(a.Closed):
				item := Item{Lead: dateWords(a.Closed), Text: oneLine(a.Text)}
				if a.Due != 0 && a.Closed > a.Due {
					item.Tail = goals.Plural(int(a.Closed-a.Due), "day late", "days late")
				}
				done = append(done, item)
			case k.period.within(a.Due) && a.State != notes.ActionDropped && (a.State == notes.ActionOpen || a.Closed > k.period.To) && a.Due < k.period.To:
				late = append(late, Item{Lead: "Due " + dateWords(a.Due), Text: oneLine(a.Text), Tail: "open at the end of the period"})
			}
		}
		if len(done)+len(late) == 0 {
			continue
		}
		head := side.name
		if kept, of := k.kept(side.owner); of > 0 {
			head += fmt.Sprintf(": %d of %d on time", kept, of)
		}
		out = append(out, Subhead{head}, Bullets{append(done, late...)})
	}
	return out
}

func (k pack) absences() []people.Absence {
	return keep(k.file.Absences, func(a people.Absence) bool {
		return a.Person == k.file.Person.ID && a.From <= k.period.To && a.To >= k.period.From
	})
}

// availability says when the person was away, never why.
func (k pack) availability() []Block {
	var spans []string
	for _, a := range k.absences() {
		spans = append(spans, spanWords(max(a.From, k.period.From), min(a.To, k.period.To)))
	}
	if len(spans) == 0 {
		return nil
	}
	return []Block{Paragraph{"Reduced availability: " + list(spans) + "."}}
}

func (k pack) mood() []Block {
	var rows [][]string
	for _, m := range k.held {
		if m.Mood == nil {
			continue
		}
		row := []string{dateWords(m.At.Date()), fmt.Sprintf("%d %s", *m.Mood, notes.MoodWords[*m.Mood]), "", sourceCell(m.MoodSource, k.name)}
		if m.Workload != nil {
			row[2] = notes.WorkloadWords[*m.Workload]
		}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		return nil
	}
	return []Block{Table{Head: []string{"One-on-one", "Mood", "Workload", "Who said so"}, Rows: rows}}
}

func sourceCell(s notes.Source, name string) string {
	switch s {
	case notes.Said:
		return name
	case notes.Impression:
		return "Your reading"
	}
	return ""
}

func (k pack) signs() []Block {
	if k.audience != people.AudienceMe {
		return nil
	}
	return bullets(k.options.Signs, func(s SignLine) Item { return Item{Lead: s.Title, Text: oneLine(s.Evidence)} })
}

// privateNotes are there only where the audience may have them and they were asked for: visible has taken them out otherwise.
func (k pack) privateNotes() []Block {
	var out []Block
	if n := k.file.Person.ProfileNotes; strings.TrimSpace(n) != "" {
		out = append(out, Subhead{"Profile"}, Notes{n})
	}
	type note struct {
		on   civil.Date
		what string
		text string
	}
	var all []note
	for _, m := range k.held {
		if strings.TrimSpace(m.PrivateNotes) != "" {
			all = append(all, note{m.At.Date(), "one-on-one", m.PrivateNotes})
		}
	}
	for _, j := range k.journal() {
		if j.IsPrivate() {
			all = append(all, note{j.At.Date(), "journal", j.Text})
		}
	}
	sortBy(all, func(n note) civil.Date { return n.on })
	for _, n := range all {
		out = append(out, Subhead{dateWords(n.on) + ", " + n.what}, Notes{n.text})
	}
	return out
}

// meetings is the appendix: when the two met and the first line of the shared notes; then the lines noted in between.
func (k pack) meetings() []Block {
	var out []Block
	if len(k.held) > 0 {
		t := Table{Head: []string{"Date", "First line of the notes"}}
		for _, m := range k.held {
			t.Rows = append(t.Rows, []string{dateWords(m.At.Date()), firstLine(m.Notes)})
		}
		out = append(out, t)
	}
	shared := keep(k.journal(), func(j notes.JournalLine) bool { return !j.IsPrivate() })
	if len(shared) > 0 {
		out = append(out, Subhead{"Noted between meetings"})
		out = append(out, bullets(shared, func(j notes.JournalLine) Item { return Item{Lead: dateWords(j.At.Date()), Text: oneLine(j.Text)} })...)
	}
	return out
}
