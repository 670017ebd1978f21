package goals

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"rapport/civil"
)

// AddCheckIn returns the goal with one more check-in, in the order of dates. A second check-in on a day takes the place of the first and keeps
// its id: its confidence, note and values hold, and what it leaves out stays as the first one said it. An error says why it was
// refused: dated after today, nothing said, a value that is no number, a milestone that is neither 0 nor 1, an unknown key
// result (the goal's own are named), or a goal that is closed.
func AddCheckIn(g Goal, c CheckIn, today civil.Date) (Goal, error) {
	refuse := func(format string, args ...any) (Goal, error) {
		return g, fmt.Errorf("could not add the check-in to “%s”: %w", g.Title, fmt.Errorf(format, args...))
	}
	switch {
	case g.IsClosed():
		return refuse("the goal is closed; reopen it first")
	case c.Date == 0:
		return refuse("it has no date")
	case c.Date > today:
		return refuse("%s is after today, %s; give today or an earlier day", c.Date, today)
	case c.Confidence == "" && c.Note == "" && len(c.Values) == 0:
		return refuse("it says nothing; give a value, a confidence or a note")
	}
	for id, v := range c.Values {
		k, ok := g.result(id)
		switch {
		case !ok:
			return refuse("%w", unknownResult(g, id.String()))
		case math.IsNaN(v) || math.IsInf(v, 0):
			return refuse("the value of “%s” is not a number", k.Title)
		case k.Kind == Milestone && v != 0 && v != 1:
			return refuse("“%s” is a milestone: give 1 for done or 0 for not yet, not %s", k.Title, Point.Decimal(v))
		}
	}
	if err := c.Validate().Err(); err != nil {
		return refuse("%w", err)
	}
	c.Values = maps.Clone(c.Values)
	g.CheckIns = slices.Clone(g.CheckIns)
	for i, first := range g.CheckIns {
		if first.Date == c.Date {
			g.CheckIns[i] = over(first, c)
			return g, nil
		}
	}
	at := len(g.CheckIns)
	for at > 0 && g.CheckIns[at-1].Date > c.Date {
		at--
	}
	g.CheckIns = slices.Insert(g.CheckIns, at, c)
	return g, nil
}

// over lays a second check-in of a day over the first.
func over(first, second CheckIn) CheckIn {
	if first.ID != uuid.Nil {
		second.ID = first.ID
	}
	if second.Confidence == "" {
		second.Confidence = first.Confidence
	}
	if second.Note == "" {
		second.Note = first.Note
	}
	values := maps.Clone(first.Values)
	if values == nil {
		values = second.Values
	} else {
		maps.Copy(values, second.Values)
	}
	second.Values = values
	return second
}

// ParseValue reads a value of the key result as a person types it: a number with or without % or the key result's unit; yes, no,
// done and the like for a milestone. Point and comma are both taken as the decimal sign. Thousands may be parted by a space, an apostrophe, or the one of
// the two that is not the person's decimal mark. What could be either, as 1,200 where numbers have a point and 1.200 where they have a comma, is refused
// instead of guessed at.
func (k KeyResult) ParseValue(text string, mark Mark) (float64, error) {
	s := strings.TrimSpace(text)
	if k.Kind == Milestone {
		switch strings.ToLower(s) {
		case "1", "yes", "y", "done", "true":
			return 1, nil
		case "0", "no", "n", "not yet", "open", "false":
			return 0, nil
		}
		return 0, fmt.Errorf("“%s” is a milestone: give 1 for done or 0 for not yet, not %q", k.Title, text)
	}
	for _, unit := range []string{k.Unit, oneOf(k.Unit)} {
		if unit != "" && len(s) > len(unit) && strings.EqualFold(s[len(s)-len(unit):], unit) {
			s = s[:len(s)-len(unit)]
			break
		}
	}
	s = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(s), "%"))
	plain, other := plainNumber(s, mark)
	if other != "" {
		return 0, fmt.Errorf("%q could be two numbers for “%s”: write it like %s or %s", text, k.Title, mark.In(plain), mark.In(other))
	}
	v, err := strconv.ParseFloat(plain, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return 0, fmt.Errorf("%q is not a number for “%s”: write it like 12 or %s", text, k.Title, mark.In("2.5"))
	}
	return v, nil
}

// numberShape is a number as people write it: a sign, digits in one or several groups, decimals, perhaps an exponent.
var numberShape = regexp.MustCompile(`^([+-]?)(\d*(?:[ .,']\d+)*[.,]?)((?:[eE][+-]?\d+)?)$`)

// plainNumber writes a number as the program reads it, without what parts its thousands and with a decimal point; other is its other reading where it
// has two. Empty for what is no number.
func plainNumber(text string, mark Mark) (plain, other string) {
	text = strings.NewReplacer("\u2212", "-", "\u00a0", " ", "\u202f", " ", "\u2009", " ", "’", "'").Replace(text)
	m := numberShape.FindStringSubmatch(text)
	if m == nil {
		return "", ""
	}
	sign, digits, exponent := m[1], m[2], m[3]
	last := strings.LastIndexAny(digits, " .,'")
	if last < 0 {
		return sign + digits + exponent, ""
	}
	whole, decimals, point := digits[:last], digits[last+1:], digits[last:last+1]
	own := map[Mark]string{Point: ".", Comma: ","}[mark]
	groups := grouped(digits)
	joined := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, digits)
	decimal := sign + joined[:len(joined)-len(decimals)] + "." + decimals + exponent
	switch isMark := point == "." || point == ","; {
	case isMark && !strings.ContainsAny(whole, " .,'"): // one sign: decimal, unless it is the other one before three digits
		if groups && point != own && strings.Trim(whole, "0") != "" {
			return sign + joined, decimal
		}
		return decimal, ""
	case groups && point != own: // every part is thousands
		return sign + joined + exponent, ""
	case isMark && grouped(whole) && !strings.ContainsAny(whole, point+own):
		return decimal, ""
	}
	return "", ""
}

// grouped reports whether digits are parted into thousands, always by the same sign.
func grouped(digits string) bool {
	at := strings.IndexAny(digits, " .,'")
	if at < 1 || at > 3 {
		return false
	}
	for i, part := range strings.Split(digits, digits[at:at+1]) {
		if i > 0 && (len(part) != 3 || strings.ContainsAny(part, " .,'")) {
			return false
		}
	}
	return true
}

// ChangeTarget returns the goal with another target for one key result and a line in its ledger. A target never changes without a
// reason, and never before its last change.
func ChangeTarget(g Goal, result uuid.UUID, to float64, reason string, date civil.Date) (Goal, error) {
	k, ok := g.result(result)
	if !ok {
		return g, fmt.Errorf("could not change the target: %w", unknownResult(g, result.String()))
	}
	var why string
	switch {
	case k.Kind == Milestone:
		why = "a milestone is done or not; it has no other target"
	case k.To == nil:
		why = "it has no target yet; set one in the goal"
	case blank(reason):
		why = "give a reason"
	case math.IsNaN(to) || math.IsInf(to, 0):
		why = "the new target is not a number"
	case to == *k.To:
		why = "that is its target already"
	case k.From != nil && to == *k.From:
		why = "that is where it starts"
	case date == 0:
		why = "the change has no date"
	case len(k.Retargeted) > 0 && date < k.Retargeted[len(k.Retargeted)-1].Date:
		why = "it was changed later than that already, on " + k.Retargeted[len(k.Retargeted)-1].Date.String()
	}
	if why != "" {
		return g, fmt.Errorf("could not change the target of “%s”: %s", k.Title, why)
	}
	was := *k.To
	k.Retargeted = append(slices.Clone(k.Retargeted), Retarget{Date: date, Was: &was, To: &to, Reason: reason})
	k.To = &to
	g.KeyResults = slices.Clone(g.KeyResults)
	for i := range g.KeyResults {
		if g.KeyResults[i].ID == result {
			g.KeyResults[i] = k
		}
	}
	return g, nil
}

// MoveDue returns the goal with another due date and a line in its ledger. A date never moves without a reason, and never before
// its last move.
func MoveDue(g Goal, to civil.Date, reason string, date civil.Date) (Goal, error) {
	var why string
	switch {
	case g.Due == 0:
		why = "it has no due date yet; set one in the goal"
	case blank(reason):
		why = "give a reason"
	case to == 0 || date == 0:
		why = "a date is missing"
	case to == g.Due:
		why = "it is due on " + to.String() + " already"
	case g.Start != 0 && to < g.Start:
		why = to.String() + " is before its start, " + g.Start.String()
	case len(g.DueChanges) > 0 && date < g.DueChanges[len(g.DueChanges)-1].Date:
		why = "it was moved later than that already, on " + g.DueChanges[len(g.DueChanges)-1].Date.String()
	}
	if why != "" {
		return g, fmt.Errorf("could not move the due date of “%s”: %s", g.Title, why)
	}
	g.DueChanges = append(slices.Clone(g.DueChanges), DueChange{Date: date, Was: g.Due, To: to, Reason: reason})
	g.Due = to
	return g, nil
}

// Retrospective is what is said of a goal when it ends.
type Retrospective struct {
	Helped, Hindered, Learnt, OutsideControl string
}

// Close returns the goal ended on a day with a status of achieved, partly, missed or dropped, the score (0..1) where one was
// given, and what was said of it. Texts that are left empty stay as they were.
func Close(g Goal, status Status, score *float64, date civil.Date, said Retrospective) (Goal, error) {
	var why string
	switch {
	case g.IsClosed():
		why = "it is closed already; reopen it first"
	case !status.Closes():
		why = "say how it ended: achieved, partly, missed or dropped"
	case date == 0:
		why = "the day is missing"
	case score != nil && !(*score >= 0 && *score <= 1):
		why = "a score goes from 0 to 1"
	}
	if why != "" {
		return g, fmt.Errorf("could not close “%s”: %s", g.Title, why)
	}
	g.Status, g.Closed, g.Score = status, date, score
	for _, t := range []struct {
		to   *string
		text string
	}{{&g.Helped, said.Helped}, {&g.Hindered, said.Hindered}, {&g.Learnt, said.Learnt}, {&g.OutsideControl, said.OutsideControl}} {
		if t.text != "" {
			*t.to = t.text
		}
	}
	return g, nil
}

// Reopen returns the goal active again, without the day it ended and its score. What was said of it stays.
func Reopen(g Goal) (Goal, error) {
	if !g.IsClosed() {
		return g, fmt.Errorf("could not reopen “%s”: it is not closed", g.Title)
	}
	g.Status, g.Closed, g.Score = Active, 0, nil
	return g, nil
}

// FindError says that a text names no goal or key result, or several.
type FindError struct {
	What       string   // "goal" or "key result"
	Text       string   // what was looked for
	Candidates []string // where several fit, these; where none does, all there are
	Ambiguous  bool     // several fit
}

// Error says what to do, with the candidates.
func (e *FindError) Error() string {
	list := strings.Join(e.Candidates, ", ")
	switch {
	case e.Ambiguous:
		return fmt.Sprintf("%q fits more than one %s: %s; write more of the title, or its id", e.Text, e.What, list)
	case list == "":
		return fmt.Sprintf("no %s is called %q: there is none yet", e.What, e.Text)
	}
	return fmt.Sprintf("no %s is called %q; there are: %s", e.What, e.Text, list)
}

// Find returns the goal that the text names: its id, its exact title, or the only one whose title begins with it. The error is a *FindError.
func Find(all []Goal, text string) (Goal, error) {
	return find("goal", all, text, func(g Goal) (uuid.UUID, string) { return g.ID, g.Title })
}

// FindKeyResult returns the key result of the goal that the text names, as Find does for goals. An empty text names the only one.
func FindKeyResult(g Goal, text string) (KeyResult, error) {
	if text == "" && len(g.KeyResults) == 1 {
		return g.KeyResults[0], nil
	}
	return find("key result", g.KeyResults, text, func(k KeyResult) (uuid.UUID, string) { return k.ID, k.Title })
}

func find[T any](what string, all []T, text string, name func(T) (uuid.UUID, string)) (T, error) {
	lower := strings.ToLower(text)
	rules := []func(id, title string) bool{
		func(id, _ string) bool { return id == lower },
		func(_, title string) bool { return title == text },
		func(_, title string) bool { return strings.ToLower(title) == lower },
		func(_, title string) bool { return strings.HasPrefix(strings.ToLower(title), lower) },
		func(id, _ string) bool { return strings.HasPrefix(id, lower) },
	}
	var none T
	var titles []string
	for _, x := range all {
		_, title := name(x)
		titles = append(titles, title)
	}
	for _, fits := range rules {
		var found []T
		var fitting []string
		for _, x := range all {
			if id, title := name(x); text != "" && fits(id.String(), title) {
				found, fitting = append(found, x), append(fitting, fmt.Sprintf("%s (%s)", title, id))
			}
		}
		switch len(found) {
		case 0:
		case 1:
			return found[0], nil
		default:
			return none, &FindError{What: what, Text: text, Candidates: fitting, Ambiguous: true}
		}
	}
	return none, &FindError{What: what, Text: text, Candidates: titles, Ambiguous: text == "" && len(all) > 1}
}

func unknownResult(g Goal, text string) error {
	_, err := find("key result", g.KeyResults, text, func(k KeyResult) (uuid.UUID, string) { return k.ID, k.Title })
	if err == nil {
		err = errors.New("the key result is not part of this goal")
	}
	return err
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }
