package sample_test

import (
	"fmt"
	"testing"
	"time"
	"os"

	"rapport/civil"
	"rapport/interchange/sample"
	"rapport/morale"
)

func TestZZ(t *testing.T) {
	days := []civil.Date{tuesday, tuesday + 1, tuesday + 2, civil.NewDate(2026, time.January, 1), civil.NewDate(2026, 8, 9)}
	if os.Getenv("ONE") != "" { days = days[:1] }
	for _, day := range days {
		r := sample.Records(day)
		fmt.Println("=====", day)
		rules := morale.RulesFrom(r.Settings, r.CueWords)
		for _, p := range r.People {
			f, _ := r.FileOf(p.ID)
			fmt.Println("##", p.Name)
			for _, s := range morale.Signs(f, rules, day) {
				fmt.Println("  ", s.Severity, s.Kind, s.Raised, "|", s.Title, "|", s.Line)
				if os.Getenv("ONE") != "" {
					for _, e := range s.Evidence { fmt.Println("        ", e.Date, e.Field, e.Text) }
				}
			}
		}
	}
}
