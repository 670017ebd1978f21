package notes

import (
	"strings"

	"rapport/civil"
)

// AgendaText is an agenda to copy or to mail: what is to be talked about and who raised it. Nothing private is in it. First is the first
// name of the report.
func AgendaText(title, first string, topics []Topic) string {
	var b strings.Builder
	b.WriteString(title + "\n\n")
	n := 0
	for _, t := range topics {
		if t.State == Discussed || t.State == Parked {
			continue
		}
		n++
		b.WriteString("- " + oneLine(t.Text))
		if t.RaisedBy == Them && first != "" {
			b.WriteString(" (" + first + ")")
		}
		b.WriteString("\n")
	}
	if n == 0 {
		b.WriteString("No points yet. What would you like to talk about?\n")
	}
	return b.String()
}

// TopicsOf are talking points as the topics that they become.
func TopicsOf(points []TalkingPoint) []Topic {
	out := make([]Topic, len(points))
	for i, p := range points {
		out[i] = Topic{Text: p.Text, Category: p.Category, RaisedBy: p.RaisedBy, Carried: p.Carried}
	}
	return out
}

// FollowUp is the text to send after a meeting: the shared notes without sections that stayed empty, what each agreed to do, and the next
// date (may be empty). Private notes, intent, mood and workload are never in it. Actions are those of the meeting.
func FollowUp(title, first string, m Meeting, actions []Action, next string) string {
	var b strings.Builder
	b.WriteString(title + "\n")
	if body := strings.TrimRight(WithoutEmptySections(m.Notes), " \t\r\n"); body != "" {
		b.WriteString("\n" + body + "\n")
	}
	var promised []string
	for _, a := range actions {
		if a.State == ActionDropped {
			continue
		}
		box, who := "[ ] ", "me"
		if a.State == ActionDone {
			box = "[x] "
		}
		if a.Owner == Them {
			who = first
		}
		line := "- " + box + who + ": " + oneLine(a.Text)
		if a.Due != 0 {
			line += ", by " + a.Due.Format("Mon 2 Jan")
		}
		promised = append(promised, line)
	}
	if len(promised) > 0 {
		b.WriteString("\n## Agreed\n\n" + strings.Join(promised, "\n") + "\n")
	}
	if next != "" {
		b.WriteString("\n" + next + "\n")
	}
	return b.String()
}

// oneLine is a text without line ends.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// WithoutEmptySections is a note without the headings under which nothing was written, at any level, fenced code aside. The rest stays as
// it was typed.
func WithoutEmptySections(note string) string {
	type line struct {
		text  string
		level int // of a heading, else 0
		blank bool
	}
	var lines []line
	fenced := false
	for text := range strings.Lines(note) {
		l := line{text: text, blank: IsBlank(text)}
		trimmed := strings.TrimSpace(text)
		if strings.HasPrefix(trimmed, "```") {
			fenced = !fenced
		} else if _, ok := headingOf(text); ok && !fenced {
			l.level = len(trimmed) - len(strings.TrimLeft(trimmed, "#"))
		}
		lines = append(lines, l)
	}
	var out strings.Builder
	for i := 0; i < len(lines); i++ {
		if lines[i].level == 0 {
			out.WriteString(lines[i].text)
			continue
		}
		filled := false
		end := i + 1
		for ; end < len(lines) && (lines[end].level == 0 || lines[end].level > lines[i].level); end++ {
			filled = filled || lines[end].level == 0 && !lines[end].blank
		}
		if !filled {
			i = end - 1
			continue
		}
		out.WriteString(lines[i].text)
	}
	return out.String()
}

// ProposeNext is the day on which the next meeting would be by the rhythm in days, not before tomorrow and not on a weekend; 0 without
// a rhythm.
func ProposeNext(last, today civil.Date, rhythm int) civil.Date {
	if rhythm <= 0 {
		return 0
	}
	day := max(last+civil.Date(rhythm), today+1)
	for day.Time().Weekday() == 0 || day.Time().Weekday() == 6 {
		day++
	}
	return day
}
