package goals

import "testing"

func TestParseHandOver(t *testing.T) {
	today := date("2026-03-03")
	for text, want := range map[string]struct {
		what   string
		level  int
		review string
	}{
		"alert list, 4, review 31 Mar":             {"alert list", 4, "2026-03-31"},
		"Release notes, Inquire":                   {"Release notes", 6, ""},
		"order of screens, tests, level 5":         {"order of screens, tests", 5, ""},
		"alert list, review 2026-04-01":            {"alert list", 0, "2026-04-01"},
		"alert list":                               {"alert list", 0, ""},
		"Hand-over, 7 Delegate, review in 2 weeks": {"Hand-over", 7, "2026-03-17"},
	} {
		d, ok := ParseHandOver(text, today)
		level := 0
		if d.Level != nil {
			level = *d.Level
		}
		if !ok || d.What != want.what || level != want.level || d.Review.String() != want.review || d.Since != today {
			t.Errorf("%q: %+v level %d review %s", text, d, level, d.Review)
		}
	}
	for _, text := range []string{"", " , ", ",,"} {
		if _, ok := ParseHandOver(text, today); ok {
			t.Errorf("%q is something", text)
		}
	}
}

func TestMatch(t *testing.T) {
	traits := []Trait{{Text: "Finds causes in data", Evidence: []string{"Found the double basket call by reading traces", "Named most alerts that nobody owns"}}, {Text: "Mentoring", Interest: true}}
	if f, ok := Match("Owning the alert list", traits); !ok || f.Trait.Text != "Finds causes in data" || f.Seen != "Named most alerts that nobody owns" || f.Words[1] != "alert" {
		t.Errorf("%+v", f)
	}
	if f, ok := Match("Mentor the new joiner", traits); !ok || !f.Trait.Interest {
		t.Errorf("%+v", f)
	}
	if f, ok := Match("Order new chairs", traits); ok {
		t.Errorf("%+v", f)
	}
}
