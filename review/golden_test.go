package review_test

import (
	"testing"

	"rapport/civil"
	"rapport/morale"
	"rapport/people"
	"rapport/review"
	"rapport/review/render"
)

var handed = review.Morale{
	Signs:    []review.SignLine{{Kind: "mood_below_usual", Severity: "watch", Title: "Mood below usual range", Evidence: "3 and 2 in the last two. Usual: 3.6 to 4.4.", Question: "What is taking the most energy right now, and what would help?"}},
	UsualLow: 3.6, UsualUp: 4.4,
	Needs: morale.BalanceOf(review.Priya(), morale.Rules{}, civil.NewDate(2026, 3, 3), morale.BalanceMeetings).Needs,
}

func TestBriefGolden(t *testing.T) {
	p := review.Brief(review.Priya(), civil.NewDate(2026, 3, 3), handed)
	review.Golden(t, "prep.md", render.Markdown(p.Document()))
	early := review.Brief(review.Priya(), civil.NewDate(2025, 5, 1), review.Morale{})
	review.Golden(t, "prep-first.md", render.Markdown(early.Document()))
}

var year = review.Period{From: civil.NewDate(2025, 3, 1), To: civil.NewDate(2026, 2, 28)}

func TestPackGolden(t *testing.T) {
	f := review.Priya()
	for name, d := range map[string]review.Document{
		"pack-review.md":         review.Pack(f, year, people.AudienceReview, review.Options{}),
		"pack-report.md":         review.Pack(f, year, people.AudienceReport, review.Options{IncludePrivate: true}),
		"pack-me.md":             review.Pack(f, year, people.AudienceMe, review.Options{IncludePrivate: true, Sections: review.SectionKeys, Signs: handed.Signs}),
		"pack-review-private.md": review.Pack(f, year, people.AudienceReview, review.Options{IncludePrivate: true}),
	} {
		review.Golden(t, name, render.Markdown(d))
	}
}
